// Sound where a recording has none: one AAC-LC frame of silence, made by hand.

import type { Bytes } from '../../ids.ts'
import { fullBoxOf, words } from './writeBoxes.ts'
import { aacEntryWith } from './writeEntries.ts'

/** Samples in one AAC-LC frame. */
export const AAC_FRAME = 1024

/**
 * A raw_data_block (ISO/IEC 14496-3 §4.4.2.1) whose channels have global gain 0 and no scale factor bands, then ID_END.
 * One channel: 3+4 bits of element head, 8 of gain, 11 of ics_info, three absent tools. Two channels: one pair element without common window.
 */
export const silentFrame = (channels: number): Bytes | null =>
  channels === 1 ? Uint8Array.of(0, 0, 0, 7) : channels === 2 ? Uint8Array.of(0x20, 0, 0, 0, 0, 0, 0x0e) : null

export const SILENT_RATE = 48_000

/** AAC-LC, 48 kHz, one channel. */
export const silentEntry = (): Bytes => aacEntryWith(Uint8Array.of(0x11, 0x88)).plain

export const emptyTable = (type: string): Bytes => fullBoxOf(type, 0, 0, words(0))
