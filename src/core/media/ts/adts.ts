// Sound in the units of a transport stream, AAC as ADTS (ISO/IEC 13818-7 §6.2), MPEG layers or AC-3 (ATSC A/52): frames with their times, and how a decoder is set up.

import type { SampleEntry } from '../mp4/sampleEntry.ts'
import { aacEntryWith } from '../mp4/writeEntries.ts'
import { aacRateAt } from '../probe/codecNames.ts'
import { adtsFrameBytes } from '../sniff.ts'
import type { StreamSample } from '../streamed.ts'
import { ac3 } from './ac3.ts'
import { mpegSound } from './mpegSound.ts'
import type { StreamKind } from './programme.ts'
import { CLOCK, unwrapped, type Unit } from './units.ts'

/** One frame where it stands in a stream. */
interface Frame {
  readonly length: number
  /** Of its head, which is not part of the sample. */
  readonly skip: number
  readonly seconds: number
}

export interface SoundCoding {
  /** The most a head takes. */
  readonly headBytes: number
  frameAt(bytes: Uint8Array, at: number): Frame | null
  entryOf(head: Uint8Array): SampleEntry
}

export interface SoundFrames {
  readonly frames: readonly StreamSample[]
  readonly end: number
  /** null without any frame. */
  readonly entry: SampleEntry | null
}

const aacEntry = (header: Uint8Array): SampleEntry => {
  const [, , c = 0, d = 0] = header
  const [object, rate, channels] = [(c >> 6) + 1, (c >> 2) & 15, ((c & 1) << 2) | (d >> 6)]
  return aacEntryWith(Uint8Array.of((object << 3) | (rate >> 1), ((rate & 1) << 7) | (channels << 3)))
}

const aac: SoundCoding = {
  headBytes: 7,
  frameAt: (bytes, at) => {
    const length = adtsFrameBytes(bytes, at)
    const rate = aacRateAt(((bytes[at + 2] ?? 0) >> 2) & 15)
    return length > 0 ? { length, skip: (bytes[at + 1] ?? 0) & 1 ? 7 : 9, seconds: rate > 0 ? 1024 / rate : 0 } : null
  },
  entryOf: aacEntry,
}

export const soundCodings: Partial<Record<StreamKind, SoundCoding>> = { aac, ac3, mpegAudio: mpegSound }

/** Frames may go over from one unit to the next; the first that begins in a unit has the unit's time. `near`: for times on an endless clock. */
export const soundFrames = (units: readonly Unit[], near: number, { headBytes, frameAt, entryOf }: SoundCoding = aac): SoundFrames => {
  const frames: StreamSample[] = []
  let entry: SampleEntry | null = null
  let [time, step, rest]: [number | null, number, Uint8Array] = [null, 0, new Uint8Array(0)]
  for (const unit of units) {
    const bytes = new Uint8Array(rest.length + unit.bytes.length)
    bytes.set(rest)
    bytes.set(unit.bytes, rest.length)
    let said = unit.pts === null ? null : unwrapped(unit.pts, near)
    let at = 0
    while (at + headBytes <= bytes.length) {
      const frame = frameAt(bytes, at)
      if (!frame) {
        at++
        continue
      }
      const { length, skip, seconds } = frame
      if (at + length > bytes.length) break
      if (at >= rest.length && said !== null) {
        time = said
        said = null
      }
      entry ??= entryOf(bytes.subarray(at, at + headBytes))
      step = seconds * CLOCK
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
