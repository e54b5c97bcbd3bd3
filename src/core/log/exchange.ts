// What two holders of Logs have to tell each other, and the bodies they tell it in: deterministic CBOR, checked on the way in.

import { concat, fromHex, toHex, utf8 } from '../bytes.ts'
import { decodeCbor, encodeCbor, isBytes, isCount, isList, isText, type Cbor } from '../format/cbor.ts'
import { logId, type Bytes, type LogId } from '../ids.ts'
import { err, ok, type Result } from '../result.ts'

/** Bytes of entries and signatures in one batch; a single entry is always smaller. */
export const maxBatchBytes = 524_288
/** Bytes of a request or an answer, for everything but a manifest. */
export const maxBodyBytes = 4 << 20

export interface Head {
  readonly logId: LogId
  readonly size: number
}

export interface Span {
  readonly logId: LogId
  readonly from: number
  /** Exclusive. */
  readonly to: number
}

export interface ExchangePlan {
  readonly send: readonly Span[]
  readonly fetch: readonly Span[]
  /** The other side has more of this device's own Log than the device itself: it was rolled back or copied. */
  readonly behind: { readonly logId: LogId; readonly localSize: number; readonly witnessedSize: number } | null
}

/** A Log here, and how much of it the other side has said it stored. */
export interface LocalHead extends Head {
  readonly acknowledged: number
}

/**
 * One Log has one writer, so sizes say everything. `own` is the Log this device is writing, if any. Sending begins at what was
 * acknowledged, even where the other side has more: an answer may have been lost, and repeating is harmless.
 */
export const planExchange = (local: readonly LocalHead[], remote: readonly Head[], own: LogId | null): ExchangePlan => {
  const remoteSizes = new Map(remote.map((head) => [head.logId, head.size]))
  const localSizes = new Map(local.map((head) => [head.logId, head.size]))
  const fetch = remote.flatMap(({ logId: id, size }) => (size > (localSizes.get(id) ?? 0) ? [{ logId: id, from: localSizes.get(id) ?? 0, to: size }] : []))
  const lost = fetch.find((span) => span.logId === own)
  const send = local.flatMap(({ logId: id, size, acknowledged }) => {
    const from = Math.min(acknowledged, remoteSizes.get(id) ?? 0)
    return from < size && id !== lost?.logId ? [{ logId: id, from, to: size }] : []
  })
  return {
    send,
    fetch: fetch.filter((span) => span !== lost),
    behind: lost ? { logId: lost.logId, localSize: lost.from, witnessedSize: lost.to } : null,
  }
}

export interface SignedEntry {
  readonly bytes: Bytes
  readonly signature: Bytes
}

/** Groups in order, each within `maxBatchBytes`. */
export const cutBatches = <T extends SignedEntry>(entries: readonly T[]): readonly (readonly T[])[] => {
  const batches: T[][] = []
  let length = 0
  for (const entry of entries) {
    const more = entry.bytes.length + entry.signature.length
    const current = batches.at(-1)
    if (current && length + more <= maxBatchBytes) {
      current.push(entry)
      length += more
    } else {
      batches.push([entry])
      length = more
    }
  }
  return batches
}

// ---------------------------------------------------------------- bodies

export const encodeBatch = (entries: readonly SignedEntry[]): Bytes => encodeCbor(entries.map(({ bytes, signature }) => [bytes, signature]))

export const decodeBatch = (body: Uint8Array): Result<readonly SignedEntry[], string> =>
  decodeList(body, (item) => {
    if (!isList(item) || item.length !== 2) return null
    const [bytes, signature] = item
    return isBytes(bytes) && isBytes(signature, 64) ? { bytes: new Uint8Array(bytes), signature: new Uint8Array(signature) } : null
  })

/** A head the server holds, with its newest cosigned checkpoint. */
export interface ServerHead extends Head {
  readonly note: string | null
  readonly noteSize: number
}

