// A value with listeners: the plain carrier behind every Live that is not a database query.

import type { Live } from './ports.ts'

export interface LiveValue<T> extends Live<T> {
  get(): T
  set(value: T): void
}

export const makeLive = <T>(initial: T): LiveValue<T> => {
  let current = initial
  const listeners = new Set<(value: T) => void>()
  return {
    subscribe: (next) => {
      listeners.add(next)
      next(current)
      return () => listeners.delete(next)
    },
    get: () => current,
    set: (value) => {
      current = value
      for (const next of listeners) next(value)
    },
  }
}
