// What drawing the macroblocks of a picture stands on, and how their vectors are read.

import type { Bits } from './bits.ts'
import { readMotion } from './codes.ts'
import type { Layer, PictureHeader } from './headers.ts'
import type { Planes } from './motion.ts'
import type { Neighbours } from './predictions.ts'

export interface Drawing {
  readonly layer: Layer
  readonly header: PictureHeader
  readonly neighbours: Neighbours
  readonly picture: Planes
  /** The one before; null at the beginning. */
  readonly before: Planes | null
}

export const wrapped = (value: number, reach: number): number => {
  const range = 32 << (reach - 1)
  return value < -range ? value + 2 * range : value >= range ? value - 2 * range : value
}

export const readDifference = (bits: Bits, reach: number): number => {
  const amount = readMotion(bits)
  if (amount === 0) return 0
  const negative = bits.read(1)
  const more = reach - 1
  const value = more > 0 ? ((amount - 1) << more) + bits.read(more) + 1 : amount
  return negative ? -value : value
}

/** Where a block of a macroblock is drawn: plane, first pixel, stride. */
export const drawn = ({ y, u, v, width }: Planes, mx: number, my: number, number: number): readonly [plane: Uint8Array, at: number, stride: number] =>
  number < 4 ? [y, (16 * my + 8 * (number >> 1)) * width + 16 * mx + 8 * (number & 1), width] : [number === 4 ? u : v, 8 * my * (width >> 1) + 8 * mx, width >> 1]
