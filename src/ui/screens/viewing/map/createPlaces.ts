// The places of all lanes on the shown clock: unbroken runs of each recorder's track, single places of photos and files, markers, and where each is now.

import { createMemo, type Accessor } from 'solid-js'
import type { RecordingTrack } from '../../../../app/app.ts'
import type { Place } from '../../../../core/media/track/plotTrack.ts'
import type { Clock } from '../createClock.ts'
import { markerMoment, type Lane } from '../lane.ts'
import type { MarkerSpot } from './placeLayers.ts'

export interface PlacedPoint extends Place {
  /** On the shown clock. */
  readonly ms: number
}

/** The one place a file names. */
export interface Spot extends PlacedPoint {
  readonly photo: boolean
}

export interface PlaceLine {
  readonly lane: Lane
  /** 1 to 4: its colour and its dashes. */
  readonly number: number
  readonly runs: readonly (readonly PlacedPoint[])[]
  readonly spots: readonly Spot[]
}

export interface Places {
  /** Of those lanes that have any. */
  readonly lines: Accessor<readonly PlaceLine[]>
  readonly points: Accessor<readonly PlacedPoint[]>
  /** Markers at moments whose place is known. */
  readonly markers: Accessor<readonly MarkerSpot[]>
  /** What is known of a lane's place now. */
  now(line: PlaceLine): PlacedPoint | undefined
}

/** Apart in time by more, two points are not joined: nobody knows the way between. */
const BROKEN_MS = 60_000
/** A place is known for so long after its point. */
const KNOWN_MS = 30_000

export const createPlaces = (lanes: Accessor<readonly Lane[]>, viewing: Clock, tracks: (session: string) => readonly RecordingTrack[]): Places => {
  const lines = createMemo(() => lanes().map((lane, index) => lineOf(lane, (index % 4) + 1, tracks(lane.id))).filter(({ runs, spots }) => runs.length + spots.length > 0))
  const points = createMemo(() => lines().flatMap(({ runs, spots }) => [...runs.flat(), ...spots]))
  const at = ({ runs, spots }: PlaceLine, ms: number): PlacedPoint | undefined => {
    const run = runs.findLast(([first]) => first !== undefined && first.ms <= ms)
    const [moving, standing] = [run && lastBefore(run, ms), spots.findLast((spot) => spot.ms <= ms)]
    const found = !moving || (standing && standing.ms > moving.ms) ? standing : moving
    return found && ms - found.ms <= KNOWN_MS ? found : undefined
  }
  return {
    lines,
    points,
    markers: createMemo(() =>
      lines().flatMap((line) =>
        line.lane.markers().flatMap((marker): readonly MarkerSpot[] => {
          const ms = markerMoment(line.lane, marker)
          const place = ms === null ? undefined : at(line, ms)
          return ms === null || !place ? [] : [{ lat: place.lat, lon: place.lon, ms }]
        }),
      ),
    ),
    now: (line) => at(line, viewing.state().wallMs),
  }
}

/** Of points in order, the last that is not later; asked at every picture, of tens of thousands. */
const lastBefore = (points: readonly PlacedPoint[], ms: number): PlacedPoint | undefined => {
  let [low, high] = [0, points.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((points[middle]?.ms ?? 0) <= ms) low = middle + 1
    else high = middle
  }
  return points[low - 1]
}

const lineOf = (lane: Lane, number: number, tracks: readonly RecordingTrack[]): PlaceLine => {
  const { session, recordings } = lane.row()
  const spots: Spot[] = []
  const points: PlacedPoint[] = []
  for (const { recordingId, source, points: found } of tracks.filter(({ chosen }) => chosen)) {
    const part = session.parts.find((one) => one.recordingId === recordingId)
    if (!part) continue
    const photo = recordings.find(({ id }) => id === recordingId)?.kind === 'photo'
    const placed = found.map(({ lat, lon, atMs }): PlacedPoint => ({ lat, lon, ms: part.startMs + atMs + lane.offsetMs() }))
    if (source === 'probe') spots.push(...placed.map((place): Spot => ({ ...place, photo })))
    else points.push(...placed)
  }
  const byTime = (a: PlacedPoint, b: PlacedPoint): number => a.ms - b.ms
  return { lane, number, runs: unbroken(points.toSorted(byTime)), spots: spots.toSorted(byTime) }
}

const unbroken = (points: readonly PlacedPoint[]): readonly (readonly PlacedPoint[])[] => {
  const runs: PlacedPoint[][] = []
  for (const point of points) {
    const last = runs.at(-1)
    if (last && point.ms - (last.at(-1)?.ms ?? 0) <= BROKEN_MS) last.push(point)
    else runs.push([point])
  }
  return runs
}
