// AAC as ADTS frames (ISO/IEC 13818-7 §6.2) in the units of a transport stream: frames with their times, and the decoder's configuration.

import type { SampleEntry } from '../mp4/sampleEntry.ts'
import { aacEntryWith } from '../mp4/writeEntries.ts'
import { aacRateAt } from '../probe/codecNames.ts'
import { adtsFrameBytes } from '../sniff.ts'
import type { StreamSample } from '../streamed.ts'
import { CLOCK, unwrapped, type Unit } from './units.ts'

/** Samples in a frame. */
const FRAME = 1024

export interface SoundFrames {
  readonly frames: readonly StreamSample[]
  readonly end: number
  /** null without any frame. */
  readonly entry: SampleEntry | null
}

const entryOf = (header: Uint8Array): SampleEntry => {
  const [, , c = 0, d = 0] = header
  const [object, rate, channels] = [(c >> 6) + 1, (c >> 2) & 15, ((c & 1) << 2) | (d >> 6)]
  return aacEntryWith(Uint8Array.of((object << 3) | (rate >> 1), ((rate & 1) << 7) | (channels << 3)))
}

/** Frames may go over from one unit to the next; the first that begins in a unit has the unit's time. `near`: for times on an endless clock. */
export const soundFrames = (units: readonly Unit[], near: number): SoundFrames => {
  const frames: StreamSample[] = []
  let entry: SampleEntry | null = null
  let [time, step, rest]: [number | null, number, Uint8Array] = [null, 0, new Uint8Array(0)]
  for (const unit of units) {
    const bytes = new Uint8Array(rest.length + unit.bytes.length)
    bytes.set(rest)
    bytes.set(unit.bytes, rest.length)
    let said = unit.pts === null ? null : unwrapped(unit.pts, near)
    let at = 0
    while (at + 7 <= bytes.length) {
      const length = adtsFrameBytes(bytes, at)
      if (length === 0) {
        at++
        continue
      }
      if (at + length > bytes.length) break
      if (at >= rest.length && said !== null) {
        time = said
        said = null
      }
      const header = bytes.subarray(at, at + 7)
      entry ??= entryOf(header)
      step = (FRAME * CLOCK) / (aacRateAt(((header[2] ?? 0) >> 2) & 15) || CLOCK)
      const skip = (header[1] ?? 0) & 1 ? 7 : 9
      if (time !== null) {
        if (unit.whole && length > skip) frames.push({ bytes: bytes.subarray(at + skip, at + length), dts: Math.round(time), pts: Math.round(time), key: true })
        time += step
      }
      at += length
    }
    rest = unit.whole ? bytes.subarray(at) : new Uint8Array(0)
  }
  return { frames, end: frames.length > 0 ? (frames.at(-1)?.pts ?? 0) + Math.round(step) : 0, entry }
}
