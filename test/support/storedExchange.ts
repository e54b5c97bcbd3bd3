// What a device holds and what the server has told it: read through the page's own IndexedDB.

import type { Page } from 'playwright-core'

export interface StoredExchange {
  readonly logs: readonly { readonly logId: string; readonly own: boolean; readonly onServer: number; readonly leaves: readonly string[] }[]
  readonly remarks: readonly { readonly sessionId: string; readonly tags: readonly string[]; readonly text: string; readonly serverVersion: number | null }[]
}

/** In one transaction, so that sizes and entries agree. */
export const storedExchange = (page: Page): Promise<StoredExchange> =>
  page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('fieldreel')
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(opening.error)
    })
    const transaction = database.transaction(['logs', 'entries', 'remarks'], 'readonly')
    const all = <T>(name: string): Promise<readonly T[]> =>
      new Promise((resolve, reject) => {
        const asking = transaction.objectStore(name).getAll()
        asking.onsuccess = () => resolve(asking.result as T[])
        asking.onerror = () => reject(asking.error)
      })
    const [logs, entries, remarks] = await Promise.all([
      all<{ logId: string; own: boolean; onServer: number }>('logs'),
      all<{ logId: string; leaf: string }>('entries'),
      all<{ sessionId: string; tags: readonly string[]; text: string; serverVersion: number | null }>('remarks'),
    ])
    database.close()
    return {
      logs: logs.map(({ logId, own, onServer }) => ({ logId, own, onServer, leaves: entries.filter((entry) => entry.logId === logId).map(({ leaf }) => leaf) })),
      remarks: remarks.map(({ sessionId, tags, text, serverVersion }) => ({ sessionId, tags, text, serverVersion })),
    }
  })
