// The verifier's own reading of checkpoints: C2SP signed notes with an Ed25519 line and cosignatures.

import { hash } from 'node:crypto'
import { cosignatureType, ed25519Type, originPrefix } from '../../src/core/log/constants.ts'
import { isSigned } from './ed25519.ts'

export interface Head {
  readonly agency: string
  /** Hex. */
  readonly logId: string
  readonly size: number
  /** Hex. */
  readonly root: string
}

export interface NoteFindings {
  readonly head: Head
  readonly deviceSigned: boolean
  readonly witnesses: readonly { readonly name: string; readonly seconds: number }[]
  readonly bad: readonly string[]
  readonly unknown: readonly string[]
}

export interface KnownWitness {
  readonly name: string
  readonly publicKey: Uint8Array
}

/** A text instead of findings is the reason why the note cannot be read. */
export const checkNote = (note: string, deviceKey: Uint8Array, known: readonly KnownWitness[]): NoteFindings | string => {
  const end = note.lastIndexOf('\n\n')
  if (end < 1 || !note.endsWith('\n')) return 'no signature block'
  const text = note.slice(0, end + 1)
  const head = readHead(text)
  if (typeof head === 'string') return head
  let deviceSigned = false
  const witnesses: { name: string; seconds: number }[] = []
  const bad: string[] = []
  const unknown: string[] = []
  for (const line of note.slice(end + 2, -1).split('\n')) {
    const parts = line.split(' ')
    const [dash, name = '', base64 = ''] = parts
    const blob = Buffer.from(base64, 'base64')
    if (parts.length !== 3 || dash !== '\u2014' || name === '' || name.includes('+') || blob.length < 5 || blob.toString('base64') !== base64) return 'a signature line cannot be read'
    const id = blob.subarray(0, 4)
    if (id.equals(keyId(name, ed25519Type, deviceKey))) {
      deviceSigned = isSigned(deviceKey, Buffer.from(text), blob.subarray(4))
      continue
    }
    const witness = known.find((one) => noteName(one.name) === name && id.equals(keyId(name, cosignatureType, one.publicKey)))
    if (!witness) {
      unknown.push(name)
    } else {
      const seconds = blob.length === 76 ? Number(blob.readBigUInt64BE(4)) : NaN
      if (isSigned(witness.publicKey, Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`), blob.subarray(12))) witnesses.push({ name, seconds })
      else bad.push(name)
    }
  }
  return { head, deviceSigned, witnesses, bad, unknown }
}

const readHead = (text: string): Head | string => {
  const match = /^([^/\n]+)\/([^/\n]+)\/([a-z2-7]{52})\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n$/.exec(text)
  const [, prefix, agency = '', base32 = '', size = '', base64 = ''] = match ?? []
  if (!match || prefix !== originPrefix) return 'not the text of a checkpoint'
  const root = Buffer.from(base64, 'base64')
  const logId = fromBase32(base32)
  return Number.isSafeInteger(Number(size)) && root.length === 32 && root.toString('base64') === base64 && logId ? { agency, logId, size: Number(size), root: root.toString('hex') } : 'not the text of a checkpoint'
}

/** 52 characters to 64 hex digits; null when the four bits left over are not zero. */
const fromBase32 = (text: string): string | null => {
  let value = 0n
  for (const character of text) value = value * 32n + BigInt('abcdefghijklmnopqrstuvwxyz234567'.indexOf(character))
  return value % 16n === 0n ? (value / 16n).toString(16).padStart(64, '0') : null
}

/** As a certificate's name stands in a note: white space, controls and plus as dashes. */
const noteName = (name: string): string => name.trim().replace(/[\s\p{Z}\p{Cc}+]+/gu, '-') || 'unnamed'

const keyId = (name: string, type: number, publicKey: Uint8Array): Buffer => hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), Uint8Array.of(type), publicKey]), 'buffer').subarray(0, 4)
