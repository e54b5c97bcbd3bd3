// Picture size and codec from the parameter sets of bare H.264, HEVC and MPEG-2 streams.

import { avcCodec, hevcCodec } from './codecNames.ts'

export interface PictureHeader {
  readonly codec: string
  readonly width: number
  readonly height: number
  /** Made of two fields, which may come one by one. */
  readonly interlaced: boolean
}

/** What a slice's header needs to be read as far as its place in the order of showing (ITU-T H.264 §7.3.3). */
export interface SliceRules {
  readonly planes: boolean
  readonly frameNumberBits: number
  readonly framesOnly: boolean
  /** Of pic_order_cnt_lsb; null where pictures are shown in the order of decoding, or by a rule nobody uses. */
  readonly orderBits: number | null
}

export interface AvcHeader extends PictureHeader {
  readonly slices: SliceRules
  /** Pictures a second, where it says so. */
  readonly fps: number | null
}

export interface Bits {
  take(count: number): number
  /** Exp-Golomb (ITU-T H.264 §9.1). */
  golomb(): number
  signed(): number
  readonly spent: boolean
}

export const readBits = (bytes: Uint8Array): Bits => {
  let at = 0
  const take = (count: number): number => {
    let value = 0
    for (let i = 0; i < count; i++, at++) value = value * 2 + (((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1)
    return value
  }
  const golomb = (): number => {
    let zeros = 0
    while (zeros < 32 && at < bytes.length * 8 && take(1) === 0) zeros++
    return 2 ** zeros - 1 + take(zeros)
  }
  return {
    take, golomb,
    signed: () => { const value = golomb(); return value & 1 ? (value + 1) / 2 : -value / 2 },
    get spent() { return at > bytes.length * 8 },
  }
}

/** Without the bytes that keep start codes from occurring inside. */
export const unescaped = (bytes: Uint8Array): Uint8Array => {
  const kept: number[] = []
  for (let at = 0; at < bytes.length; at++) if (!(bytes[at] === 3 && at >= 2 && bytes[at - 1] === 0 && bytes[at - 2] === 0)) kept.push(bytes[at] ?? 0)
  return Uint8Array.from(kept)
}

const skipScalingLists = (bits: Bits, lists: number): void => {
  for (let list = 0; list < lists; list++) {
    if (!bits.take(1)) continue
    let [last, next] = [8, 8]
    for (let i = 0; i < (list < 6 ? 16 : 64) && next !== 0; i++) {
      next = (last + bits.signed() + 256) % 256
      last = next === 0 ? last : next
    }
  }
}

/** ITU-T H.264 §E.1.1, up to the clock: two ticks a picture. */
const vuiRate = (bits: Bits): number | null => {
  if (bits.take(1) && bits.take(8) === 255) bits.take(32)
  if (bits.take(1)) bits.take(1)
  if (bits.take(1)) {
    bits.take(4)
    if (bits.take(1)) bits.take(24)
  }
  if (bits.take(1)) {
    bits.golomb()
    bits.golomb()
  }
  if (!bits.take(1)) return null
  const [ticks, scale] = [bits.take(32), bits.take(32)]
  const rate = scale / (2 * ticks)
  return ticks > 0 && !bits.spent && rate >= 1 && rate <= 240 ? rate : null
}

const highProfiles = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135])

