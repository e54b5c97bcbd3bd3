// Small things of this device: who works here, grammars, the server's address.

import type { SettingsStore } from '../core/ports.ts'
import type { FieldreelDatabase } from './database.ts'
import { tryWrite } from './storageErrors.ts'
import { makeTableLive } from './tableLive.ts'

export const makeSettingsStore = (database: FieldreelDatabase): SettingsStore => {
  const get = async (key: string): Promise<unknown> => (await database.settings.get(key))?.value
  return {
    get,
    put: (key, value) => tryWrite(() => database.settings.put({ key, value })),
    live: (key) => makeTableLive(database, 'settings', () => get(key)),
  }
}
