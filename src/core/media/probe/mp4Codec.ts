// Sample descriptions of ISO-BMFF tracks (ISO/IEC 14496-12 §8.5.2): codec strings of RFC 6381, picture size, sound format.

import { boxesIn, fourCc, viewOf, type Box } from '../mp4/boxes.ts'

export interface SampleFormat {
  readonly codec: string
  readonly width: number
  readonly height: number
  readonly sampleRate: number
  readonly channels: number
  /** false: the decoder's configuration is missing or not what the codec needs. */
  readonly configured: boolean
}

const hex = (value: number): string => value.toString(16).padStart(2, '0')

/** `avc1.640028` from an avcC (ISO/IEC 14496-15 §5.3.3): version, profile, compatibility, level, lengths, parameter sets. */
export const avcCodec = (tag: string, profile: number, compatibility: number, level: number): string => `${tag}.${hex(profile)}${hex(compatibility)}${hex(level)}`

/** `hvc1.1.6.L93.B0` from the 12 bytes of profile, tier and level that stand in hvcC and in an SPS (ISO/IEC 14496-15 annex E). */
export const hevcCodec = (tag: string, ptl: Uint8Array): string => {
  const [first = 0] = ptl
  let compatible = 0
  for (let bit = 0; bit < 32; bit++) if (((ptl[1 + (bit >> 3)] ?? 0) >> (7 - (bit & 7))) & 1) compatible += 2 ** bit
  const constraints = [...ptl.subarray(5, 11)]
  while (constraints.at(-1) === 0) constraints.pop()
  const space = ['', 'A', 'B', 'C'][first >> 6] ?? ''
  const rest = constraints.map((byte) => `.${byte.toString(16).toUpperCase()}`).join('')
  return `${tag}.${space}${first & 31}.${compatible.toString(16).toUpperCase()}.${first & 32 ? 'H' : 'L'}${ptl[11] ?? 0}${rest}`
}

const two = (value: number): string => String(value).padStart(2, '0')

const av1Codec = (config: Uint8Array): string => {
  const [, second = 0, third = 0] = config
  const depth = third & 0x40 ? (third & 0x20 ? 12 : 10) : 8
  return `av01.${second >> 5}.${two(second & 31)}${third & 0x80 ? 'H' : 'M'}.${two(depth)}`
}

const vpCodec = (tag: string, config: Uint8Array): string => `${tag}.${two(config[4] ?? 0)}.${two(config[5] ?? 0)}.${two((config[6] ?? 0) >> 4)}`

/** Printable part of a tag; QuickTime also uses numbers such as `ms\0\x11`. */
export const plainTag = (tag: string): string =>
  /^[\x20-\x7e]{4}$/.test(tag) ? tag.trim() : [...tag].map((char) => (/[\x20-\x7e]/.test(char) ? char : `%${hex(char.charCodeAt(0))}`)).join('')

const childrenOf = (bytes: Uint8Array, entry: Box, from: number): ReadonlyMap<string, Uint8Array> =>
  new Map(boxesIn(bytes, from, entry.end).map((box) => [box.type, bytes.subarray(box.body, box.end)]))

export const videoFormat = (bytes: Uint8Array, entry: Box): SampleFormat => {
  const view = viewOf(bytes)
  const fits = entry.end - entry.body >= 28
  const width = fits ? view.getUint16(entry.body + 24) : 0
  const height = fits ? view.getUint16(entry.body + 26) : 0
  const children = childrenOf(bytes, entry, entry.body + 78)
  const of = (codec: string, configured: boolean): SampleFormat => ({ codec, width, height, sampleRate: 0, channels: 0, configured })
  const tag = entry.type
  const avcC = children.get('avcC')
  if (tag === 'avc1' || tag === 'avc3') {
    const [version, profile = 0, compatibility = 0, level = 0] = avcC ?? []
    return avcC && avcC.length >= 7 && version === 1 ? of(avcCodec(tag, profile, compatibility, level), tag === 'avc3' || (avcC[5] ?? 0) % 32 > 0) : of(tag, false)
  }
  const hvcC = children.get('hvcC')
  if (hvcC && hvcC.length >= 13) return of(hevcCodec(tag, hvcC.subarray(1, 13)), true)
  const av1C = children.get('av1C')
  if (tag === 'av01') return av1C && av1C.length >= 4 ? of(av1Codec(av1C), true) : of(tag, false)
  const vpcC = children.get('vpcC')
  if (tag === 'vp09' || tag === 'vp08') return vpcC && vpcC.length >= 7 ? of(vpCodec(tag, vpcC), true) : of(tag, false)
  return of(plainTag(tag), true)
}

const aacRates = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350]

