// Shared documents over Hocuspocus: who may open them, what may come in, and storing that is confirmed only after the commit.

import { Server, type Document } from '@hocuspocus/server'
import * as Y from 'yjs'
import { toBase64 } from '../src/core/bytes.ts'
import { maxUpdateBytes, readConfirm, type StoredMessage } from '../src/core/remarks/confirm.ts'
import type { Store } from './store/store.ts'

const documentName = /^(session|drive|case)\/[^\0]{1,300}$/

export interface DocumentsParts {
  readonly store: Store
  /** Whether a token of the log API is valid now. */
  readonly isAdmitted: (token: string) => boolean
}

/** Refuses, before it is applied, what is too large or cannot be read at once: counts that only pretend stop here. */
const checkUpdate = (payload: Uint8Array): void => {
  if (payload.length > maxUpdateBytes) throw new Error(`update of ${payload.length} bytes`)
  Y.decodeUpdate(payload)
}

/** A Hocuspocus Server that is not listening yet; its http server is shared with the app and the log API. */
export const makeDocuments = ({ store, isAdmitted }: DocumentsParts): Server => {
  /** Documents with changes since their last commit. */
  const changed = new WeakSet<Document>()
  const versions = new WeakMap<Document, number>()

  /** Only under the document's saveMutex, as Hocuspocus runs onStoreDocument. */
  const save = async (document: Document): Promise<StoredMessage> => {
    // Both before the first await, so that a change during the commit is not taken for stored.
    const stored = toBase64(Y.encodeSnapshot(Y.snapshot(document)))
    if (!changed.delete(document)) return { stored, version: versions.get(document) ?? 0 }
    try {
      const version = await store.putDocument(document.name, new Uint8Array(Y.encodeStateAsUpdate(document)))
      versions.set(document, version)
      return { stored, version }
    } catch (error) {
      changed.add(document)
      throw error
    }
  }

  return new Server({
    quiet: true,
    stopOnSignals: false,
    debounce: 1_000,
    maxDebounce: 5_000,
    // Room for one update at its limit and its envelope.
    websocketOptions: { maxPayload: maxUpdateBytes + 4_096, perMessageDeflate: false },
    onUpgrade: async ({ request, socket }) => {
      if (request.url?.split('?', 1)[0] === '/sync' && /^[\w.:[\]-]+$/.test(request.headers.host ?? '')) return
      socket.destroy()
      // An empty rejection ends the upgrade quietly.
      return Promise.reject()
    },
    onAuthenticate: async ({ token, documentName: name }) => {
      if (!isAdmitted(token)) throw new Error('token')
      if (!documentName.test(name)) throw new Error('document name')
    },
    onLoadDocument: async ({ document }) => {
      const held = await store.document(document.name)
      if (!held) return
      Y.applyUpdate(document, held.state)
      versions.set(document, held.version)
    },
    // 0 is a state vector, which is only a question; 1 and 2 carry changes.
    beforeSync: async ({ type, payload }) => (type === 0 ? undefined : checkUpdate(payload)),
    onChange: async ({ document }) => void changed.add(document),
    onStoreDocument: async ({ document }) => void (await save(document)),
    // An acknowledgement of Hocuspocus means applied; a device that wants to know what is stored asks, see core/remarks/confirm.
    onStateless: async ({ connection, document, payload }) => {
      if (readConfirm(payload)) connection.sendStateless(JSON.stringify(await document.saveMutex.runExclusive(() => save(document))))
    },
  })
}
