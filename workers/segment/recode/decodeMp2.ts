// Decodes MPEG sound of layers 1 and 2 with mpg123 in WebAssembly (LGPL-2.1), a file of its own that is fetched when it is first needed.

import { MPEGDecoder } from 'mpg123-decoder'
import { mpegPackets, type DecodedSound } from './decodeSound.ts'
import type { HeardSamples } from './sound.ts'

/** Channel beside channel. */
const interleaved = (planes: readonly Float32Array[], from: number): Int32Array => {
  const count = Math.max(0, (planes[0]?.length ?? 0) - from)
  const numbers = new Int32Array(count * planes.length)
  planes.forEach((plane, channel) => {
    for (let i = 0; i < count; i++) numbers[i * planes.length + channel] = Math.max(-32768, Math.min(32767, Math.round((plane[from + i] ?? 0) * 32768)))
  })
  return numbers
}

export const decodeMp2 = async ({ before, samples }: HeardSamples): Promise<DecodedSound | null> => {
  const { packets, from } = mpegPackets(before, samples)
  const decoder = new MPEGDecoder()
  await decoder.ready
  try {
    const { channelData, sampleRate, samplesDecoded } = decoder.decodeFrames(packets.map(({ bytes }) => new Uint8Array(bytes)))
    const numbers = interleaved(channelData, Math.round(from * sampleRate))
    return samplesDecoded > 0 && numbers.length > 0 ? { sound: { numbers, channels: channelData.length, bits: 16 }, sampleRate } : null
  } finally {
    decoder.free()
  }
}
