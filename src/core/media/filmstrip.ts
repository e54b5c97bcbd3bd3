// Small pictures and the sound level of a Recording, made in chunks of ten minutes so that they can be resumed.

import type { Cancelled, DriveError, PlaybackError } from '../errors.ts'
import type { Bytes, RecordingId } from '../ids.ts'
import type { TimelinePart } from '../playbackPorts.ts'
import type { CancelSignal, Live } from '../ports.ts'
import type { Result } from '../result.ts'
import type { TrackPoint } from './track/track.ts'

export const CHUNK_MS = 600_000
/** One picture for so much footage: the nearest key frame before. */
export const PICTURE_EVERY_MS = 10_000
export const LEVEL_STEP_MS = 200
/** What level 0 stands for; 255 is full scale. */
export const QUIETEST_DB = -60

/** A chunk of one Recording. */
export interface ChunkKey {
  readonly recordingId: RecordingId
  /** It begins at `chunk · CHUNK_MS` of the Recording. */
  readonly chunk: number
}

/** The pictures of one chunk in one image, row by row. None of them: nothing here could be decoded. */
export interface FilmSheet extends ChunkKey {
  /** Of each picture, milliseconds from the Recording's begin. */
  readonly times: readonly number[]
  readonly columns: number
  /** Of one picture, pixels. */
  readonly width: number
  readonly height: number
  readonly type: string
  readonly bytes: Bytes
}

/** The loudest sample of each LEVEL_STEP_MS, 0 (QUIETEST_DB and below) to 255 (full scale); empty where there is no sound. */
export interface SoundChunk extends ChunkKey {
  readonly levels: Bytes
}

export type FilmstripError = PlaybackError | DriveError | Cancelled

/** Every picture and every level comes from verified bytes. An abort ends the work at once. */
export interface FilmstripMaker {
  pictures(part: TimelinePart, chunk: number, signal: CancelSignal): Promise<Result<FilmSheet, FilmstripError>>
  levels(part: TimelinePart, chunk: number, signal: CancelSignal): Promise<Result<SoundChunk, FilmstripError>>
  /** From the file's own telemetry; empty where it has none. */
  telemetry(part: TimelinePart, signal: CancelSignal): Promise<Result<readonly TrackPoint[], FilmstripError>>
  /** Ends the worker; the next call starts one. */
  rest(): void
}

/** A cache: whatever is lost is made again. */
export interface FilmstripStore {
  /** What has been made, as `chunkName`s. */
  readonly pictureChunks: Live<ReadonlySet<string>>
  readonly levelChunks: Live<ReadonlySet<string>>
  made(): Promise<{ readonly pictures: ReadonlySet<string>; readonly levels: ReadonlySet<string> }>
  sheet(key: ChunkKey): Promise<FilmSheet | null>
  levels(key: ChunkKey): Promise<SoundChunk | null>
  /** False when there is no room. */
  putSheet(sheet: FilmSheet): Promise<boolean>
  putLevels(levels: SoundChunk): Promise<boolean>
  /** Null: not looked for yet. */
  telemetry(recording: RecordingId): Promise<readonly TrackPoint[] | null>
  putTelemetry(recording: RecordingId, points: readonly TrackPoint[]): Promise<void>
  remove(recordings: readonly RecordingId[]): Promise<void>
}

export const chunkName = ({ recordingId, chunk }: ChunkKey): string => `${recordingId} ${chunk}`

export const recordingOfChunk = (name: string): RecordingId => name.slice(0, name.indexOf(' ')) as RecordingId

export const chunkCount = (durationMs: number): number => Math.max(1, Math.ceil(durationMs / CHUNK_MS))

/**
 * The segments whose first pictures stand for a chunk: for every PICTURE_EVERY_MS the last that begins not later, each
 * once, and the last of all. `starts`: seconds, in order.
 */
export const pickSegments = (starts: readonly number[], chunk: number): readonly number[] => {
  const picked: number[] = []
  const [fromMs, toMs] = [chunk * CHUNK_MS, (chunk + 1) * CHUNK_MS]
  let segment = 0
  for (let atMs = fromMs; atMs < toMs && starts.length > 0; atMs += PICTURE_EVERY_MS) {
    while (segment + 1 < starts.length && (starts[segment + 1] ?? 0) * 1000 <= atMs) segment++
    // Behind the last segment's begin there is nothing new to be seen.
    if (picked.at(-1) !== segment && (starts[segment] ?? 0) * 1000 > atMs - PICTURE_EVERY_MS) picked.push(segment)
  }
  return picked
}

/** 0 to 255 of an amplitude from 0 to 1. */
export const levelOf = (peak: number): number => {
  if (peak <= 0) return 0
  const decibels = 20 * Math.log10(peak)
  return Math.max(0, Math.min(255, Math.round((1 - decibels / QUIETEST_DB) * 255)))
}
