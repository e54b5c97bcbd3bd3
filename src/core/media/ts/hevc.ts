// HEVC as a byte stream (ITU-T H.265 annex B) turned into samples with lengths, and its sample entry.

import type { Bytes } from '../../ids.ts'
import type { SampleEntry } from '../mp4/sampleEntry.ts'
import { concat, words } from '../mp4/writeBoxes.ts'
import { hevcEntryWith } from '../mp4/writeEntries.ts'
import { readHevcSps } from '../probe/pictureHeaders.ts'

const VPS = 32
const SPS = 33
const PPS = 34
/** Delimiter, ends of sequence and stream, filler: of no use in a sample. */
const dropped = new Set([35, 36, 37, 38])

const typeOf = (nal: Uint8Array): number => ((nal[0] ?? 0) >> 1) & 63

/** Decoding can begin here (§3.64): pictures that lean on what was before are left out by the decoder. */
export const isHevcKey = (nals: readonly Uint8Array[]): boolean => nals.some((nal) => typeOf(nal) >= 16 && typeOf(nal) <= 21)

export const hevcSample = (nals: readonly Uint8Array[]): Bytes => concat(...nals.filter((nal) => !dropped.has(typeOf(nal))).flatMap((nal) => [words(nal.length), nal]))

const two = (value: number): readonly number[] => [value >> 8, value & 255]

/** From the parameter sets of a key picture; null where it has none. */
export const hevcEntry = (nals: readonly Uint8Array[]): SampleEntry | null => {
  const sets = [VPS, SPS, PPS].flatMap((type) => nals.find((nal) => typeOf(nal) === type) ?? [])
  const sps = sets.find((nal) => typeOf(nal) === SPS)
  const header = sps && readHevcSps(sps.subarray(2))
  if (!header || sets.length < 3) return null
  const { level, chroma, moreBits, width, height } = header
  const head = Uint8Array.of(1, ...level, 0xf0, 0, 0xfc, 0xfc | chroma, 0xf8 | moreBits[0], 0xf8 | moreBits[1], 0, 0, 0x0f, sets.length)
  return hevcEntryWith('hev1', width, height, concat(head, ...sets.flatMap((nal) => [Uint8Array.of(typeOf(nal), ...two(1), ...two(nal.length)), nal])))
}
