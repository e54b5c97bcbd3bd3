// Sample entries for what comes from other containers: the box a decoder is set up with, for each codec.

import { aacRateAt, hevcCodec } from '../probe/codecNames.ts'
import type { SampleEntry } from './sampleEntry.ts'
import { box, fullBoxOf } from './writeBoxes.ts'

const hex2 = (byte: number): string => byte.toString(16).padStart(2, '0')
const two = (value: number): string => String(value).padStart(2, '0')

/** VisualSampleEntry (ISO/IEC 14496-12 §12.1.3): 72 dpi, one picture a sample, depth 24. */
const visual = (codec: string, width: number, height: number, nalLengthBytes: number | null, config: Uint8Array): SampleEntry => {
  const head = new Uint8Array(78)
  const view = new DataView(head.buffer)
  view.setUint16(6, 1)
  view.setUint16(24, width)
  view.setUint16(26, height)
  view.setUint32(28, 0x480000)
  view.setUint32(32, 0x480000)
  view.setUint16(40, 1)
  view.setUint16(74, 24)
  view.setInt16(76, -1)
  return { codec, width, height, channels: 0, sampleRate: 0, nalLengthBytes, plain: box(codec.slice(0, 4), head, config) }
}

/** `config`: an AVCDecoderConfigurationRecord (ISO/IEC 14496-15 §5.3.3). */
export const avcEntryWith = (type: 'avc1' | 'avc3', width: number, height: number, config: Uint8Array): SampleEntry =>
  visual(`${type}.${[...config.subarray(1, 4)].map(hex2).join('')}`, width, height, ((config[4] ?? 3) & 3) + 1, box('avcC', config))

/** `config`: an HEVCDecoderConfigurationRecord (ISO/IEC 14496-15 §8.3.3.1); `hev1` where parameter sets stand in the samples, too. */
export const hevcEntryWith = (type: 'hvc1' | 'hev1', width: number, height: number, config: Uint8Array): SampleEntry =>
  visual(hevcCodec(config.subarray(1, 13)).replace('hvc1', type), width, height, ((config[21] ?? 3) & 3) + 1, box('hvcC', config))

/** `config`: an AV1CodecConfigurationRecord (AV1 in ISO-BMFF §2.3.3). */
export const av1EntryWith = (width: number, height: number, config: Uint8Array): SampleEntry => {
  const [, profile = 0, flags = 0] = config
  const depth = flags & 0x40 ? (flags & 0x20 ? 12 : 10) : 8
  return visual(`av01.${profile >> 5}.${two(profile & 31)}${flags & 0x80 ? 'H' : 'M'}.${two(depth)}`, width, height, null, box('av1C', config))
}

/** VP Codec ISO Media File Format Binding §2: 4:2:0, BT.709 unless the stream says otherwise. Level 1 stands for unknown. */
export const vp9Entry = (width: number, height: number, profile: number, depth: number): SampleEntry =>
  visual(`vp09.${two(profile)}.10.${two(depth)}`, width, height, null, fullBoxOf('vpcC', 1, 0, Uint8Array.of(profile, 10, (depth << 4) | (1 << 1), 2, 2, 2, 0, 0)))

/** Motion JPEG as QuickTime names it. */
export const jpegEntry = (width: number, height: number): SampleEntry => visual('jpeg', width, height, null, new Uint8Array(0))

const sound = (type: string, codec: string, channels: number, sampleRate: number, config: Uint8Array): SampleEntry => {
  const head = new Uint8Array(28)
  const view = new DataView(head.buffer)
  view.setUint16(6, 1)
  view.setUint16(16, channels)
  view.setUint16(18, 16)
  view.setUint16(24, sampleRate)
  return { codec, width: 0, height: 0, channels, sampleRate, nalLengthBytes: null, plain: box(type, head, config) }
}

/** `config`: an AudioSpecificConfig (ISO/IEC 14496-3 §1.6.2.1), in an `esds` (ISO/IEC 14496-14 §5.6). */
export const aacEntryWith = (config: Uint8Array): SampleEntry => {
  const [a = 0, b = 0] = config
  const object = a >> 3
  const decoder = [0x04, 15 + config.length, 0x40, 0x15, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x05, config.length, ...config]
  const descriptor = [0x03, 3 + decoder.length + 3, 0, 0, 0, ...decoder, 0x06, 1, 2]
  const channels = (b >> 3) & 15
  return sound('mp4a', `mp4a.40.${object}`, channels === 7 ? 8 : channels, aacRateAt(((a & 7) << 1) | (b >> 7)), fullBoxOf('esds', 0, 0, Uint8Array.from(descriptor)))
}

/** For what is decoded here; no browser takes it in segments. */
export const bareSound = (codec: string, channels: number, sampleRate: number, more: Partial<SampleEntry> = {}): SampleEntry => ({ codec, width: 0, height: 0, channels, sampleRate, nalLengthBytes: null, plain: new Uint8Array(0), ...more })

/** `head`: an OpusHead (RFC 7845 §5.1), little-endian; `dOps` (Opus in ISO-BMFF §4.3.2) is the same, big-endian. null where it is none. */
export const opusEntryWith = (head: Uint8Array): SampleEntry | null => {
  if (head.length < 19) return null
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const channels = view.getUint8(9)
  const config = new Uint8Array(11 + Math.max(0, view.getUint8(18) === 0 ? 0 : head.length - 19))
  const out = new DataView(config.buffer)
  out.setUint8(1, channels)
  out.setUint16(2, view.getUint16(10, true))
  out.setUint32(4, view.getUint32(12, true))
  out.setInt16(8, view.getInt16(16, true))
  out.setUint8(10, view.getUint8(18))
  if (config.length > 11) config.set(head.subarray(19), 11)
  return sound('Opus', 'opus', channels, 48_000, box('dOps', config))
}
