// Finds where an MPEG-TS file can be cut: a key frame every few seconds, met by reading a little at each place it is looked for.

import type { ReadBytes } from '../mp4/boxes.ts'
import type { SampleEntry } from '../mp4/sampleEntry.ts'
import { findTsLayout, type TsLayout } from '../sniff.ts'
import { STREAM_SEGMENT_S, type Streamed, type StreamCut, type StreamSample } from '../streamed.ts'
import { soundCodings, soundFrames, type SoundFrames } from './adts.ts'
import { alignedPictures, avcEntry, avcSample, isKeyPicture, nalsIn } from './avc.ts'
import { isMpeg4Key } from '../mpeg4/checkFilm.ts'
import { isMpeg2Key } from '../mpeg2/checkFilm.ts'
import { beginsPicture } from '../mpeg2/headers.ts'
import { hevcEntry, hevcSample, isHevcKey } from './hevc.ts'
import { mpeg2Entry } from './mpeg2.ts'
import { mpeg4Entry, mpeg4Sample } from './mpeg4.ts'
import { packetsIn } from './packets.ts'
import { findStreams, type Stream, type StreamKind } from './programme.ts'
import { CLOCK, unitsIn, unwrapped, type Unit } from './units.ts'

const HEAD_BYTES = 1 << 20
const MAX_TAIL_BYTES = 8 << 20
/** Read at once while looking for a key frame. */
const LOOK_BYTES = 384 << 10
/** Enough of a picture to meet what says that it is a key frame. */
const HEAD_OF_PICTURE_BYTES = 32 << 10
/** What one segment may take; more lies between two key frames only in a file nobody can seek in. */
const MAX_SEGMENT_BYTES = 96 << 20
/** No more than a day on one clock. */
const MAX_SECONDS = 86_400
/** Sound lies at most about a second away from the picture it belongs to. */
const SKEW_S = 1.2
/** A picture far off its segment's time belongs to another clock. */
const STRAY_S = 3

interface Key {
  readonly at: number
  readonly pts: number
}

/** What of the codings of a picture differs here. */
interface Coding {
  readonly isKey: (nals: readonly Uint8Array[]) => boolean
  readonly sampleOf: (nals: readonly Uint8Array[]) => Uint8Array
  readonly entryOf: (nals: readonly Uint8Array[]) => SampleEntry | null
  readonly isDelimiter: (byte: number) => boolean
}

const codings: Partial<Record<StreamKind, Coding>> = {
  avc: { isKey: isKeyPicture, sampleOf: avcSample, entryOf: avcEntry, isDelimiter: (byte) => (byte & 31) === 9 },
  // Pictures hold no start code but at their beginning.
  mpeg4: { isKey: isMpeg4Key, sampleOf: mpeg4Sample, entryOf: mpeg4Entry, isDelimiter: () => true },
  mpeg2: { isKey: isMpeg2Key, sampleOf: mpeg4Sample, entryOf: mpeg2Entry, isDelimiter: beginsPicture },
  hevc: { isKey: isHevcKey, sampleOf: hevcSample, entryOf: hevcEntry, isDelimiter: (byte) => byte >> 1 === 35 },
}

interface Layout {
  readonly coding: Coding
  readonly stride: TsLayout['stride']
  readonly video: Stream
  readonly audio: Stream | null
}

const readLayout = async (read: ReadBytes, size: number): Promise<Layout | null> => {
  const head = await read(0, Math.min(HEAD_BYTES, size))
  const layout = findTsLayout(head)
  if (!layout) return null
  const streams = findStreams(packetsIn(head, layout))
  const video = streams.find(({ kind }) => codings[kind])
  const coding = video && codings[video.kind]
  return video && coding ? { stride: layout.stride, coding, video, audio: streams.find(({ kind }) => soundCodings[kind]) ?? null } : null
}

const soundOf = (units: readonly Unit[], audio: Stream | null, near: number): SoundFrames => soundFrames(units.filter(({ pid }) => pid === audio?.pid), near, audio ? soundCodings[audio.kind] : undefined)

/** The first key frame at or behind a place; null when there is none before `end`. */
const keyFrom = async (read: ReadBytes, size: number, { stride, coding, video }: Layout, from: number, end: number): Promise<Key | null> => {
  const pids = new Set([video.pid])
  for (let at = from; at < end; ) {
    const to = Math.min(at + LOOK_BYTES, size)
    const units = alignedPictures(unitsIn(await read(at, to), stride, pids, to === size, HEAD_OF_PICTURE_BYTES), coding.isDelimiter)
    const key = units.find((unit) => unit.pts !== null && coding.isKey(nalsIn(unit.bytes)))
    if (key?.pts != null) return { at: at + key.at, pts: key.pts }
    if (to === size) return null
    // The last unit may be one whose beginning was too short to tell; a unit is never read a third time.
    const last = units.at(-1)
    at = last && last.at > 0 ? at + last.at : to
  }
  return null
}

