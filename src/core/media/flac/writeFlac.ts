// Sound as FLAC (RFC 9639) without compression: nothing is lost, every frame stands alone, and every browser that plays segments reads it.

import type { Bytes } from '../../ids.ts'
import type { SampleEntry } from '../mp4/sampleEntry.ts'
import { box, concat, fullBoxOf } from '../mp4/writeBoxes.ts'

/** Whole numbers, channel beside channel. */
export interface PlainSound {
  readonly numbers: Int32Array
  readonly channels: number
  readonly bits: 16 | 24
}

/** Moments in a frame, at most and (but for a piece that has fewer) at least. */
const FRAME = 4096
const LEAST = 16

const crcTable = (poly: number, width: 8 | 16): Uint16Array =>
  Uint16Array.from({ length: 256 }, (_, byte) => {
    let crc = width === 8 ? byte : byte << 8
    for (let bit = 0; bit < 8; bit++) crc = crc & (1 << (width - 1)) ? (crc << 1) ^ poly : crc << 1
    return crc & (width === 8 ? 0xff : 0xffff)
  })
const crc8Table = crcTable(0x07, 8)
const crc16Table = crcTable(0x8005, 16)

/** Segments carry the times; a number is only told as far as every decoder reads it. */
const NUMBERS = 2 ** 31

/** RFC 9639 §9.1.5: as UTF-8 would. */
const codedNumber = (value: number): readonly number[] => {
  if (value < 0x80) return [value]
  const bytes: number[] = []
  let rest = value
  let room = 6
  while (rest >= 2 ** room) {
    bytes.unshift(0x80 | (rest % 64))
    rest = Math.floor(rest / 64)
    room = room === 6 ? 5 : room - 1
  }
  return [((0xff << (7 - bytes.length)) & 0xff) | rest, ...bytes]
}

/** `number`: of the first moment. The sampling rate stands in the stream's own header. */
const frameOf = ({ numbers, channels, bits }: PlainSound, from: number, to: number, number: number): Bytes => {
  const head = [0xff, 0xf9, 0x70, ((channels - 1) << 4) | (bits === 24 ? 0x0c : 0x08), ...codedNumber(number % NUMBERS), (to - from - 1) >> 8, (to - from - 1) & 0xff]
  const bytes = new Uint8Array(head.length + 1 + channels * (1 + (to - from) * (bits / 8)) + 2)
  bytes.set(head)
  bytes[head.length] = head.reduce((crc, byte) => crc8Table[crc ^ byte] ?? 0, 0)
  let at = head.length + 1
  for (let channel = 0; channel < channels; channel++) {
    // A verbatim subframe (§9.2.4).
    bytes[at++] = 0x02
    for (let i = from; i < to; i++) {
      const value = numbers[i * channels + channel] ?? 0
      if (bits === 24) bytes[at++] = value >> 16
      bytes[at++] = value >> 8
      bytes[at++] = value
    }
  }
  let crc = 0
  for (let i = 0; i < at; i++) crc = ((crc << 8) & 0xffff) ^ (crc16Table[(crc >> 8) ^ (bytes[i] ?? 0)] ?? 0)
  bytes[at++] = crc >> 8
  bytes[at] = crc & 0xff
  return bytes
}

export interface FlacFrame {
  readonly bytes: Bytes
  /** Of its first moment, from that of the whole. */
  readonly at: number
}

/** `number`: of the first moment, on the clock of the recording. */
export const flacFrames = (sound: PlainSound, number: number): readonly FlacFrame[] => {
  const count = Math.floor(sound.numbers.length / sound.channels)
  // Of one length: behind a short one Media Source Extensions take the beginning of the next piece for a hole, and drop pictures.
  const frames = Math.ceil(count / FRAME)
  const edge = (frame: number): number => Math.floor((frame * count) / frames)
  return Array.from({ length: frames }, (_, frame) => ({ bytes: frameOf(sound, edge(frame), edge(frame + 1), number + edge(frame)), at: edge(frame) }))
}

/** FLAC in ISO-BMFF §3.3: the stream's header, a STREAMINFO block (RFC 9639 §8.2), in `dfLa`. */
export const flacEntryWith = (info: Uint8Array, sampleRate: number, channels: number): SampleEntry => {
  const bits = ((((info[12] ?? 0) & 1) << 4) | ((info[13] ?? 0) >> 4)) + 1
  const head = new Uint8Array(28)
  const headView = new DataView(head.buffer)
  headView.setUint16(6, 1)
  headView.setUint16(16, channels)
  headView.setUint16(18, bits)
  headView.setUint16(24, sampleRate < 65536 ? sampleRate : 0)
  return { codec: 'flac', width: 0, height: 0, channels, sampleRate, nalLengthBytes: null, plain: box('fLaC', head, fullBoxOf('dfLa', 0, 0, concat(Uint8Array.of(0x80, 0, 0, 34), info))) }
}

export const flacEntry = (sampleRate: number, channels: number, bits: 16 | 24): SampleEntry => {
  const info = new Uint8Array(34)
  const view = new DataView(info.buffer)
  view.setUint16(0, LEAST)
  view.setUint16(2, FRAME)
  view.setUint32(10, sampleRate * 4096 + ((channels - 1) << 9) + ((bits - 1) << 4))
  return flacEntryWith(info, sampleRate, channels)
}
