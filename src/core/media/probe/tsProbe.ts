// Probe of MPEG-TS and M2TS (ISO/IEC 13818-1): programme tables, codecs, and the length from both ends of the file.

import type { AudioTrack, VideoTrack } from '../../catalog/recording.ts'
import { adtsFrameBytes, findTsLayout, mpegAudioFrame, type TsLayout } from '../sniff.ts'
import type { ByteSource } from './byteSource.ts'
import { nothingFound, type Found } from './found.ts'
import { aacRateAt } from './codecNames.ts'
import { findPictureHeader } from './pictureHeaders.ts'

/** Some seconds of a body camera, at each end. */
const END_BYTES = 1 << 20
const MAX_TAIL_BYTES = 8 << 20
/** Enough of one stream's beginning for its parameter sets. */
const MAX_STREAM_BYTES = 1 << 18
const PTS_WRAP = 2 ** 33
const CLOCK = 90_000
const MAX_SECONDS = 86_400

type StreamKind = 'avc' | 'hevc' | 'mpeg2' | 'video' | 'aac' | 'mpegAudio' | 'ac3' | 'audio'

const kinds: Readonly<Record<number, readonly [StreamKind, string]>> = {
  0x01: ['mpeg2', 'mp1v'], 0x02: ['mpeg2', 'mp2v'], 0x1b: ['avc', 'avc1'], 0x24: ['hevc', 'hvc1'], 0x10: ['video', 'mp4v'], 0xea: ['video', 'vc-1'],
  0x0f: ['aac', 'mp4a.40.2'], 0x11: ['audio', 'mp4a.40.2'], 0x03: ['mpegAudio', 'mp2'], 0x04: ['mpegAudio', 'mp2'], 0x81: ['ac3', 'ac-3'], 0x87: ['audio', 'ec-3'], 0x80: ['audio', 'lpcm'], 0x82: ['audio', 'dts'], 0x90: ['audio', 'alaw'], 0x91: ['audio', 'ulaw'],
}
const isVideo = (kind: StreamKind): boolean => kind === 'avc' || kind === 'hevc' || kind === 'mpeg2' || kind === 'video'

interface Packet {
  readonly pid: number
  readonly starts: boolean
  readonly payload: Uint8Array
}

/** Packets of a piece of the file that lie whole in it; a place without sync byte is passed over to the next that has two. */
function* packetsIn(bytes: Uint8Array, layout: TsLayout): Generator<Packet, void, void> {
  for (let at = layout.offset; at + 188 <= bytes.length; ) {
    if (bytes[at] !== 0x47) {
      at++
      continue
    }
    const next = at + layout.stride
    if (next < bytes.length && bytes[next] !== 0x47) {
      at++
      continue
    }
    const [, second = 0, third = 0, fourth = 0, adaptation = 0] = bytes.subarray(at, at + 5)
    const from = at + 4 + (fourth & 0x20 ? adaptation + 1 : 0)
    const clear = (second & 0x80) === 0 && (fourth & 0xc0) === 0
    if (clear && fourth & 0x10 && from < at + 188) yield { pid: ((second & 31) << 8) | third, starts: (second & 0x40) !== 0, payload: bytes.subarray(from, at + 188) }
    at = next
  }
}

/** The section that begins in a packet's payload (§2.4.4); tables of one programme fit one packet, longer ones are read as far as they go. */
const sectionOf = (payload: Uint8Array): Uint8Array => {
  const at = 1 + (payload[0] ?? 0)
  const length = 3 + (((payload[at + 1] ?? 0) & 15) << 8) + (payload[at + 2] ?? 0)
  return payload.subarray(at, at + length)
}

interface Stream {
  readonly pid: number
  readonly kind: StreamKind
  readonly codec: string
}

/** PES streams without a stream type of their own name themselves in a descriptor (ETSI TS 101 154, SMPTE). */
const streamOf = (pid: number, type: number, descriptors: Uint8Array): Stream | null => {
  const known = kinds[type]
  if (known) return { pid, kind: known[0], codec: known[1] }
  for (let at = 0; at + 2 <= descriptors.length; at += 2 + (descriptors[at + 1] ?? 0)) {
    const name = descriptors[at] === 5 ? String.fromCharCode(...descriptors.subarray(at + 2, at + 6)) : ''
    if (descriptors[at] === 0x6a || name === 'AC-3') return { pid, kind: 'ac3', codec: 'ac-3' }
    if (descriptors[at] === 0x7a || name === 'EAC3') return { pid, kind: 'audio', codec: 'ec-3' }
    if (name === 'HEVC') return { pid, kind: 'hevc', codec: 'hvc1' }
    if (name === 'Opus') return { pid, kind: 'audio', codec: 'opus' }
  }
  return null
}

const readProgramme = (section: Uint8Array): readonly Stream[] => {
  const streams: Stream[] = []
  let at = 12 + (((section[10] ?? 0) & 15) << 8) + (section[11] ?? 0)
  while (at + 5 <= section.length - 4) {
    const extra = (((section[at + 3] ?? 0) & 15) << 8) | (section[at + 4] ?? 0)
    const stream = streamOf((((section[at + 1] ?? 0) & 31) << 8) | (section[at + 2] ?? 0), section[at] ?? 0, section.subarray(at + 5, at + 5 + extra))
    if (stream) streams.push(stream)
    at += 5 + extra
  }
  return streams
}

const findStreams = (packets: Iterable<Packet>): readonly Stream[] => {
  const tables = new Set<number>()
  for (const { pid, starts, payload } of packets) {
    if (!starts) continue
    const section = sectionOf(payload)
    if (pid === 0 && section[0] === 0)
      for (let at = 8; at + 4 <= section.length - 4; at += 4) {
        const programme = ((section[at] ?? 0) << 8) | (section[at + 1] ?? 0)
        if (programme !== 0) tables.add((((section[at + 2] ?? 0) & 31) << 8) | (section[at + 3] ?? 0))
      }
    if (tables.has(pid) && section[0] === 2) {
      const streams = readProgramme(section)
      if (streams.length > 0) return streams
    }
  }
  return []
}

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

const readAudio = (stream: Stream, bytes: Uint8Array): AudioTrack => {
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
  return of(stream.codec, 0, 0)
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

const durationOf = (head: ReadonlyMap<number, number[]>, tail: ReadonlyMap<number, number[]>, streams: readonly Stream[]): number | null => {
  const ends = streams.flatMap((stream) => {
    const begin = extremes(head.get(stream.pid) ?? [])
    const end = extremes(tail.get(stream.pid) ?? [])
    const span = begin && end && spanOf(begin.first, end.last)
    return begin && span !== null ? [{ begin: begin.first, span: span + (isVideo(stream.kind) ? stepOf(head.get(stream.pid) ?? []) : 0) }] : []
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
    playable: false,
  }
}

const readVideo = (stream: Stream, bytes: Uint8Array, pts: readonly number[]): VideoTrack => {
  const header = stream.kind === 'avc' || stream.kind === 'hevc' || stream.kind === 'mpeg2' ? findPictureHeader(bytes, stream.kind) : null
  const found = stepOf(pts)
  const step = header?.interlaced && found > 0 && CLOCK / found > 45 ? found * 2 : found
  return { codec: header?.codec ?? stream.codec, width: header?.width ?? 0, height: header?.height ?? 0, rotation: 0, fps: step > 0 ? Math.round((CLOCK / step) * 1000) / 1000 : null }
}