/** ITU-T H.264 §7.3.2.1; `sps` begins behind the NAL header. */
export const readAvcSps = (sps: Uint8Array): AvcHeader | null => {
  const raw = unescaped(sps.subarray(0, 512))
  const [profile = 0, compatibility = 0, level = 0] = raw
  const bits = readBits(raw)
  bits.take(24)
  bits.golomb()
  let [chroma, planes] = [1, false]
  if (highProfiles.has(profile)) {
    chroma = bits.golomb()
    planes = chroma === 3 && bits.take(1) === 1
    bits.golomb()
    bits.golomb()
    bits.take(1)
    if (bits.take(1)) skipScalingLists(bits, chroma === 3 ? 12 : 8)
  }
  const frameNumberBits = bits.golomb() + 4
  const order = bits.golomb()
  const orderBits = order === 0 ? bits.golomb() + 4 : null
  if (order === 1) {
    bits.take(1)
    bits.signed()
    bits.signed()
    for (let i = bits.golomb(); i > 0 && !bits.spent; i--) bits.signed()
  }
  bits.golomb()
  bits.take(1)
  const across = bits.golomb() + 1
  const down = bits.golomb() + 1
  const frames = bits.take(1)
  if (!frames) bits.take(1)
  bits.take(1)
  const crop = bits.take(1) ? [bits.golomb(), bits.golomb(), bits.golomb(), bits.golomb()] : [0, 0, 0, 0]
  const fps = bits.take(1) ? vuiRate(bits) : null
  const [left = 0, right = 0, top = 0, bottom = 0] = crop
  const width = across * 16 - (left + right) * (chroma === 1 || chroma === 2 ? 2 : 1)
  const height = (2 - frames) * (down * 16 - (top + bottom) * (chroma === 1 ? 2 : 1))
  return bits.spent || width <= 0 || height <= 0 || width > 16384 || height > 16384 ? null : { codec: avcCodec(profile, compatibility, level), width, height, interlaced: frames === 0, slices: { planes, frameNumberBits, framesOnly: frames === 1, orderBits }, fps }
}

export interface HevcHeader extends PictureHeader {
  /** The 12 bytes of profile, tier and level. */
  readonly level: Uint8Array
  readonly chroma: number
  /** Of luma and chroma, beyond 8. */
  readonly moreBits: readonly [number, number]
  /** What a slice's header needs to be read as far as its place in the order of showing. */
  readonly orderBits: number
  readonly planes: boolean
}

/** ITU-T H.265 §7.3.2.2; `sps` begins behind the two bytes of NAL header. */
export const readHevcSps = (sps: Uint8Array): HevcHeader | null => {
  const raw = unescaped(sps.subarray(0, 512))
  const bits = readBits(raw)
  bits.take(4)
  const layers = bits.take(3)
  bits.take(1 + 96)
  const present = Array.from({ length: layers }, () => [bits.take(1), bits.take(1)] as const)
  if (layers > 0) bits.take((8 - layers) * 2)
  for (const [profile, level] of present) bits.take((profile ? 88 : 0) + (level ? 8 : 0))
  bits.golomb()
  const chroma = bits.golomb()
  const planes = chroma === 3 && bits.take(1) === 1
  const [wide, high] = [bits.golomb(), bits.golomb()]
  const [left, right, top, bottom] = bits.take(1) ? [bits.golomb(), bits.golomb(), bits.golomb(), bits.golomb()] : [0, 0, 0, 0]
  const width = wide - (left + right) * (chroma === 1 || chroma === 2 ? 2 : 1)
  const height = high - (top + bottom) * (chroma === 1 ? 2 : 1)
  const moreBits = [bits.golomb() & 7, bits.golomb() & 7] as const
  const orderBits = Math.min(16, bits.golomb() + 4)
  const level = raw.subarray(1, 13)
  return bits.spent || width <= 0 || height <= 0 || width > 16384 || height > 16384 ? null : { codec: hevcCodec(level), width, height, interlaced: false, level, chroma, moreBits, orderBits, planes }
}

/** The first parameter set in a byte stream with start codes (ITU-T H.264 annex B). */
export const findPictureHeader = (stream: Uint8Array, kind: 'avc' | 'hevc'): PictureHeader | null => {
  for (let at = stream.indexOf(1, 2); at > 0 && at + 8 < stream.length; at = stream.indexOf(1, at + 1)) {
    if (stream[at - 1] !== 0 || stream[at - 2] !== 0) continue
    const header = stream[at + 1] ?? 0
    const found =
      kind === 'avc' && (header & 0x9f) === 7 ? readAvcSps(stream.subarray(at + 2))
      : kind === 'hevc' && ((header >> 1) & 63) === 33 ? readHevcSps(stream.subarray(at + 3))
      : null
    if (found) return found
  }
  return null
}
