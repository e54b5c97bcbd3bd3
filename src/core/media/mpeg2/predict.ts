// A macroblock from other pictures, whole or by fields (ISO/IEC 13818-2 §7.6).

import type { Planes } from '../mpeg4/motion.ts'
import { moveBlock } from '../mpeg4/moveBlock.ts'
import { BOTTOM, FRAME, type PictureHeader } from './headers.ts'
import type { Motion, Vectors } from './vectors.ts'

export interface Pictures {
  readonly picture: Planes
  /** The one shown before; null: this one is intra, or the first of its film. */
  readonly before: Planes | null
  /** The one shown behind. */
  readonly behind: Planes | null
  /** Of two fields the one that comes second may point into the first. */
  readonly isSecond: boolean
}

/** `rows` of a macroblock, from and to a whole picture (`step` 1) or fields of it (2; 0: upper). `y`: in rows of those. */
const move = (to: Planes, toField: number, from: Planes, fromField: number, step: 1 | 2, mx: number, y: number, rows: number, h: number, v: number, mixes: boolean): void => {
  const { width } = to
  const [stride, height] = [width * step, to.height / step]
  moveBlock(to.y, toField * width + y * stride + 16 * mx, from.y, fromField * width, stride, width, height, 16 * mx, y, 16, rows, h, v, 0, mixes)
  const [x, top, chromaH, chromaV] = [8 * mx, y >> 1, Math.trunc(h / 2), Math.trunc(v / 2)]
  const at = (toField * width + top * stride) / 2 + x
  const base = (fromField * width) / 2
  moveBlock(to.u, at, from.u, base, stride / 2, width / 2, height / 2, x, top, 8, rows >> 1, chromaH, chromaV, 0, mixes)
  moveBlock(to.v, at, from.v, base, stride / 2, width / 2, height / 2, x, top, 8, rows >> 1, chromaH, chromaV, 0, mixes)
}

/** Half of what one vector and three make of it, rounded away from zero (§7.6.3.6). */
const scaled = (value: number, times: number): number => (value * times + (value > 0 ? 1 : 0)) >> 1

const moveDual = ({ picture, before, isSecond }: Pictures, { structure, topFirst }: PictureHeader, { own, apart }: Vectors, mx: number, my: number): void => {
  const [h, v] = [own[0]!, own[1]!]
  const from = before ?? picture
  const isFrame = structure === FRAME
  for (let field = 0; field < 2; field++) {
    const own = structure === BOTTOM ? 1 : 0
    if (!isFrame && field !== own) continue
    const times = isFrame && (field === 0) !== topFirst ? 3 : 1
    const [y, rows] = isFrame ? [8 * my, 8] : [16 * my, 16]
    move(picture, field, from, field, 2, mx, y, rows, h, v, false)
    move(picture, field, !isFrame && isSecond ? picture : from, 1 - field, 2, mx, y, rows, scaled(h, times) + apart[0]!, scaled(v, times) + apart[1]! + (field === 0 ? -1 : 1), true)
  }
}

/** `forwards`, `backwards`: one of them at least. */
export const predict = (pictures: Pictures, header: PictureHeader, vectors: Vectors, motion: Motion, forwards: boolean, backwards: boolean, mx: number, my: number): void => {
  const { picture, before, behind, isSecond } = pictures
  const { structure, type } = header
  if (motion === 'dual') {
    moveDual(pictures, header, vectors, mx, my)
    return
  }
  const { own, fields } = vectors
  const field = structure === BOTTOM ? 1 : 0
  for (let way = forwards ? 0 : 1; way < (backwards ? 2 : 1); way++) {
    const other = (way ? behind : before) ?? before ?? behind ?? picture
    const mixes = way === 1 && forwards
    if (structure === FRAME && motion === 'whole') {
      move(picture, 0, other, 0, 1, mx, 16 * my, 16, own[2 * way]!, own[2 * way + 1]!, mixes)
      continue
    }
    const two = structure === FRAME || motion === 'halves'
    for (let nth = 0; nth < (two ? 2 : 1); nth++) {
      const into = structure === FRAME ? nth : field
      const from = fields[2 * nth + way]!
      const source = type === 'P' && isSecond && from !== field ? picture : other
      const y = structure === FRAME ? 8 * my : 16 * my + 8 * nth
      move(picture, into, source, from, 2, mx, y, two ? 8 : 16, own[4 * nth + 2 * way]!, own[4 * nth + 2 * way + 1]!, mixes)
    }
  }
}
