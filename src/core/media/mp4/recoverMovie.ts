// A recording that lost its power before its movie box was written: its H.264 pictures are found again, unit by unit, in what was written.

import type { ReadBytes } from './boxes.ts'
import { boxesIn } from './boxes.ts'
import type { Movie, Track } from './readMovie.ts'
import type { SampleEntry } from './sampleEntry.ts'
import { MAX_SAMPLES, makeSamples } from './samples.ts'
import { readAvcSps } from '../probe/pictureHeaders.ts'
import { unityMatrix } from '../streamed.ts'
import { avcEntry } from '../ts/avc.ts'

/** Read at once; what may be one unit at its end is read again. */
const WINDOW_BYTES = 8 << 20
const MAX_UNIT_BYTES = 2 << 20
const CLOCK = 90_000
/** Where nothing tells: most recorders. */
const USUAL_FPS = 30
/** Boxes before the first picture. */
const HEAD_BYTES = 1 << 16

interface FoundPicture {
  readonly at: number
  bytes: number
  key: boolean
  /** A slice has been seen: the next first slice begins another picture. */
  shown: boolean
}

export interface FoundPictures {
  readonly pictures: readonly FoundPicture[]
  /** Parameter sets, where the recorder wrote them among the pictures. */
  readonly sets: readonly Uint8Array[]
  /** Up to where it was looked. */
  readonly to: number
}

const typeOf = (head: number): number => head & 31
/** Slices, enhancement information, parameter sets, delimiters: with and without being referred to, as the standard has it (§7.4.1). */
const isHead = (head: number): boolean => {
  const [type, reference] = [typeOf(head), head & 0x60]
  return head < 0x80 && (type === 1 || ((type === 5 || type === 7 || type === 8) && reference > 0) || ((type === 6 || type === 9) && reference === 0))
}

/** Length of the unit that stands at a place with its length before it; 0 where none can. */
const unitAt = (bytes: Uint8Array, at: number): number => {
  if (at + 6 > bytes.length || bytes[at] !== 0) return 0
  const length = ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
  const head = bytes[at + 4] ?? 0xff
  if (length < 2 || length > MAX_UNIT_BYTES || !isHead(head) || (typeOf(head) === 9 && length !== 2)) return 0
  // A slice names its type within ten (§7.4.3) in its first bits, and of one picture's slices the first is the rule.
  return (typeOf(head) === 1 || typeOf(head) === 5) && length < 8 ? 0 : length
}

/** Start codes do not occur inside a unit. */
const isClean = (bytes: Uint8Array, from: number, to: number): boolean => {
  for (let at = from + 2; at < to; at++) {
    const byte = bytes[at] ?? 0
    if (byte > 2) at += 2
    else if (bytes[at - 1] === 0 && bytes[at - 2] === 0) return false
  }
  return true
}

/** `from`: behind the box's head. `most`: bytes looked at. */
export const findPictures = async (read: ReadBytes, from: number, size: number, most = Infinity): Promise<FoundPictures> => {
  const pictures: FoundPicture[] = []
  const sets: Uint8Array[] = []
  const end = Math.min(size, from + most)
  let open: FoundPicture | null = null
  let start = from
  while (start < end && pictures.length < MAX_SAMPLES) {
    const bytes = await read(start, Math.min(end, start + WINDOW_BYTES))
    const last = start + bytes.length >= end
    let at = 0
    while (at + 6 <= bytes.length && (last || at + MAX_UNIT_BYTES <= bytes.length)) {
      const length = unitAt(bytes, at)
      if (length === 0 || at + 4 + length > bytes.length || !isClean(bytes, at + 4, at + 4 + length)) {
        open = null
        at = Math.max(at + 1, bytes.indexOf(0, at + 1) < 0 ? bytes.length : bytes.indexOf(0, at + 1))
        continue
      }
      const [head, first] = [typeOf(bytes[at + 4] ?? 0), bytes[at + 5] ?? 0]
      const isSlice = head === 1 || head === 5
      if (!open || (open.shown && (!isSlice || first >= 0x80))) {
        open = { at: start + at, bytes: 0, key: false, shown: false }
        pictures.push(open)
      }
      if (head === 7 || head === 8) if (sets.every((set) => typeOf(set[0] ?? 0) !== head)) sets.push(bytes.slice(at + 4, at + 4 + length))
      open.bytes += 4 + length
      open.key ||= head === 5
      open.shown ||= isSlice
      at += 4 + length
    }
    start += Math.max(1, at)
    if (last) break
  }
  return { pictures: pictures.filter(({ shown }) => shown), sets, to: start }
}

/** Parameter sets of an `avc1` or `avc3` entry. */
export const setsOf = ({ plain }: SampleEntry): readonly Uint8Array[] => {
  const config = boxesIn(plain, 86).find(({ type }) => type === 'avcC')
  if (!config) return []
  const sets: Uint8Array[] = []
  let at = config.body + 5
  for (const mask of [31, 255]) {
    const count = (plain[at] ?? 0) & mask
    at++
    for (let i = 0; i < count && at + 2 <= config.end; i++) {
      const length = ((plain[at] ?? 0) << 8) | (plain[at + 1] ?? 0)
      sets.push(plain.subarray(at + 2, at + 2 + length))
      at += 2 + length
    }
  }
  return sets
}

export const fpsOf = (sets: readonly Uint8Array[]): number => {
  const sps = sets.find((set) => typeOf(set[0] ?? 0) === 7)
  return (sps && readAvcSps(sps.subarray(1))?.fps) ?? USUAL_FPS
}

/** `from`: where the media begins. `borrowed`: of another recording of the same recorder, for those that write parameter sets into the movie box only. null where nothing is found, or nothing to decode it with. */
export const recoverMovie = async (read: ReadBytes, size: number, from: number, borrowed: SampleEntry | null): Promise<Movie | null> => {
  const { pictures, sets } = await findPictures(read, from, size)
  const entry = avcEntry(sets) ?? borrowed
  if (!entry || !pictures.some(({ key }) => key)) return null
  const step = Math.round(CLOCK / fpsOf(sets.length > 0 ? sets : setsOf(entry)))
  const samples = makeSamples(pictures.length)
  pictures.forEach(({ at, bytes, key }, i) => {
    samples.offset[i] = at
    samples.size[i] = bytes
    samples.dts[i] = samples.pts[i] = i * step
    samples.key[i] = key ? 1 : 0
  })
  const video: Track = { id: 1, kind: 'video', timescale: CLOCK, entry, matrix: unityMatrix, samples: { ...samples, endDts: pictures.length * step }, edited: false }
  return { video, audio: null, fragmented: false, bare: 'lengths', recovered: 'noMovieBox' }
}

/** Where to begin looking: behind the head of the first box that holds media, or at the beginning. */
export const mediaStart = async (read: ReadBytes, size: number): Promise<number> => boxesIn(await read(0, Math.min(size, HEAD_BYTES))).find(({ type }) => type === 'mdat')?.body ?? 0
