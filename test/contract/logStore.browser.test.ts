// The LogStore of the product, on real IndexedDB.

import { expect, test } from 'vitest'
import { openDatabase } from '../../src/storage/database.ts'
import { makeLogStore } from '../../src/storage/logStore.ts'
import { toStorageError } from '../../src/storage/storageError.ts'
import { describeLogStore } from './logStore.ts'

let opened = 0
describeLogStore('Dexie', async () => {
  const name = `log-store-${(opened += 1)}`
  let database = openDatabase(name)
  return {
    store: makeLogStore(database),
    reopen: async () => {
      database.close()
      database = openDatabase(name)
      return makeLogStore(database)
    },
    close: async () => {
      database.close()
      await database.delete()
    },
  }
})

test('a full disk and a closed database are told apart; a bug is thrown on', async () => {
  const full = await toStorageError(Object.assign(new Error('outer'), { inner: new DOMException('no room', 'QuotaExceededError') }))
  expect(full.type).toBe('StorageFull')
  const database = openDatabase('log-store-closed')
  await database.open()
  database.close()
  const result = await makeLogStore(database).putCheckpoint({ logId: 'x' as never, size: 1, note: '', witnesses: [] })
  expect(result).toMatchObject({ ok: false, error: { type: 'StorageBlocked' } })
  await database.delete()
  await expect(toStorageError(new TypeError('a bug'))).rejects.toThrow('a bug')
})
