// The Yjs document of one Session: a map of tags and one plain text, read and edited.

import * as Y from 'yjs'
import { planTagEdit } from '../core/remarks/planTagEdit.ts'
import { planTextEdit } from '../core/remarks/planTextEdit.ts'

export interface TagsAndText {
  readonly tags: readonly string[]
  readonly text: string
}

const tagsOf = (document: Y.Doc) => document.getMap<true>('tags')
const textOf = (document: Y.Doc) => document.getText('text')

export const readRemarks = (document: Y.Doc): TagsAndText => ({ tags: [...tagsOf(document).keys()].sort(), text: textOf(document).toString() })

export const editTags = (document: Y.Doc, tags: readonly string[]): void => {
  const { add, remove } = planTagEdit(readRemarks(document).tags, tags)
  document.transact(() => {
    for (const tag of add) tagsOf(document).set(tag, true)
    for (const tag of remove) tagsOf(document).delete(tag)
  })
}

export const editText = (document: Y.Doc, text: string): void => {
  const edit = planTextEdit(textOf(document).toString(), text)
  if (!edit) return
  document.transact(() => {
    textOf(document).delete(edit.at, edit.remove)
    textOf(document).insert(edit.at, edit.insert)
  })
}

export const stateOf = (document: Y.Doc): Uint8Array<ArrayBuffer> => new Uint8Array(Y.encodeStateAsUpdate(document))

/** Whether the server's stored snapshot (base64) is this document exactly: nothing of ours missing there, deletions included. */
export const isStored = (document: Y.Doc, snapshot: Uint8Array): boolean => {
  try {
    return Y.equalSnapshots(Y.snapshot(document), Y.decodeSnapshot(snapshot))
  } catch {
    return false
  }
}
