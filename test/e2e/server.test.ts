// The server in a process of its own, killed without warning: what it acknowledged is still there, in the log and in shared remarks.

import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { sessionId } from '../../src/core/ids.ts'
import { makeRemarks, type SharedRemarks } from '../../src/sync/remarks.ts'
import { makeExchangeDevice } from '../support/exchangeDevice.ts'
import { makeMemoryRemarksStore } from '../support/memoryStores.ts'
import { serveApp, type ServedApp } from '../support/serveApp.ts'

let app: ServedApp
beforeAll(async () => {
  app = await serveApp()
})
afterAll(async () => {
  await app.close()
})

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const held = (logId: string): number => {
  const database = new DatabaseSync(app.database, { readOnly: true })
  const row = database.prepare('SELECT size, (SELECT count(*) FROM entries WHERE entries.log_id = logs.log_id) AS entries FROM logs WHERE log_id = ?').get(logId)
  database.close()
  if (row) expect(row['entries']).toBe(row['size'])
  return Number(row?.['size'] ?? 0)
}

test('SIGKILL at 20 random moments of an exchange: no acknowledged entry is lost, the database opens', async () => {
  const a = await makeExchangeDevice(app.url, 'a')
  let interrupted = 0
  for (let round = 0; round < 20; round += 1) {
    await a.write(300)
    await a.checkpoint()
    const exchanging = a.exchange.exchange()
    await rest(Math.random() * 160)
    await app.kill()
    if (!(await exchanging).ok) interrupted += 1
    const acknowledged = (await a.logs.logs())[0]?.onServer ?? 0
    await app.restart()
    expect(held(a.log.logId)).toBeGreaterThanOrEqual(acknowledged)
  }
  expect(interrupted).toBeGreaterThan(0)
  await vi.waitFor(async () => expect(await a.exchange.exchange()).toMatchObject({ ok: true }), { timeout: 10_000 })
  expect((await a.logs.logs())[0]?.onServer).toBe(6_001)
  const b = await makeExchangeDevice(app.url, 'b')
  expect(await b.exchange.exchange()).toMatchObject({ ok: true, value: { received: 6_001, heads: 1 } })
  expect(await b.logs.read(a.log.logId, 0, 9_999)).toEqual(await a.logs.read(a.log.logId, 0, 9_999))
  const database = new DatabaseSync(app.database, { readOnly: true })
  expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
  database.close()
  a.exchange.dispose()
  b.exchange.dispose()
})

test('remarks said to be on the server survive its SIGKILL', async () => {
  const session = sessionId('DSJ-9/2026-03-26')
  const make = async (name: string) => {
    const device = await makeExchangeDevice(app.url, name)
    const remarks = makeRemarks({ store: makeMemoryRemarksStore(), cacheOf: () => async () => ({ close: async () => undefined }) })
    await vi.waitFor(async () => expect(await device.exchange.exchange()).toMatchObject({ ok: true }), { timeout: 10_000 })
    remarks.connect(device.exchange.remarksServer)
    let value: SharedRemarks | undefined
    remarks.remarks(session).subscribe((next) => (value = next))
    return { remarks, until: (wanted: Partial<SharedRemarks>) => vi.waitFor(() => expect(value).toMatchObject(wanted), { timeout: 20_000, interval: 10 }) }
  }
  const a = await make('writer')
  for (let round = 0; round < 5; round += 1) {
    await a.remarks.setText(session, `第 ${round} 次`)
    await a.until({ text: `第 ${round} 次`, where: 'server' })
    await app.kill()
    await app.restart()
    const stranger = await make(`reader ${round}`)
    await stranger.until({ text: `第 ${round} 次`, where: 'server' })
    await stranger.remarks.dispose()
  }
  await a.remarks.dispose()
})

test('SIGTERM ends it cleanly', async () => {
  const other = await serveApp()
  await other.close()
})
