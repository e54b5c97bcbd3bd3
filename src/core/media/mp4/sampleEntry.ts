// What a track's `stsd` says: its codec as RFC 6381 names it, and the same entry written again in the plain ISO way.

import type { Bytes } from '../../ids.ts'
import { formOfQuickTime, type SoundForm } from '../sound/soundForm.ts'
import { boxesIn, viewOf, type Box } from './boxes.ts'
import { box } from './writeBoxes.ts'

export interface SampleEntry {
  /** RFC 6381 where known, else the container's own four characters. */
  readonly codec: string
  readonly width: number
  readonly height: number
  readonly channels: number
  readonly sampleRate: number
  /** Bytes of the length before each NAL unit of H.264 or HEVC; null for other codecs. */
  readonly nalLengthBytes: number | null
  /** What a decoder is set up with, where the entry's boxes do not hold it. */
  readonly config?: Bytes
  /** Sound that is read without a decoder. */
  readonly form?: SoundForm
  /** The entry as ISO/IEC 14496-12 has it (QuickTime's sound headers and private boxes left out), for an init segment. */
  readonly plain: Bytes
}

const hex2 = (value: number | undefined): string => (value ?? 0).toString(16).padStart(2, '0')

const VISUAL_BYTES = 78
const keptVisual = new Set(['avcC', 'hvcC', 'av1C', 'vpcC', 'pasp', 'colr', 'btrt'])
const keptSound = new Set(['esds', 'dOps', 'dfLa', 'dac3', 'dec3'])

/** H.264: ISO/IEC 14496-15 §5.3.3. HEVC: Annex E. AV1 and VP9: their ISO bindings §5. */
const visualCodec = (type: string, config: Uint8Array | undefined): string => {
  if (!config) return type
  const c = (at: number): number => config[at] ?? 0
  if (type === 'avc1' || type === 'avc3') return `${type}.${hex2(c(1))}${hex2(c(2))}${hex2(c(3))}`
  if (type === 'hvc1' || type === 'hev1') {
    const space = ['', 'A', 'B', 'C'][c(1) >> 6] ?? ''
    let compatible = 0
    for (let bit = 0; bit < 32; bit++) if (c(2 + (bit >> 3)) & (0x80 >> (bit & 7))) compatible += 2 ** bit
    const constraints = [...config.subarray(6, 12)]
    while (constraints.at(-1) === 0) constraints.pop()
    return [`${type}`, `${space}${c(1) & 31}`, compatible.toString(16), `${c(1) & 0x20 ? 'H' : 'L'}${c(12)}`, ...constraints.map((byte) => byte.toString(16))].join('.')
  }
  if (type === 'av01') {
    const depth = c(2) & 0x40 ? (c(2) & 0x20 ? 12 : 10) : 8
    return `av01.${c(1) >> 5}.${String(c(1) & 31).padStart(2, '0')}${c(2) & 0x80 ? 'H' : 'M'}.${String(depth).padStart(2, '0')}`
  }
  if (type === 'vp09' || type === 'vp08') return `${type}.${[c(4), c(5), c(6) >> 4].map((part) => String(part).padStart(2, '0')).join('.')}`
  return type
}

/** The descriptors of an `esds` (ISO/IEC 14496-1 §7.2.6): object type, and the audio object type of its DecoderSpecificInfo. */
export const readEsds = (bytes: Uint8Array, esds: Box): { readonly objectType: number; readonly config: Uint8Array } | null => {
  let at = esds.body + 4
  let objectType = -1
  while (at + 2 <= esds.end) {
    const tag = bytes[at++]
    let length = 0
    for (let i = 0; i < 4 && at < esds.end; i++) {
      const byte = bytes[at++] ?? 0
      length = (length << 7) | (byte & 127)
      if (!(byte & 128)) break
    }
    if (tag === 3) {
      const flags = bytes[at + 2] ?? 0
      at += 3 + (flags & 0x80 ? 2 : 0) + (flags & 0x40 ? 1 + (bytes[at + 3] ?? 0) : 0) + (flags & 0x20 ? 2 : 0)
    } else if (tag === 4) {
      objectType = bytes[at] ?? -1
      at += 13
    } else if (tag === 5) return { objectType, config: bytes.subarray(at, Math.min(at + length, esds.end)) }
    else at += length
  }
  return objectType < 0 ? null : { objectType, config: new Uint8Array(0) }
}

/** Sampling rates by index: ISO/IEC 14496-3 §1.6.3.3. */
const aacRates = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350]

