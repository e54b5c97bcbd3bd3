// One block of 8 × 8: its coefficients read, predicted and brought to scale (ISO/IEC 14496-2 §7.4, ITU-T H.263 §6.2).

import type { Bits } from './bits.ts'
import { BadCode, interCoefficients, intraCoefficients, readChromaDcSize, readLumaDcSize, type Coefficients } from './codes.ts'
import { zigzag, type Layer } from './headers.ts'
import { placeOf, predictFirst, type Neighbours } from './predictions.ts'

/** ISO/IEC 14496-2 figure 7-3. */
const alternateHorizontal = Uint8Array.of(
  0, 1, 2, 3, 8, 9, 16, 17, 10, 11, 4, 5, 6, 7, 15, 14, 13, 12, 19, 18, 24, 25, 32, 33, 26, 27, 20, 21, 22, 23, 28, 29, 30, 31, 34, 35, 40, 41, 48, 49, 42, 43, 36, 37, 38, 39, 44, 45, 46, 47, 50, 51, 56, 57, 58, 59, 52, 53, 54, 55, 60, 61, 62, 63,
)
/** And ISO/IEC 13818-2 figure 7-3. */
export const alternateVertical = Uint8Array.of(
  0, 8, 16, 24, 1, 9, 2, 10, 17, 25, 32, 40, 48, 56, 57, 49, 41, 33, 26, 18, 3, 11, 4, 12, 19, 27, 34, 42, 50, 58, 35, 43, 51, 59, 20, 28, 5, 13, 6, 14, 21, 29, 36, 44, 52, 60, 37, 45, 53, 61, 22, 30, 7, 15, 23, 31, 38, 46, 54, 62, 39, 47, 55, 63,
)

const clip = (value: number): number => (value < -2048 ? -2048 : value > 2047 ? 2047 : value)
const rounded = (value: number, by: number): number => (value >= 0 ? Math.floor((value + (by >> 1)) / by) : -Math.floor((-value + (by >> 1)) / by))

const firstScale = (quant: number, isLuma: boolean): number =>
  quant < 5 ? 8 : isLuma ? (quant < 9 ? 2 * quant : quant < 25 ? quant + 8 : 2 * quant - 16) : quant < 25 ? (quant + 13) >> 1 : quant - 6

/** Amounts from `from` on, in the order of `scan`, into a block of zeros. */
const readAmounts = (bits: Bits, table: Coefficients, h263: boolean, scan: Uint8Array, from: number, block: Int32Array): void => {
  for (let at = from, ended = false; !ended; at++) {
    let index = table.read(bits)
    let [last, run, level] = [0, 0, 0]
    if (index !== table.escape) {
      ;[last, run, level] = [table.last[index]!, table.run[index]!, table.level[index]!]
      if (bits.read(1)) level = -level
    } else if (h263) {
      last = bits.read(1)
      run = bits.read(6)
      level = bits.signed(8)
      if (level === 0 || level === -128) throw new BadCode()
    } else if (bits.peek(2) === 3) {
      bits.skip(2)
      last = bits.read(1)
      run = bits.read(6)
      bits.skip(1)
      level = bits.signed(12)
      bits.skip(1)
    } else {
      const longRun = bits.read(1) === 1
      if (longRun) bits.skip(1)
      index = table.read(bits)
      if (index === table.escape) throw new BadCode()
      ;[last, run, level] = [table.last[index]!, table.run[index]!, table.level[index]!]
      if (longRun) run += table.mostRun[last]![level]! + 1
      else level += table.mostLevel[last]![run]!
      if (bits.read(1)) level = -level
    }
    at += run
    if (at > 63) throw new BadCode()
    block[scan[at]!] = level
    ended = last === 1
  }
}

const toScale = (block: Int32Array, from: number, quant: number, matrix: Uint8Array | null, intra: boolean): void => {
  const odd = quant & 1 ? 0 : 1
  let sum = block[0]!
  for (let i = from; i < 64; i++) {
    const level = block[i]!
    if (level === 0) continue
    const amount = Math.abs(level)
    const value = matrix ? ((2 * amount + (intra ? 0 : 1)) * matrix[i]! * quant) >> 4 : quant * (2 * amount + 1) - odd
    block[i] = clip(level < 0 ? -value : value)
    if (i > 0) sum += block[i]!
    else sum = block[i]!
  }
  // Both transforms shall come out alike: an even sum is made odd (§7.4.4.5).
  if (matrix && (sum & 1) === 0) block[63] = block[63]! ^ 1
}

/** `coded`: it has amounts. */
export const readInter = (bits: Bits, { matrices, h263 }: Layer, quant: number, block: Int32Array): void => {
  block.fill(0)
  readAmounts(bits, interCoefficients, h263, zigzag, 0, block)
  toScale(block, 0, quant, matrices?.inter ?? null, false)
}

/** H.263 predicts nothing (§5.4.1). */
export const readPlainIntra = (bits: Bits, layer: Layer, quant: number, coded: boolean, block: Int32Array): void => {
  block.fill(0)
  const first = bits.read(8)
  if (coded) readAmounts(bits, interCoefficients, true, zigzag, 1, block)
  toScale(block, 1, quant, null, true)
  block[0] = (first === 255 ? 128 : first) * 8
}

export interface IntraPlace {
  readonly mx: number
  readonly my: number
  readonly number: number
  readonly packet: number
}

/** A difference of the first coefficient (table B-13 to B-15). */
export const readFirst = (bits: Bits, isLuma: boolean): number => {
  const size = (isLuma ? readLumaDcSize : readChromaDcSize)(bits)
  if (size === 0) return 0
  const value = bits.read(size)
  if (size > 8) bits.skip(1)
  return value >= 1 << (size - 1) ? value : value - (1 << size) + 1
}

/** `difference`: of the first coefficient, where it was read before; null: here, undefined: among the others. */
export const readIntra = (bits: Bits, layer: Layer, neighbours: Neighbours, { mx, my, number, packet }: IntraPlace, quant: number, coded: boolean, predicts: boolean, difference: number | null | undefined, block: Int32Array): void => {
  const isLuma = number < 4
  const { plane, index } = placeOf(neighbours, mx, my, number)
  const { first, fromAbove, like } = predictFirst(neighbours, mx, my, number, packet)
  block.fill(0)
  const apart = difference === null ? readFirst(bits, isLuma) : difference
  if (coded) readAmounts(bits, intraCoefficients, false, predicts ? (fromAbove ? alternateHorizontal : alternateVertical) : zigzag, apart === undefined ? 0 : 1, block)
  const scale = firstScale(quant, isLuma)
  const dc = clip(((apart ?? block[0]!) + rounded(first, scale)) * scale)
  const edges = neighbours.edges[plane]!
  if (predicts && like) {
    const from = like.index * 16 + (fromAbove ? 0 : 8)
    for (let i = 1; i < 8; i++) {
      const other = edges[from + i]!
      block[fromAbove ? i : 8 * i]! += like.quant === quant ? other : rounded(other * like.quant, quant)
    }
  }
  for (let i = 1; i < 8; i++) {
    edges[index * 16 + i] = block[i]!
    edges[index * 16 + 8 + i] = block[8 * i]!
  }
  neighbours.firsts[plane]![index] = Math.max(0, dc)
  block[0] = dc
  toScale(block, 1, quant, layer.matrices?.intra ?? null, true)
}
