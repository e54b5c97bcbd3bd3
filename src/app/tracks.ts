// Where a Session was: from telemetry inside its files, from files beside them, and from the one place a camera writes.

import type { Copy, Recording } from '../core/catalog/recording.ts'
import type { RecordingId, SessionId } from '../core/ids.ts'
import type { FilmstripMaker, FilmstripStore } from '../core/media/filmstrip.ts'
import { beginByFixes, beginBySpan, lastsWithin, type GpsBegin } from '../core/media/track/gpsBegin.ts'
import { isSidecarPath, MAX_SIDECAR_BYTES, readSidecar, type ReadSidecar } from '../core/media/track/sidecars.ts'
import { pointsWithin, type ReadPoint, type TrackPoint, type TrackSource } from '../core/media/track/track.ts'
import type { CatalogStore } from '../core/ports.ts'
import type { Session, SessionPart } from '../core/session/session.ts'
import { partOf, type PartDeps } from './partOf.ts'

export interface RecordingTrack {
  readonly recordingId: RecordingId
  /** `probe`: the one place the file names, at its begin. */
  readonly source: TrackSource | 'probe'
  /** The file beside it; null: inside, and checked like every picture. Files beside recordings have no fingerprint. */
  readonly sidecar: string | null
  readonly points: readonly TrackPoint[]
  /** The one that is drawn, of all that tell of this Recording: inside it before beside it, its own before a day's, a track before one place. */
  readonly chosen: boolean
  /** When the Recording began by the satellites' clock, where this track tells. */
  readonly begin: GpsBegin | null
}

type FoundTrack = Omit<RecordingTrack, 'chosen'>

export interface TrackDeps extends PartDeps {
  readonly store: PartDeps['store'] & Pick<CatalogStore, 'recordings' | 'sessions' | 'copiesOf'>
  readonly maker: FilmstripMaker
  readonly cache: Pick<FilmstripStore, 'telemetry' | 'putTelemetry'>
  /** With true times, where the recorder's clock was measured. */
  readonly corrected: (session: Session) => Session
  /** Local time ahead of UTC at a moment. */
  readonly utcOffsetMs: (ms: number) => number
}

/** Sidecars read for one Session. */
const MOST_SIDECARS = 64

/** Resolves once all of it was looked for; `onTrack` brings each as it is found. */
export const readTracks = async (deps: TrackDeps, id: SessionId, signal: AbortSignal, onTrack: (track: RecordingTrack) => void): Promise<void> => {
  const recorded = (await deps.store.sessions()).find((session) => session.id === id)
  if (!recorded) return
  const session = deps.corrected(recorded)
  const parts = new Map(session.parts.map((part) => [part.recordingId, part]))
  const recordings = await deps.store.recordings([...parts.keys()])
  const copies = (await Promise.all(recordings.map(({ id: recording }) => deps.store.copiesOfRecording(recording)))).flat()
  const stems = Map.groupBy(copies, ({ recordingId }) => recordingId)
  const beside = await sidecarsOf(deps, copies)
  for (const recording of recordings) {
    const part = parts.get(recording.id)
    if (signal.aborted || !part) return
    const names = (stems.get(recording.id) ?? []).map(({ path }) => stemOf(path))
    const outside = tracksBeside(part, session.recorder, names, session.day !== 'unset', beside)
    const inside = await telemetryOf(deps, recording, signal)
    const found: readonly FoundTrack[] = [
      ...(inside.length > 0 ? [{ recordingId: recording.id, source: 'gpmf' as const, sidecar: null, points: inside, begin: beginByFixes(inside) }] : []),
      ...outside,
      ...(recording.place ? [{ recordingId: recording.id, source: 'probe' as const, sidecar: null, points: [{ ...recording.place, atMs: 0 }], begin: null }] : []),
    ]
    found.forEach((track, index) => onTrack({ ...track, chosen: index === 0 }))
  }
  deps.maker.rest()
}

const mayHoldTelemetry = ({ container, playMode }: Recording): boolean => playMode === 'timeline' && (container === 'mp4' || container === 'mov')

const telemetryOf = async (deps: TrackDeps, recording: Recording, signal: AbortSignal): Promise<readonly TrackPoint[]> => {
  if (!mayHoldTelemetry(recording)) return []
  const known = await deps.cache.telemetry(recording.id)
  if (known) return known
  const part = await partOf(deps, recording)
  const read = part && (await deps.maker.telemetry(part, signal))
  if (!read?.ok) return []
  await deps.cache.putTelemetry(recording.id, read.value)
  return read.value
}

