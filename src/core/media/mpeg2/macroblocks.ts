// The macroblocks of one slice, in the order they come; what is damaged ends it (ISO/IEC 13818-2 §6.2.4, §6.2.5).

import type { Bits } from '../mpeg4/bits.ts'
import { BadCode } from '../mpeg4/codes.ts'
import { inverse, put } from '../mpeg4/transform.ts'
import { ADDRESS_ESCAPE, ADDRESS_STUFFING, BACKWARDS, FORWARDS, INTRA, PATTERN, QUANT, readAddress, readPattern, readTypes } from './codes.ts'
import { BOTTOM, FRAME, type Matrices, type PictureHeader, type Sequence } from './headers.ts'
import { predict, type Pictures } from './predict.ts'
import { readInter, readIntra, type Coding } from './readBlock.ts'
import { makeVectors, readVectors, type Motion } from './vectors.ts'

export interface Drawing extends Pictures {
  readonly sequence: Sequence
  readonly matrices: Matrices
  readonly header: PictureHeader
  /** Of macroblocks; of a field half as many down as the whole picture has. */
  readonly across: number
  readonly down: number
  /** 1: a macroblock was drawn. */
  readonly done: Uint8Array
}

/** §7.4.2.2. */
const steepScales = Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 18, 20, 22, 24, 28, 32, 36, 40, 44, 48, 52, 56, 64, 72, 80, 88, 96, 104, 112)

const vectors = makeVectors()
const firsts = new Int32Array(3)
const block = new Int32Array(64)

const fieldMotions: readonly (Motion | null)[] = [null, 'fields', 'halves', 'dual']
const frameMotions: readonly (Motion | null)[] = [null, 'fields', 'whole', 'dual']

const readStep = (bits: Bits): number => {
  let skipped = 0
  for (;;) {
    const step = readAddress(bits)
    if (step < ADDRESS_ESCAPE) return skipped + step
    if (step !== ADDRESS_STUFFING) skipped += ADDRESS_ESCAPE
  }
}

const drawBlocks = (bits: Bits, { matrices, header, picture }: Drawing, coding: Coding, intra: boolean, coded: number, scale: number, apart: boolean, mx: number, my: number): void => {
  const step = header.structure === FRAME ? 1 : 2
  const field = header.structure === BOTTOM ? 1 : 0
  const { width } = picture
  for (let number = 0; number < 6; number++) {
    if (!((coded >> (5 - number)) & 1)) continue
    const plane = number < 4 ? 0 : number - 3
    const last = intra ? readIntra(bits, coding, matrices.intra, scale, firsts, plane, block) : readInter(bits, coding, matrices.inter, scale, block)
    // Nothing but zeros is added.
    if (last < 0) continue
    inverse(block)
    if (plane > 0) put(block, plane === 1 ? picture.u : picture.v, (field * width + 8 * my * step * width) / 2 + 8 * mx, (width * step) / 2, !intra)
    else {
      // Blocks of single fields lie between each other's rows.
      const row = apart ? number >> 1 : 8 * (number >> 1) * step
      put(block, picture.y, (field + 16 * my * step + row) * width + 16 * mx + 8 * (number & 1), width * (apart ? 2 : step), !intra)
    }
  }
}

/** `bits` stand behind the start code; `row`: of the slice. Throws BadCode at damage. */
export const drawSlice = (bits: Bits, drawing: Drawing, row: number, end: number): void => {
  const { sequence, header, across, down, done } = drawing
  const { structure, type } = header
  const isFrame = structure === FRAME
  const parity = structure === BOTTOM ? 1 : 0
  const coding: Coding = { mpeg1: sequence.mpeg1, precision: header.precision, tableOne: header.tableOne, alternate: header.alternate }
  const readScale = (): number => {
    const code = Math.max(1, bits.read(5))
    return header.steep ? steepScales[code]! : 2 * code
  }
  const forgetFirsts = (): void => {
    firsts.fill(128 << header.precision)
  }
  const forgetVectors = (): void => {
    vectors.told.fill(0)
    vectors.own.fill(0)
  }
  /** As plain as can be: where it stood before, or, of B pictures, as the last one. */
  const usual = (forwards: boolean, backwards: boolean, mx: number, my: number): void => {
    vectors.fields.fill(parity)
    predict(drawing, header, vectors, isFrame ? 'whole' : 'fields', forwards, backwards, mx, my)
  }
  const place = sequence.height > 2800 ? (bits.read(3) << 7) + row : row
  let scale = readScale()
  while (bits.read(1)) bits.skip(8)
  forgetFirsts()
  forgetVectors()
  let [at, last, first] = [place * across - 1, 0, true]
  const readType = readTypes[type]

  while (first || (bits.at() < end && bits.peek(23) !== 0)) {
    const step = readStep(bits)
    if (at + step + 1 >= across * down) throw new BadCode()
    if (!first && step > 0) {
      if (type === 'I' || last & INTRA && type === 'B') throw new BadCode()
      forgetFirsts()
      if (type === 'P') forgetVectors()
      else for (let way = 0; way < 4; way++) vectors.own[way] = header.whole[way < 2 ? 0 : 1] ? vectors.told[way]! * 2 : vectors.told[way]!
      for (let skipped = at + 1; skipped <= at + step; skipped++) {
        const [mx, my] = [skipped % across, Math.floor(skipped / across)]
        usual(type === 'P' || (last & FORWARDS) !== 0, type === 'B' && (last & BACKWARDS) !== 0, mx, my)
        done[skipped] = 1
      }
    }
    at += step + 1
    first = false
    const [mx, my] = [at % across, Math.floor(at / across)]
    const kind = readType(bits)
    last = kind
    const intra = (kind & INTRA) !== 0
    const moved = (kind & (FORWARDS | BACKWARDS)) !== 0
    let motion: Motion | null = isFrame ? 'whole' : 'fields'
    if (moved && !header.plain) motion = (isFrame ? frameMotions : fieldMotions)[bits.read(2)] ?? null
    if (!motion) throw new BadCode()
    const apart = isFrame && !header.plain && (kind & (INTRA | PATTERN)) !== 0 && bits.read(1) === 1
    if (kind & QUANT) scale = readScale()
    if (kind & FORWARDS || (intra && header.conceals)) readVectors(bits, vectors, header, motion, 0)
    if (kind & BACKWARDS) readVectors(bits, vectors, header, motion, 1)
    if (intra && header.conceals) bits.skip(1)
    const coded = intra ? 63 : kind & PATTERN ? readPattern(bits) : 0
    if (intra) {
      if (!header.conceals) forgetVectors()
    } else {
      forgetFirsts()
      if (moved) predict(drawing, header, vectors, motion, (kind & FORWARDS) !== 0, (kind & BACKWARDS) !== 0, mx, my)
      else {
        forgetVectors()
        usual(true, false, mx, my)
      }
    }
    done[at] = 1
    drawBlocks(bits, drawing, coding, intra, coded, scale, apart, mx, my)
  }
}
