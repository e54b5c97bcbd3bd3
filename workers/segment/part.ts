// What every part of a timeline can be asked, whatever its container and however it is decoded.

import type { Track } from '../../src/core/media/mp4/readMovie.ts'
import type { SegmentInput } from '../../src/core/media/mp4/writeSegment.ts'
import type { Outline } from '../../src/core/media/outline.ts'
import type { PartWork } from '../../src/core/playbackPorts.ts'
import type { StreamEntries } from '../../src/core/media/streamed.ts'

/** What is known of a part while it is laid out. Seconds from the part's begin. */
export interface Shape {
  readonly starts: readonly number[]
  readonly seconds: number
  readonly hasSound: boolean
}

export type SegmentSamples = Pick<SegmentInput, 'video' | 'plan' | 'segment' | 'bytesAt'> & {
  readonly audio: Track | null
  /** How many of its samples are no longer those of the file. */
  readonly own?: number
}

/** Its methods throw ReadFailure. */
export interface Part {
  readonly shape: Shape
  /** Told by bytes nobody checked: for planning only. */
  readonly planned: StreamEntries
  /** To be kept, so that it need not be read to be laid out again; null for what was recovered. */
  readonly outline: Outline | null
  readonly work: PartWork | null
  /** Where its segments could be cut once they are decoded; null where that is not known before they are read. */
  readonly pieces: readonly (readonly number[])[] | null
  tracks(): Promise<{ readonly video: Track; readonly audio: Track | null }>
  samples(segment: number): Promise<SegmentSamples>
  /** Nobody waits for it any more: where making it takes long, that is ended, and its promise is rejected. */
  letGo?(segment: number): void
  /** The same with its first picture alone and no sound, where that can be read by itself. */
  keyPicture?(segment: number): Promise<SegmentSamples>
  /** How many segments one call of `pictureTimes` covers: 1, or all. */
  readonly stretch: number
  /** Shown times of the pictures of the stretch that begins at a segment, in order, and its end behind them; seconds from the part's begin. */
  pictureTimes(segment: number): Promise<readonly number[]>
}
