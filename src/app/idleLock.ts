// Locks the device when nobody has touched it for as long as the policy says, with a warning before; never while something plays or is read.

import { makeLive } from '../core/live.ts'
import type { Clock, Live } from '../core/ports.ts'

/** Shown for so long before. */
export const warnSeconds = 60

export interface IdleLock {
  /** Seconds until the device locks, during the last minute; else null. */
  readonly secondsLeft: Live<number | null>
  /** Somebody is here. */
  touch(): void
  /** Call about once a second. A device that slept meanwhile locks at the first call. */
  tick(): void
}

export interface IdleDeps {
  readonly clock: Pick<Clock, 'now'>
  /** 0: never. */
  readonly minutes: () => number
  readonly isOpen: () => boolean
  /** A viewing plays, or drives are being read: locking would end that. */
  readonly isBusy: () => boolean
  readonly lock: () => unknown
}

export const makeIdleLock = ({ clock, minutes, isOpen, isBusy, lock }: IdleDeps): IdleLock => {
  const secondsLeft = makeLive<number | null>(null)
  let touchedMs = clock.now()
  const show = (seconds: number | null): void => {
    if (secondsLeft.get() !== seconds) secondsLeft.set(seconds)
  }
  const touch = (): void => {
    touchedMs = clock.now()
    show(null)
  }
  return {
    secondsLeft,
    touch,
    tick: () => {
      const now = clock.now()
      // A clock that was set back says nothing about how long it was.
      if (!isOpen() || isBusy() || minutes() === 0 || now < touchedMs) return touch()
      const left = Math.ceil((touchedMs + minutes() * 60_000 - now) / 1_000)
      if (left > 0) return show(left <= warnSeconds ? left : null)
      touch()
      lock()
    },
  }
}
