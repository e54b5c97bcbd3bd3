// Whether a film in MPEG-4 part 2 or H.263 is coded with what is decoded here: told by its first pictures.

import type { ReadBytes } from '../mp4/boxes.ts'
import type { Track } from '../mp4/readMovie.ts'
import { makeBits } from './bits.ts'
import { findHeaders, NotDecoded, readH263Picture, readPicture } from './headers.ts'

/** Where there are pictures that need the next one, they come within so many. */
const PICTURES = 12
/** Longer than any head. */
const HEAD_BYTES = 1024

/** null: it is. */
export const whyNotDecoded = async (read: ReadBytes, { entry, samples }: Track, kind: 'mpeg4' | 'h263'): Promise<string | null> => {
  try {
    let layer = entry.config ? findHeaders(entry.config).layer : null
    for (let i = 0; i < Math.min(PICTURES, samples.count); i++) {
      const at = samples.offset[i] ?? 0
      const head = await read(at, at + Math.min(HEAD_BYTES, samples.size[i] ?? 0))
      if (kind === 'h263') {
        readH263Picture(makeBits(head))
        continue
      }
      const found = findHeaders(head)
      layer = found.layer ?? layer
      for (const start of layer ? found.pictures : []) readPicture(makeBits(head.subarray(start)), layer!)
    }
    return kind === 'h263' || layer ? null : 'no layer'
  } catch (thrown) {
    if (thrown instanceof NotDecoded) return thrown.message
    throw thrown
  }
}

/** Of a picture given unit by unit, as nalsIn has them. */
export const isMpeg4Key = (units: readonly Uint8Array[]): boolean => units.some((unit) => unit[0] === 0xb6 && (unit[1] ?? 0xff) >> 6 === 0)
