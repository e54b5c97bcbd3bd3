// The export bundle: logs with their checkpoints and certificates in one file, for an auditor to verify elsewhere.

import { concat, equal, utf8 } from '../bytes.ts'
import type { TrustError } from '../errors.ts'
import type { Bytes } from '../ids.ts'
import { bundleMagic } from '../log/constants.ts'
import type { SignedEntry } from '../log/exchange.ts'
import { err, ok, type Result } from '../result.ts'
import { decodeCbor, encodeCbor, isBytes, isCount, isList, isText, type Cbor } from './cbor.ts'

export interface BundledLog {
  readonly publicKey: Bytes
  readonly incarnation: number
  readonly deviceName: string
  /** In the order kept. */
  readonly entries: readonly SignedEntry[]
  /** Signed notes. */
  readonly notes: readonly string[]
}

export interface Bundle {
  readonly madeMs: number
  /** The agency's root public key, null where this device belongs to none. */
  readonly root: Bytes | null
  /** Certificates and revocations, exact bytes. */
  readonly statements: readonly Bytes[]
  readonly logs: readonly BundledLog[]
  /** Manifests that drive-scan entries refer to by SHA-256, exact bytes; may be left out. */
  readonly manifests: readonly Bytes[]
}

/**
 * `magic || [1, made, root, [statement], [[public key, incarnation, device name, [[entry, signature]], [note]]], [manifest]]`
 * About 70 bytes an entry more than the entries themselves.
 */
export const makeBundle = ({ madeMs, root, statements, logs, manifests }: Bundle): Bytes =>
  concat(
    utf8(bundleMagic),
    encodeCbor([1, madeMs, root, statements, logs.map((log) => [log.publicKey, log.incarnation, log.deviceName, log.entries.map(({ bytes, signature }) => [bytes, signature]), log.notes]), manifests]),
  )

/** Form only: what the logs say of themselves is for core/log/verifyLog. */
export const readBundle = (file: Uint8Array): Result<Bundle, TrustError> => {
  const magic = utf8(bundleMagic)
  if (!equal(file.subarray(0, magic.length), magic)) return unrecognised('another kind of file')
  const content = decodeCbor(file.subarray(magic.length), Infinity)
  if (!content.ok) return unrecognised(content.error)
  if (!isList(content.value) || content.value.length !== 6) return unrecognised('not a bundle')
  const [version, madeMs, root = null, statements, logs, manifests] = content.value
  if (version !== 1 || !isCount(madeMs) || !(root === null || isBytes(root, 32)) || !isBytesList(statements) || !isList(logs) || !isBytesList(manifests)) return unrecognised('fields of the bundle')
  const read: BundledLog[] = []
  for (const log of logs) {
    const one = readLog(log)
    if (!one) return unrecognised(`log ${read.length + 1}`)
    read.push(one)
  }
  return ok({ madeMs, root: root && new Uint8Array(root), statements: statements.map(own), logs: read, manifests: manifests.map(own) })
}

const readLog = (value: Cbor): BundledLog | null => {
  if (!isList(value) || value.length !== 5) return null
  const [publicKey, incarnation, deviceName, list, notes] = value
  if (!isBytes(publicKey, 32) || !isCount(incarnation) || !isText(deviceName) || !isList(list) || !isList(notes) || !notes.every(isText)) return null
  const entries: SignedEntry[] = []
  for (const pair of list) {
    if (!isList(pair) || pair.length !== 2) return null
    const [bytes, signature] = pair
    if (!isBytes(bytes) || !isBytes(signature)) return null
    entries.push({ bytes: own(bytes), signature: own(signature) })
  }
  return { publicKey: own(publicKey), incarnation, deviceName, entries, notes }
}

const isBytesList = (value: Cbor | undefined): value is readonly Uint8Array[] => isList(value) && value.every((one) => isBytes(one))
const own = (bytes: Uint8Array): Bytes => new Uint8Array(bytes)
const unrecognised = (detail: string): Result<never, TrustError> => err({ type: 'FileNotRecognised', detail })
