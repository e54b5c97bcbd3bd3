// Wrapped seeds at rest.

import type { KeyStore } from '../core/ports.ts'
import type { FieldreelDatabase } from './database.ts'
import { tryWrite } from './storageErrors.ts'

export const makeKeyStore = (database: FieldreelDatabase): KeyStore => ({
  get: async (id) => (await database.keys.get(id))?.wrapped ?? null,
  put: (rows) => tryWrite(() => database.keys.bulkPut([...rows])),
})