/** End of the last picture and of the last sound, ticks; null where the tail shows none on the same clock. */
const endOf = async (read: ReadBytes, size: number, { stride, video, audio }: Layout, zero: number): Promise<number | null> => {
  for (let bytes = HEAD_BYTES; ; bytes *= 2) {
    const tail = await read(Math.max(0, size - bytes), size)
    const units = unitsIn(tail, stride, new Set([video.pid, ...(audio ? [audio.pid] : [])]), true)
    const times = units.flatMap(({ pid, pts }) => (pid === video.pid && pts !== null ? [unwrapped(pts, zero)] : [])).toSorted((a, b) => a - b)
    const last = times.at(-1)
    if (last !== undefined) {
      const steps = times.slice(1).map((time, i) => time - (times[i] ?? 0)).filter((step) => step > 0).toSorted((a, b) => a - b)
      const end = last + (steps[steps.length >> 1] ?? CLOCK / 25)
      const soundEnd = soundOf(units, audio, zero).end
      const whole = soundEnd > end + CLOCK / 10 && soundEnd < end + 5 * CLOCK ? soundEnd : end
      return last >= zero && (whole - zero) / CLOCK <= MAX_SECONDS ? whole : null
    }
    if (bytes >= size || bytes >= MAX_TAIL_BYTES) return null
  }
}

/** Key frames some seconds apart, the first included. */
const findKeys = async (read: ReadBytes, size: number, layout: Layout, first: Key, end: number): Promise<readonly Key[]> => {
  const keys = [first]
  for (let last = first; ; ) {
    const perTick = (size - last.at) / Math.max(1, end - last.pts)
    // A little too early: what is found is behind the place.
    let step = Math.floor(perTick * STREAM_SEGMENT_S * CLOCK * 0.9)
    let found: Key | null = null
    while (!found) {
      let key = await keyFrom(read, size, layout, Math.min(size, last.at + Math.max(step, 188)), size)
      while (key && unwrapped(key.pts, last.pts) < last.pts + (STREAM_SEGMENT_S / 2) * CLOCK) key = await keyFrom(read, size, layout, key.at + 188, size)
      if (key && unwrapped(key.pts, last.pts) > last.pts + 4 * STREAM_SEGMENT_S * CLOCK && step > LOOK_BYTES) {
        step = step >> 1
        continue
      }
      if (!key) return keys
      found = { at: key.at, pts: unwrapped(key.pts, last.pts) }
    }
    if (found.pts >= end) return keys
    keys.push(found)
    last = found
  }
}

const picturesOf = (units: readonly Unit[], { isKey, sampleOf }: Coding, from: number, to: number): readonly StreamSample[] => {
  const pictures: StreamSample[] = []
  for (const unit of units) {
    if (unit.pts === null) continue
    const pts = unwrapped(unit.pts, from)
    const first = pictures.length === 0
    // Half a picture shows nothing but smear.
    if ((!unit.whole && !first) || pts < from - STRAY_S * CLOCK || pts > to + STRAY_S * CLOCK) continue
    const nals = nalsIn(unit.bytes)
    const bytes = sampleOf(nals)
    if (bytes.length === 0) continue
    const dts = unwrapped(unit.dts ?? unit.pts, from)
    pictures.push({ bytes, dts: Math.max(dts, (pictures.at(-1)?.dts ?? -Infinity) + 1), pts, key: isKey(nals) })
  }
  return pictures
}

/** null where there is no picture of H.264, HEVC, MPEG-4 or MPEG-2, no key frame, or no clock to lay it on. */
export const openTs = async (read: ReadBytes, size: number): Promise<Streamed | null> => {
  const layout = await readLayout(read, size)
  const first = layout && (await keyFrom(read, size, layout, 0, Math.min(size, MAX_SEGMENT_BYTES)))
  const end = layout && first && (await endOf(read, size, layout, first.pts))
  if (!layout || !first || end === null) return null
  const { stride, coding, video, audio } = layout
  const keys = await findKeys(read, size, layout, first, end)
  if (keys.some((key, i) => (keys[i + 1]?.at ?? size) - key.at > MAX_SEGMENT_BYTES)) return null
  const pids = new Set([video.pid, ...(audio ? [audio.pid] : [])])
  const skew = Math.min(4 << 20, Math.max(256 << 10, Math.ceil(((size - first.at) / Math.max(1, end - first.pts)) * SKEW_S * CLOCK)))
  const range = (number: number): { start: number; end: number } => ({
    start: Math.max(0, (keys[number]?.at ?? 0) - skew),
    end: Math.min(size, (keys[number + 1]?.at ?? size) + skew),
  })
  return {
    timescale: CLOCK,
    zero: first.pts,
    seconds: (end - first.pts) / CLOCK,
    starts: keys.map(({ pts }) => (pts - first.pts) / CLOCK),
    range,
    cut: (number, bytes): StreamCut | null => {
      const key = keys[number]
      if (!key) return null
      const { start } = range(number)
      const [from, to] = [key.at - start, (keys[number + 1]?.at ?? size) - start]
      const until = keys[number + 1]?.pts ?? end
      const units = unitsIn(bytes, stride, pids, start + bytes.length === size)
      const pictures = picturesOf(alignedPictures(units.filter(({ pid }) => pid === video.pid), coding.isDelimiter).filter(({ at }) => at >= from && at < to), coding, key.pts, until)
      if (!pictures[0]?.key || pictures[0].pts !== key.pts) return null
      const sound = soundOf(units, audio, key.pts)
      const frames = sound.frames.filter(({ pts }) => pts >= key.pts && pts < until)
      return { video: pictures, audio: frames, audioEnd: Math.min(sound.end, until) }
    },
    entries: async (verified) => {
      const units = unitsIn(await verified(first.at, Math.min(size, first.at + HEAD_BYTES)), stride, pids, false)
      const entry = alignedPictures(units.filter(({ pid }) => pid === video.pid), coding.isDelimiter).map((unit) => coding.entryOf(nalsIn(unit.bytes))).find((found) => found !== null)
      return entry ? { video: entry, audio: soundOf(units, audio, first.pts).entry } : null
    },
  }
}
