// What crosses between the prober and the probe worker: types only.

import type { CannotPlay, DriveError, MediaError } from '../core/errors.ts'
import type { Bytes } from '../core/ids.ts'
import type { Outline } from '../core/media/outline.ts'
import type { TimelinePart } from '../core/playbackPorts.ts'
import type { Assembly, FileLike, Poster } from '../core/ports.ts'
import type { Probe } from '../core/catalog/recording.ts'
import type { Result } from '../core/result.ts'

export interface ProbeTask {
  readonly path: string
  /** Must be a real File: it is cloned into the worker. */
  readonly file: FileLike
  /** IANA zone of clocks that name none. */
  readonly zone: string
  readonly nowMs: number
  readonly assembly?: Assembly
}

export interface PosterTask {
  readonly path: string
  readonly file: FileLike
  readonly probe: Probe
  readonly assembly?: Assembly
}

export interface OutlineTask {
  readonly file: FileLike
  readonly recording: Pick<TimelinePart, 'recordingId' | 'path' | 'video' | 'assembly'>
  /** A single read may take this long. */
  readonly stallMs: number
}

/** Keeps nothing between calls; answers one at a time, and may hang: the caller watches and ends it. */
export interface ProbeWorker {
  probe(task: ProbeTask): Promise<Result<Probe, MediaError | DriveError>>
  outline(task: OutlineTask): Promise<Result<Outline | null, MediaError | DriveError | CannotPlay>>
  poster(task: PosterTask): Promise<Result<Poster | null, MediaError | DriveError>>
  /** Of a HEIC file, whole. */
  photo(bytes: Bytes): Promise<Result<Poster | null, MediaError | DriveError>>
}