interface Beside extends ReadSidecar {
  readonly path: string
  /** Recorders whose files lie in the same folder. */
  readonly recorders: ReadonlySet<string>
  /** Whose name it bears, if it is no longer than that; it tells of no other. */
  readonly owner: RecordingId | null
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1)
const stemOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '').toLowerCase()

/** In the folders of these Copies, of what can be read now. */
const sidecarsOf = async (deps: TrackDeps, copies: readonly Copy[]): Promise<readonly Beside[]> => {
  const folders = new Set(copies.map(({ driveId, path }) => `${driveId}/${folderOf(path)}`))
  const found: Beside[] = []
  for (const driveId of new Set(copies.map((copy) => copy.driveId))) {
    const directory = await deps.store.directory(driveId)
    if (!directory || (await deps.drives.permission(directory)) !== 'granted') continue
    const all = (await deps.store.copiesOf(driveId)).filter(({ path }) => folders.has(`${driveId}/${folderOf(path)}`))
    const near = all.filter(mayBeSidecar).slice(0, MOST_SIDECARS)
    if (near.length === 0) continue
    const media = await mediaByFolder(deps, all)
    for (const { path, size, mtime } of near) {
      const opened = await deps.drives.open(directory, path, { size, mtime })
      if (!opened.ok) continue
      const bytes = await opened.value.slice(0, size).arrayBuffer().catch(() => null)
      const read = bytes && readSidecar(path, new TextDecoder().decode(bytes), deps.utcOffsetMs(mtime))
      const around = media.get(folderOf(path)) ?? []
      if (read) found.push({ ...read, path, recorders: new Set(around.map(({ recording }) => recording.recorder ?? '')), owner: ownerOf(path, read, around) })
    }
  }
  return found
}

const mayBeSidecar = ({ path, size, state }: Copy): boolean => state === 'other' && size > 0 && size <= MAX_SIDECAR_BYTES && isSidecarPath(path)

interface Medium {
  readonly stem: string
  readonly recording: Recording
}

const mediaByFolder = async (deps: TrackDeps, copies: readonly Copy[]): Promise<ReadonlyMap<string, readonly Medium[]>> => {
  const recordings = new Map((await deps.store.recordings(copies.flatMap(({ recordingId }) => recordingId ?? []))).map((recording) => [recording.id, recording]))
  const found = new Map<string, Medium[]>()
  for (const { path, recordingId } of copies) {
    const recording = recordingId && recordings.get(recordingId)
    if (recording) found.set(folderOf(path), [...(found.get(folderOf(path)) ?? []), { stem: stemOf(path), recording }])
  }
  return found
}

const ownerOf = (path: string, { points }: ReadSidecar, media: readonly Medium[]): RecordingId | null => {
  const named = media.filter(({ stem }) => stemOf(path).startsWith(stem)).toSorted((a, b) => b.stem.length - a.stem.length)[0]?.recording
  const isDayLong = named && points.some(({ time }) => time.kind === 'epoch') && !lastsWithin(points, named.durationMs ?? 0)
  return named && !isDayLong ? named.id : null
}

/**
 * Times from the start belong to the Recording whose name the file begins with; others to what this recorder recorded
 * then: the file names it, or no other recorder's files lie beside it. One that bears its name and is as long lies on
 * the satellites' clock, whatever the recorder's own said. `names`: of the Recording's Copies. Its own come first.
 */
const tracksBeside = (part: SessionPart, recorder: string | null, names: readonly string[], hasClock: boolean, beside: readonly Beside[]): readonly FoundTrack[] =>
  beside
    .filter(({ owner }) => owner === null || owner === part.recordingId)
    .flatMap(({ source, path, points, recorders }) => {
      const stem = stemOf(path)
      const own = names.some((name) => stem.startsWith(name))
      const ofRecorder = recorders.size <= 1 || (recorder !== null && stem.includes(recorder.toLowerCase()))
      const usable = points.filter(({ time }: ReadPoint) => own || (time.kind === 'epoch' && ofRecorder))
      const lengthMs = part.endMs - part.startMs
      const begin = own && onSatelliteClock.has(source) ? beginBySpan(points, lengthMs) : null
      const within = pointsWithin(usable, begin && !agrees(begin, part.startMs) ? begin.ms : hasClock ? part.startMs : null, lengthMs)
      return within.length > 0 ? [{ own, track: { recordingId: part.recordingId, source, sidecar: path, points: within, begin } }] : []
    })
    .toSorted((a, b) => Number(b.own) - Number(a.own))
    .map(({ track }) => track)

/** Others write local times, or times from the start. */
const onSatelliteClock: ReadonlySet<TrackSource> = new Set<TrackSource>(['gpx', 'nmea'])

const agrees = ({ ms, uncertaintyMs }: GpsBegin, startMs: number): boolean => Math.abs(startMs - ms) <= uncertaintyMs
