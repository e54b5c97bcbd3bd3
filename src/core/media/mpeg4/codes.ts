// The variable-length codes of MPEG-4 part 2 (ISO/IEC 14496-2 annex B) and H.263 (ITU-T H.263 §5.3, §5.4): as [code, bits], in the order of what they stand for.

import type { Bits } from './bits.ts'

export type Code = readonly [code: number, bits: number]

/** Damage: no code stands here. */
export class BadCode extends Error {}

export type ReadCode = (bits: Bits) => number

/** Gives the index of the code that comes next. */
export const reader = (codes: readonly Code[]): ReadCode => {
  const longest = Math.max(...codes.map(([, bits]) => bits))
  const table = new Int16Array(1 << longest).fill(-1)
  codes.forEach(([code, bits], index) => {
    if (bits > 0) table.fill((index << 4) | bits, code << (longest - bits), (code + 1) << (longest - bits))
  })
  return (bits) => {
    const found = table[bits.peek(longest)] ?? -1
    if (found < 0) throw new BadCode()
    bits.skip(found & 15)
    return found >> 4
  }
}

/** 4 · (0: intra, 1: intra with another quantiser) + coded chroma; 8: stuffing. */
export const readIntraType = reader([[1, 1], [1, 3], [2, 3], [3, 3], [1, 4], [1, 6], [2, 6], [3, 6], [1, 9]])

/** 4 · (0: inter, 1: inter with another quantiser, 2: inter with four vectors, 3: intra, 4: intra with another quantiser) + coded chroma; 20: stuffing. */
export const readInterType = reader([
  [1, 1], [3, 4], [2, 4], [5, 6], [3, 3], [7, 7], [6, 7], [5, 9], [2, 3], [5, 7], [4, 7], [5, 8], [3, 5], [4, 8], [3, 8], [3, 7], [4, 6], [4, 9], [3, 9], [2, 9], [1, 9],
])

/** Coded luma of intra; of inter the other way round. */
export const readLumaPattern = reader([[3, 4], [5, 5], [4, 5], [9, 4], [3, 5], [7, 4], [2, 6], [11, 4], [2, 5], [3, 6], [5, 4], [10, 4], [4, 4], [8, 4], [6, 4], [3, 2]])

/** Amount of a vector's difference, without its sign. */
export const readMotion = reader([
  [1, 1], [1, 2], [1, 3], [1, 4], [3, 6], [5, 7], [4, 7], [3, 7], [11, 9], [10, 9], [9, 9], [17, 10], [16, 10], [15, 10], [14, 10], [13, 10], [12, 10], [11, 10], [10, 10], [9, 10], [8, 10], [7, 10], [6, 10], [5, 10], [4, 10], [7, 11], [6, 11], [5, 11], [4, 11],
  [3, 11], [2, 11], [3, 12], [2, 12],
])

export const readLumaDcSize = reader([[3, 3], [3, 2], [2, 2], [2, 3], [1, 3], [1, 4], [1, 5], [1, 6], [1, 7], [1, 8], [1, 9], [1, 10], [1, 11]])
export const readChromaDcSize = reader([[3, 2], [2, 2], [1, 2], [1, 3], [1, 4], [1, 5], [1, 6], [1, 7], [1, 8], [1, 9], [1, 10], [1, 11], [1, 12]])

/** Coefficients: which of them is the last, how many zeros before it, its amount. */
export interface Coefficients {
  readonly read: ReadCode
  readonly last: Uint8Array
  readonly run: Uint8Array
  readonly level: Uint8Array
  /** Index of the code after which other numbers follow. */
  readonly escape: number
  /** Largest amount by `last` and run, largest run by `last` and amount. */
  readonly mostLevel: readonly Uint8Array[]
  readonly mostRun: readonly Uint8Array[]
}

