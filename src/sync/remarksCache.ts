// The y-indexeddb copy of one document: a cache, thrown away and rebuilt when it does not open in time.

import { clearDocument, IndexeddbPersistence } from 'y-indexeddb'
import type { Doc } from 'yjs'

/** One bad row makes y-indexeddb wait for ever. */
const OPEN_LIMIT_MS = 5_000

export type OpenCache = (document: Doc) => Promise<{ close(): void }>

const within = (work: Promise<unknown>, limitMs: number): Promise<boolean> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, limitMs, false)
    work.then(
      () => resolve(true),
      () => resolve(false),
    ).finally(() => clearTimeout(timer))
  })

/** Settles at the latest after twice the limit. Without IndexedDB the document is simply not cached. */
export const openRemarksCache =
  (name: string, limitMs = OPEN_LIMIT_MS): OpenCache =>
  async (document) => {
    const open = () => {
      const cache = new IndexeddbPersistence(name, document)
      // `destroy` waits for a database that may never open.
      return { cache, close: () => void cache.destroy().catch(() => undefined) }
    }
    const first = open()
    if (await within(first.cache.whenSynced, limitMs)) return first
    first.close()
    await within(clearDocument(name), limitMs)
    return open()
  }
