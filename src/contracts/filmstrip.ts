// What crosses between the filmstrip client and the filmstrip worker: types only.

import type { FilmSheet, SoundChunk } from '../core/media/filmstrip.ts'
import type { TrackPoint } from '../core/media/track/track.ts'
import type { TimelinePart } from '../core/playbackPorts.ts'
import type { Result } from '../core/result.ts'
import type { SegmentError, SegmentSettings } from './segment.ts'

/** Keeps the index of the Recording it was asked for last. Answers one call at a time. */
export interface FilmstripWorker {
  pictures(part: TimelinePart, chunk: number, settings: SegmentSettings): Promise<Result<FilmSheet, SegmentError>>
  levels(part: TimelinePart, chunk: number, settings: SegmentSettings): Promise<Result<SoundChunk, SegmentError>>
  telemetry(part: TimelinePart, settings: SegmentSettings): Promise<Result<readonly TrackPoint[], SegmentError>>
}
