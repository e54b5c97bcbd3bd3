// Probe of program streams: codecs by map or by content, and the length from both ends of the file.

import type { Unit } from '../ts/units.ts'
import { psPackets } from '../ps/packets.ts'
import { findPsStreams } from '../ps/streams.ts'
import { concat } from '../mp4/writeBoxes.ts'
import { nalsIn } from '../ts/avc.ts'
import { isVideo, type Stream, type StreamKind } from '../ts/programme.ts'
import type { ByteSource } from './byteSource.ts'
import { nothingFound, type Found } from './found.ts'
import { durationOf, END_BYTES, MAX_STREAM_BYTES, MAX_TAIL_BYTES, readAudio, readVideo } from './tsProbe.ts'

const timesIn = (units: readonly Unit[]): ReadonlyMap<number, number[]> =>
  new Map([...Map.groupBy(units, ({ pid }) => pid)].map(([pid, own]) => [pid, own.flatMap(({ pts }) => (pts === null ? [] : [pts]))]))

const streamBytes = (units: readonly Unit[], wanted: number): Uint8Array => {
  const bytes = new Uint8Array(MAX_STREAM_BYTES)
  let length = 0
  for (const unit of units) {
    if (unit.pid !== wanted) continue
    const part = unit.bytes.subarray(0, MAX_STREAM_BYTES - length)
    bytes.set(part, length)
    length += part.length
  }
  return bytes.subarray(0, length)
}

/** Pictures that begin: by their first slice, or their start code. */
const picturesIn = (kind: StreamKind, bytes: Uint8Array): number =>
  nalsIn(bytes).filter(([code = 0, a = 0, b = 0]) =>
    kind === 'avc' ? ((code & 31) === 1 || (code & 31) === 5) && a >= 0x80 : kind === 'hevc' ? code >> 1 < 32 && b >= 0x80 : kind === 'mpeg4' ? code === 0xb6 : code === 0).length

/** A packet says the time of its first picture alone, and may hold several: then steps between times are none between pictures. */
const allTimed = (stream: Stream, units: readonly Unit[]): boolean => {
  const own = units.filter(({ pid }) => pid === stream.pid)
  const times = own.filter(({ pts }) => pts !== null).length
  return picturesIn(stream.kind, concat(...own.map(({ bytes }) => bytes))) <= times + 1
}

/** The tail is widened until something is found. */
const tailTimes = async (source: ByteSource): Promise<ReadonlyMap<number, number[]>> => {
  for (let bytes = END_BYTES; ; bytes *= 2) {
    const times = timesIn(psPackets(await source.read(Math.max(0, source.size - bytes), source.size), true).units)
    if (bytes >= source.size || bytes >= MAX_TAIL_BYTES || [...times.values()].some((list) => list.length > 0)) return times
  }
}

export const probePs = async (source: ByteSource): Promise<Found> => {
  const packets = psPackets(await source.read(0, END_BYTES), source.size <= END_BYTES)
  const streams = findPsStreams(packets)
  const starts = timesIn(packets.units)
  const pictures = streams.find(({ kind }) => isVideo(kind))
  const sound = streams.find(({ kind }) => !isVideo(kind))
  const stepped = pictures !== undefined && allTimed(pictures, packets.units)
  return {
    ...nothingFound(pictures || !sound ? 'video' : 'audio', 'ps'),
    durationMs: durationOf(starts, await tailTimes(source), streams, ({ pid }) => stepped && pid === pictures.pid),
    video: pictures ? readVideo(pictures, streamBytes(packets.units, pictures.pid), stepped ? (starts.get(pictures.pid) ?? []) : []) : null,
    audio: sound ? readAudio(sound, streamBytes(packets.units, sound.pid)) : null,
    damage: streams.length === 0 ? 'no stream that is known' : null,
    // Nothing makes segments of it yet.
    playable: false,
  }
}
