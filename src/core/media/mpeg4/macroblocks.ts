// The macroblocks of one picture, I or P, in the order they come; what is damaged is left as the picture before (ISO/IEC 14496-2 §6.2.6, ITU-T H.263 §5.3).

import type { Bits } from './bits.ts'
import { drawn, readDifference, wrapped, type Drawing } from './drawing.ts'
import { drawEach } from './packets.ts'
import { readInterType, readIntraType, readLumaPattern } from './codes.ts'
import { NotDecoded } from './headers.ts'
import { compensate, copyPlanes } from './motion.ts'
import { forget, predictVector, vector, vectorsAt, type Neighbours } from './predictions.ts'
import { readInter, readIntra, readPlainIntra } from './readBlock.ts'
import { inverse, put } from './transform.ts'

const quantSteps = [-1, -2, 1, 2]
const block = new Int32Array(64)

const own = new Int16Array(8)

/** From the picture before, by the macroblock's own vectors. */
const move = ({ picture, before, neighbours, header }: Drawing, mx: number, my: number, four: boolean): void => {
  if (!before) return
  vectorsAt(neighbours, mx, my, own)
  compensate(picture, before, mx, my, own, four, header.rounding)
}

const setVectors = ({ vectors, across }: Neighbours, mx: number, my: number, h: number, v: number): void => {
  for (let number = 0; number < 4; number++) {
    const i = 2 * ((2 * my + (number >> 1)) * 2 * across + 2 * mx + (number & 1))
    vectors[i] = h
    vectors[i + 1] = v
  }
}

/** One macroblock; the quantiser after it. */
const drawMacroblock = (bits: Bits, drawing: Drawing, mx: number, my: number, packet: number, quant: number): number => {
  const { layer, header, neighbours, picture } = drawing
  const isP = header.type === 'P'
  const place = my * neighbours.across + mx
  if (isP && bits.read(1)) {
    setVectors(neighbours, mx, my, 0, 0)
    move(drawing, mx, my, false)
    neighbours.skips[place] = 1
    neighbours.packets[place] = packet
    neighbours.quants[place] = quant
    return quant
  }
  let type = isP ? readInterType(bits) : readIntraType(bits)
  while (type === (isP ? 20 : 8)) {
    if (isP && bits.read(1)) {
      bits.seek(bits.at() - 1)
      return drawMacroblock(bits, drawing, mx, my, packet, quant)
    }
    type = isP ? readInterType(bits) : readIntraType(bits)
  }
  const kind = isP ? type >> 2 : (type >> 2) + 3
  const intra = kind >= 3
  const predicts = intra && !layer.h263 && bits.read(1) === 1
  const luma = readLumaPattern(bits)
  const coded = ((intra ? luma : 15 - luma) << 2) | (type & 3)
  const dcApart = quant < header.dcBelow
  let now = quant
  if (kind === 1 || kind === 4) now = Math.max(1, Math.min(31, quant + quantSteps[bits.read(2)]!))
  neighbours.quants[place] = now
  const four = kind === 2
  if (four && layer.h263) throw new NotDecoded('four vectors in H.263')
  if (intra) setVectors(neighbours, mx, my, 0, 0)
  else {
    for (let number = 0; number < (four ? 4 : 1); number++) {
      predictVector(neighbours, mx, my, number, packet)
      const [h, v] = [vector[0]!, vector[1]!]
      const left = wrapped(h + readDifference(bits, header.reach), header.reach)
      const up = wrapped(v + readDifference(bits, header.reach), header.reach)
      if (four) {
        const i = 2 * ((2 * my + (number >> 1)) * 2 * neighbours.across + 2 * mx + (number & 1))
        neighbours.vectors[i] = left
        neighbours.vectors[i + 1] = up
      } else setVectors(neighbours, mx, my, left, up)
    }
    move(drawing, mx, my, four)
  }
  neighbours.packets[place] = packet
  for (let number = 0; number < 6; number++) {
    const isCoded = ((coded >> (5 - number)) & 1) === 1
    if (!intra && !isCoded) continue
    if (!intra) readInter(bits, layer, now, block)
    else if (layer.h263) readPlainIntra(bits, layer, now, isCoded, block)
    else readIntra(bits, layer, neighbours, { mx, my, number, packet }, now, isCoded, predicts, dcApart ? null : undefined, block)
    inverse(block)
    const [plane, at, stride] = drawn(picture, mx, my, number)
    put(block, plane, at, stride, !intra)
  }
  return now
}

/** `bits` stand behind the picture's header. */
export const drawPicture = (bits: Bits, drawing: Drawing): void => {
  const { neighbours, picture, before } = drawing
  forget(neighbours)
  if (before) copyPlanes(picture, before)
  let packet = 0
  drawEach(bits, drawing, (mx, my, quant) => drawMacroblock(bits, drawing, mx, my, packet, quant), () => packet++)
}
