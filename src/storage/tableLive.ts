// A Live over a query of one table: asked again when the table changes, in this tab or another.

import Dexie from 'dexie'
import type { Live } from '../core/ports.ts'

/** While indexing, every group written would read whole tables again: at most two answers a second, and for a fifth of the time. */
const REST_MS = 500
const REST_FACTOR = 4
const MAX_REST_MS = 4_000

/** However many subscribe, one query runs. A failed query leaves the last answer standing; the next change asks again. */
export const makeTableLive = <T>(database: Dexie, table: string, query: () => Promise<T>): Live<T> => {
  const listeners = new Set<(value: T) => void>()
  let last: { readonly value: T } | null = null
  let state: 'stopped' | 'idle' | 'busy' | 'dirty' = 'stopped'
  /** Grows when the last listener leaves: answers of before are not delivered. */
  let generation = 0

  const ask = async (): Promise<void> => {
    const asked = generation
    state = 'busy'
    const begunMs = performance.now()
    try {
      const value = await query()
      if (asked !== generation) return
      last = { value }
      for (const next of listeners) next(value)
    } catch (cause) {
      console.error(`query of ${table} failed`, cause)
    }
    setTimeout(() => {
      if (asked !== generation) return
      if (state === 'dirty') void ask()
      else state = 'idle'
    }, Math.min(MAX_REST_MS, Math.max(REST_MS, REST_FACTOR * (performance.now() - begunMs))))
  }

  const onMutated = (parts: object): void => {
    const prefix = `idb://${database.name}/${table}/`
    if (!('all' in parts) && !Object.keys(parts).some((part) => part.startsWith(prefix))) return
    if (state === 'idle') void ask()
    else if (state === 'busy') state = 'dirty'
  }

  return {
    subscribe: (next) => {
      listeners.add(next)
      if (last) next(last.value)
      if (state === 'stopped') {
        Dexie.on('storagemutated', onMutated)
        void ask()
      }
      return () => {
        listeners.delete(next)
        if (listeners.size > 0 || state === 'stopped') return
        Dexie.on('storagemutated').unsubscribe(onMutated)
        generation += 1
        last = null
        state = 'stopped'
      }
    },
  }
}
