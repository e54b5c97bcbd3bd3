// What crosses between the player and the segment worker: types only.

import type { DriveError, PlaybackError } from '../core/errors.ts'
import type { Bytes } from '../core/ids.ts'
import type { MediaSpan } from '../core/media/timeline.ts'
import type { KeptOutline, LeftOut, PartWork, TimelinePart } from '../core/playbackPorts.ts'
import type { Result } from '../core/result.ts'

export type SegmentError = PlaybackError | DriveError

export interface OpenedTimeline {
  /** HLS media playlist; names of parts and segments as core/media/writePlaylist has them. */
  readonly playlist: string
  /** One for each part that plays. */
  readonly spans: readonly MediaSpan[]
  /** Indexes of those among the parts given. */
  readonly kept: readonly number[]
  readonly leftOut: readonly LeftOut[]
  /** Of those that came without one. */
  readonly outlines: readonly KeptOutline[]
  /** Of each part that plays, what is done to it; null where nothing is. */
  readonly works: readonly (PartWork | null)[]
}

export interface SegmentSettings {
  /** A single read may take this long. */
  readonly stallMs: number
}

/** One timeline; every byte it gives was made of verified bytes only. */
export interface SegmentWorker {
  /** Call once, first. Reads every part that comes without an outline; fails only when none can be played. What stands at `atMs` is made before it is asked for. */
  open(parts: readonly TimelinePart[], atMs: number, settings: SegmentSettings): Promise<Result<OpenedTimeline, SegmentError>>
  init(part: number): Promise<Result<Bytes, SegmentError>>
  segment(number: number): Promise<Result<Bytes, SegmentError>>
  /** Nobody waits for a segment any more: if it is still being made, that may end with any answer. */
  letGo(number: number): Promise<void>
  /** Media time in the middle of the picture that stands `frames` away from the one shown at `media`; ends at the timeline's ends. */
  frameTime(media: number, frames: number): Promise<Result<number, SegmentError>>
}

/** The same from the page's side: `open` starts a worker, `close` ends it. */
export interface SegmentSource {
  open(parts: readonly TimelinePart[], atMs: number): Promise<Result<SegmentTimeline, SegmentError>>
  /** Has a worker ready for the next `open`. */
  warm(): void
}

export interface SegmentTimeline extends OpenedTimeline {
  init(part: number): Promise<Result<Bytes, SegmentError>>
  segment(number: number): Promise<Result<Bytes, SegmentError>>
  /** The same. */
  letGo(number: number): void
  frameTime(media: number, frames: number): Promise<Result<number, SegmentError>>
  close(): void
}
