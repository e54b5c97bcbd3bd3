// The Logs the server holds: batches in through the same gate as on a device, batches out, and cosigning of heads.

import { Buffer } from 'node:buffer'
import { concat, equal, fromHex, toHex, utf8 } from '../../src/core/bytes.ts'
import { checkNote, mergeNotes } from '../../src/core/log/checkpoint.ts'
import { decodeEntry, entryLeaf, entrySigningInput, makeLogId, type Entry } from '../../src/core/log/entry.ts'
import { decodeBatch, decodeOffer, encodeBatch, encodeHeads, maxBatchBytes, type SignedEntry } from '../../src/core/log/exchange.ts'
import { isCount, isBytes } from '../../src/core/format/cbor.ts'
import { appendLeaf, emptyFrontier, frontierRoot, treeRoot, type Frontier } from '../../src/core/log/merkle.ts'
import { planCosign } from '../../src/core/log/witness.ts'
import { logId as asLogId } from '../../src/core/ids.ts'
import type { Bytes, HeldEntry, HeldLog, Store } from '../store/store.ts'
import type { ServerWitness } from '../witness.ts'
import { cbor, fail, json, type ApiAnswer } from './answer.ts'
import { verifyEd25519 } from './ed25519.ts'

export interface LogsParts {
  readonly store: Store
  readonly witness: ServerWitness
  /** Whether the agency enrolled this device key. */
  readonly isEnrolled: (publicKey: Uint8Array) => boolean
}

