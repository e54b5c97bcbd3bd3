// The writer of the own Log: what does not fit into an Entry is refused, and the next one is written as if nothing had been.

import { expect, test } from 'vitest'
import { makeLogWriter } from '../../../src/app/logWriter.ts'
import { makeLogId } from '../../../src/core/log/entry.ts'
import { makeMemoryLogStore } from '../../support/memoryStores.ts'

test('an entry at the limit is written, a larger one is refused, and nothing of the log is lost', async () => {
  const logs = makeMemoryLogStore()
  const publicKey = new Uint8Array(32).fill(7)
  const logId = makeLogId(publicKey, 0)
  const log = { logId, publicKey, incarnation: 0, own: true, deviceName: 'd', size: 0, onServer: 0 }
  await logs.putLog(log)
  const writer = makeLogWriter({ logs, clock: { now: () => 1_790_000_000_000, mono: () => 1, boot: '0011223344556677' }, random: { bytes: (length) => new Uint8Array(length) } })
  await writer.open(log, { publicKey, sign: async () => new Uint8Array(64) }, null)
  const opened = (reason: string, files: number) =>
    writer.append('view-open', { viewing: 'v', person: 'p', purpose: 'casework', reason, caseNumber: '', session: 's', recordings: Array.from({ length: files }, () => 'a'.repeat(64)) })

  expect(await opened('', 2_000)).toMatchObject({ ok: false, error: { type: 'EntryTooLarge', limit: 65_280 } })
  expect(await opened('事'.repeat(30_000), 1)).toMatchObject({ ok: false, error: { type: 'EntryTooLarge' } })
  // A body of exactly the limit: what else an entry holds still fits.
  for (let files = 985; files < 990; files += 1) await opened('x'.repeat(20), files)
  const kept = await logs.read(logId, 0, 100)
  expect(kept.length).toBeGreaterThan(0)
  expect(kept.map(({ seq }) => seq)).toEqual(kept.map((_, index) => index))
  expect(Math.max(...kept.map(({ bytes }) => bytes.length))).toBeLessThanOrEqual(65_536)
  expect(await opened('核对', 4)).toMatchObject({ ok: true, value: { seq: kept.length } })
})
