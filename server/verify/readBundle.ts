// The bundle file as the verifier sees it: views into the file's bytes, nothing checked but the form.

import { readFileSync } from 'node:fs'
import { bundleMagic } from '../../src/core/log/constants.ts'
import { CborFault, readCbor, type Value } from './readCbor.ts'
import { asBytes, asCount, asList, asText } from './shape.ts'

export interface Signed {
  readonly bytes: Uint8Array
  readonly signature: Uint8Array
}

export interface BundleLog {
  readonly publicKey: Uint8Array
  readonly incarnation: number
  readonly deviceName: string
  readonly entries: readonly Signed[]
  readonly notes: readonly string[]
}

export interface BundleFile {
  readonly madeMs: number
  readonly root: Uint8Array | null
  readonly statements: readonly Uint8Array[]
  readonly logs: readonly BundleLog[]
  readonly manifests: readonly Uint8Array[]
}

/** Why a file cannot be read, in both languages. */
export interface Unreadable {
  readonly zh: string
  readonly en: string
}

export const readBundleFile = (path: string): BundleFile | Unreadable => {
  try {
    return readBundle(readFileSync(path))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    return { zh: `无法读取文件（${code}）`, en: `the file cannot be read (${code})` }
  }
}

export const readBundle = (file: Uint8Array): BundleFile | Unreadable => {
  const magic = Buffer.from(bundleMagic)
  if (file.length === 0) return { zh: '文件是空的', en: 'the file is empty' }
  if (!magic.equals(file.subarray(0, magic.length))) return { zh: '这不是执影导出的证据包', en: 'this is no bundle exported by Fieldreel' }
  try {
    const bundle = toBundle(readCbor(file.subarray(magic.length)))
    return bundle ?? { zh: '证据包缺少字段，或为更新的版本', en: 'the bundle lacks fields, or is of a later version' }
  } catch (error) {
    if (!(error instanceof CborFault)) throw error
    return { zh: `证据包已损坏或不完整（${error.message}）`, en: `the bundle is damaged or incomplete (${error.message})` }
  }
}

export const isUnreadable = (bundle: BundleFile | Unreadable): bundle is Unreadable => 'zh' in bundle

const toBundle = (value: Value): BundleFile | null => {
  const fields = asList(value)
  if (fields?.length !== 6 || fields[0] !== 1) return null
  const madeMs = asCount(fields[1])
  const root = fields[2] === null ? null : asBytes(fields[2], 32)
  const statements = allOf(asList(fields[3]), (one) => asBytes(one))
  const logs = allOf(asList(fields[4]), toLog)
  const manifests = allOf(asList(fields[5]), (one) => asBytes(one))
  return madeMs === undefined || root === undefined || !statements || !logs || !manifests ? null : { madeMs, root, statements, logs, manifests }
}

const toLog = (value: Value): BundleLog | undefined => {
  const fields = asList(value)
  if (fields?.length !== 5) return undefined
  const publicKey = asBytes(fields[0], 32)
  const incarnation = asCount(fields[1])
  const deviceName = asText(fields[2])
  const entries = allOf(asList(fields[3]), toSigned)
  const notes = allOf(asList(fields[4]), asText)
  return !publicKey || incarnation === undefined || deviceName === undefined || !entries || !notes ? undefined : { publicKey, incarnation, deviceName, entries, notes }
}

const toSigned = (value: Value): Signed | undefined => {
  const pair = asList(value)
  const bytes = asBytes(pair?.[0])
  const signature = asBytes(pair?.[1])
  return pair?.length === 2 && bytes && signature ? { bytes, signature } : undefined
}

const allOf = <T>(list: readonly Value[] | undefined, read: (value: Value) => T | undefined): readonly T[] | null => {
  if (!list) return null
  const all: T[] = []
  for (const value of list) {
    const one = read(value)
    if (one === undefined) return null
    all.push(one)
  }
  return all
}
