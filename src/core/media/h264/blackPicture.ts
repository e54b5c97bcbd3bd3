// A black picture where a recording has sound only: H.264 written by hand, every one a key picture, the same on every machine.

import type { Track } from '../mp4/readMovie.ts'
import type { SampleEntry } from '../mp4/sampleEntry.ts'
import { makeSamples } from '../mp4/samples.ts'
import { unityMatrix, type StreamSample } from '../streamed.ts'
import { avcEntry, avcSample } from '../ts/avc.ts'

/** Macroblocks; 160 × 90 pixels are shown. */
const [ACROSS, DOWN] = [10, 6]
/** Pixels of the last row of macroblocks that are not shown, in units of two. */
const CROPPED = 3
export const BLACK_CLOCK = 90_000
/** Often enough that what was heard is measured to the tenth of a second. */
const PICTURES_A_SECOND = 10
const STEP = BLACK_CLOCK / PICTURES_A_SECOND

interface BitWriter {
  bits(value: number, count: number): void
  /** Exp-Golomb codes (ITU-T H.264 §9.1). */
  ue(value: number): void
  align(bit: 0 | 1): void
  /** With the stop bit (§7.3.2.11). */
  done(): Uint8Array
}

const makeBitWriter = (): BitWriter => {
  const bytes: number[] = []
  let [byte, free] = [0, 8]
  const bits = (value: number, count: number): void => {
    for (let i = count - 1; i >= 0; i--) {
      byte = (byte << 1) | ((value >> i) & 1)
      if (--free > 0) continue
      bytes.push(byte)
      ;[byte, free] = [0, 8]
    }
  }
  const align = (bit: 0 | 1): void => {
    while (free < 8) bits(bit, 1)
  }
  return {
    bits,
    ue: (value) => bits(value + 1, 2 * Math.floor(Math.log2(value + 1)) + 1),
    align,
    done: () => {
      bits(1, 1)
      align(0)
      return Uint8Array.from(bytes)
    },
  }
}

/** Baseline, level 1, no references (§7.3.2.1). */
const sequenceSet = (): Uint8Array => {
  const out = makeBitWriter()
  for (const byte of [0x67, 66, 0xc0, 10]) out.bits(byte, 8)
  // Ids, frame numbers of 4 bits, order of output as coded, one reference.
  for (const value of [0, 0, 2, 1]) out.ue(value)
  out.bits(0, 1)
  out.ue(ACROSS - 1)
  out.ue(DOWN - 1)
  // Frames only, direct inference, cropping.
  out.bits(0b111, 3)
  for (const value of [0, 0, 0, CROPPED]) out.ue(value)
  out.bits(0, 1)
  return out.done()
}

/** §7.3.2.2, with nothing that is not needed. */
const pictureSet = (): Uint8Array => {
  const out = makeBitWriter()
  out.bits(0x68, 8)
  for (const value of [0, 0]) out.ue(value)
  out.bits(0, 2)
  for (const value of [0, 0, 0]) out.ue(value)
  out.bits(0, 3)
  for (const value of [0, 0, 0]) out.ue(value)
  out.bits(0, 3)
  return out.done()
}

/** The first macroblock as plain numbers, all others like their neighbours (§7.3.3 to §7.3.5). `id`: of two neighbours never the same. */
const picture = (id: number): Uint8Array => {
  const out = makeBitWriter()
  out.bits(0x65, 8)
  for (const value of [0, 7, 0]) out.ue(value)
  out.bits(0, 4)
  out.ue(id)
  out.bits(0, 2)
  out.ue(0)
  out.ue(25)
  out.align(0)
  for (let i = 0; i < 256; i++) out.bits(16, 8)
  for (let i = 0; i < 128; i++) out.bits(128, 8)
  for (let at = 1; at < ACROSS * DOWN; at++) {
    // Predicted from the mean, without a difference; chroma likewise; the same quantiser.
    for (const value of [3, 0, 0]) out.ue(value)
    // No coefficient: told in another way beside the first macroblock, which counts as full (table 9-5).
    if (at === 1 || at === ACROSS) out.bits(0b000011, 6)
    else out.bits(1, 1)
  }
  return out.done()
}

const sets = [sequenceSet(), pictureSet()] as const
const pictures = [avcSample([picture(0)]), avcSample([picture(1)])] as const

export const blackEntry = (): SampleEntry => avcEntry(sets)!

/** Without samples: those are made a segment at a time. */
export const blackTrack = (): Track => ({ id: 1, kind: 'video', timescale: BLACK_CLOCK, entry: blackEntry(), matrix: unityMatrix, samples: makeSamples(0), edited: false })

/** Shown times within [from, to), seconds; the first is `from`. */
export const blackTimes = (from: number, to: number): readonly number[] => {
  const [begin, end] = [Math.ceil(from * BLACK_CLOCK), Math.round(to * BLACK_CLOCK)]
  const times: number[] = []
  for (let time = begin; time < end || times.length === 0; time += STEP) times.push(time)
  return times.map((time) => time / BLACK_CLOCK)
}

export const blackPictures = (from: number, to: number): readonly StreamSample[] =>
  blackTimes(from, to).map((seconds, i): StreamSample => {
    const time = Math.round(seconds * BLACK_CLOCK)
    return { bytes: pictures[i & 1] ?? pictures[0], dts: time, pts: time, key: true }
  })