/** Object type, rate and channels of an AudioSpecificConfig (ISO/IEC 14496-3 §1.6.2.1); the rate is the one that is heard (SBR counted). */
export const audioSpecificConfig = (config: Uint8Array): { readonly objectType: number; readonly sampleRate: number; readonly channels: number } | null => {
  let bit = 0
  const take = (count: number): number => {
    let value = 0
    for (let i = 0; i < count; i++, bit++) value = value * 2 + (((config[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1)
    return value
  }
  const objectTypeBits = (): number => { const type = take(5); return type === 31 ? 32 + take(6) : type }
  const rateBits = (): number => { const index = take(4); return index === 15 ? take(24) : (aacRates[index] ?? 0) }
  if (config.length < 2) return null
  const objectType = objectTypeBits()
  const coreRate = rateBits()
  const layout = take(4)
  const sampleRate = objectType === 5 || objectType === 29 ? rateBits() : coreRate
  const channels = layout === 7 ? 8 : layout < 7 ? layout : 0
  return { objectType, sampleRate, channels: objectType === 29 && channels === 1 ? 2 : channels }
}

export const aacRateAt = (index: number): number => aacRates[index] ?? 0

/** The parts of an esds box: object type indication, and the decoder's own configuration (ISO/IEC 14496-1 §7.2.6). */
const decoderConfig = (esds: Uint8Array): { readonly type: number; readonly specific: Uint8Array } | null => {
  let at = 4
  let type = -1
  const header = (): number => {
    let length = 0
    at++
    for (let i = 0; i < 4; i++) {
      const byte = esds[at++] ?? 0
      length = length * 128 + (byte & 127)
      if (byte < 128) break
    }
    return length
  }
  while (at < esds.length) {
    const tag = esds[at]
    const length = header()
    if (tag === 3) {
      const flags = esds[at + 2] ?? 0
      at += 3 + (flags & 0x80 ? 2 : 0) + (flags & 0x40 ? 1 + (esds[at + 3] ?? 0) : 0) + (flags & 0x20 ? 2 : 0)
    } else if (tag === 4) {
      type = esds[at] ?? -1
      at += 13
    } else if (tag === 5) {
      return { type, specific: esds.subarray(at, at + length) }
    } else at += length
  }
  return type < 0 ? null : { type, specific: new Uint8Array(0) }
}

export const audioFormat = (bytes: Uint8Array, entry: Box): SampleFormat => {
  const view = viewOf(bytes)
  const room = entry.end - entry.body
  const of = (codec: string, sampleRate: number, channels: number, configured = true): SampleFormat => ({ codec, width: 0, height: 0, sampleRate, channels, configured })
  if (room < 28) return of(plainTag(entry.type), 0, 0, false)
  const version = view.getUint16(entry.body + 8)
  const second = version === 2 && room >= 64
  const channels = second ? view.getUint32(entry.body + 40) : view.getUint16(entry.body + 16)
  const rate = second ? view.getFloat64(entry.body + 32) : view.getUint32(entry.body + 24) / 65536
  const sampleRate = Number.isFinite(rate) ? Math.floor(rate) : 0
  const children = childrenOf(bytes, entry, entry.body + (second ? 64 : version === 1 && room >= 44 ? 44 : 28))
  const wave = children.get('wave')
  const esds = children.get('esds') ?? (wave && new Map(boxesIn(wave).map((box) => [box.type, wave.subarray(box.body, box.end)])).get('esds'))
  if (entry.type === 'mp4a') {
    const config = esds && decoderConfig(esds)
    if (!config) return of('mp4a', sampleRate, channels, false)
    // 0x40 MPEG-4 audio; 0x66-0x68 MPEG-2 AAC, which is the same to a decoder.
    if (config.type !== 0x40) return of(`mp4a.${hex(config.type)}`, sampleRate, channels)
    const aac = audioSpecificConfig(config.specific)
    return aac ? of(`mp4a.40.${aac.objectType}`, aac.sampleRate || sampleRate, aac.channels || channels) : of('mp4a.40', sampleRate, channels, false)
  }
  // 3GPP's sound is always mono at one rate; its entry often says otherwise (TS 26.244 §6.5).
  if (entry.type === 'samr' || entry.type === 'sawb') return of(entry.type, entry.type === 'samr' ? 8000 : 16000, 1)
  const dOps = children.get('dOps')
  if (entry.type === 'Opus') return of('opus', 48000, dOps?.[1] ?? channels, Boolean(dOps))
  if (entry.type === 'fLaC') return of('flac', sampleRate, channels, children.has('dfLa'))
  return of(plainTag(entry.type), sampleRate, channels)
}

/** The first entry of an stsd's body that can be read; null where there is none. */
export const firstEntry = (bytes: Uint8Array, stsd: Box): Box | null => boxesIn(bytes, stsd.body + 8, stsd.end)[0] ?? null

export const tagAt = (bytes: Uint8Array, at: number): string => (at + 4 <= bytes.length ? fourCc(viewOf(bytes), at) : '')
