// AC-3 frames of a byte stream (ATSC A/52 §5.3).

import { bareSound } from '../mp4/writeEntries.ts'
import type { SoundCoding } from './adts.ts'

const rates = [48_000, 44_100, 32_000]
const kbps = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 576, 640]
const channelsOf = [2, 1, 2, 3, 3, 4, 4, 5]
/** Moments in a frame. */
const FRAME = 1536

/** Table 5.18: two bytes more every now and then at 44.1 kHz. */
const lengthOf = (rate: number, code: number): number => {
  const bits = (kbps[code >> 1] ?? 0) * 1000
  return rate === 44_100 ? 2 * (Math.floor((bits * FRAME) / rate / 16) + (code & 1)) : (bits * FRAME) / rate / 8
}

export const ac3: SoundCoding = {
  headBytes: 8,
  frameAt: (bytes, at) => {
    if (bytes[at] !== 0x0b || bytes[at + 1] !== 0x77) return null
    const [code = 0, mode = 0] = bytes.subarray(at + 4, at + 6)
    const rate = rates[code >> 6]
    // More than 10 is E-AC-3, which has other fields.
    if (!rate || mode >> 3 > 10 || (code & 63) >= 2 * kbps.length) return null
    return { length: lengthOf(rate, code & 63), skip: 0, seconds: FRAME / rate }
  },
  entryOf: (head) => {
    const mode = (head[6] ?? 0) >> 5
    const skipped = (mode & 1 && mode !== 1 ? 2 : 0) + (mode & 4 ? 2 : 0) + (mode === 2 ? 2 : 0)
    const low = ((((head[6] ?? 0) << 8) | (head[7] ?? 0)) >> (12 - skipped)) & 1
    return bareSound('ac-3', (channelsOf[mode] ?? 2) + low, rates[(head[4] ?? 0) >> 6] ?? 48_000)
  },
}
