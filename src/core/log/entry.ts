// One Entry of a Log: its exact bytes, its leaf, and what is signed. See TRUST: Entry.

import { concat, fromHex, sha256, toHex, uint64, utf8 } from '../bytes.ts'
import { decodeCbor, decodeKeptCbor, encodeCbor, isBytes, isCount, isList, isMap, isText, type Cbor, type CborMap } from '../format/cbor.ts'
import type { LogError } from '../errors.ts'
import { logId, type Bytes, type LogId } from '../ids.ts'
import { err, ok, type Result } from '../result.ts'
import { bootBytes, entryPrefix, entryVersion, logIdPrefix, maxEntryBytes, saltBytes } from './constants.ts'
import type { EntryBodies, EntryKind } from './kinds.ts'

export interface Entry {
  readonly logId: LogId
  readonly seq: number
  /** Leaf of the entry before, hex; of seq 0 the log's own id. */
  readonly prev: string
  readonly timeMs: number
  readonly monoMs: number
  /** 16 hex characters. */
  readonly boot: string
  readonly salt: Bytes
  /** One of EntryKind, or a kind of a later version, which is kept as it is. */
  readonly kind: string
  readonly body: CborMap
}

/** The end of a Log as its writer knows it; `makeGenesis` for an empty one. */
export interface LogHead {
  readonly size: number
  /** Leaf of the last entry, hex; of an empty log its own id. */
  readonly leaf: string
}

/** Clock and chance at the moment of writing. */
export interface Stamps {
  readonly timeMs: number
  readonly monoMs: number
  readonly boot: string
  readonly salt: Bytes
}

export interface NewEntry<K extends EntryKind = EntryKind> {
  readonly logId: LogId
  readonly head: LogHead
  readonly kind: K
  readonly body: EntryBodies[K]
  readonly stamps: Stamps
}

/** SHA-256(prefix || public key || incarnation as 8 bytes big-endian). Incarnations of a device count from 0. */
export const makeLogId = (publicKey: Uint8Array, incarnation: number): LogId => logId(toHex(sha256(utf8(logIdPrefix), publicKey, uint64(incarnation))))

export const makeGenesis = (log: LogId): LogHead => ({ size: 0, leaf: log })

/** The next entry of a log. Throws when the body is not of the format or too large: the caller made it. */
export const makeEntry = <K extends EntryKind>({ logId: log, head, kind, body, stamps }: NewEntry<K>): { readonly bytes: Bytes; readonly leaf: string } => {
  const { timeMs, monoMs, boot, salt } = stamps
  const bytes = encodeCbor([entryVersion, fromHex(log), head.size, fromHex(head.leaf), timeMs, monoMs, fromHex(boot), salt, kind, body as unknown as Cbor])
  const read = decodeEntry(bytes)
  if (!read.ok) throw new Error(`entry ${head.size} of kind ${kind}: ${JSON.stringify(read.error)}`)
  return { bytes, leaf: entryLeaf(bytes) }
}

/** RFC 6962 section 2.1: SHA-256(0x00 || entry), hex. */
export const entryLeaf = (bytes: Uint8Array): string => toHex(sha256(leafByte, bytes))

/** What the device key signs. */
export const entrySigningInput = (bytes: Uint8Array): Bytes => concat(signingPrefix, bytes)

/** Strict: deterministic form, exactly ten fields, each of its type; LogMalformed has seq −1 where it cannot be read. */
export const decodeEntry = (bytes: Uint8Array): Result<Entry, LogError> => fieldsOf(decodeCbor(bytes, maxEntryBytes))

/** Of a log store, which took nothing that `decodeEntry` refuses: half the work, for whoever folds whole logs. */
export const decodeKeptEntry = (bytes: Uint8Array): Result<Entry, LogError> => fieldsOf(decodeKeptCbor(bytes))

const fieldsOf = (decoded: Result<Cbor, string>): Result<Entry, LogError> => {
  if (!decoded.ok) return malformed(-1, decoded.error)
  if (!isList(decoded.value) || decoded.value.length !== 10) return malformed(-1, 'not a list of ten')
  const [version, log, seq, prev, timeMs, monoMs, boot, salt, kind, body] = decoded.value
  if (!isCount(seq)) return malformed(-1, 'seq')
  if (version !== entryVersion) return malformed(seq, 'version')
  if (!isBytes(log, 32)) return malformed(seq, 'logId')
  if (!isBytes(prev, 32)) return malformed(seq, 'prev')
  if (!isCount(timeMs)) return malformed(seq, 'time_ms')
  if (!isCount(monoMs)) return malformed(seq, 'mono_ms')
  if (!isBytes(boot, bootBytes)) return malformed(seq, 'boot')
  if (!isBytes(salt, saltBytes)) return malformed(seq, 'salt')
  if (!isText(kind) || kind === '') return malformed(seq, 'kind')
  if (!isMap(body)) return malformed(seq, 'body')
  return ok({ logId: logId(toHex(log)), seq, prev: toHex(prev), timeMs, monoMs, boot: toHex(boot), salt: new Uint8Array(salt), kind, body })
}

/** Of a known kind: its body by the type the writer used. The shape is checked in core/log/bodyShapes, not here. */
export const bodyOf = <K extends EntryKind>(entry: Entry, kind: K): EntryBodies[K] | null => (entry.kind === kind ? (entry.body as unknown as EntryBodies[K]) : null)

const malformed = (seq: number, detail: string): Result<never, LogError> => err({ type: 'LogMalformed', seq, detail })
const leafByte = Uint8Array.of(0)
const signingPrefix = utf8(entryPrefix)
