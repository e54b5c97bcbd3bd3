// Issuing a receipt over real logs and folds: which scan and checkpoint it rests on, what it leaves out, and when there is none.

import { expect, test } from 'vitest'
import type { LogWriter } from '../../../src/app/logWriter.ts'
import { makeLogWriter } from '../../../src/app/logWriter.ts'
import { quoteHead } from '../../../src/app/quoteHead.ts'
import { makeReceipts } from '../../../src/app/receipts.ts'
import { makeSign } from '../../../src/app/signDeed.ts'
import { fromHex } from '../../../src/core/bytes.ts'
import { encodeManifest, type ManifestRow } from '../../../src/core/catalog/manifest.ts'
import { manifestRowsRoot } from '../../../src/core/catalog/manifestRows.ts'
import type { Recording } from '../../../src/core/catalog/recording.ts'
import { makeDeedProjection } from '../../../src/core/deeds/deedBook.ts'
import { readReceipt } from '../../../src/core/format/receipt.ts'
import { driveId, recordingId, type Bytes } from '../../../src/core/ids.ts'
import { cosign, witnessNames } from '../../../src/core/log/checkpoint.ts'
import { decodeEntry, makeLogId } from '../../../src/core/log/entry.ts'
import { agencyId, parseStatement, personId } from '../../../src/core/trust/certificate.ts'
import { verifyChain } from '../../../src/core/trust/verifyChain.ts'
import { baseMs, deviceName, makeStatement, makeStatements, makeTestSigner, signers, verifyInNode, witnessName } from '../../support/agency.ts'
import { makeMemoryLogStore } from '../../support/memoryStores.ts'
import { manifestRows, receiptFields } from '../../support/receiptBench.ts'

const media = recordingId(receiptFields.recordings[0]?.recording ?? '')
const asked = { party: '当事人 李某', reason: '留存凭证', caseNumber: '', recordings: [media] }

const makeBench = async () => {
  const logs = makeMemoryLogStore()
  let now = baseMs
  const clock = { now: () => (now += 1_000), mono: () => now - baseMs, boot: '0011223344556677' }
  const random = { bytes: (length: number): Bytes => new Uint8Array(length) }
  const logId = makeLogId(signers.device.publicKey, 0)
  const log: LogWriter = makeLogWriter({ logs, clock, random })
  await logs.putLog({ logId, publicKey: signers.device.publicKey, incarnation: 0, own: true, deviceName, size: 0, onServer: 0 })
  const agency = agencyId(signers.root.publicKey)
  await log.open({ logId, publicKey: signers.device.publicKey, incarnation: 0, own: true, deviceName, size: 0, onServer: 0 }, signers.device, agency)
  await log.append('log-open', { device: deviceName, publicKey: signers.device.publicKey, incarnation: 0, replaces: null, app: 'test' })
  // Somebody else of the unit, of whom a party must not learn.
  const statements = [...(await makeStatements()), await makeStatement('person', makeTestSigner('stranger'), signers.authority, '赵四')]
  const chain = await verifyChain(signers.root.publicKey, statements, verifyInNode)
  if (!chain.ok) throw new Error(chain.error.type)
  const manifests = new Map<string, Bytes>()
  const person = { id: personId(signers.person.publicKey), name: '张三', officerNumber: '010203', roles: ['officer' as const], clearances: [] }
  const bookNow = async () => {
    const fold = makeDeedProjection(verifyInNode)
    await fold.add((await logs.read(logId, 0, 1_000)).flatMap(({ bytes }) => { const entry = decodeEntry(bytes); return entry.ok ? [entry.value] : [] }))
    // The vectors' person is an administrator: what their role permits is for the book's own tests.
    return fold.book(chain.value)
  }
  let book = await bookNow()
  const sign = makeSign({ keys: { unwrap: async () => ({ ok: false, error: { type: 'WrongPassphrase' } }) }, keyStore: { get: async () => null }, clock, random, appendEntry: log.append, unlocked: () => ({ person, personSigner: signers.person }), people: () => [person], agency: () => agency, book: () => book, bookWith: async () => (book = await bookNow()) })
  const recording = { id: media, xxh128: 'ab'.repeat(16), size: manifestRows[0]?.size ?? 0, recorder: 'ZF3A001', officer: '500114', startMs: baseMs, durationMs: 60_000.4, timeSource: 'name' } as unknown as Recording
  const receipts = makeReceipts({
    store: { manifest: async (root) => manifests.get(root) ?? null, recordings: async () => [recording], copiesOfRecording: async () => [{ driveId: driveId('d'.repeat(32)), path: '2026/ZF3A001_0003.MP4', size: 1, mtime: 1, state: 'fingerprinted', recordingId: media, error: null, seenMs: 1 }] },
    logs, checkpoint: log.checkpoint, verify: verifyInNode, trust: () => chain.value, statements: () => statements, book: () => book, sign,
    correction: async () => ({ reading: 'r', offsetMs: 2_500, uncertaintyMs: 500, measuredMs: baseMs }),
    day: () => '2026-09-21',
  })
  const append = quoteHead({ append: log.append, logs, own: () => logId })
  const scan = async (rows: readonly ManifestRow[], withRows = true): Promise<void> => {
    const { bytes, root } = encodeManifest({ driveId: driveId('d'.repeat(32)), rows })
    manifests.set(root, bytes)
    await append('drive-scan', { drive: 'd'.repeat(32), manifest: fromHex(root), files: rows.length, recordings: 1, bytes: 1, changed: 0, missing: 0, ...(withRows ? { rows: manifestRowsRoot(rows) } : {}) })
  }
  /** The server meets the log. */
  const witness = async (): Promise<void> => {
    await log.checkpoint()
    const head = (await logs.checkpoints(logId)).at(-1)
    const note = head && (await cosign(head.note, witnessName, Math.floor(now / 1_000), signers.witness))
    if (!head || !note?.ok) throw new Error('no head')
    await logs.putCheckpoint({ ...head, note: note.value, witnesses: witnessNames(note.value) })
  }
  return { receipts, scan, witness, logs, logId }
}

