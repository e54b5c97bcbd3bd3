// The receipt file of article 1: what a party is told of Recordings, with everything needed to check it without this software's archive.

import { concat, equal, utf8 } from '../bytes.ts'
import type { ShownRow } from '../catalog/manifestRows.ts'
import type { TrustError } from '../errors.ts'
import type { Bytes } from '../ids.ts'
import { receiptMagic } from '../log/constants.ts'
import type { SignedEntry } from '../log/exchange.ts'
import { err, ok, type Result } from '../result.ts'
import { decodeCbor, encodeCbor, isBytes, isCount, isList, isText, type Cbor } from './cbor.ts'

/** One Entry, and what leads from it to a checkpoint. */
export interface LogProof {
  readonly publicKey: Bytes
  readonly incarnation: number
  readonly entry: SignedEntry
  /** RFC 6962 inclusion proof. */
  readonly proof: readonly Bytes[]
  /** The checkpoint: a signed note with its cosignatures. */
  readonly note: string
}

export interface ReceiptRow {
  /** The row of the drive's manifest; its root stands in `scan`. */
  readonly row: ShownRow
  /** The drive-scan Entry. */
  readonly scan: LogProof
  /** The Entry before it, where that is a cosigned head: the scan is not older. */
  readonly before: Bytes | null
}

export interface Receipt {
  /** The agency's root public key. */
  readonly root: Bytes
  /** Certificates up to the root, and revocations of these: exact bytes. */
  readonly statements: readonly Bytes[]
  /** The `receipt` Deed. */
  readonly deed: Bytes
  /** The Entry that has the Deed. */
  readonly filed: LogProof
  /** In the order of the Deed's Recordings. */
  readonly rows: readonly ReceiptRow[]
}

/**
 * `magic || [1, root, [statement], deed, proof, [[[row, index, count, [hash]], proof, before | null]]]` with
 * proof = `[public key, incarnation, entry, signature, [hash], note]`.
 */
export const makeReceipt = ({ root, statements, deed, filed, rows }: Receipt): Bytes =>
  concat(utf8(receiptMagic), encodeCbor([1, root, statements, deed, proofToValues(filed), rows.map(({ row, scan, before }) => [[row.bytes, row.index, row.count, row.proof], proofToValues(scan), before])]))

/** Form only: what it proves is for core/cases/checkReceipt. */
export const readReceipt = (file: Uint8Array): Result<Receipt, TrustError> => {
  const magic = utf8(receiptMagic)
  if (!equal(file.subarray(0, magic.length), magic)) return unrecognised('another kind of file')
  const content = decodeCbor(file.subarray(magic.length), maxReceiptBytes)
  if (!content.ok) return unrecognised(content.error)
  if (!isList(content.value) || content.value.length !== 6) return unrecognised('not a receipt')
  const [version, root, statements, deed, filing, list] = content.value
  const filed = readProof(filing)
  if (version !== 1 || !isBytes(root, 32) || !isBytesList(statements) || !isBytes(deed) || !filed || !isList(list)) return unrecognised('fields of the receipt')
  const rows = list.map(readRow)
  if (!rows.every((row) => row !== null)) return unrecognised(`recording ${rows.indexOf(null) + 1}`)
  return ok({ root: own(root), statements: statements.map(own), deed: own(deed), filed, rows })
}

const proofToValues = ({ publicKey, incarnation, entry, proof, note }: LogProof): Cbor => [publicKey, incarnation, entry.bytes, entry.signature, proof, note]

const readProof = (value: Cbor | undefined): LogProof | null => {
  if (!isList(value) || value.length !== 6) return null
  const [publicKey, incarnation, bytes, signature, proof, note] = value
  if (!isBytes(publicKey, 32) || !isCount(incarnation) || !isBytes(bytes) || !isBytes(signature, 64) || !isHashes(proof) || !isText(note)) return null
  return { publicKey: own(publicKey), incarnation, entry: { bytes: own(bytes), signature: own(signature) }, proof: proof.map(own), note }
}

const readRow = (value: Cbor): ReceiptRow | null => {
  if (!isList(value) || value.length !== 3) return null
  const [shown, scanned, before] = value
  const scan = readProof(scanned)
  if (!scan || !isList(shown) || shown.length !== 4 || !(before === null || isBytes(before))) return null
  const [bytes, index, count, proof] = shown
  if (!isBytes(bytes) || !isCount(index) || !isCount(count) || !isHashes(proof)) return null
  return { row: { bytes: own(bytes), index, count, proof: proof.map(own) }, scan, before: before && own(before) }
}

const isBytesList = (value: Cbor | undefined): value is readonly Uint8Array[] => isList(value) && value.every((one) => isBytes(one))
const isHashes = (value: Cbor | undefined): value is readonly Uint8Array[] => isList(value) && value.length <= 64 && value.every((one) => isBytes(one, 32))
const own = (bytes: Uint8Array): Bytes => new Uint8Array(bytes)
const maxReceiptBytes = 4 << 20
const unrecognised = (detail: string): Result<never, TrustError> => err({ type: 'FileNotRecognised', detail })
