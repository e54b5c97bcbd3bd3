// The y-indexeddb copy of one document: a cache, thrown away and rebuilt when it does not open in time.

import { clearDocument, IndexeddbPersistence } from 'y-indexeddb'
import type { Doc } from 'yjs'

/** One bad row makes y-indexeddb wait for ever. */
const OPEN_LIMIT_MS = 5_000

export interface RemarksCache {
  /** `discard` when the document is safe elsewhere: a browser does not like thousands of databases. */
  close(discard: boolean): Promise<void>
}

export type OpenCache = (document: Doc) => Promise<RemarksCache>

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
      return {
        cache,
        // Waits for a database that may never open.
        close: async (discard: boolean) => {
          await within(cache.destroy(), limitMs)
          if (discard) await within(clearDocument(name), limitMs)
        },
      }
    }
    const first = open()
    if (await within(first.cache.whenSynced, limitMs)) return first
    await first.close(true)
    return open()
  }
