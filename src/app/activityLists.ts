// A unit's 音像记录清单 as a file: read for a look before it is imported, and read back from what was signed.

import type { DeedBook, DeedRow } from '../core/deeds/deedBook.ts'
import type { Bytes } from '../core/ids.ts'
import { readActivityList, type ActivityList, type ActivityRow } from '../core/policy/activityList.ts'
import type { FileLike } from '../core/ports.ts'
import { err, ok } from '../core/result.ts'
import type { Answer } from './app.ts'
import { policyText, type DecodedText } from './policyText.ts'

export interface ReadActivityList extends ActivityList {
  readonly name: string
  readonly encoding: DecodedText['encoding']
  /** The file as it is: what is attached when it is imported. */
  readonly bytes: Bytes
}

export interface KnownActivityList {
  readonly deed: DeedRow<'activityList'>
  readonly rows: readonly ActivityRow[]
}

/** Far beyond 10,000 rows. */
const maxListBytes = 16 << 20

export const readActivityListFile = async (file: FileLike): Answer<ReadActivityList> => {
  if (file.size > maxListBytes) return err({ type: 'FileNotRecognised', detail: `${file.size} > ${maxListBytes}` })
  let bytes: Bytes
  try {
    bytes = new Uint8Array(await file.slice(0, file.size).arrayBuffer())
  } catch (cause) {
    return err({ type: 'FileUnreadable', path: file.name, reason: String(cause) })
  }
  const text = policyText(bytes)
  return text.ok ? ok({ name: file.name, bytes, encoding: text.value.encoding, ...readActivityList(text.value.text) }) : text
}

/** The one that was imported last and whose file is here; reads each file once. */
export const makeKnownActivityList = (): ((book: DeedBook) => KnownActivityList | null) => {
  const read = new Map<string, readonly ActivityRow[]>()
  const rowsOf = (book: DeedBook, hash: string): readonly ActivityRow[] | null => {
    const known = read.get(hash)
    if (known) return known
    const bytes = book.attachment(hash)
    const text = bytes && policyText(bytes)
    if (!text?.ok) return null
    const { rows } = readActivityList(text.value.text)
    read.set(hash, rows)
    return rows
  }
  return (book) => {
    for (const deed of book.of('activityList').toReversed()) {
      const rows = rowsOf(book, deed.fields.file)
      if (rows) return { deed, rows }
    }
    return null
  }
}
