// Which pixels of one picture are covered: the boxes of its moment, turned as it was coded and rounded outwards.

import { placeAt } from './boxAt.ts'
import { pictureParts, type BoxPlace, type BoxStyle, type Redactions } from './redactions.ts'

export interface Cover {
  readonly style: BoxStyle
  /** Of the upright picture. */
  readonly place: BoxPlace
}

/** Times are whole milliseconds and a picture stands for a while: a box covers this much before its begin and behind its end. */
const GUARD_MS = 100

export const coversAt = ({ boxes }: Redactions, recordingId: string, atMs: number): readonly Cover[] =>
  boxes
    .filter((box) => box.recordingId === recordingId && atMs >= box.fromMs - GUARD_MS && atMs < box.toMs + GUARD_MS)
    .map((box) => ({ style: box.style, place: placeAt(box.keys, atMs) }))

export interface PixelBox {
  readonly left: number
  readonly top: number
  /** Behind the last. */
  readonly right: number
  readonly bottom: number
}

/** A macroblock, and with it every kind of colour sampling: no covered pixel shares a block or a colour with an uncovered one. */
export const coverStep = 16

/** `width` and `height` as coded; `rotation`: degrees clockwise by which that is turned to stand upright. */
export const pixelBox = (place: BoxPlace, width: number, height: number, rotation: number): PixelBox => {
  const { x, y, width: wide, height: high } = asCoded(place, rotation)
  const [left, right] = outwards(x, x + wide, width)
  const [top, bottom] = outwards(y, y + high, height)
  return { left, top, right, bottom }
}

const asCoded = ({ x, y, width, height }: BoxPlace, rotation: number): BoxPlace => {
  if (rotation === 0) return { x, y, width, height }
  if (rotation === 90) return { x: y, y: pictureParts - x - width, width: height, height: width }
  if (rotation === 180) return { x: pictureParts - x - width, y: pictureParts - y - height, width, height }
  if (rotation === 270) return { x: pictureParts - y - height, y: x, width: height, height: width }
  throw new Error(`turned by ${rotation} degrees`)
}

const outwards = (from: number, to: number, size: number): readonly [number, number] => [
  Math.max(0, Math.floor((from * size) / pictureParts / coverStep) * coverStep),
  Math.min(size, Math.ceil((to * size) / pictureParts / coverStep) * coverStep),
]
