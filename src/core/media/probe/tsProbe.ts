// Probe of MPEG-TS and M2TS (ISO/IEC 13818-1): programme tables, codecs, and the length from both ends of the file.

import type { AudioTrack, VideoTrack } from '../../catalog/recording.ts'
import { nalsIn } from '../ts/avc.ts'
import { mpeg2Entry } from '../ts/mpeg2.ts'
import { mpeg4Entry } from '../ts/mpeg4.ts'
import { packetsIn, type Packet } from '../ts/packets.ts'
import { findStreams, isVideo, type Stream } from '../ts/programme.ts'
import { adtsFrameBytes, findTsLayout, mpegAudioFrame, type TsLayout } from '../sniff.ts'
import type { ByteSource } from './byteSource.ts'
import { nothingFound, type Found } from './found.ts'
import { aacRateAt } from './codecNames.ts'
import { findPictureHeader } from './pictureHeaders.ts'

/** Some seconds of a body camera, at each end. */
export const END_BYTES = 1 << 20
export const MAX_TAIL_BYTES = 8 << 20
/** Enough of one stream's beginning for its parameter sets. */
export const MAX_STREAM_BYTES = 1 << 18
const PTS_WRAP = 2 ** 33
const CLOCK = 90_000
const MAX_SECONDS = 86_400

/** Presentation time of a PES header, in 1/90000 s; null without one. */
const ptsOf = (pes: Uint8Array): number | null => {
  if (pes.length < 14 || pes[0] !== 0 || pes[1] !== 0 || pes[2] !== 1 || ((pes[7] ?? 0) & 0x80) === 0) return null
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = pes.subarray(9, 14)
  return ((a >> 1) & 7) * 2 ** 30 + (b << 22) + ((c >> 1) << 15) + (d << 7) + (e >> 1)
}

/** Presentation times by stream, in the order of the file. */
const timesIn = (packets: Iterable<Packet>, streams: readonly Stream[]): ReadonlyMap<number, number[]> => {
  const times = new Map(streams.map((stream) => [stream.pid, [] as number[]]))
  for (const { pid, starts, payload } of packets) {
    const pts = starts ? ptsOf(payload) : null
    if (pts !== null) times.get(pid)?.push(pts)
  }
  return times
}

/** The beginning of one stream, without PES headers. */
const streamBytes = (packets: Iterable<Packet>, wanted: number): Uint8Array => {
  const bytes = new Uint8Array(MAX_STREAM_BYTES)
  let [length, begun] = [0, false]
  for (const { pid, starts, payload } of packets) {
    if (pid !== wanted || (!begun && !starts)) continue
    begun = true
    const body = starts ? payload.subarray(9 + (payload[8] ?? 0)) : payload
    const part = body.subarray(0, MAX_STREAM_BYTES - length)
    bytes.set(part, length)
    length += part.length
    if (length === MAX_STREAM_BYTES) break
  }
  return bytes.subarray(0, length)
}

const ac3Channels = [2, 1, 2, 3, 3, 4, 4, 5]

export const readAudio = (stream: Stream, bytes: Uint8Array): AudioTrack => {
  const of = (codec: string, sampleRate: number, channels: number): AudioTrack => ({ codec, sampleRate, channels })
  for (let at = 0; at + 8 < bytes.length; at++) {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(at, at + 4)
    if (stream.kind === 'aac' && adtsFrameBytes(bytes, at) > 0) return of(`mp4a.40.${(c >> 6) + 1}`, aacRateAt((c >> 2) & 15), ((c & 1) << 2) | (d >> 6))
    const frame = stream.kind === 'mpegAudio' ? mpegAudioFrame(bytes, at) : null
    if (frame) return of(frame.layer === 3 ? 'mp3' : `mp${frame.layer}`, frame.sampleRate, frame.channels)
    if (stream.kind === 'ac3' && a === 0x0b && b === 0x77) {
      const mode = (bytes[at + 6] ?? 0) >> 5
      // lfeon stands behind the mix levels, whose presence depends on the mode (ATSC A/52 §5.3.2).
      const skipped = (mode & 1 && mode !== 1 ? 2 : 0) + (mode & 4 ? 2 : 0) + (mode === 2 ? 2 : 0)
      const lfe = ((((bytes[at + 6] ?? 0) << 8) | (bytes[at + 7] ?? 0)) >> (12 - skipped)) & 1
      return of('ac-3', [48000, 44100, 32000][(bytes[at + 4] ?? 0) >> 6] ?? 0, (ac3Channels[mode] ?? 2) + lfe)
    }
  }
  // G.711 says neither: recorders write it as telephones do (ITU-T G.711).
  return stream.codec === 'alaw' || stream.codec === 'ulaw' ? of(stream.codec, 8000, 1) : of(stream.codec, 0, 0)
}

