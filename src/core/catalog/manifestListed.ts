// What a playlist says of a file, as it stands in a manifest: enough to group and order as the device did that read it.

import { fromHex, toHex } from '../bytes.ts'
import type { Lack, Listed } from './listed.ts'

/**
 * `setUp`, or [path of the playlist, its sha256, number, atMs, beginMs, count, before | null, after | null]; a lack is
 * [count, declared, lengthMs, names]. How its bytes are read is not part of it: whoever has the Drive reads that there.
 */
export const listedToValues = (listed: Listed | 'setUp'): unknown =>
  listed === 'setUp'
    ? listed
    : [text(listed.playlist.path), fromHex(listed.playlist.sha256), amount(listed.number), amount(listed.atMs), wholeMs(listed.beginMs), amount(listed.count), lackToValues(listed.before), lackToValues(listed.after)]

/** undefined for anything `listedToValues` would not have made. */
export const valuesToListed = (values: unknown): Listed | 'setUp' | undefined => {
  if (values === 'setUp') return values
  if (!Array.isArray(values) || values.length !== 8) return undefined
  const [path, sha, number, atMs, beginMs, count, beforeValues, afterValues] = values as readonly unknown[]
  const [before, after] = [valuesToLack(beforeValues), valuesToLack(afterValues)]
  if (!isText(path, MAX_PATH) || !(sha instanceof Uint8Array) || sha.length !== 32 || !isAmount(number) || !isAmount(atMs) || !isWholeMs(beginMs) || !isAmount(count) || before === undefined || after === undefined) return undefined
  return { playlist: { path, sha256: toHex(sha) }, number, atMs, beginMs, count, before, after, reading: null }
}

const MAX_PATH = 4096
const MAX_NAME = 100
const MAX_NAMES = 5
const MAX_AMOUNT = 2 ** 40
const MAX_MS = 8_640_000_000_000_000

const lackToValues = (lack: Lack | null): unknown => lack && [amount(lack.count), amount(lack.declared), amount(lack.lengthMs), lack.names.slice(0, MAX_NAMES).map((name) => text(name).slice(0, MAX_NAME).toWellFormed())]

const valuesToLack = (values: unknown): Lack | null | undefined => {
  if (values === null) return null
  if (!Array.isArray(values) || values.length !== 4) return undefined
  const [count, declared, lengthMs, names] = values as readonly unknown[]
  if (!isAmount(count) || !isAmount(declared) || !isAmount(lengthMs) || !Array.isArray(names) || names.length > MAX_NAMES) return undefined
  const list = names as readonly unknown[]
  return list.every((name) => isText(name, MAX_NAME)) ? { count, declared, lengthMs, names: list as readonly string[] } : undefined
}

const isAmount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= MAX_AMOUNT
const isWholeMs = (value: unknown): value is number => Number.isSafeInteger(value) && Math.abs(value as number) <= MAX_MS
const isText = (value: unknown, limit: number): value is string => typeof value === 'string' && value.length <= limit
const amount = (value: number): number => Math.min(MAX_AMOUNT, Math.max(0, Math.round(value))) + 0
const wholeMs = (value: number): number => Math.min(MAX_MS, Math.max(-MAX_MS, Math.round(value))) + 0
const text = (value: string): string => value.toWellFormed().slice(0, MAX_PATH)
