// H.264 samples of NAL units with lengths (ISO/IEC 14496-15 §5): whether decoding can begin with one in Chromium, and how it is told.

import { concat } from '../mp4/writeBoxes.ts'

/** Each with its length before it; the last may go on behind the bytes. */
const unitsOf = (bytes: Uint8Array, lengthBytes: number): readonly Uint8Array[] => {
  const units: Uint8Array[] = []
  for (let at = 0; at + lengthBytes < bytes.length; ) {
    const length = bytes.subarray(at, at + lengthBytes).reduce((sum, byte) => sum * 256 + byte, 0)
    units.push(bytes.subarray(at, at + lengthBytes + length))
    at += lengthBytes + length
  }
  return units
}

/** In open groups Matroska marks pictures as key frames that Chromium cannot begin with; only IDR pictures are sure. */
export const isIdr = (bytes: Uint8Array, lengthBytes: number): boolean => unitsOf(bytes, lengthBytes).some((unit) => ((unit[lengthBytes] ?? 0) & 31) === 5)

const isRecoveryPoint = (unit: Uint8Array, lengthBytes: number): boolean => ((unit[lengthBytes] ?? 0) & 31) === 6 && unit[lengthBytes + 1] === 6

/** What says that decoding can begin here without an IDR picture: Chromium believes it, and its decoder then fails. */
export const withoutRecoveryPoints = (bytes: Uint8Array, lengthBytes: number): Uint8Array => {
  const units = unitsOf(bytes, lengthBytes)
  const kept = units.filter((unit) => !isRecoveryPoint(unit, lengthBytes))
  return kept.length === units.length ? bytes : concat(...kept)
}

/** Without their lengths. */
export const nalsWithLengths = (bytes: Uint8Array, lengthBytes: number): readonly Uint8Array[] => unitsOf(bytes, lengthBytes).map((unit) => unit.subarray(lengthBytes))