export const encodeHeads = (heads: readonly ServerHead[]): Bytes => encodeCbor(heads.map((head) => [fromHex(head.logId), head.size, head.note, head.noteSize]))

export const decodeHeads = (body: Uint8Array): Result<readonly ServerHead[], string> =>
  decodeList(body, (item) => {
    if (!isList(item) || item.length !== 4) return null
    const [id, size, note, noteSize] = item
    return isBytes(id, 32) && isCount(size) && (note === null || isText(note)) && isCount(noteSize) ? { logId: logId(toHex(id)), size, note, noteSize } : null
  })

export interface CheckpointOffer {
  readonly note: string
  /** From the size of the head the other side said it holds. */
  readonly proof: readonly Uint8Array[]
}

export const encodeOffer = ({ note, proof }: CheckpointOffer): Bytes => encodeCbor([note, proof])

export const decodeOffer = (body: Uint8Array): Result<CheckpointOffer, string> => {
  const decoded = decodeCbor(body, maxBodyBytes)
  if (!decoded.ok) return decoded
  if (!isList(decoded.value) || decoded.value.length !== 2) return err('not an offer')
  const [note, proof] = decoded.value
  if (!isText(note) || !isList(proof) || proof.length > 64 || !proof.every((hash): hash is Uint8Array => isBytes(hash, 32))) return err('not an offer')
  return ok({ note, proof })
}

/** Plain lists of byte strings: certificates, manifest hashes. */
export const encodeBytesList = (list: readonly Uint8Array[]): Bytes => encodeCbor(list)

export const decodeBytesList = (body: Uint8Array): Result<readonly Bytes[], string> => decodeList(body, (item) => (isBytes(item) ? new Uint8Array(item) : null))

export const encodeDocuments = (documents: readonly { readonly name: string; readonly version: number }[]): Bytes => encodeCbor(documents.map(({ name, version }) => [name, version]))

export const decodeDocuments = (body: Uint8Array): Result<readonly { readonly name: string; readonly version: number }[], string> =>
  decodeList(body, (item) => {
    if (!isList(item) || item.length !== 2) return null
    const [name, version] = item
    return isText(name) && isCount(version) ? { name, version } : null
  })

// ---------------------------------------------------------------- admission

/** What a device signs to be let in: the server's one-time nonce, bound to the agency. */
export const admissionInput = (agencyRoot: Uint8Array, nonce: Uint8Array): Bytes => concat(admissionPrefix, agencyRoot, nonce)

export interface Admission {
  readonly publicKey: Bytes
  readonly nonce: Bytes
  readonly signature: Bytes
}

export const encodeAdmission = ({ publicKey, nonce, signature }: Admission): Bytes => encodeCbor([publicKey, nonce, signature])

export const decodeAdmission = (body: Uint8Array): Result<Admission, string> => {
  const decoded = decodeCbor(body, maxBodyBytes)
  if (!decoded.ok) return decoded
  if (!isList(decoded.value) || decoded.value.length !== 3) return err('not an admission')
  const [publicKey, nonce, signature] = decoded.value
  if (!isBytes(publicKey, 32) || !isBytes(nonce, 32) || !isBytes(signature, 64)) return err('not an admission')
  return ok({ publicKey: new Uint8Array(publicKey), nonce: new Uint8Array(nonce), signature: new Uint8Array(signature) })
}

const decodeList = <T>(body: Uint8Array, read: (item: Cbor) => T | null): Result<readonly T[], string> => {
  const decoded = decodeCbor(body, maxBodyBytes)
  if (!decoded.ok) return decoded
  if (!isList(decoded.value)) return err('not a list')
  const items = decoded.value.map(read)
  const wrong = items.indexOf(null)
  return wrong < 0 ? ok(items as readonly T[]) : err(`place ${wrong} of the list`)
}

const admissionPrefix = utf8('fieldreel/admission/v1\0')
