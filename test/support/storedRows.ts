// What the app has on disk, read through the page's own IndexedDB, besides whatever the screens say.

import type { Page } from 'playwright-core'
import type { Copy, Drive, Recording } from '../../src/core/catalog/recording.ts'
import type { Finding, StoredProgress } from '../../src/core/ports.ts'
import type { Session } from '../../src/core/session/session.ts'
import { decodeEntry, type Entry } from '../../src/core/log/entry.ts'

export interface StoredTables {
  readonly drives: readonly Drive[]
  readonly copies: readonly Copy[]
  readonly recordings: readonly Recording[]
  readonly sessions: readonly Session[]
  readonly findings: readonly Finding[]
  readonly progress: readonly StoredProgress[]
  readonly entries: readonly { readonly logId: string; readonly seq: number; readonly kind: string; readonly timeMs: number; readonly leaf: string }[]
}

export type TableName = keyof StoredTables

/** All asked tables in one transaction, so that they agree; bytes are left out. The database must exist. */
export const storedRows = async <N extends TableName>(page: Page, ...names: readonly N[]): Promise<Pick<StoredTables, N>> => {
  const json = await page.evaluate(async (tables) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('fieldreel')
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(opening.error)
    })
    const transaction = database.transaction([...tables], 'readonly')
    const all = await Promise.all(
      tables.map(
        (name) =>
          new Promise<unknown[]>((resolve, reject) => {
            const asking = transaction.objectStore(name).getAll()
            asking.onsuccess = () => resolve(asking.result)
            asking.onerror = () => reject(asking.error)
          }),
      ),
    )
    database.close()
    return JSON.stringify(Object.fromEntries(tables.map((name, at) => [name, all[at]])), (_key, value: unknown) => (value instanceof Uint8Array ? null : value))
  }, names as readonly string[])
  return JSON.parse(json) as Pick<StoredTables, N>
}

/** Every entry of the log, decoded from its own bytes, in order. */
export const storedEntries = async (page: Page): Promise<readonly Entry[]> => {
  const rows = await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('fieldreel')
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(opening.error)
    })
    const entries = await new Promise<{ readonly bytes: Uint8Array }[]>((resolve, reject) => {
      const asking = database.transaction('entries').objectStore('entries').getAll()
      asking.onsuccess = () => resolve(asking.result)
      asking.onerror = () => reject(asking.error)
    })
    database.close()
    return entries.map(({ bytes }) => [...bytes])
  })
  return rows.map((bytes) => {
    const entry = decodeEntry(Uint8Array.from(bytes))
    if (!entry.ok) throw new Error(`entry: ${JSON.stringify(entry.error)}`)
    return entry.value
  })
}
