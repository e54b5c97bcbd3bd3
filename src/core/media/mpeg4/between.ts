// B pictures, between two others: each macroblock from the one before, the one behind, or half of both (ISO/IEC 14496-2 §7.6.9).

import type { Bits } from './bits.ts'
import { BadCode } from './codes.ts'
import { drawn, readDifference, wrapped, type Drawing } from './drawing.ts'
import { compensate, copyPlanes, mix, type Planes } from './motion.ts'
import { drawEach } from './packets.ts'
import { vectorsAt } from './predictions.ts'
import { readInter } from './readBlock.ts'
import { inverse, put } from './transform.ts'

export interface Between extends Drawing {
  readonly before: Planes
  /** It comes before this one and is shown behind it; its vectors are those of `neighbours`. */
  readonly behind: Planes
  /** To work in. */
  readonly aside: Planes
  /** From the one before to this one, and to the one behind. */
  readonly toThis: number
  readonly toBehind: number
}

const [forwards, backwards, theirs] = [new Int16Array(8), new Int16Array(8), new Int16Array(8)]
const block = new Int32Array(64)
/** What a vector is told from: the last of its direction in the row. */
const last = { forwards: new Int16Array(2), backwards: new Int16Array(2) }

const readVector = (bits: Bits, reach: number, from: Int16Array, into: Int16Array): void => {
  from[0] = wrapped(from[0]! + readDifference(bits, reach), reach)
  from[1] = wrapped(from[1]! + readDifference(bits, reach), reach)
  for (let i = 0; i < 8; i++) into[i] = from[i & 1]!
}

/** In proportion to those of the macroblock behind (§7.6.9.5). */
const direct = ({ neighbours, toThis, toBehind }: Between, mx: number, my: number, h: number, v: number): void => {
  vectorsAt(neighbours, mx, my, theirs)
  for (let i = 0; i < 8; i++) {
    const [own, apart] = [theirs[i]!, i & 1 ? v : h]
    forwards[i] = Math.trunc((own * toThis) / toBehind) + apart
    backwards[i] = apart === 0 ? Math.trunc((own * (toThis - toBehind)) / toBehind) : forwards[i]! - own
  }
}

type Mode = 'direct' | 'both' | 'backwards' | 'forwards'
const modes: readonly Mode[] = ['direct', 'both', 'backwards', 'forwards']

const readMode = (bits: Bits): Mode => {
  for (const mode of modes) if (bits.read(1)) return mode
  throw new BadCode()
}

const drawMacroblock = (bits: Bits, drawing: Between, mx: number, my: number, quant: number): number => {
  const { layer, header, neighbours, picture, before, behind, aside } = drawing
  if (neighbours.skips[my * neighbours.across + mx]) {
    forwards.fill(0)
    compensate(picture, before, mx, my, forwards, false, 0)
    return quant
  }
  let [mode, coded, now]: [Mode, number, number] = ['direct', 0, quant]
  const isPlain = bits.read(1) === 1
  if (!isPlain) {
    const hasPattern = bits.read(1) === 0
    mode = readMode(bits)
    coded = hasPattern ? bits.read(6) : 0
    if (mode !== 'direct' && coded !== 0 && bits.read(1)) now = Math.max(1, Math.min(31, quant + (bits.read(1) ? 2 : -2)))
  }
  if (mode === 'direct') {
    const h = isPlain ? 0 : readDifference(bits, 1)
    direct(drawing, mx, my, h, isPlain ? 0 : readDifference(bits, 1))
  }
  if (mode === 'both' || mode === 'forwards') readVector(bits, header.reach, last.forwards, forwards)
  if (mode === 'both' || mode === 'backwards') readVector(bits, header.backReach, last.backwards, backwards)
  const four = mode === 'direct'
  if (mode === 'backwards') compensate(picture, behind, mx, my, backwards, false, 0)
  else compensate(picture, before, mx, my, forwards, four, 0)
  if (mode === 'both' || mode === 'direct') {
    compensate(aside, behind, mx, my, backwards, four, 0)
    mix(picture, aside, mx, my)
  }
  for (let number = 0; number < 6; number++) {
    if (!((coded >> (5 - number)) & 1)) continue
    readInter(bits, layer, now, block)
    inverse(block)
    const [plane, at, stride] = drawn(picture, mx, my, number)
    put(block, plane, at, stride, true)
  }
  return now
}

/** `bits` stand behind the picture's header. Damage is left as the picture before. */
export const drawBetween = (bits: Bits, drawing: Between): void => {
  copyPlanes(drawing.picture, drawing.before)
  const begin = (): void => {
    last.forwards.fill(0)
    last.backwards.fill(0)
  }
  const draw = (mx: number, my: number, quant: number): number => {
    if (mx === 0) begin()
    return drawMacroblock(bits, drawing, mx, my, quant)
  }
  drawEach(bits, drawing, draw, begin)
}
