// A Live over a query of one table: asked again when the table changes, in this tab or another.

import Dexie from 'dexie'
import type { Live } from '../core/ports.ts'

/** While indexing, every group written would read whole tables again: at most two answers a second. */
const REST_MS = 500

/** A failed query leaves the last answer standing; the next change asks again. */
export const makeTableLive = <T>(database: Dexie, table: string, query: () => Promise<T>): Live<T> => ({
  subscribe: (next) => {
    let state: 'idle' | 'busy' | 'dirty' | 'stopped' = 'idle'
    const isStopped = (): boolean => state === 'stopped'

    const ask = async (): Promise<void> => {
      state = 'busy'
      try {
        const answer = await query()
        if (isStopped()) return
        next(answer)
      } catch (cause) {
        console.error(`query of ${table} failed`, cause)
      }
      setTimeout(rested, REST_MS)
    }
    const rested = (): void => {
      if (state === 'dirty') void ask()
      else if (state === 'busy') state = 'idle'
    }
    const onMutated = (parts: object): void => {
      const prefix = `idb://${database.name}/${table}/`
      if (!('all' in parts) && !Object.keys(parts).some((part) => part.startsWith(prefix))) return
      if (state === 'idle') void ask()
      else if (state === 'busy') state = 'dirty'
    }

    Dexie.on('storagemutated', onMutated)
    void ask()
    return () => {
      state = 'stopped'
      Dexie.on('storagemutated').unsubscribe(onMutated)
    }
  },
})
