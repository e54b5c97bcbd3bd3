// Shared tags and text as last known here: for search, and the strict copy their editing cache is rebuilt from.

import { switchLive } from '../core/live.ts'
import type { Hidden } from '../core/policy/secrecy.ts'
import type { Live, RemarksStore, StoredRemarks } from '../core/ports.ts'
import type { FieldreelDatabase } from './database.ts'
import { tryWrite } from './storageErrors.ts'
import { makeTableLive } from './tableLive.ts'

/** `live` leaves out the remarks of hidden Sessions (article 19), and says nothing while `hidden` is null. */
export const makeRemarksStore = (database: FieldreelDatabase, hidden: Live<Hidden | null>): RemarksStore & { readonly live: Live<readonly StoredRemarks[]> } => {
  const all = () => database.remarks.toArray()
  return {
    all,
    get: async (session) => (await database.remarks.get(session)) ?? null,
    put: (remarks) => tryWrite(() => database.remarks.put(remarks)),
    live: switchLive(hidden, (now) => now && makeTableLive(database, 'remarks', async () => (await all()).filter(({ sessionId }) => !now.sessions.has(sessionId)))),
  }
}
