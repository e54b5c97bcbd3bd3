// Decodes AMR, narrow and wide, with opencore-amr in WebAssembly (Apache-2.0), a file of its own that is fetched when it is first needed.

import { decoder as makeDecoder } from '@audio/decode-amr'
import { amrFrameBytes } from '../../../src/core/media/probe/audioProbe.ts'
import type { StreamSample } from '../../../src/core/media/streamed.ts'
import type { DecodedSound } from './decodeSound.ts'
import type { HeardSamples } from './sound.ts'

/** RFC 4867 §5: what a file begins with tells the decoder which of the two it is. */
const marks = { samr: '#!AMR\n', sawb: '#!AMR-WB\n' } as const
/** Moments in a frame of 20 ms. */
const moments = { samr: 160, sawb: 320 } as const

/** A sample may hold several; what is no frame ends it. */
const framesIn = (samples: readonly StreamSample[], wide: boolean): readonly Uint8Array[] =>
  samples.flatMap(({ bytes }) => {
    const frames: Uint8Array[] = []
    for (let at = 0; at < bytes.length; ) {
      // Of several channels or with padding bits set it is no file's frame (3GPP TS 26.101 annex A).
      const length = amrFrameBytes((bytes[at] ?? 0xff) & 0x7c, wide)
      if (length === 0 || at + length > bytes.length) break
      frames.push(bytes.subarray(at, at + length))
      at += length
    }
    return frames
  })

export const decodeAmr = async ({ entry, before, samples }: HeardSamples): Promise<DecodedSound | null> => {
  const kind = entry.codec === 'sawb' ? 'sawb' : 'samr'
  const [lead, own] = [framesIn(before, kind === 'sawb'), framesIn(samples, kind === 'sawb')]
  if (own.length === 0) return null
  const decoder = await makeDecoder()
  try {
    const file = new Blob([marks[kind], ...[...lead, ...own].map((frame) => new Uint8Array(frame))])
    const { channelData, sampleRate } = decoder.decode(await file.arrayBuffer())
    const heard = channelData[0]?.subarray(lead.length * moments[kind])
    return heard && heard.length > 0 ? { sound: { numbers: Int32Array.from(heard, (value) => Math.max(-32768, Math.min(32767, Math.round(value * 32768)))), channels: 1, bits: 16 }, sampleRate } : null
  } finally {
    decoder.free()
  }
}
