// The time as screens show it: now, so that what runs out runs out on screen too, and the day of the unit's zone.

import { makeLive } from '../core/live.ts'
import type { Clock, Live } from '../core/ports.ts'
import { localDay } from '../core/session/localTime.ts'

export interface DayDeps {
  readonly clock: Pick<Clock, 'now'>
  readonly zone: () => string
  readonly every: (ms: number, run: () => void) => void
}

export interface Day {
  /** Epoch milliseconds. */
  readonly now: Live<number>
  /** `2026-03-26` */
  readonly today: Live<string>
}

const tickEveryMs = 15_000

export const makeDay = ({ clock, zone, every }: DayDeps): Day => {
  const now = makeLive(clock.now())
  const today = makeLive(localDay(clock.now(), zone()))
  every(tickEveryMs, () => {
    now.set(clock.now())
    const day = localDay(clock.now(), zone())
    if (day !== today.get()) today.set(day)
  })
  return { now, today }
}
