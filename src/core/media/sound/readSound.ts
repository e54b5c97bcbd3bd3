// Turns PCM, G.711 and IMA ADPCM into whole numbers, channel beside channel.

import { viewOf } from '../mp4/boxes.ts'
import type { SoundForm } from './soundForm.ts'

/** ITU-T G.711: 13 bits of A-law and 14 of µ-law, as 16. */
const alaw = (byte: number): number => {
  const bits = byte ^ 0x55
  const exponent = (bits >> 4) & 7
  const mantissa = bits & 15
  const value = exponent === 0 ? (mantissa << 4) + 8 : ((mantissa << 4) + 0x108) << (exponent - 1)
  return bits & 0x80 ? value : -value
}

const ulaw = (byte: number): number => {
  const bits = ~byte & 0xff
  const value = ((((bits & 15) << 3) + 0x84) << ((bits >> 4) & 7)) - 0x84
  return bits & 0x80 ? -value : value
}

/** IMA Digital Audio Technical Working Group, recommended practices 3.0. */
const indexSteps = [-1, -1, -1, -1, 2, 4, 6, 8]
const steps = [
  7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97, 107, 118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494, 544, 598, 658, 724, 796, 876, 963, 1060, 1166, 1282,
  1411, 1552, 1707, 1878, 2066, 2272, 2499, 2749, 3024, 3327, 3660, 4026, 4428, 4871, 5358, 5894, 6484, 7132, 7845, 8630, 9493, 10442, 11487, 12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794, 32767,
]

const makePredictor = (start: number, startIndex: number): ((nibble: number) => number) => {
  let [value, index] = [start, Math.min(88, startIndex)]
  return (nibble) => {
    const step = steps[index] ?? 7
    const change = (step >> 3) + (nibble & 4 ? step : 0) + (nibble & 2 ? step >> 1 : 0) + (nibble & 1 ? step >> 2 : 0)
    value = Math.max(-32768, Math.min(32767, nibble & 8 ? value - change : value + change))
    index = Math.max(0, Math.min(88, index + (indexSteps[nibble & 7] ?? 0)))
    return value
  }
}

const readBlock = (view: DataView, at: number, { coding, blockFrames }: SoundForm, channels: number, out: Int32Array, frame: number): void => {
  for (let channel = 0; channel < channels; channel++) {
    const put = (i: number, value: number): void => {
      if (i < blockFrames) out[(frame + i) * channels + channel] = value
    }
    if (coding === 'imaQuickTime') {
      const head = view.getInt16(at + 34 * channel)
      const next = makePredictor(head & ~0x7f, head & 0x7f)
      for (let i = 0; i < 64; i++) put(i, next((view.getUint8(at + 34 * channel + 2 + (i >> 1)) >> (i & 1 ? 4 : 0)) & 15))
      continue
    }
    const first = view.getInt16(at + 4 * channel, true)
    const next = makePredictor(first, view.getUint8(at + 4 * channel + 2))
    put(0, first)
    for (let i = 0; i + 1 < blockFrames; i++) {
      const byte = at + 4 * channels + 4 * (channels * (i >> 3) + channel) + ((i & 7) >> 1)
      put(i + 1, next((view.getUint8(byte) >> (i & 1 ? 4 : 0)) & 15))
    }
  }
}

/** Bits of the numbers that come out. */
export const soundBits = ({ coding, bits }: SoundForm): 16 | 24 => ((coding === 'signed' || coding === 'unsigned' || coding === 'float') && bits > 16 ? 24 : 16)

const readNumber = (view: DataView, at: number, { coding, bits, bigEndian }: SoundForm): number => {
  const little = !bigEndian
  if (coding === 'alaw') return alaw(view.getUint8(at))
  if (coding === 'ulaw') return ulaw(view.getUint8(at))
  if (coding === 'float') return Math.max(-0x80_0000, Math.min(0x7f_ffff, Math.round((bits === 64 ? view.getFloat64(at, little) : view.getFloat32(at, little)) * 0x80_0000)))
  const turn = coding === 'unsigned' ? 1 : 0
  if (bits === 8) return turn ? (view.getUint8(at) - 0x80) << 8 : view.getInt8(at) << 8
  if (bits === 16) return turn ? view.getUint16(at, little) - 0x8000 : view.getInt16(at, little)
  if (bits === 32) return (view.getInt32(at, little) >> 8) ^ (turn ? -0x80_0000 : 0)
  const value = little ? view.getUint16(at, true) | (view.getInt8(at + 2) << 16) : (view.getInt8(at) << 16) | view.getUint16(at + 1)
  return value ^ (turn ? -0x80_0000 : 0)
}

/** Whole blocks of `bytes`; what is left over is dropped. */
export const readSound = (bytes: Uint8Array, form: SoundForm, channels: number): Int32Array => {
  const blocks = Math.floor(bytes.length / form.blockBytes)
  const out = new Int32Array(blocks * form.blockFrames * channels)
  const view = viewOf(bytes)
  if (form.blockFrames > 1) {
    for (let block = 0; block < blocks; block++) readBlock(view, block * form.blockBytes, form, channels, out, block * form.blockFrames)
    return out
  }
  const step = form.blockBytes / channels
  for (let i = 0; i < out.length; i++) out[i] = readNumber(view, i * step, form)
  return out
}
