// The variable-length codes of MPEG-1 and MPEG-2 (ISO/IEC 13818-2 annex B): as [code, bits], in the order of what they stand for.

import type { Bits } from '../mpeg4/bits.ts'
import { BadCode, reader, type Code } from '../mpeg4/codes.ts'

const down = (from: number, to: number, bits: number): readonly Code[] => Array.from({ length: from - to + 1 }, (_, i): Code => [from - i, bits])

export const ADDRESS_ESCAPE = 33
export const ADDRESS_STUFFING = 34

/** Table B-1: less one. */
export const readAddress = reader([[1, 1], [3, 3], [2, 3], [3, 4], [2, 4], [3, 5], [2, 5], [7, 7], [6, 7], ...down(11, 6, 8), ...down(23, 18, 10), ...down(35, 24, 11), [8, 11], [15, 11]])

/** Of a macroblock's type. */
export const [QUANT, FORWARDS, BACKWARDS, PATTERN, INTRA] = [1, 2, 4, 8, 16] as const

const typed = (codes: readonly Code[], types: readonly number[]): ((bits: Bits) => number) => {
  const read = reader(codes)
  return (bits) => types[read(bits)]!
}

/** Tables B-2 to B-4. */
export const readTypes = {
  I: typed([[1, 1], [1, 2]], [INTRA, INTRA | QUANT]),
  P: typed([[1, 1], [1, 2], [1, 3], [3, 5], [2, 5], [1, 5], [1, 6]], [FORWARDS | PATTERN, PATTERN, FORWARDS, INTRA, QUANT | FORWARDS | PATTERN, QUANT | PATTERN, QUANT | INTRA]),
  B: typed(
    [[2, 2], [3, 2], [2, 3], [3, 3], [2, 4], [3, 4], [3, 5], [2, 5], [3, 6], [2, 6], [1, 6]],
    [
      FORWARDS | BACKWARDS, FORWARDS | BACKWARDS | PATTERN, BACKWARDS, BACKWARDS | PATTERN, FORWARDS, FORWARDS | PATTERN, INTRA,
      QUANT | FORWARDS | BACKWARDS | PATTERN, QUANT | FORWARDS | PATTERN, QUANT | BACKWARDS | PATTERN, QUANT | INTRA,
    ],
  ),
} as const

/** Table B-9: the first bit is that of the first block. */
export const readPattern = typed(
  [[7, 3], ...down(13, 10, 4), ...down(19, 8, 5), ...down(15, 12, 6), ...down(23, 16, 7), ...down(31, 4, 8), ...down(7, 1, 9)],
  [
    60, 4, 8, 16, 32, 12, 48, 20, 40, 28, 44, 52, 56, 1, 61, 2, 62, 24, 36, 3, 63, 5, 9, 17, 33, 6, 10, 18, 34,
    7, 11, 19, 35, 13, 49, 21, 41, 14, 50, 22, 42, 15, 51, 23, 43, 25, 37, 26, 38, 29, 45, 53, 57, 30, 46, 54, 58, 31, 47, 55, 59, 27, 39, 0,
  ],
)

/** Tables B-12 and B-13. */
export const readLumaSize = reader([[4, 3], [0, 2], [1, 2], [5, 3], [6, 3], [14, 4], [30, 5], [62, 6], [126, 7], [254, 8], [510, 9], [511, 9]])
export const readChromaSize = reader([[0, 2], [1, 2], [2, 2], [6, 3], [14, 4], [30, 5], [62, 6], [126, 7], [254, 8], [510, 9], [1022, 10], [1023, 10]])

/** Behind the code stands its sign. An entry: bits, then run, then amount; amount 0: END or ESCAPE. */
export interface Amounts {
  /** By 10 bits: codes that are no longer. */
  readonly short: Int32Array
  /** By 16 bits: those that begin with seven zeros. */
  readonly long: Int32Array
}
export const [END, ESCAPE] = [0, 1] as const
/** Least of 16 bits that `short` has. */
export const LEAST_SHORT = 0x200

type Row = readonly [run: number, level: number, code: number, bits: number]

const amounts = (rows: readonly Row[]): Amounts => {
  const table = { short: new Int32Array(1024), long: new Int32Array(LEAST_SHORT) }
  for (const [run, level, code, bits] of rows) {
    const isShort = bits <= 10
    const free = (isShort ? 10 : 16) - bits
    ;(isShort ? table.short : table.long).fill(bits | (run << 5) | (level << 11), code << free, (code + 1) << free)
  }
  return table
}

