// Cuts a movie into segments that begin with a key frame, and sets its begin: the first picture that can be decoded.

import type { Movie, Track } from './readMovie.ts'
import type { Samples } from './samples.ts'

/** Indexes into the tracks' samples (`to` exclusive) and seconds from the movie's begin. */
export interface Segment {
  readonly start: number
  readonly end: number
  readonly videoFrom: number
  readonly videoTo: number
  readonly audioFrom: number
  readonly audioTo: number
}

export interface SegmentPlan {
  /** Shown time of the first picture, seconds; what every time counts from. */
  readonly zero: number
  readonly seconds: number
  readonly segments: readonly Segment[]
}

/** A segment ends at the first key frame after this long. */
const SEGMENT_S = 2
/** Sound that goes on this much longer than the picture holds the last picture. */
const HOLD_S = 0.1

/** Of sound without pictures. */
const SOUND_SEGMENT_S = 4

const value = (list: Float64Array, i: number): number => list[i] ?? 0

/** First index in [from, count) whose shown time is not before `time`; sound is in order. */
const firstAt = (samples: Samples, from: number, time: number): number => {
  let low = from
  let high = samples.count
  while (low < high) {
    const middle = (low + high) >> 1
    if (value(samples.pts, middle) < time) low = middle + 1
    else high = middle
  }
  return low
}

/** Seconds on the track's clock at which its last sample has been shown. */
const endOf = ({ samples, timescale }: Track, from: number): number => {
  let last = 0
  for (let i = from; i < samples.count; i++) last = Math.max(last, value(samples.pts, i))
  const count = samples.count
  const step = samples.endDts - value(samples.dts, count - 1) || (count > 1 ? value(samples.dts, count - 1) - value(samples.dts, count - 2) : 0) || timescale / 25
  return (last + step) / timescale
}

const keysOf = (samples: Samples): readonly number[] => {
  const keys: number[] = []
  let shown = -Infinity
  for (let i = 0; i < samples.count; i++) {
    if (!samples.key[i] || value(samples.pts, i) <= shown) continue
    keys.push(i)
    shown = value(samples.pts, i)
  }
  return keys
}

/** null where the movie has no picture that can be decoded. */
export const planSegments = ({ video, audio }: Movie): SegmentPlan | null => {
  const keys = video ? keysOf(video.samples) : []
  const first = keys[0]
  if (!video || first === undefined) return null
  const timeOf = (i: number): number => value(video.samples.pts, i) / video.timescale
  const zero = timeOf(first)
  const starts = [first]
  for (const key of keys) if (timeOf(key) - timeOf(starts.at(-1) ?? first) >= SEGMENT_S) starts.push(key)
  const videoEnd = endOf(video, starts.at(-1) ?? first) - zero
  const audioEnd = audio && audio.samples.count > 0 ? endOf(audio, audio.samples.count - 1) - zero : 0
  const seconds = audioEnd > videoEnd + HOLD_S ? audioEnd : videoEnd
  const segments = starts.map((videoFrom, i): Segment => {
    const next = starts[i + 1]
    const [start, end] = [timeOf(videoFrom) - zero, next === undefined ? seconds : timeOf(next) - zero]
    const audioFrom = audio ? firstAt(audio.samples, 0, (start + zero) * audio.timescale) : 0
    const audioTo = audio ? firstAt(audio.samples, audioFrom, (end + zero) * audio.timescale) : 0
    return { start, end, videoFrom, videoTo: next ?? video.samples.count, audioFrom, audioTo }
  })
  return { zero, seconds, segments }
}

/** Sound without pictures: of equal length, from its first moment. */
export const planSound = (audio: Track): SegmentPlan => {
  const zero = Math.max(0, value(audio.samples.pts, 0) / audio.timescale)
  const seconds = endOf(audio, audio.samples.count - 1) - zero
  const count = Math.max(1, Math.ceil(seconds / SOUND_SEGMENT_S))
  const edges = Array.from({ length: count + 1 }, (_, i) => firstAt(audio.samples, 0, (i * SOUND_SEGMENT_S + zero) * audio.timescale))
  const segments = Array.from({ length: count }, (_, i): Segment => ({
    start: i * SOUND_SEGMENT_S,
    end: Math.min(seconds, (i + 1) * SOUND_SEGMENT_S),
    videoFrom: 0,
    videoTo: 0,
    audioFrom: edges[i] ?? 0,
    audioTo: i + 1 === count ? audio.samples.count : (edges[i + 1] ?? 0),
  }))
  return { zero, seconds, segments }
}
