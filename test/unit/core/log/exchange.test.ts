// Deciding what moves between two holders of logs, and the bodies it moves in.

import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { logId, type LogId } from '../../../../src/core/ids.ts'
import { admitBatch, findFork, readOpening } from '../../../../src/core/log/admitBatch.ts'
import { decodeEntry, makeLogId } from '../../../../src/core/log/entry.ts'
import {
  cutBatches,
  decodeAdmission,
  decodeBatch,
  decodeBytesList,
  decodeDocuments,
  decodeHeads,
  decodeOffer,
  encodeAdmission,
  encodeBatch,
  encodeBytesList,
  encodeDocuments,
  encodeHeads,
  encodeOffer,
  maxBatchBytes,
  planExchange,
  type SignedEntry,
} from '../../../../src/core/log/exchange.ts'
import { fillLog, makeTestLog, makeTestSigner, signers, verifyInNode } from '../../../support/agency.ts'

const id = (n: number): LogId => logId(String(n).repeat(64).slice(0, 64))

test('plans: what is missing on each side, from what was acknowledged', () => {
  const local = [
    { logId: id(1), size: 10, acknowledged: 4 },
    { logId: id(2), size: 5, acknowledged: 5 },
    { logId: id(3), size: 3, acknowledged: 3 },
    { logId: id(5), size: 8, acknowledged: 8 },
  ]
  const remote = [
    { logId: id(1), size: 6 },
    { logId: id(3), size: 9 },
    { logId: id(4), size: 2 },
    { logId: id(5), size: 8 },
  ]
  expect(planExchange(local, remote, id(1))).toEqual({
    send: [
      { logId: id(1), from: 4, to: 10 },
      { logId: id(2), from: 0, to: 5 },
    ],
    fetch: [
      { logId: id(3), from: 3, to: 9 },
      { logId: id(4), from: 0, to: 2 },
    ],
    behind: null,
  })
  expect(planExchange(local, remote, id(3))).toMatchObject({ behind: { logId: id(3), localSize: 3, witnessedSize: 9 }, fetch: [{ logId: id(4) }] })
  // A new browser profile knows its log's id before it has any entry.
  expect(planExchange([], [{ logId: id(1), size: 1 }], id(1))).toMatchObject({ fetch: [], behind: { localSize: 0 } })
})

test('after both sides did their part nothing is left', () => {
  const heads = fc.uniqueArray(fc.record({ n: fc.integer({ min: 1, max: 9 }), size: fc.nat(20), gone: fc.nat(20) }), { selector: ({ n }) => n })
  fc.assert(
    fc.property(heads, heads, (here, there) => {
      const local = here.map(({ n, size, gone }) => ({ logId: id(n), size, acknowledged: Math.min(size, gone) }))
      const remote = there.map(({ n, size }) => ({ logId: id(n), size }))
      const plan = planExchange(local, remote, null)
      const sizes = new Map<LogId, number>()
      for (const { logId: log, size } of [...local, ...remote]) sizes.set(log, Math.max(size, sizes.get(log) ?? 0))
      const [met, metRemote] = [[...sizes].map(([log, size]) => ({ logId: log, size, acknowledged: size })), [...sizes].map(([log, size]) => ({ logId: log, size }))]
      expect(plan.behind).toBeNull()
      expect(planExchange(met, metRemote, null)).toEqual({ send: [], fetch: [], behind: null })
      for (const span of [...plan.send, ...plan.fetch]) expect(span.from).toBeLessThan(span.to)
    }),
  )
})

test('batches keep order and limit', () => {
  const entries = Array.from({ length: 50 }, (_, n): SignedEntry => ({ bytes: new Uint8Array(n * 1_300), signature: new Uint8Array(64) }))
  const batches = cutBatches(entries)
  expect(batches.flat()).toEqual(entries)
  expect(batches.length).toBeGreaterThan(2)
  for (const batch of batches) expect(batch.reduce((sum, { bytes }) => sum + bytes.length + 64, 0)).toBeLessThanOrEqual(maxBatchBytes)
  expect(cutBatches([])).toEqual([])
})

