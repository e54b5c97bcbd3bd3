// H.264 as a byte stream (ITU-T H.264 annex B) turned into samples with lengths, and its sample entry.

import type { Bytes } from '../../ids.ts'
import { readAvcSps } from '../probe/pictureHeaders.ts'
import type { SampleEntry } from '../mp4/sampleEntry.ts'
import { concat, words } from '../mp4/writeBoxes.ts'
import { avcEntryWith } from '../mp4/writeEntries.ts'
import type { Unit } from './units.ts'

const IDR = 5
const SEI = 6
const SPS = 7
const PPS = 8
/** Delimiter, ends of sequence and stream, filler: of no use in a sample. */
const dropped = new Set([9, 10, 11, 12])

/** Without start codes and the zeros that may stand after each. */
export const nalsIn = (bytes: Uint8Array): readonly Uint8Array[] => {
  const nals: Uint8Array[] = []
  let from = -1
  const close = (to: number): void => {
    let end = to
    while (end > from && bytes[end - 1] === 0) end--
    if (from >= 0 && end > from) nals.push(bytes.subarray(from, end))
  }
  for (let at = bytes.indexOf(1, 2); at > 0; at = bytes.indexOf(1, at + 1)) {
    if (bytes[at - 1] !== 0 || bytes[at - 2] !== 0) continue
    close(at - 2)
    from = at + 1
  }
  close(bytes.length)
  return nals
}

/** Where the first picture begins in a unit: 0, or behind what still belongs to the one before; -1 where none begins. */
const pictureStart = (bytes: Uint8Array, isDelimiter: (byte: number) => boolean): number => {
  let first = -1
  for (let at = bytes.indexOf(1, 2); at > 0 && at + 1 < bytes.length; at = bytes.indexOf(1, at + 1)) {
    if (bytes[at - 1] !== 0 || bytes[at - 2] !== 0) continue
    if (at <= 3) return 0
    if (first < 0) first = at - 2
    if (isDelimiter(bytes[at + 1] ?? 0)) return at - 2
  }
  return first
}

/** Units of a stream whose pictures do not begin where units begin: each with exactly its picture. */
export const alignedPictures = (units: readonly Unit[], isDelimiter: (byte: number) => boolean): readonly Unit[] => {
  const pictures: Unit[] = []
  for (const unit of units) {
    const before = pictures.at(-1)
    const start = unit.pts === null ? -1 : pictureStart(unit.bytes, isDelimiter)
    const rest = start < 0 ? unit.bytes : unit.bytes.subarray(0, start)
    if (before && rest.length > 0) pictures[pictures.length - 1] = { ...before, bytes: concat(before.bytes, rest), whole: before.whole && (start >= 0 || unit.whole) }
    if (start >= 0) pictures.push({ ...unit, bytes: unit.bytes.subarray(start) })
  }
  return pictures
}

/** Says that decoding can begin here without an IDR picture. Chromium believes it, and its decoder then fails. */
const isRecoveryPoint = (nal: Uint8Array): boolean => typeOf(nal) === SEI && nal[1] === 6

const typeOf = (nal: Uint8Array): number => (nal[0] ?? 0) & 31

/** Decoding can begin here; also told by a picture's first bytes. Points of recovery in open groups do not count: Chromium's decoder fails behind them. */
export const isKeyPicture = (nals: readonly Uint8Array[]): boolean => nals.some((nal) => typeOf(nal) === IDR)

/** Parameter sets stay inside, as `avc3` allows: they may change on the way. */
export const avcSample = (nals: readonly Uint8Array[]): Bytes =>
  concat(...nals.filter((nal) => !dropped.has(typeOf(nal)) && !isRecoveryPoint(nal)).flatMap((nal) => [words(nal.length), nal]))

/** From the parameter sets of a key picture; null where it has none. */
export const avcEntry = (nals: readonly Uint8Array[]): SampleEntry | null => {
  const sps = nals.find((nal) => typeOf(nal) === SPS)
  const pps = nals.find((nal) => typeOf(nal) === PPS)
  const header = sps && readAvcSps(sps.subarray(1))
  if (!sps || !pps || !header) return null
  return avcEntryWith('avc3', header.width, header.height, concat(Uint8Array.of(1, ...sps.subarray(1, 4), 0xff, 0xe1, sps.length >> 8, sps.length & 255), sps, Uint8Array.of(1, pps.length >> 8, pps.length & 255), pps))
}
