// Which Viewings of an own log never ended, and what to write about each.

import { bodyOf, type Entry } from '../log/entry.ts'
import type { EntryBodies } from '../log/kinds.ts'

/** `own`: the viewing entries of this device's log, in order. Viewings in `running` are left alone. */
export const planRecovery = (own: readonly Entry[], running: ReadonlySet<string>, nowMs: number): readonly EntryBodies['view-recovered'][] => {
  const lastKnown = new Map<string, number>()
  for (const entry of own) {
    const open = bodyOf(entry, 'view-open')
    if (open) lastKnown.set(open.viewing, entry.timeMs)
    const interval = bodyOf(entry, 'view-interval')
    if (interval && lastKnown.has(interval.viewing)) lastKnown.set(interval.viewing, entry.timeMs)
    const ended = bodyOf(entry, 'view-close') ?? bodyOf(entry, 'view-recovered')
    if (ended) lastKnown.delete(ended.viewing)
  }
  return [...lastKnown]
    .filter(([viewing]) => !running.has(viewing))
    // A clock set back in between must not make the window negative.
    .map(([viewing, lastKnownMs]) => ({ viewing, lastKnownMs, unknownUntilMs: Math.max(lastKnownMs, nowMs) }))
}
