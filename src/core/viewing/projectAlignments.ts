// Entries in, what is known of how recorders' clocks differ out: the latest word of each two Sessions.

import { bodyOf, type Entry } from '../log/entry.ts'

/** Added to the times of `session`, it stands on the clock of `against`; milliseconds. */
export interface ClockAlignment {
  readonly session: string
  readonly against: string
  readonly offsetMs: number
  readonly writtenMs: number
}

export interface AlignmentProjection {
  /** Takes entries of every kind, in any order. */
  add(entries: readonly Entry[]): void
  rows(): readonly ClockAlignment[]
}

export const makeAlignmentProjection = (): AlignmentProjection => {
  const latest = new Map<string, ClockAlignment>()
  return {
    add: (entries) => {
      for (const entry of entries) {
        const body = bodyOf(entry, 'clock-aligned')
        if (!body) continue
        const key = [body.session, body.against].toSorted().join(' ')
        const { session, against, offsetMs } = body
        if ((latest.get(key)?.writtenMs ?? Number.NEGATIVE_INFINITY) <= entry.timeMs) latest.set(key, { session, against, offsetMs, writtenMs: entry.timeMs })
      }
    },
    rows: () => [...latest.values()],
  }
}

/** 0 where nobody said anything. */
export const offsetBetween = (alignments: readonly ClockAlignment[], session: string, against: string): number => {
  const found = alignments.find((one) => (one.session === session && one.against === against) || (one.session === against && one.against === session))
  return found ? (found.session === session ? found.offsetMs : -found.offsetMs) : 0
}
