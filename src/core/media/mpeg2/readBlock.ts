// One block of 8 × 8: its coefficients read and brought to scale (ISO/IEC 13818-2 §7.2 to §7.4, ISO/IEC 11172-2 §2.4.4).

import type { Bits } from '../mpeg4/bits.ts'
import { BadCode } from '../mpeg4/codes.ts'
import { zigzag } from '../mpeg4/headers.ts'
import { alternateVertical } from '../mpeg4/readBlock.ts'
import { checked, ESCAPE, LEAST_SHORT, readChromaSize, readLumaSize, tableOne, tableZero } from './codes.ts'

/** How the blocks of a picture are coded. */
export interface Coding {
  readonly mpeg1: boolean
  readonly precision: number
  readonly tableOne: boolean
  readonly alternate: boolean
}

const clip = (value: number): number => (value < -2048 ? -2048 : value > 2047 ? 2047 : value)

/** Of MPEG-1: a second byte follows what does not fit. */
const shortLevel = (bits: Bits): number => {
  const level = bits.signed(8)
  return level === 0 ? bits.read(8) : level === -128 ? bits.read(8) - 256 : level
}

/** From place `from` on, into a block of zeros; the last place that is not zero. `scale`: twice MPEG-1's. */
const readAmounts = (bits: Bits, { mpeg1, tableOne: one, alternate }: Coding, intra: boolean, matrix: Uint8Array, scale: number, block: Int32Array): number => {
  const { short, long } = intra && one ? tableOne : tableZero
  const scan = alternate ? alternateVertical : zigzag
  let at = intra ? 0 : -1
  let sum = block[0]!
  for (;;) {
    const next = bits.peek(24)
    const word = next >>> 8
    let run = 0
    let level = 1
    let negative = 0
    if (at < 0 && next >>> 23 === 1) {
      // The first amount is none that ends the block.
      negative = (next >>> 22) & 1
      bits.skip(2)
    } else {
      const entry = checked(word >= LEAST_SHORT ? short[word >>> 6]! : long[word]!)
      const length = entry & 31
      run = (entry >> 5) & 63
      level = entry >> 11
      if (level > 0) {
        negative = (next >>> (23 - length)) & 1
        bits.skip(length + 1)
      } else {
        bits.skip(length)
        if (run !== ESCAPE) break
        run = bits.read(6)
        level = mpeg1 ? shortLevel(bits) : bits.signed(12)
        if (level === 0) throw new BadCode()
        if (level < 0) {
          level = -level
          negative = 1
        }
      }
    }
    at += run + 1
    if (at > 63) throw new BadCode()
    const place = scan[at]!
    let value = ((2 * level + (intra ? 0 : 1)) * matrix[place]! * scale) >> 5
    // Both transforms shall come out alike: MPEG-1 has odd amounts only.
    if (mpeg1 && value > 0) value = (value - 1) | 1
    value = clip(negative ? -value : value)
    block[place] = value
    sum += value
  }
  // And MPEG-2 odd sums (§7.4.4).
  if (mpeg1 || sum & 1) return at
  block[63] = block[63]! ^ 1
  return 63
}

/** Its first coefficient alone, or none, where the last place is 0 or less. */
export const readInter = (bits: Bits, coding: Coding, matrix: Uint8Array, scale: number, block: Int32Array): number => {
  block.fill(0)
  return readAmounts(bits, coding, false, matrix, scale, block)
}

/** `firsts`: the last first coefficient of each plane. */
export const readIntra = (bits: Bits, coding: Coding, matrix: Uint8Array, scale: number, firsts: Int32Array, plane: number, block: Int32Array): number => {
  block.fill(0)
  const size = (plane === 0 ? readLumaSize : readChromaSize)(bits)
  if (size > 0) {
    const value = bits.read(size)
    firsts[plane]! += value >= 1 << (size - 1) ? value : value - (1 << size) + 1
  }
  block[0] = clip(firsts[plane]! << (3 - coding.precision))
  return readAmounts(bits, coding, true, matrix, scale, block)
}
