// Names of codecs as RFC 6381 has them, made from parameter sets; and tags of containers, made printable.

const hex = (value: number): string => value.toString(16).padStart(2, '0')

/** `avc1.640028`: profile, compatibility and level, as in ISO/IEC 14496-15 §5.3.3. */
export const avcCodec = (profile: number, compatibility: number, level: number): string => `avc1.${hex(profile)}${hex(compatibility)}${hex(level)}`

/** `hvc1.1.6.L93.b0` from the 12 bytes of profile, tier and level in an SPS (ISO/IEC 14496-15 annex E). */
export const hevcCodec = (ptl: Uint8Array): string => {
  const [first = 0] = ptl
  let compatible = 0
  for (let bit = 0; bit < 32; bit++) if (((ptl[1 + (bit >> 3)] ?? 0) >> (7 - (bit & 7))) & 1) compatible += 2 ** bit
  const constraints = [...ptl.subarray(5, 11)]
  while (constraints.at(-1) === 0) constraints.pop()
  const space = ['', 'A', 'B', 'C'][first >> 6] ?? ''
  return [`hvc1.${space}${first & 31}`, compatible.toString(16), `${first & 32 ? 'H' : 'L'}${ptl[11] ?? 0}`, ...constraints.map((byte) => byte.toString(16))].join('.')
}

/** A four-character tag; bytes that are no characters (QuickTime's `ms\0\x11`) as `%00`. */
export const plainTag = (tag: string): string =>
  [...tag].map((char) => (/[\x20-\x7e]/.test(char) ? char : `%${hex(char.charCodeAt(0))}`)).join('').trim() || 'unknown'

const aacRates = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350]

/** Sampling rate by index (ISO/IEC 14496-3 §1.6.3.3), 0 where there is none. */
export const aacRateAt = (index: number): number => aacRates[index] ?? 0
