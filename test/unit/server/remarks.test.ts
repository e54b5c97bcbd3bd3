// Shared remarks through a real server: edited apart, met, kept over a restart, and told truthfully where they are.

import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startServer, type RunningServer } from '../../../server/startServer.ts'
import { sessionId } from '../../../src/core/ids.ts'
import type { Live } from '../../../src/core/ports.ts'
import { makeRemarks, type SharedRemarks } from '../../../src/sync/remarks.ts'
import { makeExchangeDevice } from '../../support/exchangeDevice.ts'
import { makeMemoryRemarksStore } from '../../support/memoryStores.ts'

// Other suites run beside this one on few cores.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 })

let folder: string
let server: RunningServer
const ends: (() => Promise<unknown>)[] = []
const start = (port: number) => startServer({ port, host: '127.0.0.1', database: join(folder, 'test.sqlite'), dist: join(folder, 'dist') })

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fieldreel-remarks-'))
  await mkdir(join(folder, 'dist'))
  server = await start(0)
})
afterEach(async () => {
  await Promise.all(ends.splice(0).map((end) => end()))
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

const session = sessionId('DSJ-1/2026-03-26')
const noCache = () => async () => ({ close: async () => undefined })

const makePerson = async (name: string, store = makeMemoryRemarksStore()) => {
  const device = await makeExchangeDevice(server.url, name)
  const remarks = makeRemarks({ store, cacheOf: noCache })
  ends.push(async () => {
    await remarks.dispose()
    device.exchange.dispose()
  })
  const documents = async () => {
    const exchanged = await device.exchange.exchange()
    if (!exchanged.ok) throw new Error(JSON.stringify(exchanged.error))
    return exchanged.value.documents
  }
  const connect = async () => {
    await documents()
    remarks.connect(device.exchange.remarksServer)
  }
  return { device, remarks, store, documents, connect }
}

const latest = <T>(live: Live<T>): { readonly value: () => T | undefined } => {
  let value: T | undefined
  const stop = live.subscribe((next) => (value = next))
  ends.unshift(async () => stop())
  return { value: () => value }
}
const until = (seen: { readonly value: () => SharedRemarks | undefined }, wanted: SharedRemarks) => vi.waitFor(() => expect(seen.value()).toEqual(wanted), { timeout: 10_000, interval: 20 })

test('two people edit offline, meet, and agree; both are told when it is stored', async () => {
  const [a, b] = [await makePerson('a'), await makePerson('b')]
  await a.remarks.setTags(session, ['夜间', ' 网吧 '])
  await a.remarks.setText(session, '第一段。第二段。')
  await b.remarks.setTags(session, ['投诉', '网吧'])
  const [seenA, seenB] = [latest(a.remarks.remarks(session)), latest(b.remarks.remarks(session))]
  await until(seenA, { tags: ['夜间', '网吧'], text: '第一段。第二段。', where: 'device' })
  await a.connect()
  await until(seenA, { tags: ['夜间', '网吧'], text: '第一段。第二段。', where: 'server' })
  await b.connect()
  const all = { tags: ['夜间', '投诉', '网吧'], text: '第一段。第二段。', where: 'server' } as const
  await until(seenA, all)
  await until(seenB, all)

  a.remarks.disconnect()
  b.remarks.disconnect()
  await a.remarks.setText(session, '甲:第一段。第二段。')
  await b.remarks.setText(session, '第一段。第二段。乙补充。')
  await b.remarks.setTags(session, ['投诉', '网吧'])
  await until(seenA, { ...all, text: '甲:第一段。第二段。', where: 'device' })
  await a.connect()
  await b.connect()
  const merged = { tags: ['投诉', '网吧'], text: '甲:第一段。第二段。乙补充。', where: 'server' } as const
  await until(seenA, merged)
  await until(seenB, merged)
  await vi.waitFor(() => expect(a.store.rows.get(session)).toMatchObject({ tags: merged.tags, text: merged.text, serverVersion: b.store.rows.get(session)?.serverVersion }))
})

test('a server that starts again still has everything, and clients come back by themselves', async () => {
  const a = await makePerson('a')
  const seen = latest(a.remarks.remarks(session))
  await a.connect()
  await a.remarks.setText(session, '留存')
  await until(seen, { tags: [], text: '留存', where: 'server' })
  const port = Number(new URL(server.url).port)
  await server.close()
  await a.remarks.setTags(session, ['断网时'])
  await until(seen, { tags: ['断网时'], text: '留存', where: 'device' })
  server = await start(port)
  await until(seen, { tags: ['断网时'], text: '留存', where: 'server' })
  const b = await makePerson('b')
  await b.connect()
  await until(latest(b.remarks.remarks(session)), { tags: ['断网时'], text: '留存', where: 'server' })
})

test('catching up brings documents that nobody has open, more of them than are open at once', async () => {
  const [a, b] = [await makePerson('a'), await makePerson('b')]
  const sessions = Array.from({ length: 70 }, (_, n) => sessionId(`DSJ-1/${n}`))
  for (const one of sessions) await a.remarks.setTags(one, [`标签 ${one}`])
  await a.connect()
  // Those that are open are stored already.
  expect(await a.remarks.catchUp(await a.documents())).toEqual({ stored: expect.any(Number), waiting: 0 })
  expect([...a.store.rows.values()].filter(({ serverVersion }) => serverVersion === null)).toEqual([])
  await b.connect()
  expect(await b.remarks.catchUp(await b.documents())).toEqual({ stored: 70, waiting: 0 })
  expect([...b.store.rows.values()].map(({ tags }) => tags[0]).sort()).toEqual(sessions.map((one) => `标签 ${one}`).sort())
  expect(await b.remarks.catchUp(await b.documents())).toEqual({ stored: 0, waiting: 0 })
})

test('looking leaves no trace; too long is refused', async () => {
  const a = await makePerson('a')
  await a.connect()
  await until(latest(a.remarks.remarks(session)), { tags: [], text: '', where: 'server' })
  expect(a.store.rows.size).toBe(0)
  expect(await a.documents()).toEqual([])
  expect(await a.remarks.setText(session, 'x'.repeat(20_001))).toEqual({ ok: false, error: { type: 'RemarkTooLong', limit: 20_000 } })
  expect(await a.remarks.setTags(session, ['x'.repeat(65)])).toEqual({ ok: false, error: { type: 'RemarkTooLong', limit: 64 } })
})

test('without a valid token nothing is read and nothing is written', async () => {
  const a = await makePerson('a')
  await a.connect()
  const seen = latest(a.remarks.remarks(session))
  await a.remarks.setText(session, '内部')
  await until(seen, { tags: [], text: '内部', where: 'server' })
  const stranger = makeRemarks({ store: makeMemoryRemarksStore(), cacheOf: noCache })
  ends.push(stranger.dispose)
  stranger.connect({ url: a.device.exchange.remarksServer.url, token: async () => 'guessed' })
  const other = latest(stranger.remarks(session))
  await stranger.setText(session, '外人写的')
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  expect(other.value()).toEqual({ tags: [], text: '外人写的', where: 'device' })
  expect(seen.value()).toEqual({ tags: [], text: '内部', where: 'server' })
})

test('with garbage, with a bomb or too large the socket ends and the server goes on', async () => {
  const a = await makePerson('a')
  await a.connect()
  const seen = latest(a.remarks.remarks(session))
  await a.remarks.setText(session, '还在')
  await until(seen, { tags: [], text: '还在', where: 'server' })
  const url = a.device.exchange.remarksServer.url
  const throwIn = (frames: readonly Uint8Array<ArrayBuffer>[]) =>
    new Promise<void>((resolve) => {
      const socket = new WebSocket(url)
      socket.binaryType = 'arraybuffer'
      socket.addEventListener('open', () => {
        for (const frame of frames) socket.send(frame)
        setTimeout(() => socket.close(), 200)
      })
      socket.addEventListener('close', () => resolve())
      socket.addEventListener('error', () => resolve())
    })
  const name = new TextEncoder().encode(`session/${session}`)
  const message = (...rest: number[]) => new Uint8Array([name.length, ...name, ...rest])
  const token = new TextEncoder().encode(await a.device.exchange.remarksServer.token(false))
  const login = message(2, 0, token.length, ...token)
  const bomb = [1, 0xff, 0xff, 0xff, 0xff, 0x0f, 1, 0, 0]
  await throwIn([new Uint8Array([255, 255, 255, 255]), new Uint8Array([]), message(99)])
  await throwIn([message(2, 0, 3, 120, 120, 120), message(0, 2, 4, 1, 1, 1, 1)])
  await throwIn([login, message(0, 2, bomb.length, ...bomb)])
  await throwIn([login, message(0, 2, 200, 1, 2, 3), message(0, 1), message(5, 200)])
  await throwIn([login, new Uint8Array(2 << 20)])
  await Promise.all(Array.from({ length: 100 }, () => throwIn([login, message(...crypto.getRandomValues(new Uint8Array(40)))])))
  expect((await fetch(`${server.url}/api/health`)).status).toBe(200)
  await a.remarks.setText(session, '还在,而且能改')
  await until(seen, { tags: [], text: '还在,而且能改', where: 'server' })
})

test('notes about a case are shared as well, and are another document than a session of that name', async () => {
  const [a, b] = [await makePerson('a'), await makePerson('b')]
  const notesOf = (person: typeof a) => {
    const notes = makeRemarks<string>({ kind: 'case', store: makeMemoryRemarksStore<string>(), cacheOf: noCache })
    ends.push(notes.dispose)
    return { ...person, notes }
  }
  const [first, second] = [notesOf(a), notesOf(b)]
  await first.notes.setText(session, '还缺营业执照复印件。')
  await a.connect()
  first.notes.connect(a.device.exchange.remarksServer)
  const seen = latest(first.notes.remarks(session))
  await until(seen, { tags: [], text: '还缺营业执照复印件。', where: 'server' })
  await b.connect()
  second.notes.connect(b.device.exchange.remarksServer)
  expect(await second.notes.catchUp(await b.documents())).toEqual({ stored: 1, waiting: 0 })
  await until(latest(second.notes.remarks(session)), { tags: [], text: '还缺营业执照复印件。', where: 'server' })
  await until(latest(b.remarks.remarks(session)), { tags: [], text: '', where: 'server' })
})
