// Where a box is at a moment: a straight line between keys, standing still outside them.

import type { BoxKey, BoxPlace, CoveredBox } from './redactions.ts'

/** Parts of the picture, not rounded; null while the box covers nothing. */
export const boxAt = (box: CoveredBox, atMs: number): BoxPlace | null => (atMs >= box.fromMs && atMs < box.toMs ? placeAt(box.keys, atMs) : null)

/** As if the box had no begin and no end. */
export const placeAt = (keys: readonly BoxKey[], atMs: number): BoxPlace => {
  const after = keys.findIndex((key) => key.atMs > atMs)
  const right = keys[after === -1 ? keys.length - 1 : after]
  if (!right) throw new Error('a box without keys')
  const left = after === -1 ? right : keys[after - 1]
  if (!left || left === right) return placeOf(right)
  const part = (atMs - left.atMs) / (right.atMs - left.atMs)
  const between = (a: number, b: number): number => a + (b - a) * part
  return { x: between(left.x, right.x), y: between(left.y, right.y), width: between(left.width, right.width), height: between(left.height, right.height) }
}

const placeOf = ({ x, y, width, height }: BoxPlace): BoxPlace => ({ x, y, width, height })