const soundCodec = (type: string, bytes: Uint8Array, boxes: readonly Box[]): { readonly codec: string; readonly channels?: number; readonly sampleRate?: number } => {
  const esdsBox = boxes.find((child) => child.type === 'esds')
  const esds = type === 'mp4a' && esdsBox ? readEsds(bytes, esdsBox) : null
  if (!esds) return { codec: type === 'Opus' ? 'opus' : type === 'fLaC' ? 'flac' : type === '.mp3' ? 'mp3' : type }
  if (esds.objectType !== 0x40) return { codec: `mp4a.${hex2(esds.objectType)}` }
  const [a = 0, b = 0] = esds.config
  const object = a >> 3 === 31 ? 32 + (((a & 7) << 3) | (b >> 5)) : a >> 3
  const rate = object < 31 ? aacRates[((a & 7) << 1) | (b >> 7)] : undefined
  const channels = object < 31 ? (b >> 3) & 15 : 0
  return { codec: `mp4a.40.${object || 2}`, ...(rate ? { sampleRate: rate } : {}), ...(channels ? { channels: channels === 7 ? 8 : channels } : {}) }
}

const copyOf = (bytes: Uint8Array, from: number, to: number): Bytes => new Uint8Array(bytes.subarray(from, to))

const readVisual = (bytes: Uint8Array, entry: Box): SampleEntry | null => {
  if (entry.end - entry.body < VISUAL_BYTES) return null
  const view = viewOf(bytes)
  const boxes = boxesIn(bytes, entry.body + VISUAL_BYTES, entry.end).filter((child) => child.whole && keptVisual.has(child.type))
  const configBox = boxes.find((child) => /^(avcC|hvcC|av1C|vpcC)$/.test(child.type))
  const config = configBox && bytes.subarray(configBox.body, configBox.end)
  const esdsBox = entry.type === 'mp4v' ? boxesIn(bytes, entry.body + VISUAL_BYTES, entry.end).find((child) => child.type === 'esds') : undefined
  const esds = esdsBox ? readEsds(bytes, esdsBox) : null
  const nalAt = configBox?.type === 'avcC' ? 4 : configBox?.type === 'hvcC' ? 21 : null
  return {
    codec: esds && esds.objectType !== 0x20 ? `mp4v.${hex2(esds.objectType)}` : visualCodec(entry.type, config),
    width: view.getUint16(entry.body + 24),
    height: view.getUint16(entry.body + 26),
    channels: 0,
    sampleRate: 0,
    nalLengthBytes: nalAt === null ? null : ((config?.[nalAt] ?? 3) & 3) + 1,
    ...(esds && esds.config.length > 0 ? { config: new Uint8Array(esds.config) } : {}),
    plain: box(entry.type, copyOf(bytes, entry.body, entry.body + VISUAL_BYTES), ...boxes.map((child) => copyOf(bytes, child.start, child.end))),
  }
}

const readSound = (bytes: Uint8Array, entry: Box): SampleEntry | null => {
  if (entry.end - entry.body < 28) return null
  const view = viewOf(bytes)
  // QuickTime File Format, sound sample descriptions: version 1 has 16 more bytes, version 2 has 36.
  const version = view.getUint16(entry.body + 8)
  const after = entry.body + 28 + (version === 1 ? 16 : version === 2 ? 36 : 0)
  const direct = boxesIn(bytes, after, entry.end)
  const wave = direct.find((child) => child.type === 'wave')
  const boxes = [...direct, ...(wave ? boxesIn(bytes, wave.body, wave.end) : [])].filter((child) => child.whole && keptSound.has(child.type))
  const said = soundCodec(entry.type, bytes, boxes)
  const wide = version === 2 && entry.end - entry.body >= 64
  const wideRate = wide ? Math.round(view.getFloat64(entry.body + 32)) : 0
  // Their entries hold fixed numbers (3GPP TS 26.244 §6.5).
  const speechRate = entry.type === 'samr' ? 8_000 : entry.type === 'sawb' ? 16_000 : null
  const channels = speechRate ? 1 : said.channels ?? (wide ? view.getUint32(entry.body + 40) : view.getUint16(entry.body + 16))
  const sampleRate = speechRate ?? said.sampleRate ?? (wideRate > 0 && wideRate < 1e6 ? wideRate : view.getUint16(entry.body + 24))
  const enda = wave && boxesIn(bytes, wave.body, wave.end).find((child) => child.type === 'enda' && child.end - child.body >= 2)
  const form = formOfQuickTime(entry.type, channels, wide ? view.getUint32(entry.body + 48) : view.getUint16(entry.body + 18), wide ? view.getUint32(entry.body + 52) : null, enda ? view.getUint16(enda.body) === 1 : false)
  const head = new Uint8Array(28)
  const headView = viewOf(head)
  headView.setUint16(6, 1)
  headView.setUint16(16, channels)
  headView.setUint16(18, 16)
  headView.setUint16(24, sampleRate)
  return { codec: said.codec, width: 0, height: 0, channels, sampleRate, nalLengthBytes: null, ...(form ? { form } : {}), plain: box(entry.type, head, ...boxes.map((child) => copyOf(bytes, child.start, child.end))) }
}

/** The first entry of an `stsd`; null where none can be read. */
export const readSampleEntry = (bytes: Uint8Array, stsd: Box, kind: 'video' | 'audio'): SampleEntry | null => {
  const entry = boxesIn(bytes, stsd.body + 8, stsd.end)[0]
  if (!entry?.whole) return null
  return kind === 'video' ? readVisual(bytes, entry) : readSound(bytes, entry)
}
