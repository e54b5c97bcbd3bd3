// The verifier's own reader of deterministic CBOR: it accepts one form only, and says at which byte it stopped.

export type Value = string | number | boolean | null | Uint8Array | Value[] | Map<string, Value>

export class CborFault extends Error {}

interface Cursor {
  readonly bytes: Uint8Array
  at: number
}

/** Throws CborFault on anything but one value, in its shortest form, with sorted keys, over all the bytes. Byte strings are views. */
export const readCbor = (bytes: Uint8Array): Value => {
  const cursor = { bytes, at: 0 }
  const value = readValue(cursor, 0)
  if (cursor.at !== bytes.length) throw new CborFault(`${bytes.length - cursor.at} bytes too many`)
  return value
}

const maxDepth = 64

const readValue = (cursor: Cursor, depth: number): Value => {
  if (depth > maxDepth) throw new CborFault('nested too deep')
  const start = cursor.at
  const head = take(cursor, 1)[0] ?? 0
  const major = head >> 5
  const short = head & 31
  if (major === 7) {
    if (short === 20) return false
    if (short === 21) return true
    if (short === 22) return null
    throw new CborFault(`a float or unknown simple value at ${start}`)
  }
  if (major === 6) throw new CborFault(`a tag at ${start}`)
  const count = readCount(cursor, short)
  if (major === 0) return count
  if (major === 1) {
    if (count >= Number.MAX_SAFE_INTEGER) throw new CborFault(`a number too large at ${start}`)
    return -1 - count
  }
  if (major === 2) return take(cursor, count)
  if (major === 3) return readText(cursor, count)
  // Every member takes at least a byte: a huge count is refused before anything is made.
  if (count > cursor.bytes.length - cursor.at) throw new CborFault(`a length beyond the end at ${start}`)
  if (major === 4) {
    const list: Value[] = []
    for (let index = 0; index < count; index += 1) list.push(readValue(cursor, depth + 1))
    return list
  }
  return readMap(cursor, count, depth)
}

const readMap = (cursor: Cursor, count: number, depth: number): Map<string, Value> => {
  const map = new Map<string, Value>()
  let before: Uint8Array | null = null
  for (let index = 0; index < count; index += 1) {
    const start = cursor.at
    const key = readValue(cursor, depth + 1)
    const encoded = cursor.bytes.subarray(start, cursor.at)
    if (typeof key !== 'string') throw new CborFault(`a key that is no text at ${start}`)
    if (before && Buffer.compare(before, encoded) >= 0) throw new CborFault(`keys out of order at ${start}`)
    before = encoded
    map.set(key, readValue(cursor, depth + 1))
  }
  return map
}

const readText = (cursor: Cursor, length: number): string => {
  const start = cursor.at
  try {
    return utf8.decode(take(cursor, length))
  } catch (error) {
    if (error instanceof CborFault) throw error
    throw new CborFault(`text that is no UTF-8 at ${start}`)
  }
}

const readCount = (cursor: Cursor, short: number): number => {
  if (short < 24) return short
  if (short > 27) throw new CborFault(`an indefinite length at ${cursor.at - 1}`)
  const width = 2 ** (short - 24)
  let count = 0
  for (const byte of take(cursor, width)) count = count * 256 + byte
  if (count > Number.MAX_SAFE_INTEGER) throw new CborFault(`a number too large at ${cursor.at - width}`)
  if (count < (width === 1 ? 24 : 256 ** (width / 2))) throw new CborFault(`a number not in its shortest form at ${cursor.at - width}`)
  return count
}

const take = (cursor: Cursor, length: number): Uint8Array => {
  const end = cursor.at + length
  if (end > cursor.bytes.length) throw new CborFault(`the end is missing: ${end - cursor.bytes.length} bytes`)
  const part = cursor.bytes.subarray(cursor.at, end)
  cursor.at = end
  return part
}

// A byte order mark is kept: it is part of the text.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
