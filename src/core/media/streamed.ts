// Media without one table of all samples: cut at key frames found on the way, each segment read and understood by itself.

import type { Recovery } from '../catalog/recording.ts'
import type { ReadBytes } from './mp4/boxes.ts'
import type { Segment, SegmentPlan } from './mp4/planSegments.ts'
import type { Track } from './mp4/readMovie.ts'
import { makeSamples, type Samples } from './mp4/samples.ts'
import { AAC_FRAME, silentFrame } from './mp4/silence.ts'
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
  readonly recovered?: Recovery
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

export const unityMatrix = Uint8Array.of(0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x40, 0, 0, 0)

export interface StreamedSegment {
  readonly video: Track
  readonly audio: Track | null
  readonly plan: SegmentPlan
  readonly segment: Segment
  bytesAt(offset: number, size: number): Uint8Array
}

/** Samples of a track that are bytes of their own, not places in a file: `first` is the place of the first, which only counts them. */
export const samplesWith = (list: readonly StreamSample[], first: number, endDts: number): Samples => {
  const samples = { ...makeSamples(list.length), endDts }
  list.forEach(({ bytes, dts, pts, key }, i) => {
    samples.dts[i] = dts
    samples.pts[i] = pts
    samples.size[i] = bytes.length
    samples.offset[i] = first + i
    samples.key[i] = key ? 1 : 0
  })
  return samples
}

/** The tracks of an init segment. */
export const tracksOf = ({ timescale }: Streamed, { video, audio }: StreamEntries): { readonly video: Track; readonly audio: Track | null } => {
  const track = (id: number, kind: Track['kind'], entry: SampleEntry): Track => ({ id, kind, timescale, entry, matrix: unityMatrix, samples: makeSamples(0), edited: false })
  return { video: track(1, 'video', video), audio: audio && track(2, 'audio', audio) }
}

/** Longer segments come of clocks that jump. */
const MAX_FILLED_S = 120

/** A segment whose sound has holes would stop the player there: AAC holes are filled with silence. */
const withoutHoles = (heard: readonly StreamSample[], entry: SampleEntry, timescale: number, from: number, to: number): readonly StreamSample[] => {
  const frame = entry.codec === 'mp4a.40.2' && entry.sampleRate > 0 ? silentFrame(entry.channels) : null
  if (!frame || to - from > MAX_FILLED_S * timescale) return heard
  const step = (AAC_FRAME * timescale) / entry.sampleRate
  const filled: StreamSample[] = []
  let time = from
  const fill = (until: number): void => {
    // A frame or two missing is not heard, and less than what browsers step over.
    for (const far = until - time > 2.5 * step; far && until - time >= step; time += step) filled.push({ bytes: frame, dts: Math.round(time), pts: Math.round(time), key: true })
  }
  for (const sample of heard) {
    fill(sample.pts)
    filled.push(sample)
    time = sample.pts + step
  }
  fill(to)
  return filled
}

/** One cut as a movie of its own, for the segment writer: samples lie one behind the other in `bytesAt`. */
export const segmentOf = (stream: Streamed, entries: StreamEntries, number: number, cut: StreamCut): StreamedSegment => {
  const { video, audio } = tracksOf(stream, entries)
  const [start, end] = [stream.starts[number] ?? 0, stream.starts[number + 1] ?? stream.seconds]
  const [startTicks, endTicks] = [start, end].map((seconds) => stream.zero + Math.round(seconds * stream.timescale)) as [number, number]
  const heard = audio ? withoutHoles(cut.audio, audio.entry, stream.timescale, startTicks, endTicks) : []
  const audioEnd = Math.max(cut.audioEnd, (heard.at(-1)?.pts ?? 0) + 1)
  const all = [...cut.video, ...heard]
  return {
    video: { ...video, samples: samplesWith(cut.video, 0, endTicks) },
    audio: audio && { ...audio, samples: samplesWith(heard, cut.video.length, audioEnd) },
    plan: { zero: stream.zero / stream.timescale, seconds: stream.seconds, segments: [] },
    segment: { start, end, videoFrom: 0, videoTo: cut.video.length, audioFrom: 0, audioTo: heard.length },
    bytesAt: (index) => all[index]?.bytes ?? new Uint8Array(0),
  }
}
