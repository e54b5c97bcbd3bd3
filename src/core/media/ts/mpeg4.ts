// MPEG-4 part 2 as a byte stream (ISO/IEC 14496-2 §6.2) turned into samples, which keep their start codes, and its sample entry.

import type { Bytes } from '../../ids.ts'
import type { SampleEntry } from '../mp4/sampleEntry.ts'
import { concat } from '../mp4/writeBoxes.ts'
import { findHeaders, NotDecoded, PICTURE } from '../mpeg4/headers.ts'

const START = Uint8Array.of(0, 0, 1)

export const mpeg4Sample = (units: readonly Uint8Array[]): Bytes => concat(...units.flatMap((unit) => [START, unit]))

/** `config`: what stands before the first picture. Without a size where it is coded with what is not decoded here. */
export const mpeg4EntryWith = (config: Bytes, width: number, height: number): SampleEntry => ({ codec: 'mp4v.20', width, height, channels: 0, sampleRate: 0, nalLengthBytes: null, plain: new Uint8Array(0), config })

/** From the units of a key picture; null where they do not say how it is coded. */
export const mpeg4Entry = (units: readonly Uint8Array[]): SampleEntry | null => {
  const config = mpeg4Sample(units.slice(0, Math.max(0, units.findIndex(([code]) => code === PICTURE))))
  try {
    const { layer } = findHeaders(config)
    return layer && mpeg4EntryWith(config, layer.width, layer.height)
  } catch (thrown) {
    if (!(thrown instanceof NotDecoded)) throw thrown
    return mpeg4EntryWith(config, 0, 0)
  }
}
