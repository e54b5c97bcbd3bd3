// Where every sample of a track lies and when it is shown: typed arrays built from `stbl`, each table checked against its box and the file.

import type { SoundForm } from '../sound/soundForm.ts'
import { boxAt, fullBox, rowCount, uint64, viewOf, type Box } from './boxes.ts'

/** Times in units of the track's timescale, edit list applied; in decode order. */
export interface Samples {
  readonly count: number
  readonly dts: Float64Array
  readonly pts: Float64Array
  readonly size: Uint32Array
  readonly offset: Float64Array
  /** 1: a key frame (for sound: every sample). */
  readonly key: Uint8Array
  /** Decode time after the last sample. */
  readonly endDts: number
}

/** 24 hours of sound are 4 million samples; more than this is refused. */
export const MAX_SAMPLES = 5_000_000

export const makeSamples = (count: number): Samples => ({
  count,
  dts: new Float64Array(count),
  pts: new Float64Array(count),
  size: new Uint32Array(count),
  offset: new Float64Array(count),
  key: new Uint8Array(count),
  endDts: 0,
})

/** The first `count` samples; the arrays are shared. */
export const firstSamples = (samples: Samples, count: number): Samples =>
  count >= samples.count
    ? samples
    : {
        count,
        dts: samples.dts.subarray(0, count),
        pts: samples.pts.subarray(0, count),
        size: samples.size.subarray(0, count),
        offset: samples.offset.subarray(0, count),
        key: samples.key.subarray(0, count),
        endDts: samples.dts[count] ?? samples.endDts,
      }

/** How many samples, from the first, lie wholly inside a file of this size: a cut file loses its tail. */
export const samplesInside = (samples: Samples, fileBytes: number): number => {
  for (let i = 0; i < samples.count; i++) if ((samples.offset[i] ?? 0) + (samples.size[i] ?? 0) > fileBytes) return i
  return samples.count
}

/** A table's rows, or null where the box is missing or its count does not fit. */
interface Rows {
  readonly version: number
  readonly at: number
  readonly count: number
}

const rowsOf = (bytes: Uint8Array, view: DataView, stbl: Box, type: string, rowBytes: number, skip = 0): Rows | null => {
  const box = boxAt(bytes, stbl, type)
  const full = box && fullBox(view, box)
  if (!box || !full) return null
  const count = rowCount(view, box, full.at + skip, rowBytes)
  return count === null ? null : { version: full.version, at: full.at + skip + 4, count }
}

const readSizes = (bytes: Uint8Array, view: DataView, stbl: Box, fileBytes: number): Uint32Array | null => {
  const box = boxAt(bytes, stbl, 'stsz')
  const full = box && fullBox(view, box)
  if (!box || !full || full.at + 8 > box.end) return readCompactSizes(bytes, view, stbl)
  const constant = view.getUint32(full.at)
  const count = constant ? view.getUint32(full.at + 4) : rowCount(view, box, full.at + 4, 4)
  if (count === null || count > MAX_SAMPLES || count * constant > fileBytes) return null
  const sizes = new Uint32Array(count)
  for (let i = 0; i < count; i++) sizes[i] = constant || view.getUint32(full.at + 8 + 4 * i)
  return sizes
}

const readCompactSizes = (bytes: Uint8Array, view: DataView, stbl: Box): Uint32Array | null => {
  const box = boxAt(bytes, stbl, 'stz2')
  const full = box && fullBox(view, box)
  if (!box || !full || full.at + 8 > box.end) return null
  const bits = view.getUint8(full.at + 3)
  const count = rowCount(view, box, full.at + 4, bits / 8)
  if (count === null || count > MAX_SAMPLES || (bits !== 4 && bits !== 8 && bits !== 16)) return null
  const sizes = new Uint32Array(count)
  const first = full.at + 8
  for (let i = 0; i < count; i++) {
    const half = view.getUint8(first + (bits === 4 ? i >> 1 : bits === 8 ? i : 2 * i))
    sizes[i] = bits === 4 ? (i & 1 ? half & 15 : half >> 4) : bits === 8 ? half : view.getUint16(first + 2 * i)
  }
  return sizes
}

/** Decode times; false where `stts` is missing. A table that ends early leaves the last step going on. */
const fillDecodeTimes = (bytes: Uint8Array, view: DataView, stbl: Box, dts: Float64Array): number | null => {
  const rows = rowsOf(bytes, view, stbl, 'stts', 8)
  if (!rows) return null
  let time = 0
  let step = 0
  let i = 0
  for (let row = 0; row < rows.count && i < dts.length; row++) {
    const end = Math.min(dts.length, i + view.getUint32(rows.at + 8 * row))
    // Some recorders write a negative first step; ffmpeg, too, reads such a step as 1.
    step = view.getInt32(rows.at + 8 * row + 4)
    if (step < 0) step = 1
    for (; i < end; i++, time += step) dts[i] = time
  }
  for (; i < dts.length; i++, time += step) dts[i] = time
  return time
}

const fillShownTimes = (bytes: Uint8Array, view: DataView, stbl: Box, samples: Samples): void => {
  samples.pts.set(samples.dts)
  const rows = rowsOf(bytes, view, stbl, 'ctts', 8)
  if (!rows) return
  let i = 0
  for (let row = 0; row < rows.count && i < samples.count; row++) {
    const end = Math.min(samples.count, i + view.getUint32(rows.at + 8 * row))
    // Version 0 is unsigned by the letter, but QuickTime writes signed offsets there.
    const shift = view.getInt32(rows.at + 8 * row + 4)
    for (; i < end; i++) samples.pts[i] = (samples.pts[i] ?? 0) + shift
  }
}