/** `counts`: for `last` 0 and 1, the number of amounts of each run from 0 on. */
const coefficients = (codes: readonly Code[], counts: readonly (readonly number[])[]): Coefficients => {
  const rows = counts.flatMap((runs, last) => runs.flatMap((levels, run) => Array.from({ length: levels }, (_, level) => [last, run, level + 1] as const)))
  const column = (i: 0 | 1 | 2): Uint8Array => Uint8Array.from(rows, (row) => row[i])
  const mostLevel = counts.map((runs) => Uint8Array.from({ length: 64 }, (_, run) => runs[run] ?? 0))
  const mostRun = counts.map((runs) => Uint8Array.from({ length: 64 }, (_, level) => Math.max(0, runs.findLastIndex((levels) => levels >= level))))
  return { read: reader(codes), last: column(0), run: column(1), level: column(2), escape: rows.length, mostLevel, mostRun }
}

const ones = (count: number): readonly number[] => Array.from({ length: count }, () => 1)
/** A row of neighbouring codes of one length, downwards. */
const down = (from: number, to: number, bits: number): readonly Code[] => Array.from({ length: from - to + 1 }, (_, i): Code => [from - i, bits])
const up = (from: number, to: number, bits: number): readonly Code[] => Array.from({ length: to - from + 1 }, (_, i): Code => [from + i, bits])

/** Table B-17, and H.263's table 16. */
export const interCoefficients = coefficients(
  [
    [2, 2], [15, 4], [21, 6], [23, 7], [31, 8], [37, 9], [36, 9], [33, 10], [32, 10], [7, 11], [6, 11], [32, 11],
    [6, 3], [20, 6], [30, 8], [15, 10], [33, 11], [80, 12], [14, 4], [29, 8], [14, 10], [81, 12], [13, 5], [35, 9], [13, 10], [12, 5], [34, 9], [82, 12],
    [11, 5], [12, 10], [83, 12], [19, 6], [11, 10], [84, 12], [18, 6], [10, 10], [17, 6], [9, 10], [16, 6], [8, 10], [22, 7], [85, 12],
    [21, 7], [20, 7], [28, 8], [27, 8], ...down(33, 26, 9), [34, 11], [35, 11], [86, 12], [87, 12],
    [7, 4], [25, 9], [5, 11], [15, 6], [4, 11], ...down(14, 12, 6), ...down(19, 16, 7), ...down(26, 19, 8), ...down(24, 17, 9), ...down(7, 4, 10), ...up(36, 39, 11), ...up(88, 95, 12),
    [3, 7],
  ],
  [[12, 6, 4, 3, 3, 3, 3, 2, 2, 2, 2, ...ones(16)], [3, 2, ...ones(39)]],
)

/** Table B-16. */
export const intraCoefficients = coefficients(
  [
    [2, 2], [6, 3], [15, 4], [13, 5], [12, 5], [21, 6], [19, 6], [18, 6], [23, 7], ...down(31, 29, 8), ...down(37, 35, 9), [33, 9], [33, 10], [32, 10], [15, 10], [14, 10], [7, 11], [6, 11], [32, 11], [33, 11], ...up(80, 82, 12),
    [14, 4], [20, 6], [22, 7], [28, 8], [32, 9], [31, 9], [13, 10], [34, 11], [83, 12], [85, 12], [11, 5], [21, 7], [30, 9], [12, 10], [86, 12],
    [17, 6], [27, 8], [29, 9], [11, 10], [16, 6], [34, 9], [10, 10], [13, 6], [28, 9], [8, 10], [18, 7], [27, 9], [84, 12], [20, 7], [26, 9], [87, 12],
    [25, 8], [9, 10], [24, 8], [35, 11], [23, 8], [25, 9], [24, 9], [7, 10], [88, 12],
    [7, 4], [12, 6], [22, 8], [23, 9], [6, 10], [5, 11], [4, 11], [89, 12], [15, 6], [22, 9], [5, 10], [14, 6], [4, 10], [17, 7], [36, 11], [16, 7], [37, 11], [19, 7], [90, 12], [21, 8], [91, 12],
    [20, 8], [19, 8], [26, 8], ...down(21, 17, 9), [38, 11], [39, 11], ...up(92, 95, 12),
    [3, 7],
  ],
  [[27, 10, 5, 4, 3, 3, 3, 3, 2, 2, ...ones(5)], [8, 3, 2, 2, 2, 2, 2, ...ones(14)]],
)
