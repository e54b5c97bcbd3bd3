// Sound that Media Source Extensions do not take: read, or decoded by the browser, and written as FLAC, which loses nothing.

import { soundDecoding, type SoundDecoding } from '../../../src/core/media/decoding.ts'
import { flacEntry, flacFrames, type PlainSound } from '../../../src/core/media/flac/writeFlac.ts'
import type { Track } from '../../../src/core/media/mp4/readMovie.ts'
import type { SampleEntry } from '../../../src/core/media/mp4/sampleEntry.ts'
import { readSound, soundBits } from '../../../src/core/media/sound/readSound.ts'
import type { StreamSample } from '../../../src/core/media/streamed.ts'
import type { SegmentSamples } from '../part.ts'
import type { NewSamples } from '../rewrite.ts'
import { decodeSound } from './decodeSound.ts'

/** Samples of one segment, and of the one before it as many as the decoder needs to get going. */
export interface HeardSamples {
  readonly entry: SampleEntry
  readonly timescale: number
  readonly before: readonly StreamSample[]
  readonly samples: readonly StreamSample[]
  /** Of the segment, seconds on the sound's own clock. */
  readonly from: number
  readonly to: number
}

/** Sound that begins this much later than the one before ends begins anew. */
const HOLE_S = 0.05
/** More than any decoder needs. */
export const LEAD_SAMPLES = 12

const samplesOf = ({ audio, segment, bytesAt }: SegmentSamples): readonly StreamSample[] =>
  audio
    ? Array.from({ length: segment.audioTo - segment.audioFrom }, (_, i): StreamSample => {
        const at = segment.audioFrom + i
        const pts = audio.samples.pts[at] ?? 0
        return { bytes: bytesAt(audio.samples.offset[at] ?? 0, audio.samples.size[at] ?? 0), dts: pts, pts, key: true }
      })
    : []

export const heardIn = (given: SegmentSamples, audio: Track, before: SegmentSamples | null): HeardSamples => ({
  entry: audio.entry,
  timescale: audio.timescale,
  before: before ? samplesOf(before).slice(-LEAD_SAMPLES) : [],
  samples: samplesOf(given),
  from: given.plan.zero + given.segment.start,
  to: given.plan.zero + given.segment.end,
})

/** One stretch without holes: from the moment its first sample begins. */
export interface Stretch {
  readonly sound: PlainSound
  readonly sampleRate: number
  /** Seconds. */
  readonly at: number
}

const joined = (samples: readonly StreamSample[]): Uint8Array => {
  const whole = new Uint8Array(samples.reduce((sum, { bytes }) => sum + bytes.length, 0))
  let at = 0
  for (const { bytes } of samples) {
    whole.set(bytes, at)
    at += bytes.length
  }
  return whole
}

/** Neighbours that follow one another without a hole; `secondsOf` tells how long one sounds. */
const stretchesOf = (samples: readonly StreamSample[], timescale: number, secondsOf: (sample: StreamSample) => number): readonly (readonly StreamSample[])[] => {
  const all: StreamSample[][] = []
  let end = -Infinity
  for (const sample of samples) {
    const at = sample.pts / timescale
    if (Math.abs(at - end) > HOLE_S) {
      all.push([])
      end = at
    }
    all.at(-1)?.push(sample)
    end += secondsOf(sample)
  }
  return all
}

const readPlain = ({ entry, samples, timescale }: HeardSamples): readonly Stretch[] => {
  const { form, channels, sampleRate } = entry
  if (!form) return []
  const secondsOf = ({ bytes }: StreamSample): number => ((bytes.length / form.blockBytes) * form.blockFrames) / sampleRate
  return stretchesOf(samples, timescale, secondsOf).map((stretch) => ({ sound: { numbers: readSound(joined(stretch), form, channels), channels, bits: soundBits(form) }, sampleRate, at: (stretch[0]?.pts ?? 0) / timescale }))
}

/** Files of their own. */
const decoders = {
  ac3: async () => (await import('./decodeAc3.ts')).decodeAc3,
  amr: async () => (await import('./decodeAmr.ts')).decodeAmr,
  mp2: async () => (await import('./decodeMp2.ts')).decodeMp2,
} as const

const decodeAll = async (heard: HeardSamples, decoding: Exclude<SoundDecoding, 'plain'>): Promise<readonly Stretch[]> => {
  const sound = await (decoding === 'mp3' || decoding === 'vorbis' ? decodeSound(decoding, heard) : (await decoders[decoding]())(heard))
  return sound && heard.samples[0] ? [{ ...sound, at: heard.samples[0].pts / heard.timescale }] : []
}

/** Sound as numbers; nothing where nothing could be decoded. */
export const hear = (heard: HeardSamples): Promise<readonly Stretch[]> => {
  const decoding = soundDecoding(heard.entry)
  return decoding === null || decoding === 'plain' ? Promise.resolve(readPlain(heard)) : decodeAll(heard, decoding)
}

const MAX_SILENCE_S = 60

/** Where nothing was found or could be decoded: a track without samples would stop the player. */
const silence = ({ entry: { channels, sampleRate }, from, to }: HeardSamples): readonly Stretch[] => [
  { sound: { numbers: new Int32Array(Math.round(Math.min(MAX_SILENCE_S, Math.max(0, to - from)) * sampleRate) * channels), channels, bits: 16 }, sampleRate, at: from },
]

export const recodeSound = async (heard: HeardSamples): Promise<NewSamples | null> => {
  if (!soundDecoding(heard.entry)) return null
  const heardStretches = await hear(heard)
  const stretches = heardStretches.length > 0 ? heardStretches : silence(heard)
  const sampleRate = stretches[0]?.sampleRate ?? heard.entry.sampleRate
  const [channels, bits] = [stretches[0]?.sound.channels ?? heard.entry.channels, stretches[0]?.sound.bits ?? (heard.entry.form ? soundBits(heard.entry.form) : 16)]
  let end = 0
  const samples = stretches.flatMap(({ sound, at }) => {
    const number = Math.max(0, Math.round(at * sampleRate))
    end = number + sound.numbers.length / sound.channels
    return flacFrames(sound, number).map((frame): StreamSample => ({ bytes: frame.bytes, dts: number + frame.at, pts: number + frame.at, key: true }))
  })
  return { entry: flacEntry(sampleRate, channels, bits), timescale: sampleRate, samples, end }
}
