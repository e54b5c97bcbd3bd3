// Bytes and the few ways they are joined, written down and hashed.

import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Bytes } from './ids.ts'

export const concat = (...parts: readonly Uint8Array[]): Bytes => {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let offset = 0
  for (const part of parts) {
    joined.set(part, offset)
    offset += part.length
  }
  return joined
}

export const equal = (a: Uint8Array, b: Uint8Array): boolean => {
  if (a.length !== b.length) return false
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false
  return true
}

/** Where `part` begins in `bytes`; -1 for nowhere. */
export const indexOfBytes = (bytes: Uint8Array, part: Uint8Array): number => {
  const [first] = part
  if (first === undefined) return 0
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) if (equal(bytes.subarray(at, at + part.length), part)) return at
  return -1
}

export const sha256 = (...parts: readonly Uint8Array[]): Bytes => nobleSha256(parts.length === 1 && parts[0] ? parts[0] : concat(...parts)) as Bytes

export const utf8 = (text: string): Bytes => utf8ToBytes(text) as Bytes

/** Without TextDecoder, which is not part of the language; for short texts. Broken sequences become U+FFFD. */
export const fromUtf8 = (bytes: Uint8Array): string => {
  let text = ''
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] ?? 0
    const more = first < 0x80 ? 0 : first >= 0xf0 && first < 0xf5 ? 3 : first >= 0xe0 ? 2 : first >= 0xc2 && first < 0xe0 ? 1 : -1
    const tail = bytes.subarray(at + 1, at + 1 + Math.max(0, more))
    const whole = more >= 0 && first < 0xf5 && tail.length === more && tail.every((byte) => (byte & 0xc0) === 0x80)
    const code = whole ? tail.reduce((value, byte) => (value << 6) | (byte & 63), more === 0 ? first : first & (0x3f >> more)) : 0xfffd
    text += String.fromCodePoint(code <= 0x10ffff ? code : 0xfffd)
    at += whole ? 1 + more : 1
  }
  return text
}

export const toHex = (bytes: Uint8Array): string => bytesToHex(bytes)

/** Throws on anything but an even number of hex digits: for text this program wrote itself. */
export const fromHex = (hex: string): Bytes => hexToBytes(hex) as Bytes

/** Unsigned, big-endian, 8 bytes; for whole numbers up to 2^53. */
export const uint64 = (value: number): Bytes => {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value))
  return bytes
}

/** RFC 4648 section 4, with padding. */
export const toBase64 = (bytes: Uint8Array): string => {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    const digits = [18, 12, 6, 0].map((shift) => base64Digits.charAt((group >> shift) & 63)).join('')
    text += at + 3 <= bytes.length ? digits : digits.slice(0, bytes.length - at + 1).padEnd(4, '=')
  }
  return text
}

/** Null unless it is exactly what `toBase64` would have written. */
export const fromBase64 = (text: string): Bytes | null => {
  const digits = text.replace(/={1,2}$/, '')
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4))
  let bits = 0
  let held = 0
  let at = 0
  for (const digit of digits) {
    const value = base64Digits.indexOf(digit)
    if (value < 0) return null
    held = ((held << 6) | value) & 0xffffff
    bits += 6
    if (bits >= 8) bytes[at++] = held >> (bits -= 8)
  }
  return toBase64(bytes) === text ? bytes : null
}

/** RFC 4648 section 6, lower case, without padding. */
export const toBase32 = (bytes: Uint8Array): string => {
  let text = ''
  let bits = 0
  let held = 0
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff
    bits += 8
    while (bits >= 5) text += base32Digits.charAt((held >> (bits -= 5)) & 31)
  }
  return bits > 0 ? text + base32Digits.charAt((held << (5 - bits)) & 31) : text
}

/** Null unless it is exactly what `toBase32` would have written. */
export const fromBase32 = (text: string): Bytes | null => {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8))
  let bits = 0
  let held = 0
  let at = 0
  for (const digit of text) {
    const value = base32Digits.indexOf(digit)
    if (value < 0) return null
    held = ((held << 5) | value) & 0xffff
    bits += 5
    if (bits >= 8) bytes[at++] = held >> (bits -= 8)
  }
  return toBase32(bytes) === text ? bytes : null
}

const base64Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const base32Digits = 'abcdefghijklmnopqrstuvwxyz234567'

