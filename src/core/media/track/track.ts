// Where a recorder was: points on the clock of a Recording or on the wall clock, thinned so that a shift stays small.

import { placeOf } from '../probe/place.ts'

export interface TrackPoint {
  readonly lat: number
  readonly lon: number
  /** Milliseconds from the Recording's begin. */
  readonly atMs: number
  /** By the satellites' clock, epoch milliseconds; only of telemetry inside the file. */
  readonly gpsMs?: number
}

/** As a sidecar tells it: with its own time, which need not be that of one Recording. */
export interface ReadPoint {
  readonly lat: number
  readonly lon: number
  readonly time: { readonly kind: 'epoch' | 'fromStart'; readonly ms: number }
}

export type TrackSource = 'gpmf' | 'gpx' | 'gpsTrail' | 'nmea' | 'gpsData' | 'srt'

/** More points than this of one file are not read. */
export const MAX_POINTS = 100_000
/** Points kept of one Recording are at least this far apart. */
const APART_MS = 1_000

export const pointOf = (lat: number, lon: number, time: ReadPoint['time']): ReadPoint | null => {
  const place = placeOf(lat, lon)
  return place && Number.isFinite(time.ms) ? { ...place, time } : null
}

/**
 * The points that lie within a Recording, in order, a second apart. `startMs` its begin; null where its clock was not set:
 * then only times from the start count.
 */
export const pointsWithin = (points: readonly ReadPoint[], startMs: number | null, durationMs: number): readonly TrackPoint[] => {
  const kept: TrackPoint[] = []
  const placed = points
    .flatMap(({ lat, lon, time }) => (time.kind === 'epoch' && startMs === null ? [] : [{ lat, lon, atMs: Math.round(time.kind === 'epoch' ? time.ms - (startMs ?? 0) : time.ms) }]))
    .filter(({ atMs }) => atMs >= 0 && atMs <= durationMs)
    .toSorted((a, b) => a.atMs - b.atMs)
  for (const point of placed) if (point.atMs - (kept.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY) >= APART_MS) kept.push(point)
  return kept
}
