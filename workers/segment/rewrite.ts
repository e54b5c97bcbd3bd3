// Replaces the pictures or the sound of one segment by bytes of their own, and leaves the rest where it lies.

import { samplesWith, type StreamSample } from '../../src/core/media/streamed.ts'
import type { SampleEntry } from '../../src/core/media/mp4/sampleEntry.ts'
import type { SegmentSamples } from './part.ts'

export interface NewSamples {
  readonly entry: SampleEntry
  readonly timescale: number
  readonly samples: readonly StreamSample[]
  /** Decode time after the last. */
  readonly end: number
}

/** Places of samples that are not in the file begin here and count upwards. */
const OWN = -1e15

/** `null` leaves as it is. */
export const rewrite = (given: SegmentSamples, pictures: NewSamples | null, sound: NewSamples | null): SegmentSamples => {
  const own = [...(pictures?.samples ?? []), ...(sound?.samples ?? [])]
  const { video, audio, segment } = given
  const before = given.own ?? 0
  const first = OWN + before
  return {
    ...given,
    own: before + own.length,
    video: pictures ? { ...video, timescale: pictures.timescale, entry: pictures.entry, samples: samplesWith(pictures.samples, first, pictures.end) } : video,
    audio: sound && audio ? { ...audio, timescale: sound.timescale, entry: sound.entry, samples: samplesWith(sound.samples, first + (pictures?.samples.length ?? 0), sound.end) } : audio,
    segment: { ...segment, ...(pictures ? { videoFrom: 0, videoTo: pictures.samples.length } : {}), ...(sound ? { audioFrom: 0, audioTo: sound.samples.length } : {}) },
    bytesAt: (offset, size) => (offset >= first && offset < 0 ? (own[offset - first]?.bytes ?? new Uint8Array(0)) : given.bytesAt(offset, size)),
  }
}
