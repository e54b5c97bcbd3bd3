// An auditor's cosignature on the head of somebody else's log travels by the server to everybody, and both verifiers count it.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer, type RunningServer } from '../../../server/startServer.ts'
import { cosign, witnessNames } from '../../../src/core/log/checkpoint.ts'
import { verifyLog } from '../../../src/core/log/verifyLog.ts'
import { sortStatements } from '../../../src/core/trust/verifyChain.ts'
import { makeStatement, makeTestSigner, signers, verifyInNode } from '../../support/agency.ts'
import { makeExchangeDevice } from '../../support/exchangeDevice.ts'

const folder = mkdtempSync(join(tmpdir(), 'fieldreel-cosign-'))
let server: RunningServer

beforeAll(async () => {
  server = await startServer({ port: 0, host: '127.0.0.1', database: join(folder, 'test.sqlite'), dist: folder })
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

test('an auditor cosigns the head of another device, and it arrives there', async () => {
  const auditor = makeTestSigner('auditor')
  const certificate = await makeStatement('auditor', auditor, signers.authority, '监督员')
  const [office, desk] = [await makeExchangeDevice(server.url, '办公室'), await makeExchangeDevice(server.url, '监督')]
  await desk.statements.put([certificate])
  await office.write(5)
  await office.checkpoint()
  expect((await office.exchange.exchange()).ok).toBe(true)
  expect((await desk.exchange.exchange()).ok).toBe(true)

  const held = (await desk.logs.checkpoints(office.log.logId)).at(-1)
  if (!held) throw new Error('the head did not come')
  const note = await cosign(held.note, '监督员', 1_790_000_100, auditor)
  if (!note.ok) throw new Error(note.error)
  await desk.logs.putCheckpoint({ ...held, note: note.value, witnesses: witnessNames(note.value) })
  const carried = await desk.exchange.exchange()
  expect(carried.ok && carried.value.failures).toEqual([])
  expect((await office.exchange.exchange()).ok).toBe(true)
  const arrived = (await office.logs.checkpoints(office.log.logId)).find(({ size }) => size === held.size)
  expect(arrived?.witnesses).toContain('监督员')

  const { trust } = await sortStatements(signers.root.publicKey, await office.statements.all(), verifyInNode)
  const verdict = await verifyLog({ publicKey: office.signer.publicKey, incarnation: 0, notes: [arrived?.note ?? ''] }, office.log.entries, trust, verifyInNode)
  expect(verdict.witnesses.map(({ name }) => name)).toContain('监督员')
  expect(verdict.problems.map(({ type }) => type)).not.toContain('badCosignature')
  // Nothing is carried twice.
  const again = await desk.exchange.exchange()
  expect(again.ok && again.value.failures).toEqual([])
})
