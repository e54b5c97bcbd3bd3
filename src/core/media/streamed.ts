// Media without one table of all samples: cut at key frames found on the way, each segment read and understood by itself.

import type { ReadBytes } from './mp4/boxes.ts'
import type { Segment, SegmentPlan } from './mp4/planSegments.ts'
import type { Track } from './mp4/readMovie.ts'
import { makeSamples } from './mp4/samples.ts'
import type { SampleEntry } from './mp4/sampleEntry.ts'

/** Times in ticks of the file's clock. */
export interface StreamSample {
  readonly bytes: Uint8Array
  readonly dts: number
  readonly pts: number
  readonly key: boolean
}

export interface StreamCut {
  /** In the order of decoding; the first is the key frame the segment begins with. */
  readonly video: readonly StreamSample[]
  readonly audio: readonly StreamSample[]
  readonly audioEnd: number
}

export interface StreamEntries {
  readonly video: SampleEntry
  readonly audio: SampleEntry | null
}

/** Where the segments of a file lie. Made of bytes that need not be verified: only what `entries` and `cut` are given is ever shown. */
export interface Streamed {
  readonly timescale: number
  /** Shown time of the first picture, ticks. */
  readonly zero: number
  readonly seconds: number
  /** Seconds from the first picture; each at a key frame. */
  readonly starts: readonly number[]
  /** The bytes a segment is made from. */
  range(segment: number): { readonly start: number; readonly end: number }
  /** `bytes` of that range; null when they are not what the plan was made of. */
  cut(segment: number, bytes: Uint8Array): StreamCut | null
  /** How decoders are set up; null where there is no picture that can be told. */
  entries(read: ReadBytes): Promise<StreamEntries | null>
}

/** A segment begins at the first key frame after this long. Longer than those with an index: each costs some reading to find. */
export const STREAM_SEGMENT_S = 4

const unity = Uint8Array.of(0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x40, 0, 0, 0)

export interface StreamedSegment {
  readonly video: Track
  readonly audio: Track | null
  readonly plan: SegmentPlan
  readonly segment: Segment
  bytesAt(offset: number, size: number): Uint8Array
}

/** The tracks of an init segment. */
export const tracksOf = ({ timescale }: Streamed, { video, audio }: StreamEntries): { readonly video: Track; readonly audio: Track | null } => {
  const track = (id: number, kind: Track['kind'], entry: SampleEntry): Track => ({ id, kind, timescale, entry, matrix: unity, samples: makeSamples(0), edited: false })
  return { video: track(1, 'video', video), audio: audio && track(2, 'audio', audio) }
}

/** One cut as a movie of its own, for the segment writer: samples lie one behind the other in `bytesAt`. */
export const segmentOf = (stream: Streamed, entries: StreamEntries, number: number, cut: StreamCut): StreamedSegment => {
  const all: Uint8Array[] = []
  const samplesOf = (list: readonly StreamSample[], endDts: number): Track['samples'] => {
    const samples = { ...makeSamples(list.length), endDts }
    list.forEach(({ bytes, dts, pts, key }, i) => {
      samples.dts[i] = dts
      samples.pts[i] = pts
      samples.size[i] = bytes.length
      samples.offset[i] = all.length
      samples.key[i] = key ? 1 : 0
      all.push(bytes)
    })
    return samples
  }
  const { video, audio } = tracksOf(stream, entries)
  const [start, end] = [stream.starts[number] ?? 0, stream.starts[number + 1] ?? stream.seconds]
  const endTicks = stream.zero + Math.round(end * stream.timescale)
  return {
    video: { ...video, samples: samplesOf(cut.video, endTicks) },
    audio: audio && { ...audio, samples: samplesOf(cut.audio, cut.audioEnd) },
    plan: { zero: stream.zero / stream.timescale, seconds: stream.seconds, segments: [] },
    segment: { start, end, videoFrom: 0, videoTo: cut.video.length, audioFrom: 0, audioTo: audio ? cut.audio.length : 0 },
    bytesAt: (index) => all[index] ?? new Uint8Array(0),
  }
}
