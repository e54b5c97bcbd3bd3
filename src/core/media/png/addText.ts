// Puts notes into a PNG: international text chunks (PNG §11.3.3.4) behind its header, the picture as it was.

import { concat, utf8 } from '../../bytes.ts'
import type { Bytes } from '../../ids.ts'
import { latin, words } from '../mp4/writeBoxes.ts'

/** The signature, and IHDR with its 13 bytes (PNG §5.2, §11.2.2). */
const HEADER_BYTES = 8 + 8 + 13 + 4

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1
  return crc >>> 0
})

const crc32 = (bytes: Uint8Array): number => ~bytes.reduce((crc, byte) => (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8), -1) >>> 0

const chunk = (type: string, content: Uint8Array): Bytes => {
  const named = concat(latin(type), content)
  return concat(words(content.length), named, words(crc32(named)))
}

/** `notes`: by keyword, Latin and at most 79 characters, such as Title, Author, Description. */
export const addText = (png: Uint8Array, notes: Readonly<Record<string, string>>): Bytes =>
  concat(
    png.subarray(0, HEADER_BYTES),
    // Not compressed, no language, no translated keyword.
    ...Object.entries(notes).map(([keyword, text]) => chunk('iTXt', concat(latin(keyword), Uint8Array.of(0, 0, 0, 0, 0), utf8(text)))),
    png.subarray(HEADER_BYTES),
  )