const verify = async (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean> => verifyEd25519(publicKey, message, signature)

export const readHeads = async (store: Store): Promise<ApiAnswer> =>
  cbor(encodeHeads((await store.logs()).map((log) => ({ logId: asLogId(log.logId), size: log.size, note: log.note, noteSize: log.noteSize }))))

export const readEntries = async (store: Store, logId: string, query: URLSearchParams): Promise<ApiAnswer> => {
  const [from, to] = [Number(query.get('from') ?? 0), Number(query.get('to') ?? Number.MAX_SAFE_INTEGER)]
  if (!isCount(from) || !isCount(to)) return fail('Malformed', 'from and to are whole numbers')
  return cbor(encodeBatch(await store.entries(logId, from, to, maxBatchBytes)))
}

/** Answers `{size}` only after the commit: that answer is the storing acknowledgement. */
export const writeEntries = async ({ store, isEnrolled }: LogsParts, logId: string, body: Uint8Array): Promise<ApiAnswer> => {
  const batch = decodeBatch(body)
  if (!batch.ok) return fail('Malformed', batch.error)
  if (batch.value.length === 0) return fail('Malformed', 'no entries')
  const log = (await store.log(logId)) ?? null

  const entries: { readonly entry: Entry; readonly signed: SignedEntry }[] = []
  for (const signed of batch.value) {
    const entry = decodeEntry(signed.bytes)
    if (!entry.ok) return fail('LogMalformed', JSON.stringify(entry.error))
    if (entry.value.logId !== logId) return fail('LogMalformed', `entry ${entry.value.seq} is of another log`)
    entries.push({ entry: entry.value, signed })
  }
  const from = entries[0]?.entry.seq ?? 0
  if (entries.some(({ entry }, index) => entry.seq !== from + index)) return fail('LogMalformed', 'sequence numbers are not one after another')
  const size = log?.size ?? 0
  if (from > size) return fail('OutOfOrder', `entries ${size} to ${from - 1} are missing`, { size })

  const publicKey = log?.publicKey ?? openedBy(entries[0]?.entry)
  if (!publicKey) return fail('LogMalformed', 'the first entry does not open this log')
  if (!isEnrolled(publicKey)) return fail('NotEnrolled', 'the device of this log has no certificate of this agency')
  for (const { entry, signed } of entries) {
    if (!verifyEd25519(publicKey, entrySigningInput(signed.bytes), signed.signature)) return fail('LogMalformed', `signature of entry ${entry.seq}`)
  }

  // What is held already must be the same; re-signing (Safari's signatures are randomised) is no difference.
  const held = await store.entries(logId, from, from + entries.length, Number.MAX_SAFE_INTEGER)
  for (const [index, { bytes }] of held.entries()) {
    const offered = entries[index]
    if (!offered || equal(bytes, offered.signed.bytes)) continue
    const seq = from + index
    const fork = { logId, kind: 'entry' as const, seq, held: signedBytes(held[index]), offered: signedBytes(offered.signed), foundMs: Date.now() }
    await store.putFork(fork)
    return fail('ForkDetected', `two different entries ${seq}`, { seq, notes: [Buffer.from(bytes).toString('base64'), Buffer.from(offered.signed.bytes).toString('base64')] })
  }
  if (from + entries.length <= size) return json({ size })

  const fresh = entries.slice(size - from)
  const before = size === from ? (log?.lastLeaf ?? logId) : entryLeaf(entries[size - from - 1]?.signed.bytes ?? new Uint8Array(0))
  const chained: HeldEntry[] = []
  let frontier = frontierOf(log)
  let prev = before
  for (const { entry, signed } of fresh) {
    if (entry.prev !== prev) return fail('LogMalformed', `entry ${entry.seq} does not follow the one before`)
    prev = entryLeaf(signed.bytes)
    frontier = appendLeaf(frontier, fromHex(prev))
    chained.push({ ...signed, leaf: prev })
  }
  const stored = await store.append({ logId, publicKey }, size, chained, concat(...frontier.peaks))
  return stored === null ? fail('OutOfOrder', 'another request was faster', { size: (await store.log(logId))?.size ?? 0 }) : json({ size: stored })
}

/** The newest cosigned note of a log. */
export const readCheckpoint = async (store: Store, logId: string): Promise<ApiAnswer> => {
  const note = (await store.log(logId))?.note
  return note ? json({ note }) : fail('NotFound', 'no checkpoint yet')
}

/** Device signature, then consistency with the held head and with the entries held; stored; only then is the cosignature given out. */
export const writeCheckpoint = async ({ store, witness, isEnrolled }: LogsParts, logId: string, body: Uint8Array): Promise<ApiAnswer> => {
  const offer = decodeOffer(body)
  if (!offer.ok) return fail('Malformed', offer.error)
  const log = await store.log(logId)
  if (!log) return fail('NotFound', 'send the entries first')
  if (!isEnrolled(log.publicKey)) return fail('NotEnrolled', 'the device of this log has no certificate of this agency')
  const { note, proof } = offer.value
  const checked = await checkNote(note, log.publicKey, [], verify)
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

/** The device key a `log-open` entry names, when the log's id is made of it. */
const openedBy = (entry: Entry | undefined): Bytes | null => {
  const key = entry?.body['publicKey']
  const incarnation = entry?.body['incarnation']
  if (entry?.seq !== 0 || entry.kind !== 'log-open' || !isBytes(key, 32) || !isCount(incarnation)) return null
  return makeLogId(key, incarnation) === entry.logId ? new Uint8Array(key) : null
}

const frontierOf = (log: HeldLog | null): Frontier =>
  log ? { size: log.size, peaks: Array.from({ length: log.peaks.length / 32 }, (_, index) => log.peaks.slice(index * 32, index * 32 + 32)) } : emptyFrontier

const rootAt = async (store: Store, log: HeldLog, size: number): Promise<Uint8Array> =>
  size === log.size ? frontierRoot(frontierOf(log)) : treeRoot((await store.leaves(log.logId, size)).map(fromHex))

/** Evidence carries its signature: `bytes || signature`. */
const signedBytes = (entry: SignedEntry | undefined): Bytes => (entry ? concat(entry.bytes, entry.signature) : new Uint8Array(0))

export const isLogId = (text: string | undefined): text is string => /^[0-9a-f]{64}$/.test(text ?? '') && toHex(fromHex(text ?? '')) === text
