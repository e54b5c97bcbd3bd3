// When a Recording began by the satellites' clock: a measurement of its recorder's clock (article 5), with how sure it is.

import type { ReadPoint, TrackPoint } from './track.ts'

export interface GpsBegin {
  /** Epoch milliseconds. */
  readonly ms: number
  /** Of either side. */
  readonly uncertaintyMs: number
}

/** A payload is a second long, and its time is that of its first fix. */
const PAYLOAD_MS = 1_000
/** Frames and fixes are not taken at the same instant: a track may reach over its Recording by this much. */
const OVERLAP_MS = 2_000
/** Less sure than this it measures nothing. */
const MOST_UNSURE_MS = 60_000

/** From telemetry inside the file, where every fix has its own time and its place in the Recording. */
export const beginByFixes = (points: readonly TrackPoint[]): GpsBegin | null => {
  const begins = points.flatMap(({ gpsMs, atMs }) => (gpsMs === undefined ? [] : [gpsMs - atMs])).toSorted((a, b) => a - b)
  const at = (part: number): number => begins[Math.floor((begins.length - 1) * part)] ?? 0
  const uncertaintyMs = Math.max(PAYLOAD_MS, Math.ceil((at(0.9) - at(0.1)) / 2))
  return begins.length > 0 && uncertaintyMs <= MOST_UNSURE_MS ? { ms: Math.round(at(0.5)), uncertaintyMs } : null
}

/**
 * From a track beside the file that bears its name: all of it lies within the Recording, so the Recording began at the
 * latest with its first point, and at the earliest its own length before the last.
 */
export const beginBySpan = (points: readonly ReadPoint[], durationMs: number): GpsBegin | null => {
  const [first, last] = spanOf(points)
  const room = durationMs - (last - first)
  const uncertaintyMs = Math.max(PAYLOAD_MS, Math.ceil(room / 2))
  return last > first && room >= -OVERLAP_MS && uncertaintyMs <= MOST_UNSURE_MS ? { ms: Math.round(first - room / 2), uncertaintyMs } : null
}

/** Whether a track with times of its own can lie within a Recording of this length. */
export const lastsWithin = (points: readonly ReadPoint[], durationMs: number): boolean => {
  const [first, last] = spanOf(points)
  return last - first <= durationMs + OVERLAP_MS
}

const spanOf = (points: readonly ReadPoint[]): readonly [first: number, last: number] =>
  points.reduce(([low, high], { time }) => (time.kind === 'epoch' ? [Math.min(low, time.ms), Math.max(high, time.ms)] : [low, high]), [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
