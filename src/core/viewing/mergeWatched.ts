// Watched intervals of one or many Viewings, put together per Recording.

import type { WatchedInterval } from '../log/kinds.ts'

/** Overlapping and touching ranges become one; Recordings in order of first appearance; one list per speed within each. */
export const mergeWatched = (intervals: readonly WatchedInterval[]): readonly WatchedInterval[] =>
  [...groupBy(intervals, ({ recordingId }) => recordingId).values()].flatMap((ofRecording) =>
    [...groupBy(ofRecording, ({ rate }) => rate).values()].flatMap(joinRanges).toSorted((a, b) => a.fromMs - b.fromMs || a.rate - b.rate),
  )

/** Milliseconds of footage seen at least once, at whatever speed. */
export const watchedLength = (intervals: readonly WatchedInterval[]): number =>
  [...groupBy(intervals, ({ recordingId }) => recordingId).values()].flatMap(joinRanges).reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0)

const joinRanges = (intervals: readonly WatchedInterval[]): readonly WatchedInterval[] => {
  const joined: WatchedInterval[] = []
  for (const interval of intervals.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const last = joined.at(-1)
    if (last && interval.fromMs <= last.toMs) joined[joined.length - 1] = { ...last, toMs: Math.max(last.toMs, interval.toMs) }
    else joined.push(interval)
  }
  return joined
}

const groupBy = <T, K>(values: readonly T[], key: (value: T) => K): ReadonlyMap<K, readonly T[]> => {
  const groups = new Map<K, T[]>()
  for (const value of values) {
    const group = groups.get(key(value))
    if (group) group.push(value)
    else groups.set(key(value), [value])
  }
  return groups
}
