// The Logs the server holds: batches in through the same gate as on a device, batches out, and cosigning of heads.

import { concat, equal, fromHex, toBase64, utf8 } from '../../src/core/bytes.ts'
import { admitBatch, findFork, readOpening } from '../../src/core/log/admitBatch.ts'
import { checkNote, mergeNotes } from '../../src/core/log/checkpoint.ts'
import { decodeEntry, entrySigningInput } from '../../src/core/log/entry.ts'
import { decodeBatch, decodeOffer, encodeBatch, encodeHeads, maxBatchBytes, type SignedEntry } from '../../src/core/log/exchange.ts'
import { isCount } from '../../src/core/format/cbor.ts'
import { appendLeaf, emptyFrontier, frontierRoot, treeRoot, type Frontier } from '../../src/core/log/merkle.ts'
import { planCosign } from '../../src/core/log/witness.ts'
import { logId as asLogId } from '../../src/core/ids.ts'
import type { Bytes, HeldLog, Store } from '../store/store.ts'
import type { ServerWitness } from '../witness.ts'
import { cbor, fail, json, type ApiAnswer } from './answer.ts'
import { verifyInPool } from './ed25519.ts'

export interface LogsParts {
  readonly store: Store
  readonly witness: ServerWitness
  /** Whether the agency ever certified this device key. */
  readonly isKnown: (publicKey: Uint8Array) => boolean
}

export const readHeads = async (store: Store): Promise<ApiAnswer> =>
  cbor(encodeHeads((await store.logs()).map((log) => ({ logId: asLogId(log.logId), size: log.size, note: log.note, noteSize: log.noteSize }))))

export const readEntries = async (store: Store, logId: string, query: URLSearchParams): Promise<ApiAnswer> => {
  const [from, to] = [Number(query.get('from') ?? 0), Number(query.get('to') ?? Number.MAX_SAFE_INTEGER)]
  if (!isCount(from) || !isCount(to)) return fail('Malformed', 'from and to are whole numbers')
  return cbor(encodeBatch(await store.entries(logId, from, to, maxBatchBytes)))
}

/** Answers `{size}` only after the commit: that answer is the storing acknowledgement. */
export const writeEntries = async ({ store, isKnown }: LogsParts, logId: string, body: Uint8Array): Promise<ApiAnswer> => {
  const batch = decodeBatch(body)
  if (!batch.ok) return fail('Malformed', batch.error)
  const [first] = batch.value
  const opening = first && decodeEntry(first.bytes)
  if (!opening) return fail('Malformed', 'no entries')
  if (!opening.ok) return fail('LogMalformed', JSON.stringify(opening.error))
  const from = opening.value.seq
  const log = await store.log(logId)
  const size = log?.size ?? 0
  if (from > size) return fail('OutOfOrder', `entries ${size} to ${from - 1} are missing`, { size })
  const publicKey = log?.publicKey ?? readOpening(opening.value)?.publicKey ?? null
  if (!publicKey || opening.value.logId !== logId) return fail('LogMalformed', 'the first entry does not open this log')
  if (!isKnown(publicKey)) return fail('NotEnrolled', 'the device of this log has no certificate of this agency')

  const held = await store.entries(logId, from, from + batch.value.length, Number.MAX_SAFE_INTEGER)
  const parted = findFork(held, batch.value)
  if (parted !== null) return refuseFork(store, publicKey, logId, from + parted, held[parted], batch.value[parted])

  const fresh = batch.value.slice(size - from)
  const admitted = await admitBatch({ logId: asLogId(logId), size, leaf: log?.lastLeaf ?? null, publicKey }, fresh, verifyInPool)
  if (!admitted.ok) return fail('LogMalformed', JSON.stringify(admitted.error))
  if (fresh.length === 0) return json({ size })
  const frontier = admitted.value.reduce((grown, { leaf }) => appendLeaf(grown, fromHex(leaf)), frontierOf(log))
  const stored = await store.append({ logId, publicKey }, size, admitted.value, concat(...frontier.peaks))
  return stored === null ? fail('OutOfOrder', 'another request was faster', { size: (await store.log(logId))?.size ?? 0 }) : json({ size: stored })
}

