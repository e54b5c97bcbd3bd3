// A value with listeners: the plain carrier behind every Live that is not a database query.

import type { Live } from './ports.ts'

/** What a Live carries. */
export type ValueOf<L> = L extends Live<infer T> ? T : never

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

/** Combined Lives that wait until everything is set, by the order in which they were made: that of their sources first. */
let waitingToTell: Map<number, () => void> | null = null
let combinedSoFar = 0

/** What several of the values set here are combined into is worked out once, after all of them, not once for each. */
export const setTogether = (set: () => void): void => {
  if (waitingToTell) return set()
  const telling = (waitingToTell = new Map<number, () => void>())
  try {
    set()
    while (telling.size > 0) {
      const first = Math.min(...telling.keys())
      const tell = telling.get(first)
      telling.delete(first)
      tell?.()
    }
  } finally {
    waitingToTell = null
  }
}

/** What the picked Live says, picked anew at every change of the source; while it picks null nothing is said. Shared as `combineLive` is. */
export const switchLive = <S, T>(source: Live<S>, pick: (value: S) => Live<T> | null): Live<T> => {
  const listeners = new Set<(value: T) => void>()
  let last: { readonly value: T } | null = null
  let stopPicked = (): void => undefined
  let stopSource = (): void => undefined

  const start = (): void => {
    stopSource = source.subscribe((value) => {
      stopPicked()
      stopPicked = () => undefined
      last = null
      const picked = pick(value)
      if (!picked) return
      stopPicked = picked.subscribe((answer) => {
        last = { value: answer }
        for (const next of listeners) next(answer)
      })
    })
  }

  return {
    subscribe: (next) => {
      listeners.add(next)
      if (listeners.size === 1) start()
      else if (last) next(last.value)
      return () => {
        listeners.delete(next)
        if (listeners.size > 0) return
        stopSource()
        stopPicked()
        last = null
      }
    },
  }
}

/** One value made of several, once each has one. However many subscribe, the sources are listened to once. */
export const combineLive = <S extends readonly unknown[], T>(sources: { readonly [K in keyof S]: Live<S[K]> }, combine: (...values: S) => T): Live<T> => {
  const listeners = new Set<(value: T) => void>()
  let last: { readonly value: T } | null = null
  let stops: readonly (() => void)[] = []
  const order = combinedSoFar++

  const start = (): void => {
    const values: unknown[] = sources.map(() => undefined)
    const waiting = new Set(sources.keys())
    const tell = (): void => {
      if (listeners.size === 0) return
      last = { value: combine(...(values as unknown as S)) }
      for (const next of listeners) next(last.value)
    }
    stops = sources.map((source, index) =>
      source.subscribe((value) => {
        values[index] = value
        waiting.delete(index)
        if (waiting.size > 0) return
        if (last && waitingToTell) waitingToTell.set(order, tell)
        else tell()
      }),
    )
  }

  return {
    subscribe: (next) => {
      if (listeners.size === 0) {
        listeners.add(next)
        start()
      } else {
        listeners.add(next)
        if (last) next(last.value)
      }
      return () => {
        listeners.delete(next)
        if (listeners.size > 0) return
        for (const stop of stops) stop()
        stops = []
        last = null
      }
    },
  }
}