/** The step between pictures, in 1/90000 s: the mean of those that are alike, 0 where unknown. */
const stepOf = (pts: readonly number[]): number => {
  const sorted = [...new Set(pts)].toSorted((a, b) => a - b)
  const steps = sorted.slice(1).map((time, at) => time - (sorted[at] ?? 0)).toSorted((a, b) => a - b)
  const middle = steps[steps.length >> 1] ?? 0
  const alike = steps.filter((step) => step > middle * 0.8 && step < middle * 1.25)
  return alike.reduce((sum, step) => sum + step, 0) / Math.max(1, alike.length)
}

/** Forward distance on the 33-bit clock; null where it would be more than a day: then the clock was set anew inside the file. */
const spanOf = (from: number, to: number): number | null => {
  const span = (to - from + PTS_WRAP) % PTS_WRAP
  return span / CLOCK <= MAX_SECONDS ? span : null
}

/** Earliest and latest of times that may cross the clock's wrap, from the middle one outwards. */
const extremes = (times: readonly number[]): { readonly first: number; readonly last: number } | null => {
  const pivot = times[times.length >> 1]
  if (pivot === undefined) return null
  const around = times.map((time) => ((time - pivot + PTS_WRAP * 1.5) % PTS_WRAP) - PTS_WRAP / 2)
  return { first: (pivot + Math.min(...around) + PTS_WRAP) % PTS_WRAP, last: (pivot + Math.max(...around) + PTS_WRAP) % PTS_WRAP }
}

/** The last times of each stream: the tail is widened until something is found. */
const tailTimes = async (source: ByteSource, layout: TsLayout, streams: readonly Stream[]): Promise<ReadonlyMap<number, number[]>> => {
  for (let bytes = END_BYTES; ; bytes *= 2) {
    const tail = await source.read(Math.max(0, source.size - bytes), source.size)
    const times = timesIn(packetsIn(tail, { offset: findTsLayout(tail)?.offset ?? 0, stride: layout.stride }), streams)
    if (bytes >= source.size || bytes >= MAX_TAIL_BYTES || [...times.values()].some((list) => list.length > 0)) return times
  }
}

/** `isStepped`: every picture of the stream has a time, and the last lasts as long as the others. */
export const durationOf = (head: ReadonlyMap<number, number[]>, tail: ReadonlyMap<number, number[]>, streams: readonly Stream[], isStepped: (stream: Stream) => boolean = ({ kind }) => isVideo(kind)): number | null => {
  const ends = streams.flatMap((stream) => {
    const begin = extremes(head.get(stream.pid) ?? [])
    const end = extremes(tail.get(stream.pid) ?? [])
    const span = begin && end && spanOf(begin.first, end.last)
    return begin && span !== null ? [{ begin: begin.first, span: span + (isStepped(stream) ? stepOf(head.get(stream.pid) ?? []) : 0) }] : []
  })
  const first = extremes(ends.map((end) => end.begin))?.first
  if (first === undefined) return null
  const lengths = ends.map((end) => ((end.begin - first + PTS_WRAP) % PTS_WRAP) + end.span)
  return Math.round((Math.max(...lengths) / CLOCK) * 1000)
}

export const probeTs = async (source: ByteSource): Promise<Found> => {
  const head = await source.read(0, END_BYTES)
  const layout = findTsLayout(head)
  if (!layout) return { ...nothingFound('video', 'ts'), damage: 'no packets', playable: false }
  const streams = findStreams(packetsIn(head, layout))
  const starts = timesIn(packetsIn(head, layout), streams)
  const videoStream = streams.find((stream) => isVideo(stream.kind))
  const audioStream = streams.find((stream) => !isVideo(stream.kind))
  const video = videoStream && readVideo(videoStream, streamBytes(packetsIn(head, layout), videoStream.pid), starts.get(videoStream.pid) ?? [])
  const audio = audioStream && readAudio(audioStream, streamBytes(packetsIn(head, layout), audioStream.pid))
  return {
    ...nothingFound(video || !audio ? 'video' : 'audio', 'ts'),
    durationMs: durationOf(starts, await tailTimes(source, layout, streams), streams),
    video: video ?? null,
    audio: audio ?? null,
    damage: streams.length === 0 ? 'no programme table' : null,
    playable: true,
    ...(layout.offset % layout.stride !== (layout.stride === 192 ? 4 : 0) ? { recovered: 'misaligned' as const } : {}),
  }
}

export const readVideo = (stream: Stream, bytes: Uint8Array, pts: readonly number[]): VideoTrack => {
  const header = stream.kind === 'mpeg4' ? mpeg4Entry(nalsIn(bytes)) : stream.kind === 'mpeg2' ? mpeg2Entry(nalsIn(bytes)) : stream.kind === 'avc' || stream.kind === 'hevc' ? findPictureHeader(bytes, stream.kind) : null
  const found = stepOf(pts)
  const step = header && 'interlaced' in header && header.interlaced && found > 0 && CLOCK / found > 45 ? found * 2 : found
  return { codec: header?.codec ?? stream.codec, width: header?.width ?? 0, height: header?.height ?? 0, rotation: 0, fps: step > 0 ? Math.round((CLOCK / step) * 1000) / 1000 : null }
}
