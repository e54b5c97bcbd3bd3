// How long a fragmented movie is (ISO/IEC 14496-12 §8.8): by walking its fragments, never by a header's promise alone.

import { boxAt, boxesIn, fullBox, rowCount, uint64, viewOf, type Box } from '../mp4/boxes.ts'
import type { ByteSource } from './byteSource.ts'

/** Twelve hours of one-second fragments. */
const MAX_FRAGMENTS = 45_000
/** A fragment's own tables; a second of video needs less than 4 KiB. */
const MAX_FRAGMENT_BYTES = 1 << 20

export interface TrackSpan {
  /** Decode times in the track's own units. */
  readonly from: number
  readonly to: number
}

/** Default sample durations of a moov's mvex, by track. */
const defaultDurations = (bytes: Uint8Array, moov: Box): ReadonlyMap<number, number> => {
  const view = viewOf(bytes)
  const mvex = boxAt(bytes, moov, 'mvex')
  const rows = mvex ? boxesIn(bytes, mvex.body, mvex.end).filter((box) => box.type === 'trex' && box.end - box.body >= 24) : []
  return new Map(rows.map((box) => [view.getUint32(box.body + 4), view.getUint32(box.body + 12)]))
}

/** Sum of a trun's durations (§8.8.8), null where its table does not fit. */
const runDuration = (view: DataView, trun: Box, fallback: number): number | null => {
  const header = fullBox(view, trun)
  if (!header || header.at + 4 > trun.end) return null
  const { flags, at } = header
  const first = at + 4 + (flags & 1 ? 4 : 0) + (flags & 4 ? 4 : 0)
  const rowBytes = [0x100, 0x200, 0x400, 0x800].filter((flag) => flags & flag).length * 4
  const count = view.getUint32(at)
  if (first + count * rowBytes > trun.end) return null
  if (!(flags & 0x100)) return count * fallback
  let sum = 0
  for (let row = 0; row < count; row++) sum += view.getUint32(first + row * rowBytes)
  return sum
}

const addFragment = (bytes: Uint8Array, moof: Box, defaults: ReadonlyMap<number, number>, spans: Map<number, TrackSpan>): void => {
  const view = viewOf(bytes)
  for (const traf of boxesIn(bytes, moof.body, moof.end).filter((box) => box.type === 'traf')) {
    const children = boxesIn(bytes, traf.body, traf.end)
    const tfhd = children.find((box) => box.type === 'tfhd')
    const header = tfhd && fullBox(view, tfhd)
    if (!tfhd || !header || header.at + 4 > tfhd.end) continue
    const track = view.getUint32(header.at)
    const durationAt = header.at + 4 + (header.flags & 1 ? 8 : 0) + (header.flags & 2 ? 4 : 0)
    const fallback = header.flags & 8 && durationAt + 4 <= tfhd.end ? view.getUint32(durationAt) : (defaults.get(track) ?? 0)
    const tfdt = children.find((box) => box.type === 'tfdt')
    const time = tfdt && fullBox(view, tfdt)
    const before = spans.get(track)
    const stated = tfdt && time && time.at + (time.version === 1 ? 8 : 4) <= tfdt.end ? (time.version === 1 ? uint64(view, time.at) : view.getUint32(time.at)) : null
    const from = stated ?? before?.to ?? 0
    let to = from
    for (const trun of children.filter((box) => box.type === 'trun')) to += runDuration(view, trun, fallback) ?? 0
    spans.set(track, { from: Math.min(before?.from ?? from, from), to: Math.max(before?.to ?? to, to) })
  }
}

/** Spans of decode time by track id, from the moof boxes among `tops`; null when there are too many to walk. */
export const walkFragments = async (source: ByteSource, tops: readonly Box[], moovBytes: Uint8Array, moov: Box): Promise<ReadonlyMap<number, TrackSpan> | null> => {
  const fragments = tops.filter((box) => box.type === 'moof' && box.whole && box.end - box.start <= MAX_FRAGMENT_BYTES)
  if (fragments.length > MAX_FRAGMENTS) return null
  const defaults = defaultDurations(moovBytes, moov)
  const spans = new Map<number, TrackSpan>()
  for (const moof of fragments) {
    const bytes = await source.read(moof.start, moof.end)
    const [box] = boxesIn(bytes)
    if (box) addFragment(bytes, box, defaults, spans)
  }
  return spans
}

/** Total of an stts-like table: samples and units, with the shortest and longest step apart from the last (which often is odd). */
export const sumTimes = (view: DataView, stts: Box): { readonly samples: number; readonly units: number; readonly shortest: number; readonly longest: number } | null => {
  const header = fullBox(view, stts)
  const rows = header && rowCount(view, stts, header.at, 8)
  if (!header || rows === null) return null
  let samples = 0
  let units = 0
  let shortest = Infinity
  let longest = 0
  for (let row = 0; row < rows; row++) {
    const count = view.getUint32(header.at + 4 + row * 8)
    const step = view.getUint32(header.at + 8 + row * 8)
    samples += count
    units += count * step
    if (row === rows - 1 && count === 1 && rows > 1) break
    shortest = Math.min(shortest, step)
    longest = Math.max(longest, step)
  }
  return { samples, units, shortest, longest }
}
