// ISO-BMFF boxes, written: byte pieces in, one box out.

import type { Bytes } from '../../ids.ts'

export const concat = (...pieces: readonly Uint8Array[]): Bytes => {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

/** Big-endian 32-bit words; negative ones in two's complement. */
export const words = (...values: readonly number[]): Bytes => {
  const bytes = new Uint8Array(4 * values.length)
  const view = new DataView(bytes.buffer)
  values.forEach((value, i) => view.setUint32(4 * i, value >>> 0))
  return bytes
}

/** 64 bits, for whole numbers up to 2^53. */
export const long = (value: number): Bytes => words(Math.floor(value / 2 ** 32), value % 2 ** 32)

export const latin = (text: string): Bytes => Uint8Array.from(text, (char) => char.charCodeAt(0))

export const box = (type: string, ...content: readonly Uint8Array[]): Bytes =>
  concat(words(8 + content.reduce((sum, piece) => sum + piece.length, 0)), latin(type), ...content)

export const fullBoxOf = (type: string, version: number, flags: number, ...content: readonly Uint8Array[]): Bytes =>
  box(type, words(version * 2 ** 24 + flags), ...content)