test('bodies come back as they went; anything else is refused', () => {
  const hash = new Uint8Array(32).fill(7)
  const batch = [{ bytes: hash, signature: new Uint8Array(64) }]
  const heads = [{ logId: id(1), size: 4, note: null, noteSize: 0 }]
  const offer = { note: 'note', proof: [hash] }
  const admission = { publicKey: hash, nonce: hash, signature: new Uint8Array(64) }
  const documents = [{ name: 'session/x', version: 2 }]
  expect(decodeBatch(encodeBatch(batch))).toEqual({ ok: true, value: batch })
  expect(decodeHeads(encodeHeads(heads))).toEqual({ ok: true, value: heads })
  expect(decodeOffer(encodeOffer(offer))).toEqual({ ok: true, value: offer })
  expect(decodeAdmission(encodeAdmission(admission))).toEqual({ ok: true, value: admission })
  expect(decodeBytesList(encodeBytesList([hash]))).toEqual({ ok: true, value: [hash] })
  expect(decodeDocuments(encodeDocuments(documents))).toEqual({ ok: true, value: documents })
  // What is taken at all is exactly what would have been written: `81 43 00 00 00` is a list of one.
  const rewritten = (junk: Uint8Array): readonly (Uint8Array | null)[] => {
    const again = <T>(read: { readonly ok: true; readonly value: T } | { readonly ok: false }, encode: (value: T) => Uint8Array): Uint8Array | null => (read.ok ? encode(read.value) : null)
    return [again(decodeBatch(junk), encodeBatch), again(decodeHeads(junk), encodeHeads), again(decodeOffer(junk), encodeOffer), again(decodeAdmission(junk), encodeAdmission), again(decodeBytesList(junk), encodeBytesList), again(decodeDocuments(junk), encodeDocuments)]
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (junk) => {
      for (const bytes of rewritten(junk)) if (bytes) expect(bytes).toEqual(junk)
    }),
    { numRuns: 2_000 },
  )
})

let log: Awaited<ReturnType<typeof fillLog>>
beforeAll(async () => {
  log = await fillLog(40)
})
const empty = () => ({ logId: log.logId, size: 0, leaf: null, publicKey: null })

test('the gate admits a real log, whole or in parts', async () => {
  const whole = await admitBatch(empty(), log.entries, verifyInNode)
  expect(whole.ok && whole.value.length).toBe(log.entries.length)
  const first = await admitBatch(empty(), log.entries.slice(0, 10), verifyInNode)
  if (!first.ok) throw new Error('first part')
  const held = { logId: log.logId, size: 10, leaf: first.value[9]?.leaf ?? '', publicKey: signers.device.publicKey }
  const rest = await admitBatch(held, log.entries.slice(10), verifyInNode)
  expect(rest.ok && whole.ok && [...first.value, ...rest.value]).toEqual(whole.ok && whole.value)
})

test('the gate refuses every entry that was touched, and then all of them', async () => {
  const swap = <T>(list: readonly T[], at: number, value: T): readonly T[] => list.map((one, index) => (index === at ? value : one))
  const at = (index: number): SignedEntry => log.entries[index] ?? { bytes: new Uint8Array(0), signature: new Uint8Array(64) }
  const flipped = (bytes: Uint8Array, bit: number) => new Uint8Array(bytes.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte)))
  const other = makeTestLog(makeTestSigner('someone else'))
  other.write('log-open', { device: 'x', publicKey: other.logId ? makeTestSigner('someone else').publicKey : new Uint8Array(32), incarnation: 0, replaces: null, app: 'x' })
  const wrong: (readonly SignedEntry[])[] = [
    swap(log.entries, 5, { ...at(5), signature: new Uint8Array(64) }),
    swap(log.entries, 5, { ...at(5), signature: at(6).signature }),
    swap(swap(log.entries, 5, at(6)), 6, at(5)),
    log.entries.slice(1),
    [...log.entries.slice(0, 5), ...log.entries.slice(6)],
    other.entries,
  ]
  for (let bit = 0; bit < at(5).bytes.length * 8; bit += 37) wrong.push(swap(log.entries, 5, { ...at(5), bytes: flipped(at(5).bytes, bit) }))
  for (const [index, entries] of wrong.entries()) expect([index, (await admitBatch(empty(), entries, verifyInNode)).ok]).toEqual([index, false])
})

test('a rightly signed entry that follows another past is refused', async () => {
  const twin = makeTestLog()
  for (let n = 0; n < 3; n += 1) twin.write('session-close', { person: `other ${n}` })
  const opening = log.entries[0]
  const later = twin.entries.slice(1)
  if (!opening) throw new Error('entries')
  expect(await admitBatch(empty(), [opening, ...later], verifyInNode)).toEqual({ ok: false, error: { type: 'LogMalformed', seq: 1, detail: 'does not follow the entry before' } })
})

test('a log opens itself, with the key its id is made of', () => {
  const first = decodeEntry(log.entries[0]?.bytes ?? new Uint8Array(0))
  const second = decodeEntry(log.entries[1]?.bytes ?? new Uint8Array(0))
  if (!first.ok || !second.ok) throw new Error('entries')
  expect(readOpening(first.value)).toMatchObject({ publicKey: signers.device.publicKey, incarnation: 0 })
  expect(readOpening(second.value)).toBeNull()
  expect(readOpening({ ...first.value, logId: makeLogId(signers.person.publicKey, 0) })).toBeNull()
})

test('a fork is found where it begins; another signature is none', () => {
  const resigned = log.entries.map(({ bytes }) => ({ bytes, signature: new Uint8Array(64).fill(1) }))
  expect(findFork(log.entries, resigned)).toBeNull()
  expect(findFork(log.entries.slice(0, 4), log.entries)).toBeNull()
  expect(findFork(log.entries, [...log.entries.slice(0, 3), ...log.entries.slice(4)])).toBe(3)
})
