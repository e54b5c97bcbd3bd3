// What can be done to a box: set a place at a time, move its ends, split, carry on into the next Recording. Always gives a well-formed box.

import type { RecordingId } from '../ids.ts'
import { placeAt } from './boxAt.ts'
import { pictureParts, type BoxKey, type BoxPlace, type CoveredBox } from './redactions.ts'

/** Of a side, in parts of the picture: smaller is a slip of the hand. */
export const leastSide = 50

/** Whole parts, rounded outwards, moved into the picture and never smaller than `leastSide`. */
export const fitPlace = ({ x, y, width, height }: BoxPlace): BoxPlace => {
  const [left, wide] = fitSide(x, width)
  const [top, high] = fitSide(y, height)
  return { x: left, y: top, width: wide, height: high }
}

const fitSide = (from: number, size: number): readonly [number, number] => {
  const begin = Math.floor(from)
  const length = Math.min(pictureParts, Math.max(leastSide, Math.ceil(from + size) - begin))
  return [Math.min(Math.max(0, begin), pictureParts - length), length]
}

/** The key at that time is replaced, or a new one is set; the box grows to reach it. */
export const setKey = (box: CoveredBox, atMs: number, place: BoxPlace): CoveredBox => {
  const key = { atMs, ...fitPlace(place) }
  const keys = [...box.keys.filter((one) => one.atMs !== atMs), key].toSorted((a, b) => a.atMs - b.atMs)
  return { ...box, keys, fromMs: Math.min(box.fromMs, atMs), toMs: Math.max(box.toMs, atMs + 1) }
}

/** The last key stays: a box is somewhere. */
export const removeKey = (box: CoveredBox, atMs: number): CoveredBox => {
  const keys = box.keys.filter((key) => key.atMs !== atMs)
  return keys.length > 0 ? { ...box, keys } : box
}

/** Begin and end anew; where it was on its way at a new end, it is held there by a key. Null where nothing is left. */
export const cutBox = (box: CoveredBox, fromMs: number, toMs: number): CoveredBox | null => {
  if (fromMs >= toMs) return null
  const inside = box.keys.filter(({ atMs }) => atMs >= fromMs && atMs <= toMs)
  const first = box.keys[0]
  const last = box.keys.at(-1)
  if (!first || !last) return null
  const begin = first.atMs < fromMs && inside[0]?.atMs !== fromMs ? [{ atMs: fromMs, ...fitPlace(placeAt(box.keys, fromMs)) }] : []
  const end = last.atMs > toMs && inside.at(-1)?.atMs !== toMs ? [{ atMs: toMs, ...fitPlace(placeAt(box.keys, toMs)) }] : []
  return { ...box, fromMs, toMs, keys: [...begin, ...inside, ...end] }
}

/** Two boxes that cover together what the one did: the first ends where the second, with the new id, begins. */
export const splitBox = (box: CoveredBox, atMs: number, id: string): readonly CoveredBox[] => {
  const [before, after] = [cutBox(box, box.fromMs, atMs), cutBox(box, atMs, box.toMs)]
  return before && after ? [before, { ...after, id }] : [box]
}

/** Another box that stands in another Recording where this one ended: split files go on where the one before stopped. */
export const carryBox = (box: CoveredBox, recordingId: RecordingId, durationMs: number, id: string): CoveredBox => {
  const place = fitPlace(placeAt(box.keys, box.toMs))
  return { ...box, id, recordingId, fromMs: 0, toMs: durationMs, keys: [{ atMs: 0, ...place }] }
}

/** Keys that lie on the line between their neighbours, by `within` parts, say nothing: what a detector found 25 times a second becomes a few. */
export const thinKeys = (keys: readonly BoxKey[], within: number): readonly BoxKey[] => {
  const first = keys[0]
  const last = keys.at(-1)
  if (!first || !last || keys.length < 3) return keys
  let worst = 0
  let at = 0
  for (let index = 1; index < keys.length - 1; index += 1) {
    const key = keys[index]!
    const off = distance(key, placeAt([first, last], key.atMs))
    if (off > worst) [worst, at] = [off, index]
  }
  return worst <= within ? [first, last] : [...thinKeys(keys.slice(0, at + 1), within).slice(0, -1), ...thinKeys(keys.slice(at), within)]
}

const distance = (a: BoxPlace, b: BoxPlace): number =>
  Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y), Math.abs(a.x + a.width - b.x - b.width), Math.abs(a.y + a.height - b.y - b.height))
