// Sound where a recording has none: one AAC-LC frame of silence, made by hand.

import type { Bytes } from '../../ids.ts'
import { box, fullBoxOf, words } from './writeBoxes.ts'

/** Samples in one AAC-LC frame. */
export const AAC_FRAME = 1024

/**
 * A raw_data_block (ISO/IEC 14496-3 §4.4.2.1) whose channels have global gain 0 and no scale factor bands, then ID_END.
 * One channel: 3+4 bits of element head, 8 of gain, 11 of ics_info, three absent tools. Two channels: one pair element without common window.
 */
export const silentFrame = (channels: number): Bytes | null =>
  channels === 1 ? Uint8Array.of(0, 0, 0, 7) : channels === 2 ? Uint8Array.of(0x20, 0, 0, 0, 0, 0, 0x0e) : null

export const SILENT_RATE = 48_000

/** A sample entry `mp4a` for AAC-LC, 48 kHz, one channel (ISO/IEC 14496-14 §5.6). */
export const silentEntry = (): Bytes => {
  const head = new Uint8Array(28)
  const view = new DataView(head.buffer)
  view.setUint16(6, 1)
  view.setUint16(16, 1)
  view.setUint16(18, 16)
  view.setUint16(24, SILENT_RATE)
  const specific = [0x05, 2, 0x11, 0x88]
  const config = [0x04, 13 + specific.length, 0x40, 0x15, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ...specific]
  const descriptor = [0x03, 3 + config.length + 3, 0, 0, 0, ...config, 0x06, 1, 2]
  return box('mp4a', head, fullBoxOf('esds', 0, 0, Uint8Array.from(descriptor)))
}

export const emptyTable = (type: string): Bytes => fullBoxOf(type, 0, 0, words(0))
