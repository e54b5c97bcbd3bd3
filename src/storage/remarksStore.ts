// Shared tags and text as last known here: for search, and the strict copy their editing cache is rebuilt from.

import type { Live, RemarksStore, StoredRemarks } from '../core/ports.ts'
import type { FieldreelDatabase } from './database.ts'
import { tryWrite } from './storageErrors.ts'
import { makeTableLive } from './tableLive.ts'

export const makeRemarksStore = (database: FieldreelDatabase): RemarksStore & { readonly live: Live<readonly StoredRemarks[]> } => {
  const all = () => database.remarks.toArray()
  return {
    all,
    get: async (session) => (await database.remarks.get(session)) ?? null,
    put: (remarks) => tryWrite(() => database.remarks.put(remarks)),
    live: makeTableLive(database, 'remarks', all),
  }
}
