// A file cut into the texts of QR codes, and put together from them in any order.

import { concat, sha256, toHex } from '../bytes.ts'
import type { Bytes } from '../ids.ts'
import { fromBase45, toBase45 } from './base45.ts'

export interface CodePart {
  /** The first 20 hex digits of SHA-256 of the whole, upper case: which parts belong together, and whether they are all right. */
  readonly id: string
  /** From 1. */
  readonly index: number
  readonly count: number
  readonly bytes: Bytes
}

/** Of one code: 1,200 signs and the head are a code of version 20, which a laptop's camera reads from another screen. */
const partBytes = 800
/** More than that is for a file. */
export const maxCodeParts = 40

/** `FIELDREEL1/<id>/<index>/<count>/<base45>`; null when it is too much for codes. */
export const toCodeTexts = (whole: Bytes): readonly string[] | null => {
  const count = Math.max(1, Math.ceil(whole.length / partBytes))
  if (count > maxCodeParts) return null
  const id = idOf(whole)
  return Array.from({ length: count }, (_, index) => [head, id, index + 1, count, toBase45(whole.subarray(index * partBytes, (index + 1) * partBytes))].join('/'))
}

/** Null for the text of any other code. */
export const readCodeText = (text: string): CodePart | null => {
  const [, id, index, count, rest] = /^FIELDREEL1\/([0-9A-F]{20})\/(\d{1,2})\/(\d{1,2})\/(.*)$/.exec(text) ?? []
  const bytes = rest === undefined ? null : fromBase45(rest)
  const part = { id: id ?? '', index: Number(index), count: Number(count) }
  return bytes && part.index >= 1 && part.index <= part.count && part.count <= maxCodeParts ? { ...part, bytes } : null
}

/** Null while parts are missing, or when they do not give what the id names. */
export const joinCodeParts = (parts: readonly CodePart[]): Bytes | null => {
  const byIndex = new Map(parts.map((part) => [part.index, part]))
  const first = parts[0]
  if (!first || byIndex.size < first.count) return null
  const whole = concat(...[...byIndex.values()].toSorted((a, b) => a.index - b.index).map(({ bytes }) => bytes))
  return idOf(whole) === first.id ? whole : null
}

const head = 'FIELDREEL1'
const idOf = (whole: Uint8Array): string => toHex(sha256(whole)).slice(0, 20).toUpperCase()