/** Amounts upwards from `level` of one run, by neighbouring codes downwards. */
const row = (run: number, level: number, from: number, to: number, bits: number): readonly Row[] => down(from, to, bits).map(([code], i) => [run, level + i, code, bits])
/** Amount `level` of runs upwards from `run`. */
const column = (run: number, level: number, from: number, to: number, bits: number): readonly Row[] => down(from, to, bits).map(([code], i) => [run + i, level, code, bits])

/** In both tables. */
const common: readonly Row[] = [
  [3, 3, 28, 12], [4, 3, 18, 12], [6, 2, 30, 12], [7, 2, 21, 12], [8, 2, 17, 12], [17, 1, 31, 12], ...column(18, 1, 26, 25, 12), ...column(20, 1, 23, 22, 12),
  ...row(1, 6, 22, 21, 13), [2, 5, 20, 13], [3, 4, 19, 13], [5, 3, 18, 13], ...column(9, 2, 17, 16, 13), ...column(22, 1, 31, 27, 13),
  ...row(0, 16, 31, 16, 14), ...row(0, 32, 24, 16, 15), ...row(1, 8, 31, 25, 15), ...row(1, 15, 19, 16, 16), [6, 3, 20, 16], ...column(11, 2, 26, 21, 16), ...column(27, 1, 31, 27, 16),
]

const ending = (code: number, bits: number): readonly Row[] => [[END, 0, code, bits], [ESCAPE, 0, 1, 6]]

/** Table B-14. */
export const tableZero = amounts([
  ...common, ...ending(2, 2),
  [0, 1, 3, 2], [1, 1, 3, 3], [0, 2, 4, 4], [2, 1, 5, 4], [0, 3, 5, 5], [3, 1, 7, 5], [4, 1, 6, 5], [1, 2, 6, 6], [5, 1, 7, 6], [6, 1, 5, 6], [7, 1, 4, 6],
  [0, 4, 6, 7], [2, 2, 4, 7], [8, 1, 7, 7], [9, 1, 5, 7], [0, 5, 38, 8], [0, 6, 33, 8], [1, 3, 37, 8], [3, 2, 36, 8], [10, 1, 39, 8], ...column(11, 1, 35, 34, 8), [13, 1, 32, 8],
  [0, 7, 10, 10], [1, 4, 12, 10], [2, 3, 11, 10], [4, 2, 15, 10], [5, 2, 9, 10], ...column(14, 1, 14, 13, 10), [16, 1, 8, 10],
  [0, 8, 29, 12], [0, 9, 24, 12], [0, 10, 19, 12], [0, 11, 16, 12], [1, 5, 27, 12], [2, 4, 20, 12], ...row(0, 12, 26, 23, 13),
])

/** Table B-15. */
export const tableOne = amounts([
  ...common, ...ending(6, 4),
  [0, 1, 2, 2], [0, 2, 6, 3], [0, 3, 7, 4], [0, 4, 28, 5], [0, 5, 29, 5], [0, 6, 5, 6], [0, 7, 4, 6], [0, 8, 123, 7], [0, 9, 124, 7], [0, 10, 35, 8], [0, 11, 34, 8], [0, 12, 250, 8], [0, 13, 251, 8], [0, 14, 254, 8], [0, 15, 255, 8],
  [1, 1, 2, 3], [1, 2, 6, 5], [1, 3, 121, 7], [1, 4, 39, 8], [1, 5, 32, 8], [2, 1, 5, 5], [2, 2, 7, 7], [2, 3, 252, 8], [2, 4, 12, 10], [3, 1, 7, 5], [3, 2, 38, 8], [4, 1, 6, 6], [4, 2, 253, 8], [5, 1, 7, 6], [5, 2, 4, 9],
  [6, 1, 6, 7], [7, 1, 4, 7], [8, 1, 5, 7], [9, 1, 120, 7], [10, 1, 122, 7], [11, 1, 33, 8], ...column(12, 1, 37, 36, 8), [14, 1, 5, 9], [15, 1, 7, 9], [16, 1, 13, 10],
])

/** Where no code stands, both tables have 0. */
export const checked = (entry: number): number => {
  if (entry === 0) throw new BadCode()
  return entry
}
