// What stands before the macroblocks of MPEG-4 part 2 (ISO/IEC 14496-2 §6.2) and of baseline H.263 (ITU-T H.263 §5.1): how a film and a picture are coded.

import { makeBits, type Bits } from './bits.ts'

/** Of a film; MPEG-4 says it once, H.263 in every picture. */
export interface Layer {
  readonly width: number
  readonly height: number
  /** Length of a picture's time within its second. */
  readonly timeBits: number
  /** Parts of a second. */
  readonly clock: number
  /** Zigzag order; null: quantised as H.263 has it. */
  readonly matrices: { readonly intra: Uint8Array; readonly inter: Uint8Array } | null
  readonly hasMarkers: boolean
  readonly h263: boolean
  /** Pictures may be shown in another order than they come. */
  readonly reorders: boolean
}

export interface PictureHeader {
  readonly type: 'I' | 'P' | 'B'
  readonly quant: number
  /** 1 rounds down. */
  readonly rounding: number
  /** How far vectors reach, and those to the picture behind. */
  readonly reach: number
  readonly backReach: number
  /** Whole seconds since the last I or P picture but one began its own, and parts of a second. */
  readonly seconds: number
  readonly part: number
  /** Quantisers from here on have the first coefficient of intra blocks among the others. */
  readonly dcBelow: number
}

/** What is coded with tools this decoder does not have. */
export class NotDecoded extends Error {}

/** ISO/IEC 14496-2 §6.3.3. */
const usualIntra = [
  8, 17, 18, 19, 21, 23, 25, 27, 17, 18, 19, 21, 23, 25, 27, 28, 20, 21, 22, 23, 24, 26, 28, 30, 21, 22, 23, 24, 26, 28, 30, 32, 22, 23, 24, 26, 28, 30, 32, 35, 23, 24, 26, 28, 30, 32, 35, 38, 25, 26, 28, 30, 32, 35, 38, 41, 27, 28, 30, 32, 35, 38, 41, 45,
]
const usualInter = [
  16, 17, 18, 19, 20, 21, 22, 23, 17, 18, 19, 20, 21, 22, 23, 24, 18, 19, 20, 21, 22, 23, 24, 25, 19, 20, 21, 22, 23, 24, 26, 27, 20, 21, 22, 23, 25, 26, 27, 28, 21, 22, 23, 24, 26, 27, 28, 30, 22, 23, 24, 26, 27, 28, 30, 31, 23, 24, 25, 27, 28, 30, 31, 33,
]

export const zigzag = Uint8Array.of(
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
)

/** In the order of rows. A zero ends the list; the last number goes on. */
const readMatrix = (bits: Bits, usual: readonly number[]): Uint8Array => {
  if (!bits.read(1)) return Uint8Array.from(usual)
  const matrix = new Uint8Array(64)
  let [last, over] = [8, false]
  for (const place of zigzag) {
    const value = over ? 0 : bits.read(8)
    over ||= value === 0
    if (!over) last = value
    matrix[place] = last
  }
  return matrix
}

const MAX_SIZE = 4096

/** `bits` stand behind the start code. `version`: as the visual object says, for layers that do not. */
const readLayer = (bits: Bits, version: number): Layer => {
  bits.skip(9)
  let verid = version
  if (bits.read(1)) {
    verid = bits.read(4)
    bits.skip(3)
  }
  if (bits.read(4) === 15) bits.skip(16)
  let reorders = true
  if (bits.read(1)) {
    bits.skip(2)
    reorders = bits.read(1) === 0
    if (bits.read(1)) bits.skip(79)
  }
  if (bits.read(2) !== 0) throw new NotDecoded('shapes')
  bits.skip(1)
  const clock = Math.max(1, bits.read(16))
  const timeBits = Math.max(1, 32 - Math.clz32(clock - 1))
  bits.skip(1)
  if (bits.read(1)) bits.skip(timeBits)
  bits.skip(1)
  const width = bits.read(13)
  bits.skip(1)
  const height = bits.read(13)
  bits.skip(1)
  if (bits.read(1)) throw new NotDecoded('interlaced')
  bits.skip(1)
  if (bits.read(verid === 1 ? 1 : 2) !== 0) throw new NotDecoded('sprites')
  if (bits.read(1)) throw new NotDecoded('depth')
  const matrices = bits.read(1) ? { intra: readMatrix(bits, usualIntra), inter: readMatrix(bits, usualInter) } : null
  if (verid !== 1 && bits.read(1)) throw new NotDecoded('quarter pixels')
  if (!bits.read(1)) throw new NotDecoded('complexity estimation')
  const hasMarkers = bits.read(1) === 0
  if (bits.read(1)) throw new NotDecoded('partitioned')
  if (verid !== 1 && bits.read(2) !== 0) throw new NotDecoded('new prediction')
  if (bits.read(1)) throw new NotDecoded('scalability')
  if (width === 0 || height === 0 || width > MAX_SIZE || height > MAX_SIZE) throw new NotDecoded('size')
  return { width, height, timeBits, clock, matrices, hasMarkers, h263: false, reorders }
}

