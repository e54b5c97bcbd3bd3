// Decodes a segment's sound with the browser's own decoder.

import type { PlainSound } from '../../../src/core/media/flac/writeFlac.ts'
import { mpegAudioFrame } from '../../../src/core/media/sniff.ts'
import type { StreamSample } from '../../../src/core/media/streamed.ts'
import type { HeardSamples } from './sound.ts'

export interface DecodedSound {
  readonly sound: PlainSound
  readonly sampleRate: number
}

interface Packet {
  readonly bytes: Uint8Array
  /** Seconds. */
  readonly at: number
}

interface Packets {
  readonly packets: readonly Packet[]
  /** Where those of the segment itself begin, seconds. */
  readonly from: number
}

/** Frames of MPEG sound go over from one sample to the next; each belongs where it begins. */
export const mpegPackets = (before: readonly StreamSample[], samples: readonly StreamSample[]): Packets => {
  const all = [...before, ...samples].map(({ bytes }) => bytes)
  const ownFrom = before.reduce((sum, { bytes }) => sum + bytes.length, 0)
  const whole = new Uint8Array(all.reduce((sum, bytes) => sum + bytes.length, 0))
  let to = 0
  for (const bytes of all) {
    whole.set(bytes, to)
    to += bytes.length
  }
  const packets: Packet[] = []
  let [time, from] = [0, 0]
  for (let at = 0; at + 4 <= whole.length; ) {
    const frame = mpegAudioFrame(whole, at)
    if (!frame || frame.length === 0) {
      at++
      continue
    }
    if (at + frame.length > whole.length) break
    if (at < ownFrom) from = time + frame.samples / frame.sampleRate
    packets.push({ bytes: whole.subarray(at, at + frame.length), at: time })
    time += frame.samples / frame.sampleRate
    at += frame.length
  }
  return { packets, from }
}

const plainPackets = (before: readonly StreamSample[], samples: readonly StreamSample[], timescale: number): Packets => ({
  packets: [...before, ...samples].map(({ bytes, pts }) => ({ bytes, at: pts / timescale })),
  from: (samples[0]?.pts ?? 0) / timescale,
})

/** Without the first `skip` moments. */
const toNumbers = (data: AudioData, skip: number, numbers: number[]): void => {
  const channels = Array.from({ length: data.numberOfChannels }, (_, planeIndex) => {
    const plane = new Float32Array(data.numberOfFrames)
    data.copyTo(plane, { planeIndex, format: 'f32-planar' })
    return plane
  })
  for (let i = skip; i < data.numberOfFrames; i++) for (const plane of channels) numbers.push(Math.max(-32768, Math.min(32767, Math.round((plane[i] ?? 0) * 32768))))
}

/** null where nothing could be decoded. */
export const decodeSound = async (codec: 'mp3' | 'vorbis', { entry, before, samples, timescale }: HeardSamples): Promise<DecodedSound | null> => {
  const { packets, from } = codec === 'mp3' ? mpegPackets(before, samples) : plainPackets(before, samples, timescale)
  const numbers: number[] = []
  let [sampleRate, channels, passed] = [0, 0, 0]
  // Of Vorbis nothing comes out before the second packet, and the time told with it is that of the first.
  const begin = codec === 'vorbis' ? (packets[1]?.at ?? from) : null
  const decoder = new AudioDecoder({
    output: (data) => {
      const at = begin === null ? data.timestamp / 1e6 : begin + passed / data.sampleRate
      passed += data.numberOfFrames
      const skip = Math.max(0, Math.round((from - at) * data.sampleRate))
      if (skip < data.numberOfFrames && (channels === 0 || channels === data.numberOfChannels)) {
        ;[sampleRate, channels] = [data.sampleRate, data.numberOfChannels]
        toNumbers(data, skip, numbers)
      }
      data.close()
    },
    error: () => undefined,
  })
  try {
    decoder.configure({ codec, sampleRate: entry.sampleRate, numberOfChannels: entry.channels, ...(entry.config ? { description: entry.config } : {}) })
    packets.forEach(({ bytes, at }) => {
      if (decoder.state === 'configured') decoder.decode(new EncodedAudioChunk({ type: 'key', timestamp: Math.round(at * 1e6), data: new Uint8Array(bytes) }))
    })
    if (decoder.state === 'configured') await decoder.flush()
  } catch {
    // Damaged sound: what came out before it is heard.
  } finally {
    if (decoder.state !== 'closed') decoder.close()
  }
  return channels > 0 ? { sound: { numbers: Int32Array.from(numbers), channels, bits: 16 }, sampleRate } : null
}
