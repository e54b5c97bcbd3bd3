// Shared tags and text as last known here: for search, and the strict copy their editing cache is rebuilt from.

import type { SessionId } from '../core/ids.ts'
import { switchLive } from '../core/live.ts'
import type { Hidden } from '../core/policy/secrecy.ts'
import type { Live, RemarksStore } from '../core/ports.ts'
import type { FieldreelDatabase } from './database.ts'
import { tryWrite } from './storageErrors.ts'
import { makeTableLive } from './tableLive.ts'

/** What search reads. */
export interface SessionRemarks {
  readonly sessionId: SessionId
  readonly tags: readonly string[]
  readonly text: string
}

/** `live` leaves out the remarks of hidden Sessions (article 19), and says nothing while `hidden` is null. */
export const makeRemarksStore = (database: FieldreelDatabase, hidden: Live<Hidden | null>): RemarksStore & { readonly live: Live<readonly SessionRemarks[]> } => {
  const rows = () => database.remarks.toArray()
  return {
    all: async () => (await rows()).map(({ sessionId, ...row }) => ({ about: sessionId, ...row })),
    get: async (session) => {
      const row = await database.remarks.get(session)
      if (!row) return null
      const { sessionId, ...rest } = row
      return { about: sessionId, ...rest }
    },
    put: ({ about, ...remarks }) => tryWrite(() => database.remarks.put({ sessionId: about, ...remarks })),
    live: switchLive(hidden, (now) => now && makeTableLive(database, 'remarks', async () => (await rows()).filter(({ sessionId }) => !now.sessions.has(sessionId)))),
  }
}

export const makeCaseNotesStore = ({ caseNotes }: FieldreelDatabase): RemarksStore<string> => ({
  all: () => caseNotes.toArray(),
  get: async (number) => (await caseNotes.get(number)) ?? null,
  put: (notes) => tryWrite(() => caseNotes.put(notes)),
})