/** Where start codes stand: the byte behind each. */
export const startCodes = (bytes: Uint8Array): readonly number[] => {
  const found: number[] = []
  for (let at = bytes.indexOf(1, 2); at > 0 && at + 1 < bytes.length; at = bytes.indexOf(1, at + 1)) if (bytes[at - 1] === 0 && bytes[at - 2] === 0) found.push(at + 1)
  return found
}

const isLayer = (code: number): boolean => code >= 0x20 && code <= 0x2f
const OBJECT = 0xb5
export const PICTURE = 0xb6

export interface Found {
  /** The last that stands here; null without one. */
  readonly layer: Layer | null
  /** Where pictures begin, behind their start codes. */
  readonly pictures: readonly number[]
}

/** Throws NotDecoded. */
export const findHeaders = (bytes: Uint8Array): Found => {
  let [version, layer]: [number, Layer | null] = [1, null]
  const pictures: number[] = []
  for (const at of startCodes(bytes)) {
    const code = bytes[at] ?? 0
    const bits = makeBits(bytes.subarray(at + 1))
    if (code === OBJECT && bits.read(1)) version = bits.read(4) || 1
    else if (isLayer(code)) layer = readLayer(bits, version)
    else if (code === PICTURE) pictures.push(at + 1)
  }
  return { layer, pictures }
}

const dcLimits = [99, 13, 15, 17, 19, 21, 23, 0]

/** null: not coded, the picture before is shown again. */
export const readPicture = (bits: Bits, { timeBits }: Layer): PictureHeader | null => {
  const type = (['I', 'P', 'B', 'S'] as const)[bits.read(2)] ?? 'S'
  if (type === 'S') throw new NotDecoded('sprites')
  let seconds = 0
  while (bits.read(1) && !bits.isOver()) seconds++
  bits.skip(1)
  const part = bits.read(timeBits)
  bits.skip(1)
  if (!bits.read(1)) return null
  const rounding = type === 'P' ? bits.read(1) : 0
  const dcBelow = dcLimits[bits.read(3)] ?? 0
  const quant = Math.max(1, bits.read(5))
  const reach = type === 'I' ? 1 : Math.max(1, bits.read(3))
  const backReach = type === 'B' ? Math.max(1, bits.read(3)) : 1
  return { type, quant, rounding, reach, backReach, seconds, part, dcBelow }
}

/** H.263 §5.1.3: width and height by source format. */
const formats = [null, [128, 96], [176, 144], [352, 288], [704, 576], [1408, 1152], null, null] as const

/** null where no picture begins. Throws NotDecoded for what goes beyond the baseline. */
export const readH263Picture = (bits: Bits): { readonly layer: Layer; readonly header: PictureHeader } | null => {
  while (bits.peek(22) !== 32 && bits.at() < 64) bits.skip(8)
  if (bits.peek(22) !== 32) return null
  bits.skip(22 + 8 + 5)
  const format = formats[bits.read(3)]
  if (!format) throw new NotDecoded('H.263+')
  const inter = bits.read(1) === 1
  // Vectors beyond the edges, arithmetic coding, overlapped compensation, two pictures in one.
  if (bits.read(4) !== 0) throw new NotDecoded('annexes of H.263')
  const quant = Math.max(1, bits.read(5))
  if (bits.read(1)) bits.skip(2)
  while (bits.read(1) && !bits.isOver()) bits.skip(8)
  const [width, height] = format
  return { layer: { width, height, timeBits: 1, clock: 1, matrices: null, hasMarkers: false, h263: true, reorders: false }, header: { type: inter ? 'P' : 'I', quant, rounding: 0, reach: 1, backReach: 1, seconds: 0, part: 0, dcBelow: 0 } }
}
