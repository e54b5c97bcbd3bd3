// Chooses when a Recording began among what its name, its container and its file say; an unset clock is never believed.

import type { TimeCandidate, TimeSource } from '../catalog/recording.ts'
import { localDay } from './localTime.ts'

export interface ChosenTime {
  /** Every candidate, judged. */
  readonly times: readonly TimeCandidate[]
  /** null: the clock was not set, or nothing is known. */
  readonly startMs: number | null
  readonly timeSource: TimeSource | null
}

const order: readonly TimeSource[] = ['name', 'playlist', 'container', 'exif', 'gps', 'fileSystem']

/**
 * The first plausible one, in the order above. The file system's time is used only where nothing else speaks: when the
 * recorder's own clock cannot be right, the time of a file it wrote is no better, so the begin stays unknown.
 */
export const chooseTime = (candidates: readonly TimeCandidate[], nowMs: number, zone: string): ChosenTime => {
  const times = candidates
    .map((time) => ({ ...time, plausible: time.plausible && isPlausibleTime(time.ms, nowMs, zone) }))
    .sort((a, b) => order.indexOf(a.source) - order.indexOf(b.source) || a.ms - b.ms)
  const own = times.filter((time) => time.source !== 'fileSystem')
  const chosen = (own.length > 0 ? own : times).find((time) => time.plausible)
  return { times, startMs: chosen?.ms ?? null, timeSource: chosen?.source ?? null }
}

/** Days at which clocks start that were never set; a whole day each, for the recorder runs on from there. 2016: COBAN, Ambarella. */
const defaultDays: readonly string[] = ['1904-01-01', '1970-01-01', '1980-01-01', '2000-01-01', '2016-01-01']
/** Before any digital recorder: 1904, 1970 and 1980 are epochs of MP4, Unix and FAT. */
const EARLIEST_MS = Date.UTC(1995, 0, 1)
const DAY_MS = 86_400_000

export const isPlausibleTime = (ms: number, nowMs: number, zone: string): boolean =>
  ms >= EARLIEST_MS && ms <= nowMs + DAY_MS && !defaultDays.includes(localDay(ms, zone)) && !defaultDays.includes(localDay(ms, 'UTC'))
