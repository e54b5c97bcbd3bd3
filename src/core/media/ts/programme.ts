// The streams of an MPEG-TS programme, by its tables (ISO/IEC 13818-1 §2.4.4).

import type { Packet } from './packets.ts'

export type StreamKind = 'avc' | 'hevc' | 'mpeg4' | 'mpeg2' | 'video' | 'aac' | 'mpegAudio' | 'ac3' | 'audio'

const kinds: Readonly<Record<number, readonly [StreamKind, string]>> = {
  0x01: ['mpeg2', 'mp1v'], 0x02: ['mpeg2', 'mp2v'], 0x1b: ['avc', 'avc1'], 0x24: ['hevc', 'hvc1'], 0x10: ['mpeg4', 'mp4v.20'], 0xea: ['video', 'vc-1'],
  0x0f: ['aac', 'mp4a.40.2'], 0x11: ['audio', 'mp4a.40.2'], 0x03: ['mpegAudio', 'mp2'], 0x04: ['mpegAudio', 'mp2'], 0x81: ['ac3', 'ac-3'], 0x87: ['audio', 'ec-3'], 0x80: ['audio', 'lpcm'], 0x82: ['audio', 'dts'], 0x90: ['audio', 'alaw'], 0x91: ['audio', 'ulaw'],
}
/** By its type (§2.4.4, table 2-34, and what recorders add to it). */
export const kindOfType = (type: number): readonly [StreamKind, string] | null => kinds[type] ?? null

export const isVideo = (kind: StreamKind): boolean => kind === 'avc' || kind === 'hevc' || kind === 'mpeg4' || kind === 'mpeg2' || kind === 'video'

/** The section that begins in a packet's payload (§2.4.4); tables of one programme fit one packet, longer ones are read as far as they go. */
const sectionOf = (payload: Uint8Array): Uint8Array => {
  const at = 1 + (payload[0] ?? 0)
  const length = 3 + (((payload[at + 1] ?? 0) & 15) << 8) + (payload[at + 2] ?? 0)
  return payload.subarray(at, at + length)
}

export interface Stream {
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

export const findStreams = (packets: Iterable<Packet>): readonly Stream[] => {
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
