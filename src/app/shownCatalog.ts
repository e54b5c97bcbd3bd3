// The catalogue for opening and showing: without what the person at work must not learn of (article 19).

import { isSessionHidden, type Hidden } from '../core/policy/secrecy.ts'
import type { CatalogStore } from '../core/ports.ts'

/** `hidden`: null while it is not known; then nothing is there. */
export const makeShownCatalog = (store: CatalogStore, hidden: () => Hidden | null): CatalogStore => ({
  ...store,
  sessions: async () => {
    const now = hidden()
    return now ? (await store.sessions()).filter((session) => !isSessionHidden(now, session)) : []
  },
  recordings: async (ids) => {
    const now = hidden()
    return now ? (await store.recordings(ids)).filter(({ id }) => !now.recordings.has(id)) : []
  },
})
