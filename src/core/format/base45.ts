// Base45 (RFC 9285): bytes in the 45 signs that a QR code packs densest, two bytes in three signs.

import type { Bytes } from '../ids.ts'

export const toBase45 = (bytes: Uint8Array): string => {
  let text = ''
  for (let at = 0; at < bytes.length; at += 2) {
    const pair = at + 1 < bytes.length
    let value = pair ? ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0) : (bytes[at] ?? 0)
    for (let place = pair ? 3 : 2; place > 0; place -= 1) {
      text += signs.charAt(value % 45)
      value = Math.floor(value / 45)
    }
  }
  return text
}

/** Null unless it is exactly what `toBase45` would have written. */
export const fromBase45 = (text: string): Bytes | null => {
  const bytes: number[] = []
  for (let at = 0; at < text.length; at += 3) {
    const digits = Array.from(text.slice(at, at + 3), (sign) => signs.indexOf(sign))
    const value = digits.reduceRight((sum, digit) => sum * 45 + digit, 0)
    if (digits.length === 3) bytes.push(value >> 8, value & 255)
    else bytes.push(value)
    if (digits.includes(-1) || value > (digits.length === 3 ? 0xffff : 0xff)) return null
  }
  const whole = Uint8Array.from(bytes)
  return toBase45(whole) === text ? whole : null
}

const signs = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
