// Whether a film in MPEG-4 part 2 or H.263 is coded with what is decoded here: told by its first pictures.

import type { SampleEntry } from '../mp4/sampleEntry.ts'
import { makeBits } from './bits.ts'
import { findHeaders, NotDecoded, readH263Picture, readPicture } from './headers.ts'

/** So many pictures tell: where there are some that need the next one, they come within these. */
export const TELLING_PICTURES = 12
/** Longer than the head of a picture. */
export const TELLING_BYTES = 1024

/** `pictures`: the first ones, or their heads. null: it is. */
export const whyNotDecoded = (kind: 'mpeg4' | 'h263', { config }: Pick<SampleEntry, 'config'>, pictures: readonly Uint8Array[]): string | null => {
  try {
    let layer = config ? findHeaders(config).layer : null
    for (const head of pictures) {
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

/** By its own header (ITU-T H.263, 5.1.3): some phones mark pictures as key that need the one before. */
export const isH263Key = (picture: Uint8Array): boolean => ((picture[4] ?? 0) & 2) === 0