test('a recording that no scan has fixed gets no receipt, and nothing is signed', async () => {
  const { receipts, scan, logs, logId } = await makeBench()
  await scan(manifestRows.slice(1))
  await scan(manifestRows, false)
  expect(await receipts.issueReceipt(asked)).toEqual({ ok: false, error: { type: 'NotInScan', recordingId: media } })
  expect((await logs.read(logId, 0, 100)).map(({ kind }) => kind)).not.toContain('deed')
})

test('without a server it stands under the device’s own checkpoint; met later, it gains a witness', async () => {
  const { receipts, scan, witness } = await makeBench()
  await scan(manifestRows)
  const issued = await receipts.issueReceipt(asked)
  if (!issued.ok) throw new Error(JSON.stringify(issued.error))
  expect(issued.value.verdict).toMatchObject({ problems: [], said: { fields: { recordings: [{ name: 'ZF3A001_0003.MP4', endMs: baseMs + 60_000, offsetMs: -2_500, uncertaintyMs: 500 }] } }, recordings: [{ fixed: { witnesses: [] }, notBeforeMs: null, notAfterMs: null }] })
  await witness()
  const again = await receipts.openReceipt(issued.value.verdict.said?.id ?? '')
  expect(again.ok && again.value.verdict.recordings).toMatchObject([{ fixed: { witnesses: [{}] } }])
})

test('it rests on the first scan that found it, under the first head that was witnessed, after the one that was quoted', async () => {
  const { receipts, scan, witness } = await makeBench()
  await witness()
  await scan(manifestRows)
  await witness()
  await scan([...manifestRows].reverse().slice(1))
  await witness()
  const issued = await receipts.issueReceipt(asked)
  if (!issued.ok) throw new Error(JSON.stringify(issued.error))
  const [one] = issued.value.verdict.recordings
  expect(issued.value.verdict.problems).toEqual([])
  expect(one).toMatchObject({ fixed: { seq: 2, checkpoint: { size: 3 } } })
  expect(one?.notBeforeMs).toBeLessThanOrEqual(one?.fixed?.timeMs ?? 0)
  expect(one?.notAfterMs).toBeGreaterThanOrEqual(one?.fixed?.timeMs ?? Infinity)
})

test('the file names nobody but who signed', async () => {
  const { receipts, scan } = await makeBench()
  await scan(manifestRows)
  const issued = await receipts.issueReceipt(asked)
  const read = issued.ok ? readReceipt(issued.value.file.bytes) : null
  if (!read?.ok) throw new Error('no receipt')
  const names = read.value.statements.flatMap((bytes) => { const parsed = parseStatement(bytes); return parsed.ok && 'name' in parsed.value.statement ? [parsed.value.statement.name] : [] })
  expect(names).toContain('张三')
  expect(names).not.toContain('赵四')
  expect(issued.ok && issued.value.file.name).toMatch(/^receipt-2026-09-21-[0-9a-f]{8}\.fieldreel-receipt$/)
})
