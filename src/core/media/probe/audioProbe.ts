// Probes of bare sound streams: MP3, ADTS AAC and AMR.

import type { Container } from '../sniff.ts'
import { adtsFrameBytes, id3Bytes, mpegAudioFrame, textAt } from '../sniff.ts'
import { viewOf } from '../mp4/boxes.ts'
import type { ByteSource } from './byteSource.ts'
import { nothingFound, type Found } from './found.ts'
import { aacRateAt } from './codecNames.ts'

/** Streams without an index are counted frame by frame up to here; beyond it their length stays unknown. */
const MAX_WALK_BYTES = 48 << 20
const STEP_BYTES = 1 << 20
const LONGEST_FRAME = 8192

const sound = (container: Container, codec: string, sampleRate: number, channels: number, seconds: number | null, damage: string | null = null): Found => ({
  ...nothingFound('audio', container),
  durationMs: seconds === null ? null : Math.round(seconds * 1000),
  audio: { codec, sampleRate, channels },
  damage,
})

/** Counts frames from `from` on. `frameBytes` is 0 where no frame stands; then the next byte is tried. */
const countFrames = async (source: ByteSource, from: number, frameBytes: (bytes: Uint8Array, at: number) => number): Promise<{ readonly frames: number; readonly lost: number; readonly cut: boolean } | null> => {
  if (source.size - from > MAX_WALK_BYTES) return null
  let [frames, lost, position] = [0, 0, from]
  while (position < source.size) {
    const bytes = await source.read(position, position + STEP_BYTES)
    const last = position + bytes.length >= source.size
    let at = 0
    while (at < bytes.length && (last || at + LONGEST_FRAME < bytes.length)) {
      const length = frameBytes(bytes, at)
      if (length > 0 && at + length > bytes.length) return { frames, lost, cut: true }
      if (length > 0) frames++
      else lost++
      at += Math.max(1, length)
    }
    if (at === 0) break
    position += at
  }
  return { frames, lost, cut: false }
}

const firstFrame = (bytes: Uint8Array, step: (at: number) => number): number => {
  for (let at = 0; at + 8 < bytes.length; at++) {
    const length = bytes[at] === 0xff ? step(at) : 0
    if (length > 0 && (at + length >= bytes.length || step(at + length) > 0)) return at
  }
  return -1
}

/** Frame count of a Xing, Info or VBRI header inside the first frame; null without one. */
const statedFrames = (frame: Uint8Array): number | null => {
  for (const at of [36, 21, 13]) {
    const tag = textAt(frame, at, 4)
    if ((tag === 'Xing' || tag === 'Info') && at + 12 <= frame.length) return (frame[at + 7] ?? 0) & 1 ? viewOf(frame).getUint32(at + 8) : null
  }
  return textAt(frame, 36, 4) === 'VBRI' && frame.length >= 54 ? viewOf(frame).getUint32(50) : null
}

export const probeMp3 = async (source: ByteSource): Promise<Found> => {
  const tagBytes = id3Bytes(await source.read(0, 10))
  const head = await source.read(tagBytes, tagBytes + STEP_BYTES / 4)
  const lengthAt = (at: number): number => mpegAudioFrame(head, at)?.length ?? 0
  const first = firstFrame(head, lengthAt)
  const frame = first < 0 ? null : mpegAudioFrame(head, first)
  if (!frame) return { ...nothingFound('audio', 'mp3'), damage: 'no sound frame', playable: false }
  const codec = frame.layer === 3 ? 'mp3' : `mp${frame.layer}`
  const stated = statedFrames(head.subarray(first, first + Math.max(frame.length, 60)))
  const perFrame = frame.samples / frame.sampleRate
  // The count of a cut file is that of the whole one: it must fit what is there, at the lowest bit rate.
  const fits = stated !== null && stated > 0 && stated * 24 <= source.size
  if (stated !== null && fits) return sound('mp3', codec, frame.sampleRate, frame.channels, stated * perFrame)
  const tail = await source.read(source.size - 128, source.size)
  const tagged = textAt(tail, 0, 3) === 'TAG' ? 128 : 0
  const counted = await countFrames(source, tagBytes + first, (bytes, at) => mpegAudioFrame(bytes, at)?.length ?? 0)
  const seconds = counted ? counted.frames * perFrame : null
  return sound('mp3', codec, frame.sampleRate, frame.channels, seconds, counted && counted.lost > tagged + 4096 ? 'bytes between the frames are damaged' : null)
}

export const probeAdts = async (source: ByteSource): Promise<Found> => {
  const tagBytes = id3Bytes(await source.read(0, 10))
  const head = await source.read(tagBytes, tagBytes + STEP_BYTES / 4)
  const first = firstFrame(head, (at) => adtsFrameBytes(head, at))
  if (first < 0) return { ...nothingFound('audio', 'aac'), damage: 'no sound frame', playable: false }
  const [, , profile = 0, layout = 0] = head.subarray(first, first + 4)
  const sampleRate = aacRateAt((profile >> 2) & 15)
  const channels = ((profile & 1) << 2) | (layout >> 6)
  const counted = await countFrames(source, tagBytes + first, adtsFrameBytes)
  const seconds = counted && sampleRate > 0 ? (counted.frames * 1024) / sampleRate : null
  return sound('aac', `mp4a.40.${(profile >> 6) + 1}`, sampleRate, channels, seconds, counted && counted.lost > 4096 ? 'bytes between the frames are damaged' : null)
}

/** Bytes of a frame by its type, header included (RFC 4867 §5.3); 20 ms each. */
const amrBytes = [13, 14, 16, 18, 20, 21, 27, 32, 6, 6, 6, 6, 1, 1, 1, 1]
const amrWideBytes = [18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 1, 1, 1, 1, 1, 1]

/** 0 where a byte is no frame's first. */
export const amrFrameBytes = (first: number, wide: boolean): number => (first & 0x83 ? 0 : ((wide ? amrWideBytes : amrBytes)[(first >> 3) & 15] ?? 0))

export const probeAmr = async (source: ByteSource): Promise<Found> => {
  const head = await source.read(0, 16)
  const wide = textAt(head, 5, 4) === '-WB\n'
  const many = textAt(head, wide ? 8 : 5, 5) === '_MC1.' || textAt(head, 5, 3) === '_MC'
  if (many || (!wide && head[5] !== 10)) return { ...nothingFound('audio', 'amr'), damage: 'a form of AMR that is not known', playable: false }
  const counted = await countFrames(source, wide ? 9 : 6, (bytes, at) => amrFrameBytes(bytes[at] ?? 0xff, wide))
  const damage = counted && counted.lost > 0 ? 'bytes between the frames are damaged' : counted?.cut ? 'the end of the file is missing' : null
  return sound('amr', wide ? 'sawb' : 'samr', wide ? 16000 : 8000, 1, counted ? counted.frames * 0.02 : null, damage)
}
