// When a device meets its server: soon after something new, seldom while it cannot be reached, one meeting at a time.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeExchange, type Met } from '../../../src/app/exchange.ts'
import type { ExchangeState } from '../../../src/app/app.ts'
import type { FieldreelError } from '../../../src/core/errors.ts'
import { logId } from '../../../src/core/ids.ts'
import { makeLive } from '../../../src/core/live.ts'
import type { SettingsStore, StoredLog } from '../../../src/core/ports.ts'
import { err, ok, type Result } from '../../../src/core/result.ts'

const makeBench = () => {
  const calls: string[] = []
  const logs = makeLive<readonly StoredLog[]>([])
  const server = makeLive('http://server')
  let answer: (own: string) => Promise<Result<Met, FieldreelError>> = async () => ok(met())
  let own = 'a'
  const service = makeExchange({
    server,
    link: async (url) => {
      if (url === '') return null
      const mine = own
      return { own: mine, remarksServer: mine, dispose: () => calls.push('dispose'), exchange: () => (calls.push(`meet ${mine}`), answer(mine)) }
    },
    remarks: { connect: (to) => calls.push(`connect ${to}`), disconnect: () => undefined, catchUp: async () => calls.push('catchUp') },
    checkpoint: async () => undefined,
    queries: { logs, checkpoints: makeLive([]), entriesOf: () => makeLive([]) },
    settings: { get: async () => undefined, put: async () => ok(undefined), live: () => makeLive(undefined) } satisfies SettingsStore,
    now: () => 5,
    certifyWitness: async () => undefined,
    takeManifests: async () => calls.push('takeManifests'),
    replaceLog: async () => {
      own = 'b'
      calls.push('replaceLog')
      return true
    },
  })
  let state: ExchangeState | undefined
  service.exchange.subscribe((next) => (state = next))
  return {
    calls, service, server,
    state: () => state,
    grow: (size: number) => logs.set([{ logId: logId('a'), publicKey: new Uint8Array(32), incarnation: 0, own: true, deviceName: '', size, onServer: 0 }]),
    answer: (next: typeof answer) => (answer = next),
    meetings: () => calls.filter((call) => call.startsWith('meet')).length,
  }
}
const met = (failures: readonly FieldreelError[] = []): Met => ({ server: { name: 's', publicKey: new Uint8Array(32) }, documents: [], manifestsOnServer: new Set(['m']), failures })
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('addEventListener', () => undefined)
  vi.stubGlobal('removeEventListener', () => undefined)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('meets at once, and again after three quiet seconds when something new was written', async () => {
  const bench = makeBench()
  await bench.service.start()
  await pass(0)
  expect(bench.calls).toEqual(['connect a', 'meet a', 'takeManifests', 'catchUp'])
  expect(bench.state()).toMatchObject({ server: 'connected', lastMs: 5, error: null })
  bench.grow(1)
  await pass(2_900)
  bench.grow(2)
  await pass(2_900)
  expect(bench.meetings()).toBe(1)
  await pass(200)
  expect(bench.meetings()).toBe(2)
  await pass(20_000)
  expect(bench.meetings()).toBe(2)
  await pass(10_000)
  expect(bench.meetings()).toBe(3)
  bench.service.stop()
  bench.grow(3)
  await pass(60_000)
  expect(bench.meetings()).toBe(3)
})

test('while the server cannot be reached, new entries do not hurry it', async () => {
  const bench = makeBench()
  bench.answer(async () => err({ type: 'ServerUnreachable', url: 'http://server' }))
  await bench.service.start()
  for (let size = 1; size < 6; size += 1) {
    bench.grow(size)
    await pass(5_000)
  }
  expect(bench.meetings()).toBe(1)
  expect(bench.state()).toMatchObject({ server: 'unreachable', error: { type: 'ServerUnreachable' } })
  await pass(6_000)
  expect(bench.meetings()).toBe(2)
  bench.service.stop()
})

test("one log's trouble is shown, and remarks and manifests still come", async () => {
  const bench = makeBench()
  const failure: FieldreelError = { type: 'ForkDetected', logId: 'another', notes: [] }
  bench.answer(async () => ok(met([failure])))
  await bench.service.start()
  await pass(0)
  expect(bench.calls).toEqual(['connect a', 'meet a', 'takeManifests', 'catchUp'])
  expect(bench.state()).toMatchObject({ server: 'connected', lastMs: 5, error: failure })
  expect(await bench.service.exchangeNow()).toEqual(err(failure))
  bench.service.stop()
})

test('when the own log has parted, a new one is opened and met with', async () => {
  const bench = makeBench()
  bench.answer(async (own) => ok(met(own === 'a' ? [{ type: 'LogBehindWitness', localSize: 1, witnessedSize: 2 }] : [])))
  await bench.service.start()
  await pass(0)
  expect(bench.calls).toEqual(['connect a', 'meet a', 'takeManifests', 'catchUp', 'replaceLog', 'dispose', 'connect b', 'meet b', 'takeManifests', 'catchUp'])
  bench.service.stop()
})

test('what is written during a meeting is met afterwards, and a meeting is never doubled', async () => {
  const bench = makeBench()
  let release: () => void = () => undefined
  bench.answer(() => new Promise((resolve) => (release = () => resolve(ok(met())))))
  await bench.service.start()
  await pass(0)
  bench.grow(1)
  const both = [bench.service.exchangeNow(), bench.service.exchangeNow()]
  await pass(10_000)
  expect(bench.meetings()).toBe(1)
  release()
  expect(await Promise.all(both)).toEqual([ok(undefined), ok(undefined)])
  await pass(3_100)
  expect(bench.meetings()).toBe(2)
  bench.service.stop()
})

test('an answer of the server before is not taken for one of the server now', async () => {
  const bench = makeBench()
  let release: () => void = () => undefined
  bench.answer(() => new Promise((resolve) => (release = () => resolve(ok(met())))))
  await bench.service.start()
  await pass(0)
  const late = release
  bench.server.set('')
  late()
  await pass(0)
  expect(bench.state()).toMatchObject({ server: 'off', lastMs: null })
  expect(bench.calls).not.toContain('catchUp')
  bench.service.stop()
})
