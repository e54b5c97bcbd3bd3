// The vectors of a macroblock, told from those before it (ISO/IEC 13818-2 §6.2.5.2, §7.6.3).

import type { Bits } from '../mpeg4/bits.ts'
import { BadCode, readMotion } from '../mpeg4/codes.ts'
import { FRAME, type PictureHeader } from './headers.ts'

/** How a macroblock is moved: whole, by fields, as two halves of a field, or from two fields by one vector. */
export type Motion = 'whole' | 'fields' | 'halves' | 'dual'

/** Two numbers for each direction, twice: [first or second][forwards or backwards][across or down], half pixels. */
export interface Vectors {
  readonly own: Int32Array
  /** What the next are told from. */
  readonly told: Int32Array
  /** The field each points into: [first or second][forwards or backwards]. */
  readonly fields: Uint8Array
  /** Of `dual`. */
  readonly apart: Int32Array
}

export const makeVectors = (): Vectors => ({ own: new Int32Array(8), told: new Int32Array(8), fields: new Uint8Array(4), apart: new Int32Array(2) })

const readDifference = (bits: Bits, more: number): number => {
  const amount = readMotion(bits)
  if (amount === 0) return 0
  if (amount > 16) throw new BadCode()
  const negative = bits.read(1)
  const value = ((amount - 1) << more) + bits.read(more) + 1
  return negative ? -value : value
}

const wrapped = (value: number, more: number): number => {
  const range = 16 << more
  return value < -range ? value + 2 * range : value >= range ? value - 2 * range : value
}

const readApart = (bits: Bits): number => (bits.read(1) ? (bits.read(1) ? -1 : 1) : 0)

/** `backwards`: 0 or 1. */
export const readVectors = (bits: Bits, { own, told, fields, apart }: Vectors, { structure, reaches, whole }: PictureHeader, motion: Motion, backwards: number): void => {
  const isFrame = structure === FRAME
  const two = motion === 'halves' || (isFrame && motion === 'fields')
  const selects = two || (!isFrame && motion !== 'dual')
  for (let nth = 0; nth < (two ? 2 : 1); nth++) {
    if (selects) fields[2 * nth + backwards] = bits.read(1)
    for (let way = 0; way < 2; way++) {
      const reach = reaches[2 * backwards + way]!
      if (reach < 1 || reach > 9) throw new BadCode()
      const at = 4 * nth + 2 * backwards + way
      // A field has half the rows.
      const half = way === 1 && isFrame && motion !== 'whole' ? 1 : 0
      const value = wrapped((told[at]! >> half) + readDifference(bits, reach - 1), reach - 1)
      told[at] = value << half
      own[at] = whole[backwards] ? value * 2 : value
      if (motion === 'dual') apart[way] = readApart(bits)
    }
  }
  if (two) return
  for (let at = 2 * backwards; at < 2 * backwards + 2; at++) {
    told[4 + at] = told[at]!
    own[4 + at] = own[at]!
  }
}