const fillKeys = (bytes: Uint8Array, view: DataView, stbl: Box, key: Uint8Array): void => {
  const rows = rowsOf(bytes, view, stbl, 'stss', 4)
  if (!rows) {
    key.fill(1)
    return
  }
  for (let row = 0; row < rows.count; row++) {
    const number = view.getUint32(rows.at + 4 * row)
    if (number >= 1 && number <= key.length) key[number - 1] = 1
  }
}

/** Offsets from chunks; returns how many samples got one. */
const fillOffsets = (bytes: Uint8Array, view: DataView, stbl: Box, samples: Samples): number => {
  const wide = rowsOf(bytes, view, stbl, 'co64', 8)
  const chunks = wide ?? rowsOf(bytes, view, stbl, 'stco', 4)
  const runs = rowsOf(bytes, view, stbl, 'stsc', 12)
  if (!chunks || !runs) return 0
  let i = 0
  for (let run = 0; run < runs.count && i < samples.count; run++) {
    const at = runs.at + 12 * run
    const first = view.getUint32(at) - 1
    const next = run + 1 < runs.count ? view.getUint32(at + 12) - 1 : chunks.count
    const perChunk = view.getUint32(at + 4)
    if (first < 0 || next <= first || perChunk === 0) return i
    for (let chunk = first; chunk < Math.min(next, chunks.count) && i < samples.count; chunk++) {
      let offset = wide ? uint64(view, wide.at + 8 * chunk) : view.getUint32(chunks.at + 4 * chunk)
      const end = Math.min(samples.count, i + perChunk)
      for (; i < end; i++) {
        samples.offset[i] = offset
        offset += samples.size[i] ?? 0
      }
    }
  }
  return i
}

/** Moments in one of the pieces that plain sound is cut into. */
export const piecesOf = (sampleRate: number, blockFrames: number): number => Math.max(1, Math.round(sampleRate / 40 / blockFrames)) * blockFrames

interface Piece {
  readonly offset: number
  readonly frames: number
}

/** Chunks of a table and how many samples each holds. */
function* chunksIn(bytes: Uint8Array, view: DataView, stbl: Box): Generator<Piece, void, void> {
  const wide = rowsOf(bytes, view, stbl, 'co64', 8)
  const chunks = wide ?? rowsOf(bytes, view, stbl, 'stco', 4)
  const runs = rowsOf(bytes, view, stbl, 'stsc', 12)
  for (let run = 0; chunks && runs && run < runs.count; run++) {
    const at = runs.at + 12 * run
    const [first, next] = [view.getUint32(at) - 1, run + 1 < runs.count ? view.getUint32(at + 12) - 1 : chunks.count]
    if (first < 0 || next <= first) return
    for (let chunk = first; chunk < Math.min(next, chunks.count); chunk++) yield { offset: wide ? uint64(view, wide.at + 8 * chunk) : view.getUint32(chunks.at + 4 * chunk), frames: view.getUint32(at + 4) }
  }
}

/** Plain sound: its tables have a row for every moment, so pieces of chunks are taken instead. `sampleRate`: what its times count. */
export const readPlainSound = (bytes: Uint8Array, stbl: Box, form: SoundForm, sampleRate: number, timescale: number, fileBytes: number): Samples | null => {
  const most = piecesOf(sampleRate, form.blockFrames)
  const pieces: Piece[] = []
  for (const { offset, frames } of chunksIn(bytes, viewOf(bytes), stbl)) {
    const inside = Math.min(frames, Math.floor((fileBytes - offset) / form.blockBytes) * form.blockFrames)
    for (let from = 0; from < inside && pieces.length < MAX_SAMPLES; from += most) pieces.push({ offset: offset + (from / form.blockFrames) * form.blockBytes, frames: Math.min(most, inside - from) })
  }
  if (pieces.length === 0) return null
  const samples = makeSamples(pieces.length)
  let frame = 0
  pieces.forEach(({ offset, frames }, i) => {
    samples.offset[i] = offset
    samples.size[i] = Math.ceil(frames / form.blockFrames) * form.blockBytes
    samples.dts[i] = samples.pts[i] = (frame * timescale) / sampleRate
    samples.key[i] = 1
    frame += frames
  })
  return { ...samples, endDts: (frame * timescale) / sampleRate }
}

/** The samples of one `stbl`, those that have a place inside the file; null where a table is missing or does not fit its box. */
export const readSamples = (bytes: Uint8Array, stbl: Box, fileBytes: number): Samples | null => {
  const view = viewOf(bytes)
  const size = readSizes(bytes, view, stbl, fileBytes)
  if (!size) return null
  const samples = { ...makeSamples(0), count: size.length, dts: new Float64Array(size.length), pts: new Float64Array(size.length), size, offset: new Float64Array(size.length), key: new Uint8Array(size.length) }
  const endDts = fillDecodeTimes(bytes, view, stbl, samples.dts)
  if (endDts === null) return null
  fillShownTimes(bytes, view, stbl, samples)
  fillKeys(bytes, view, stbl, samples.key)
  const placed = firstSamples({ ...samples, endDts }, fillOffsets(bytes, view, stbl, samples))
  return firstSamples(placed, samplesInside(placed, fileBytes))
}
