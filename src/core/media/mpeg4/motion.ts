// Motion compensation by half a pixel (ISO/IEC 14496-2 §7.6.2): a square of the picture before, moved; its edges go on for ever.

import { moveBlock } from './moveBlock.ts'

/** Whole macroblocks. */
export interface Planes {
  readonly width: number
  readonly height: number
  readonly y: Uint8Array
  readonly u: Uint8Array
  readonly v: Uint8Array
}

export const makePlanes = (across: number, down: number): Planes => {
  const [width, height] = [across * 16, down * 16]
  return { width, height, y: new Uint8Array(width * height), u: new Uint8Array((width * height) / 4).fill(128), v: new Uint8Array((width * height) / 4).fill(128) }
}

export const copyPlanes = (to: Planes, from: Planes): void => {
  to.y.set(from.y)
  to.u.set(from.u)
  to.v.set(from.v)
}

/** ISO/IEC 14496-2 table 7-9: sixteenths of the sum of four vectors, to half pixels of chroma. */
const sixteenths = [0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2]
const chromaOfFour = (sum: number): number => sixteenths[sum & 15]! + ((sum >> 3) & ~1)

/** A macroblock moved: `vectors` has two numbers for each of its four luma blocks, all alike where not `four`. */
export const compensate = (to: Planes, from: Planes, mx: number, my: number, vectors: Int16Array, four: boolean, rounding: number): void => {
  const { width, height } = to
  let [h, v] = [vectors[0]!, vectors[1]!]
  if (four) {
    let [sumH, sumV] = [0, 0]
    for (let number = 0; number < 4; number++) {
      const [a, b] = [vectors[2 * number]!, vectors[2 * number + 1]!]
      predict(to.y, from.y, width, height, 16 * mx + 8 * (number & 1), 16 * my + 8 * (number >> 1), 8, a, b, rounding)
      sumH += a
      sumV += b
    }
    ;[h, v] = [chromaOfFour(sumH), chromaOfFour(sumV)]
  } else {
    predict(to.y, from.y, width, height, 16 * mx, 16 * my, 16, h, v, rounding)
    ;[h, v] = [(h >> 1) | (h & 1), (v >> 1) | (v & 1)]
  }
  predict(to.u, from.u, width >> 1, height >> 1, 8 * mx, 8 * my, 8, h, v, rounding)
  predict(to.v, from.v, width >> 1, height >> 1, 8 * mx, 8 * my, 8, h, v, rounding)
}

/** Half of one macroblock, half of the other. */
export const mix = (to: Planes, other: Planes, mx: number, my: number): void => {
  const half = (a: Uint8Array, b: Uint8Array, width: number, size: number): void => {
    for (let y = 0; y < size; y++) for (let x = 0, at = (my * size + y) * width + mx * size; x < size; x++, at++) a[at] = (a[at]! + b[at]! + 1) >> 1
  }
  half(to.y, other.y, to.width, 16)
  half(to.u, other.u, to.width >> 1, 8)
  half(to.v, other.v, to.width >> 1, 8)
}

/** `x`, `y`, `size`: of the square in pixels. Both planes have one stride. */
const predict = (to: Uint8Array, from: Uint8Array, width: number, height: number, x: number, y: number, size: number, h: number, v: number, rounding: number): void =>
  moveBlock(to, y * width + x, from, 0, width, width, height, x, y, size, size, h, v, rounding, false)