/** Two entries with one number, both signed by the device: both are kept. What is not signed proves nothing. */
const refuseFork = async (store: Store, publicKey: Bytes, logId: string, seq: number, held: SignedEntry | undefined, offered: SignedEntry | undefined): Promise<ApiAnswer> => {
  if (!held || !offered || !(await verifyInPool(publicKey, entrySigningInput(offered.bytes), offered.signature))) return fail('LogMalformed', `signature of entry ${seq}`)
  await store.putFork({ logId, kind: 'entry', seq, held: signedBytes(held), offered: signedBytes(offered), foundMs: Date.now() })
  return fail('ForkDetected', `two different entries ${seq}`, { seq, notes: [toBase64(held.bytes), toBase64(offered.bytes)] })
}

/** The newest cosigned note of a log. */
export const readCheckpoint = async (store: Store, logId: string): Promise<ApiAnswer> => {
  const note = (await store.log(logId))?.note
  return note ? json({ note }) : fail('NotFound', 'no checkpoint yet')
}

/** Device signature, then consistency with the held head and with the entries held; stored; only then is the cosignature given out. */
export const writeCheckpoint = async ({ store, witness, isKnown }: LogsParts, logId: string, body: Uint8Array): Promise<ApiAnswer> => {
  const offer = decodeOffer(body)
  if (!offer.ok) return fail('Malformed', offer.error)
  const log = await store.log(logId)
  if (!log) return fail('NotFound', 'send the entries first')
  if (!isKnown(log.publicKey)) return fail('NotEnrolled', 'the device of this log has no certificate of this agency')
  const { note, proof } = offer.value
  const checked = await checkNote(note, log.publicKey, [], verifyInPool)
  if (!checked.ok) return fail('Malformed', checked.error)
  if (!checked.value.deviceSigned) return fail('CheckpointRefused', 'not signed by the device of this log')
  if (checked.value.checkpoint.logId !== logId) return fail('Malformed', 'a checkpoint of another log')
  const { size, root } = checked.value.checkpoint
  if (size > log.size) return fail('OutOfOrder', 'send the entries first', { size: log.size })

  const refuse = async (reason: string, held: string): Promise<ApiAnswer> => {
    await store.putFork({ logId, kind: 'checkpoint', seq: size, held: utf8(held), offered: utf8(note), foundMs: Date.now() })
    return fail('ForkDetected', reason, { seq: size, notes: [held, note], size: log.size })
  }
  const plan = planCosign(log.note, note, proof)
  if (plan.type === 'unreadable') return fail('Malformed', plan.detail)
  // A late answer may make an honest device offer an old head again; without a difference it is only old.
  if (plan.type === 'refuse' && plan.reason === 'smaller' && equal(await rootAt(store, log, size), root)) {
    return fail('OutOfOrder', 'a larger head is held', { size: plan.heldSize, notes: plan.notes })
  }
  if (plan.type === 'refuse') return refuse(`${plan.reason} head`, plan.notes[0])
  if (!equal(await rootAt(store, log, size), root)) return refuse('the head is not of the entries held', log.note ?? '')

  const cosigned = await witness.cosign(log.note !== null && log.noteSize === size ? merged(log.note, note) : note)
  if (!(await store.putCheckpoint(logId, log.noteSize, size, cosigned))) return fail('OutOfOrder', 'another request was faster', { size: log.size })
  return json({ note: cosigned })
}

const merged = (held: string, offered: string): string => {
  const both = mergeNotes(held, offered)
  return both.ok ? both.value : offered
}

const frontierOf = (log: HeldLog | null): Frontier =>
  log ? { size: log.size, peaks: Array.from({ length: log.peaks.length / 32 }, (_, index) => log.peaks.slice(index * 32, index * 32 + 32)) } : emptyFrontier

const rootAt = async (store: Store, log: HeldLog, size: number): Promise<Uint8Array> =>
  size === log.size ? frontierRoot(frontierOf(log)) : treeRoot((await store.leaves(log.logId, size)).map(fromHex))

/** Evidence carries its signature: `bytes || signature`. */
const signedBytes = ({ bytes, signature }: SignedEntry): Bytes => concat(bytes, signature)

export const isLogId = (text: string | undefined): text is string => /^[0-9a-f]{64}$/.test(text ?? '')
