// A Checkpoint: size and root of a Log as a signed note, its device signature, and the cosignatures of witnesses.

import { concat, equal, fromBase32, fromBase64, fromHex, toBase32, toBase64, toHex, uint64, utf8 } from '../bytes.ts'
import { formatNote, noteKeyId, noteKeyName, parseNote, type NoteSignature } from '../format/signedNote.ts'
import { logId, type Bytes, type LogId } from '../ids.ts'
import type { Signer } from '../ports.ts'
import { err, ok, type Result } from '../result.ts'
import { cosignatureType, ed25519Type, originPrefix } from './constants.ts'

export interface Checkpoint {
  /** See core/trust/certificate: agencyId; `none` before enrolment. */
  readonly agency: string
  readonly logId: LogId
  readonly size: number
  /** 32 bytes. */
  readonly root: Bytes
}

export interface Witness {
  readonly name: string
  readonly publicKey: Bytes
}

export interface Cosignature {
  readonly name: string
  /** Epoch seconds, as the witness says. */
  readonly seconds: number
}

/** What was found in a note's signature lines. */
export interface CheckedNote {
  readonly checkpoint: Checkpoint
  readonly deviceSigned: boolean
  readonly cosignatures: readonly Cosignature[]
  /** Lines of known witnesses whose signature does not match. */
  readonly badWitnesses: readonly string[]
  /** Lines of keys nobody here knows. */
  readonly unknownWitnesses: readonly string[]
}

export type Verify = (publicKey: Bytes, message: Bytes, signature: Bytes) => Promise<boolean>

export const unenrolledAgency = 'none'

/** `fieldreel/<agency>/<logId base32>`. */
export const checkpointOrigin = (agency: string, log: LogId): string => `${originPrefix}/${agency}/${toBase32(fromHex(log))}`

export const checkpointText = ({ agency, logId: log, size, root }: Checkpoint): string => `${checkpointOrigin(agency, log)}\n${size}\n${toBase64(root)}\n`

/** The whole note, signed by the device. */
export const signCheckpoint = async (checkpoint: Checkpoint, deviceName: string, signer: Signer): Promise<string> => {
  const text = checkpointText(checkpoint)
  const name = noteKeyName(deviceName)
  return formatNote({ text, signatures: [{ name, keyId: noteKeyId(name, ed25519Type, signer.publicKey), signature: await signer.sign(utf8(text)) }] })
}

/** The note with one more line (c2sp.org/tlog-cosignature, cosignature/v1). Only after `planCosign` said so, and the head was stored. */
export const cosign = async (note: string, witnessName: string, seconds: number, signer: Signer): Promise<Result<string, string>> => {
  const parsed = parseNote(note)
  if (!parsed.ok) return parsed
  const name = noteKeyName(witnessName)
  const keyId = noteKeyId(name, cosignatureType, signer.publicKey)
  const signature = concat(uint64(seconds), await signer.sign(cosignatureInput(seconds, parsed.value.text)))
  const others = parsed.value.signatures.filter((line) => !(line.name === name && equal(line.keyId, keyId)))
  return ok(formatNote({ text: parsed.value.text, signatures: [...others, { name, keyId, signature }] }))
}

/** One note holding every line of both, which must be of the same text. */
export const mergeNotes = (note: string, other: string): Result<string, string> => {
  const [a, b] = [parseNote(note), parseNote(other)]
  if (!a.ok) return a
  if (!b.ok) return b
  if (a.value.text !== b.value.text) return err('the notes are of different heads')
  const known = new Set(a.value.signatures.map(lineKey))
  return ok(formatNote({ text: a.value.text, signatures: [...a.value.signatures, ...b.value.signatures.filter((line) => !known.has(lineKey(line)))] }))
}

/** Reads the text only; says nothing of signatures. The error is a technical reason in English. */
export const parseCheckpoint = (note: string): Result<Checkpoint, string> => {
  const parsed = parseNote(note)
  if (!parsed.ok) return parsed
  const [origin = '', size = '', root64 = ''] = parsed.value.text.split('\n')
  const [prefix, agency = '', log32 = '', more] = origin.split('/')
  const log = fromBase32(log32)
  const root = fromBase64(root64)
  if (prefix !== originPrefix || agency === '' || more !== undefined || log?.length !== 32) return err('not an origin of this program')
  if (!/^(0|[1-9]\d{0,15})$/.test(size) || !Number.isSafeInteger(Number(size)) || root?.length !== 32) return err('size or root cannot be read')
  const checkpoint = { agency, logId: logId(toHex(log)), size: Number(size), root }
  return checkpointText(checkpoint) === parsed.value.text ? ok(checkpoint) : err('more text than a checkpoint has')
}

/** Every signature line against the device's key and the witnesses known here. */
export const checkNote = async (note: string, devicePublicKey: Bytes, witnesses: readonly Witness[], verify: Verify): Promise<Result<CheckedNote, string>> => {
  const parsed = parseNote(note)
  if (!parsed.ok) return parsed
  const checkpoint = parseCheckpoint(note)
  if (!checkpoint.ok) return checkpoint
  const { text, signatures } = parsed.value
  let deviceSigned = false
  const cosignatures: Cosignature[] = []
  const badWitnesses: string[] = []
  const unknownWitnesses: string[] = []
  for (const { name, keyId, signature } of signatures) {
    if (equal(keyId, noteKeyId(name, ed25519Type, devicePublicKey))) {
      deviceSigned = signature.length === 64 && (await verify(devicePublicKey, utf8(text), signature))
      continue
    }
    const witness = witnesses.find((one) => noteKeyName(one.name) === name && equal(keyId, noteKeyId(name, cosignatureType, one.publicKey)))
    if (!witness) {
      unknownWitnesses.push(name)
      continue
    }
    const seconds = signature.length === 72 ? Number(new DataView(signature.buffer, signature.byteOffset).getBigUint64(0)) : -1
    const good = Number.isSafeInteger(seconds) && seconds >= 0 && (await verify(witness.publicKey, cosignatureInput(seconds, text), signature.slice(8)))
    if (good) cosignatures.push({ name, seconds })
    else badWitnesses.push(name)
  }
  return ok({ checkpoint: checkpoint.value, deviceSigned, cosignatures, badWitnesses, unknownWitnesses })
}

/** Names on the cosignature lines, unverified: for lists. */
export const witnessNames = (note: string): readonly string[] => {
  const parsed = parseNote(note)
  return parsed.ok ? [...new Set(parsed.value.signatures.filter((line) => line.signature.length === 72).map((line) => line.name))] : []
}

const cosignatureInput = (seconds: number, text: string): Bytes => utf8(`cosignature/v1\ntime ${seconds}\n${text}`)
const lineKey = ({ name, keyId }: NoteSignature): string => `${name} ${toHex(keyId)}`
