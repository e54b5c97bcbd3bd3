// The sound level of one chunk: all its sound decoded, the loudest sample of each step kept.

import { soundDecoding } from '../../src/core/media/decoding.ts'
import { CHUNK_MS, levelOf, LEVEL_STEP_MS } from '../../src/core/media/filmstrip.ts'
import type { Bytes } from '../../src/core/ids.ts'
import type { Track } from '../../src/core/media/mp4/readMovie.ts'
import type { Part, SegmentSamples } from '../segment/part.ts'
import { playsCodec } from '../segment/playsCodec.ts'
import { hear, heardIn } from '../segment/recode/sound.ts'
import { audioConfig } from './audioConfig.ts'

/** Packets given to the decoder before it is waited for. */
const QUEUED = 100

const nothing = (): Bytes => new Uint8Array(0)

/** Loudest of each step, 0 to 1. */
const measure = (sound: AudioData, fromMs: number, peaks: Float32Array): void => {
  const samples = new Float32Array(sound.numberOfFrames)
  const beginMs = sound.timestamp / 1000 - fromMs
  const framesPerStep = (sound.sampleRate * LEVEL_STEP_MS) / 1000
  const first = (beginMs / 1000) * sound.sampleRate
  for (let plane = 0; plane < sound.numberOfChannels; plane++) {
    sound.copyTo(samples, { planeIndex: plane, format: 'f32-planar' })
    for (let i = 0; i < samples.length; i++) {
      const step = Math.floor((first + i) / framesPerStep)
      const height = Math.abs(samples[i] ?? 0)
      if (step >= 0 && step < peaks.length && height > (peaks[step] ?? 0)) peaks[step] = height
    }
  }
}

/** The number of the segment a moment lies in. */
const segmentAt = (starts: readonly number[], ms: number): number => Math.max(0, starts.findLastIndex((start) => start * 1000 <= ms))

/** Sound no browser plays as it is: read or decoded as for the timeline. */
const decodedLevels = async (part: Part, fromMs: number, toMs: number): Promise<Bytes> => {
  const { starts } = part.shape
  const peaks = new Float32Array(Math.ceil((toMs - fromMs) / LEVEL_STEP_MS))
  let before: SegmentSamples | null = null
  for (let number = segmentAt(starts, fromMs); number < starts.length && (starts[number] ?? 0) * 1000 < toMs; number++) {
    const given = await part.samples(number)
    const stretches = given.audio ? await hear(heardIn(given, given.audio, before)) : []
    for (const { sound, sampleRate, at } of stretches) {
      const [full, first] = [2 ** (sound.bits - 1), (at - given.plan.zero) * sampleRate - (fromMs / 1000) * sampleRate]
      const perStep = (sampleRate * LEVEL_STEP_MS) / 1000
      for (let i = 0; i < sound.numbers.length; i++) {
        const step = Math.floor((first + Math.floor(i / sound.channels)) / perStep)
        const height = Math.abs(sound.numbers[i] ?? 0) / full
        if (step >= 0 && step < peaks.length && height > (peaks[step] ?? 0)) peaks[step] = height
      }
    }
    before = given
  }
  return Uint8Array.from(peaks, levelOf)
}

/** Throws ReadFailure. Empty where there is no sound that Chromium decodes. */
export const makeLevels = async (part: Part, chunk: number): Promise<Bytes> => {
  const { starts, seconds, hasSound } = part.shape
  const [fromMs, toMs] = [chunk * CHUNK_MS, Math.min((chunk + 1) * CHUNK_MS, seconds * 1000)]
  if (!hasSound || toMs <= fromMs) return nothing()
  const { audio } = await part.tracks()
  if (audio && !playsCodec(audio.entry.codec) && soundDecoding(audio.entry)) return decodedLevels(part, fromMs, toMs)
  const config = audio && audioConfig(audio.entry)
  if (!config || !(await AudioDecoder.isConfigSupported(config)).supported) return nothing()
  const peaks = new Float32Array(Math.ceil((toMs - fromMs) / LEVEL_STEP_MS))
  const makeDecoder = (): AudioDecoder => {
    const made = new AudioDecoder({
      output: (sound) => {
        measure(sound, fromMs, peaks)
        sound.close()
      },
      error: () => undefined,
    })
    made.configure(config)
    return made
  }
  let decoder = makeDecoder()
  const feed = async (track: Track, zero: number, from: number, to: number, bytesAt: (offset: number, size: number) => Uint8Array): Promise<void> => {
    for (let i = from; i < to; i++) {
      const data = bytesAt(track.samples.offset[i] ?? 0, track.samples.size[i] ?? 0)
      if (data.length === 0) continue
      // A damaged packet closes it.
      if (decoder.state === 'closed') decoder = makeDecoder()
      decoder.decode(new EncodedAudioChunk({ type: 'key', timestamp: Math.round(((track.samples.pts[i] ?? 0) / track.timescale - zero) * 1e6), data }))
      if (decoder.decodeQueueSize > QUEUED) await new Promise<void>((resolve) => decoder.addEventListener('dequeue', () => resolve(), { once: true }))
    }
  }
  try {
    for (let number = segmentAt(starts, fromMs); number < starts.length && (starts[number] ?? 0) * 1000 < toMs; number++) {
      const { audio: track, plan, segment, bytesAt } = await part.samples(number)
      if (track) await feed(track, plan.zero, segment.audioFrom, segment.audioTo, bytesAt)
    }
    await decoder.flush().catch(() => undefined)
  } finally {
    if (decoder.state !== 'closed') decoder.close()
  }
  return Uint8Array.from(peaks, levelOf)
}
