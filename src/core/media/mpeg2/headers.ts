// What stands before the macroblocks of MPEG-1 and MPEG-2 (ISO/IEC 11172-2 §2.4.2, ISO/IEC 13818-2 §6.2): how a film and a picture are coded.

import { makeBits, type Bits } from '../mpeg4/bits.ts'
import { NotDecoded, zigzag } from '../mpeg4/headers.ts'

/** Of a film. */
export interface Sequence {
  readonly width: number
  readonly height: number
  /** Without the extension that MPEG-2 has. */
  readonly mpeg1: boolean
  /** Only whole pictures, none of them interlaced. */
  readonly progressive: boolean
  /** Pictures are shown in the order they come. */
  readonly lowDelay: boolean
}

/** In the order of rows. */
export interface Matrices {
  readonly intra: Uint8Array
  readonly inter: Uint8Array
}

export const [TOP, BOTTOM, FRAME] = [1, 2, 3] as const

export interface PictureHeader {
  readonly type: 'I' | 'P' | 'B'
  /** How far vectors reach: forwards across and down, backwards across and down. */
  readonly reaches: readonly number[]
  /** Of MPEG-1: vectors forwards and backwards are in whole pixels. */
  readonly whole: readonly [boolean, boolean]
  /** 0 to 3: of 8 to 11 bits. */
  readonly precision: number
  /** A whole picture, or one field of it. */
  readonly structure: 1 | 2 | 3
  readonly topFirst: boolean
  /** Neither vectors nor transforms of single fields. */
  readonly plain: boolean
  /** Intra macroblocks have vectors too. */
  readonly conceals: boolean
  readonly steep: boolean
  readonly tableOne: boolean
  readonly alternate: boolean
}

/** What was read up to here. */
export interface Heads {
  sequence: Sequence | null
  matrices: Matrices
  picture: PictureHeader | null
  /** B pictures that come next do not need what stood before the group. */
  closed: boolean
}

/** ISO/IEC 13818-2 §6.3.11. */
const usualIntra = Uint8Array.of(
  8, 16, 19, 22, 26, 27, 29, 34, 16, 16, 22, 24, 27, 29, 34, 37, 19, 22, 26, 27, 29, 34, 34, 38, 22, 22, 26, 27, 29, 34, 37, 40, 22, 26, 27, 29, 32, 35, 40, 48, 26, 27, 29, 32, 35, 40, 48, 58, 26, 27, 29, 34, 38, 46, 56, 69, 27, 29, 35, 38, 46, 56, 69, 83,
)
const usual: Matrices = { intra: usualIntra, inter: new Uint8Array(64).fill(16) }

export const makeHeads = (): Heads => ({ sequence: null, matrices: usual, picture: null, closed: false })

const readMatrix = (bits: Bits, otherwise: Uint8Array): Uint8Array => {
  if (!bits.read(1)) return otherwise
  const matrix = new Uint8Array(64)
  for (const place of zigzag) matrix[place] = Math.max(1, bits.read(8))
  return matrix
}

const MAX_SIZE = 4096

const sized = (sequence: Sequence): Sequence => {
  const { width, height } = sequence
  if (width === 0 || height === 0 || width > MAX_SIZE || height > MAX_SIZE) throw new NotDecoded('size')
  return sequence
}

const readSequence = (bits: Bits, heads: Heads): void => {
  const [width, height] = [bits.read(12), bits.read(12)]
  bits.skip(8 + 18 + 1 + 10 + 1)
  heads.matrices = { intra: readMatrix(bits, usual.intra), inter: readMatrix(bits, usual.inter) }
  heads.sequence = { width, height, mpeg1: true, progressive: true, lowDelay: false }
}

/** §6.2.2.3. */
const readSequenceExtension = (bits: Bits, heads: Heads): void => {
  const { sequence } = heads
  if (!sequence) return
  bits.skip(8)
  const progressive = bits.read(1) === 1
  if (bits.read(2) !== 1) throw new NotDecoded('chroma')
  const [width, height] = [sequence.width | (bits.read(2) << 12), sequence.height | (bits.read(2) << 12)]
  bits.skip(12 + 1 + 8)
  heads.sequence = sized({ width, height, mpeg1: false, progressive, lowDelay: bits.read(1) === 1 })
}

/** §6.2.3. As MPEG-1 has it; of MPEG-2 the rest stands in its extension. */
const readPicture = (bits: Bits): PictureHeader => {
  bits.skip(10)
  const type = ([null, 'I', 'P', 'B'] as const)[bits.read(3)]
  if (!type) throw new NotDecoded('coarse pictures')
  bits.skip(16)
  const [forWhole, forwards] = type === 'I' ? [false, 1] : [bits.read(1) === 1, bits.read(3)]
  const [backWhole, backwards] = type === 'B' ? [bits.read(1) === 1, bits.read(3)] : [false, 1]
  return {
    type,
    reaches: [forwards, forwards, backwards, backwards],
    whole: [forWhole, backWhole],
    precision: 0,
    structure: FRAME,
    topFirst: false,
    plain: true,
    conceals: false,
    steep: false,
    tableOne: false,
    alternate: false,
  }
}

/** §6.2.3.1. */
const readPictureExtension = (bits: Bits, picture: PictureHeader): PictureHeader => {
  const reaches = [bits.read(4), bits.read(4), bits.read(4), bits.read(4)]
  const [precision, structure] = [bits.read(2), bits.read(2)]
  const flag = (): boolean => bits.read(1) === 1
  const [topFirst, plain, conceals, steep, tableOne, alternate] = [flag(), flag(), flag(), flag(), flag(), flag()]
  const isWhole = structure !== TOP && structure !== BOTTOM
  return { type: picture.type, reaches, whole: [false, false], precision, structure: isWhole ? FRAME : structure, topFirst, plain: plain && isWhole, conceals, steep, tableOne, alternate }
}

const readExtension = (bits: Bits, heads: Heads): void => {
  const id = bits.read(4)
  if (id === 1) readSequenceExtension(bits, heads)
  else if (id === 3) heads.matrices = { intra: readMatrix(bits, heads.matrices.intra), inter: readMatrix(bits, heads.matrices.inter) }
  else if (id === 5) throw new NotDecoded('scalability')
  else if (id === 8 && heads.picture) heads.picture = readPictureExtension(bits, heads.picture)
}

export const [PICTURE, SEQUENCE] = [0x00, 0xb3] as const
const [EXTENSION, GROUP] = [0xb5, 0xb8] as const

/** Nothing of a picture stands before these. */
export const beginsPicture = (code: number): boolean => code === PICTURE || code === SEQUENCE || code === GROUP

/** What the start code at `at` begins. Throws NotDecoded. */
export const readHead = (heads: Heads, bytes: Uint8Array, at: number): 'slice' | 'picture' | 'other' => {
  const code = bytes[at] ?? 0xff
  if (code > 0 && code < 0xb0) return 'slice'
  const bits = makeBits(bytes.subarray(at + 1, at + 160))
  if (code === PICTURE) heads.picture = readPicture(bits)
  else if (code === SEQUENCE) readSequence(bits, heads)
  else if (code === EXTENSION) readExtension(bits, heads)
  else if (code === GROUP) {
    bits.skip(25)
    // Broken: what came before was cut away.
    heads.closed = bits.read(1) === 1 && bits.read(1) === 0
  }
  return code === PICTURE ? 'picture' : 'other'
}

export const checkedSequence = ({ sequence }: Heads): Sequence | null => sequence && sized(sequence)
