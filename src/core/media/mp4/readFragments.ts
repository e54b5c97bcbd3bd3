// The samples of a fragmented MP4 (ISO/IEC 14496-12 §8.8), gathered from every `moof` of the file.

import { boxesIn, boxAt, fullBox, topBoxes, uint64, viewOf, type Box, type ReadBytes } from './boxes.ts'
import type { TrackHeader } from './readMovie.ts'
import { MAX_SAMPLES, readSamples, samplesInside, firstSamples, type Samples } from './samples.ts'

/** A `moof` describes a few seconds; a larger one is not read. */
const MAX_MOOF_BYTES = 8 * 2 ** 20

interface Defaults {
  readonly duration: number
  readonly size: number
  readonly flags: number
}

/** Grows as fragments come in. */
interface Gathering {
  readonly dts: number[]
  readonly pts: number[]
  readonly size: number[]
  readonly offset: number[]
  readonly key: number[]
  end: number
}

/** sample_is_non_sync_sample. */
const NOT_KEY = 0x10000

const readDefaults = (moov: Uint8Array, mvex: Box): ReadonlyMap<number, Defaults> => {
  const view = viewOf(moov)
  return new Map(
    boxesIn(moov, mvex.body, mvex.end)
      .filter((child) => child.type === 'trex' && child.end - child.body >= 24)
      .map((trex) => [view.getUint32(trex.body + 4), { duration: view.getUint32(trex.body + 12), size: view.getUint32(trex.body + 16), flags: view.getUint32(trex.body + 20) }]),
  )
}

/** Reads optional 32-bit fields one after the other; 0 beyond the box. */
const makeCursor = (view: DataView, from: number, end: number): { next(): number; long(): number; left(): number } => {
  let at = from
  return {
    next: () => {
      at += 4
      return at <= end ? view.getUint32(at - 4) : 0
    },
    long: () => {
      at += 8
      return at <= end ? uint64(view, at - 8) : 0
    },
    left: () => end - at,
  }
}

const addRun = (view: DataView, trun: Box, base: number, follows: number, defaults: Defaults, into: Gathering, fileBytes: number): number => {
  const full = fullBox(view, trun)
  if (!full) return follows
  const has = (flag: number): boolean => (full.flags & flag) !== 0
  const fields = makeCursor(view, full.at, trun.end)
  const count = fields.next()
  let offset = has(1) ? base + (fields.next() | 0) : follows
  const firstFlags = has(4) ? fields.next() : null
  const rowBytes = 4 * [0x100, 0x200, 0x400, 0x800].filter(has).length
  if (count * rowBytes > fields.left() || into.dts.length + count > MAX_SAMPLES) return offset
  // Rows of no bytes do not bound their number; the samples they stand for must.
  if (rowBytes === 0 && (defaults.size === 0 || count * defaults.size > fileBytes)) return offset
  for (let i = 0; i < count; i++) {
    const duration = has(0x100) ? fields.next() : defaults.duration
    const size = has(0x200) ? fields.next() : defaults.size
    const flags = has(0x400) ? fields.next() : i === 0 && firstFlags !== null ? firstFlags : defaults.flags
    const shift = has(0x800) ? fields.next() | 0 : 0
    into.dts.push(into.end)
    into.pts.push(into.end + shift)
    into.size.push(size)
    into.offset.push(offset)
    into.key.push(flags & NOT_KEY ? 0 : 1)
    into.end += duration
    offset += size
  }
  return offset
}

const addFragment = (moof: Uint8Array, moofStart: number, defaults: ReadonlyMap<number, Defaults>, gathered: ReadonlyMap<number, Gathering>, fileBytes: number): void => {
  const root = boxesIn(moof)[0]
  if (!root) return
  const view = viewOf(moof)
  let follows = moofStart
  for (const traf of boxesIn(moof, root.body, root.end)) {
    const tfhd = traf.type === 'traf' ? boxAt(moof, traf, 'tfhd') : null
    const full = tfhd && fullBox(view, tfhd)
    if (!tfhd || !full || full.at + 4 > tfhd.end) continue
    const fields = makeCursor(view, full.at, tfhd.end)
    const id = fields.next()
    const into = gathered.get(id)
    if (!into) continue
    const has = (flag: number): boolean => (full.flags & flag) !== 0
    const usual = defaults.get(id) ?? { duration: 0, size: 0, flags: 0 }
    const base = has(1) ? fields.long() : has(0x20000) ? moofStart : follows
    if (has(2)) fields.next()
    const own: Defaults = { duration: has(8) ? fields.next() : usual.duration, size: has(0x10) ? fields.next() : usual.size, flags: has(0x20) ? fields.next() : usual.flags }
    const tfdt = boxAt(moof, traf, 'tfdt')
    const tfdtFull = tfdt && fullBox(view, tfdt)
    if (tfdt && tfdtFull && tfdtFull.at + (tfdtFull.version === 1 ? 8 : 4) <= tfdt.end) into.end = tfdtFull.version === 1 ? uint64(view, tfdtFull.at) : view.getUint32(tfdtFull.at)
    let next = base
    for (const trun of boxesIn(moof, traf.body, traf.end)) if (trun.type === 'trun') next = addRun(view, trun, base, next, own, into, fileBytes)
    follows = next
  }
}

/** Begins with what `moov` itself lists: recorders that write both put the first part there. */
const beginWith = (listed: Samples | null): Gathering =>
  listed
    ? { dts: [...listed.dts], pts: [...listed.pts], size: [...listed.size], offset: [...listed.offset], key: [...listed.key], end: listed.endDts }
    : { dts: [], pts: [], size: [], offset: [], key: [], end: 0 }

/** Samples of the wanted tracks by track id. `from`: where in the file the fragments begin. */
export const readFragments = async (read: ReadBytes, fileBytes: number, moov: Uint8Array, mvex: Box, from: number, wanted: readonly TrackHeader[]): Promise<ReadonlyMap<number, Samples>> => {
  const defaults = readDefaults(moov, mvex)
  const gathered = new Map(wanted.map((track): [number, Gathering] => [track.id, beginWith(readSamples(moov, track.stbl, fileBytes))]))
  const after: ReadBytes = (start, end) => read(from + start, from + end)
  for await (const top of topBoxes(after, fileBytes - from)) {
    if (top.type !== 'moof' || !top.whole || top.end - top.start > MAX_MOOF_BYTES) continue
    addFragment(await after(top.start, top.end), from + top.start, defaults, gathered, fileBytes)
  }
  return new Map(
    [...gathered].map(([id, it]): [number, Samples] => {
      const samples = { count: it.dts.length, dts: Float64Array.from(it.dts), pts: Float64Array.from(it.pts), size: Uint32Array.from(it.size), offset: Float64Array.from(it.offset), key: Uint8Array.from(it.key), endDts: it.end }
      return [id, firstSamples(samples, samplesInside(samples, fileBytes))]
    }),
  )
}
