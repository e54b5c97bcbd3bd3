// MPEG-1 and MPEG-2 as a byte stream (ISO/IEC 13818-2 §6.2) turned into a sample entry; samples keep their start codes.

import type { Bytes } from '../../ids.ts'
import type { SampleEntry } from '../mp4/sampleEntry.ts'
import { NotDecoded, startCodes } from '../mpeg4/headers.ts'
import { makeHeads, PICTURE, readHead, SEQUENCE } from '../mpeg2/headers.ts'
import { mpeg4Sample } from './mpeg4.ts'

/** `config`: what stands before the first picture. */
export const mpeg2EntryWith = (codec: 'mp1v' | 'mp2v', config: Bytes, width: number, height: number): SampleEntry => ({ codec, width, height, channels: 0, sampleRate: 0, nalLengthBytes: null, plain: new Uint8Array(0), config })

/** From the units of a key picture; null where they do not say how it is coded. */
export const mpeg2Entry = (units: readonly Uint8Array[]): SampleEntry | null => {
  const from = Math.max(0, units.findIndex(([code]) => code === SEQUENCE))
  const pictures = units.findIndex(([code], i) => i > from && code === PICTURE)
  const config = mpeg4Sample(units.slice(from, Math.max(from, pictures)))
  const heads = makeHeads()
  try {
    for (const at of startCodes(config)) readHead(heads, config, at)
    const { sequence } = heads
    return sequence && mpeg2EntryWith(sequence.mpeg1 ? 'mp1v' : 'mp2v', config, sequence.width, sequence.height)
  } catch (thrown) {
    if (!(thrown instanceof NotDecoded)) throw thrown
    return mpeg2EntryWith('mp2v', config, heads.sequence?.width ?? 0, heads.sequence?.height ?? 0)
  }
}
