// A device whose profile came back from an old backup: its own Log is restored from the server before it writes, or a new one is opened.

import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startServer, type RunningServer } from '../../../server/startServer.ts'
import { makeIdentity } from '../../../src/app/identity.ts'
import { makeLogWriter } from '../../../src/app/logWriter.ts'
import { toHex } from '../../../src/core/bytes.ts'
import { bodyOf, decodeEntry, makeLogId } from '../../../src/core/log/entry.ts'
import type { KeyStore, Keys, LogStore, SettingsStore, StoredLog } from '../../../src/core/ports.ts'
import { ok } from '../../../src/core/result.ts'
import { makeLogExchange } from '../../../src/sync/logExchange.ts'
import { restoreLog } from '../../../src/sync/restoreLog.ts'
import { makeTestSigner, verifyInNode } from '../../support/agency.ts'
import { makeMemoryLogStore, makeMemoryShelf, makeMemoryStatements } from '../../support/memoryStores.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let folder: string
let server: RunningServer
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fieldreel-restore-'))
  await mkdir(join(folder, 'dist'))
  await writeFile(join(folder, 'dist/index.html'), '<!doctype html><title>app</title>')
  server = await startServer({ port: 0, host: '127.0.0.1', database: join(folder, 'test.sqlite'), dist: join(folder, 'dist') })
})
afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

/** Keys by number: made in the same order they are the same; a passphrase opens them all. */
const makeTestKeys = (): Keys => {
  let made = 0
  const signers = new Map<string, ReturnType<typeof makeTestSigner>>()
  return {
    create: async (_passphrase, count) =>
      ok(
        Array.from({ length: count }, () => {
          const signer = makeTestSigner(`key ${made++}`)
          signers.set(toHex(signer.publicKey), signer)
          return { signer, wrapped: { publicKey: signer.publicKey, salt: signer.publicKey, iv: signer.publicKey, sealed: signer.publicKey, kdf: { memoryKib: 1, passes: 1, lanes: 1 } } }
        }),
      ),
    createBeside: async () => {
      throw new Error('one person only')
    },
    wrapForPasskey: async () => {
      throw new Error('no passkeys')
    },
    unwrapByPasskey: async () => {
      throw new Error('no passkeys')
    },
    unwrap: async (seeds) => ok(seeds.map(({ publicKey }) => signers.get(toHex(publicKey))!)),
    verify: verifyInNode,
  }
}

const makeDevice = (keys: Keys, keyRows: Map<string, unknown>, settingRows: Map<string, unknown>, logs: LogStore) => {
  const keyStore = { get: async (id: string) => keyRows.get(id) ?? null, put: async (rows) => (rows.forEach(({ id, wrapped }) => keyRows.set(id, wrapped)), ok(undefined)) } as KeyStore
  const settings = { get: async (key: string) => settingRows.get(key), put: async (key, value) => (settingRows.set(key, value), ok(undefined)), live: () => ({ subscribe: () => () => undefined }) } as SettingsStore
  let count = 0
  const random = { bytes: (length: number) => new Uint8Array(length).fill((count += 1)) }
  const clock = { now: () => Date.now(), mono: () => Math.round(performance.now()), boot: '0'.repeat(16) }
  const log = makeLogWriter({ logs, clock, random })
  const restore = (signer: Parameters<Parameters<typeof makeIdentity>[0]['restore']>[0], record: { readonly root: Uint8Array<ArrayBuffer> | null; readonly device: string }) =>
    restoreLog({ url: server.url, logs, signer, agencyRoot: record.root!, deviceName: record.device, verify: verifyInNode })
  const identity = makeIdentity({ keys, keyStore, settings, logs, log, clock, random, version: 'test', restore })
  const exchange = async () => {
    const { device, logId } = identity.unlocked()!
    const { root, statements } = identity.record()!
    const made = makeLogExchange({ url: server.url, logs, manifests: makeMemoryShelf(), statements: makeMemoryStatements(statements), signer: device, agencyRoot: root!, own: logId as StoredLog['logId'], verify: verifyInNode })
    const met = await made.exchange()
    made.dispose()
    if (!met.ok) throw new Error(JSON.stringify(met.error))
    return met.value
  }
  const write = async (count: number) => {
    for (let n = 0; n < count; n += 1) await log.append('drive-register', { drive: 'd'.repeat(32), name: `硬盘 ${Math.random()}` })
  }
  return { identity, exchange, write, logs, unlock: async () => (await identity.start(), identity.unlock(identity.record()!.people[0]!.id, 'x')) }
}

/** A unit whose first device has written 5 entries before a backup and 4 after; all are on the server. */
const makeBackedUp = async () => {
  const [keys, keyRows, settingRows, logs] = [makeTestKeys(), new Map<string, unknown>(), new Map<string, unknown>(), makeMemoryLogStore()]
  const device = makeDevice(keys, keyRows, settingRows, logs)
  await device.identity.setUp({ unit: '队', person: '王', officerNumber: '1', device: '笔记本', passphrase: 'x' })
  await device.write(5)
  const [stored] = await logs.logs()
  const rows = await logs.read(stored!.logId, 0, 99)
  await device.write(4)
  await device.exchange()
  const size = (await logs.logs())[0]!.size
  /** The same profile as at the backup. */
  const restoreProfile = async () => {
    const old = makeMemoryLogStore()
    await old.putLog({ ...stored!, size: 0, onServer: 0 })
    await old.append(rows)
    return makeDevice(keys, keyRows, settingRows, old)
  }
  return { device, size, restoreProfile }
}
const allOf = async (logs: LogStore, id: StoredLog['logId']) => (await logs.read(id, 0, 999)).map(({ leaf }) => leaf)

test('an older profile gets its own entries back before it writes, and goes on where it was', async () => {
  const { device, size, restoreProfile } = await makeBackedUp()
  const old = await restoreProfile()
  expect(await old.unlock()).toEqual(ok(undefined))
  const [log, ...others] = await old.logs.logs()
  expect(others).toEqual([])
  expect(log).toMatchObject({ size: size + 1, onServer: size, own: true, incarnation: 0 })
  expect((await allOf(old.logs, log!.logId)).slice(0, size)).toEqual(await allOf(device.logs, log!.logId))
  expect(await old.exchange()).toMatchObject({ sent: 1, failures: [] })
})

test('one that wrote without a network has parted: it says so, and goes on in a new incarnation that names the old', async () => {
  const { size, restoreProfile } = await makeBackedUp()
  const old = await restoreProfile()
  const { port } = new URL(server.url)
  await server.close()
  expect(await old.unlock()).toEqual(ok(undefined))
  await old.write(1)
  server = await startServer({ port: Number(port), host: '127.0.0.1', database: join(folder, 'test.sqlite'), dist: join(folder, 'dist') })
  await fetch(server.url).catch(() => undefined)
  const parted = old.identity.unlocked()!.logId
  expect((await old.exchange()).failures).toEqual([{ type: 'LogBehindWitness', localSize: size - 4 + 2, witnessedSize: size }])

  expect(await old.identity.replaceLog()).toEqual(ok(undefined))
  const { logId, device } = old.identity.unlocked()!
  expect(logId).toBe(makeLogId(device.publicKey, 1))
  const [first] = await old.logs.read(logId as StoredLog['logId'], 0, 1)
  const entry = decodeEntry(first!.bytes)
  expect(entry.ok && bodyOf(entry.value, 'log-open')).toMatchObject({ incarnation: 1, replaces: parted })
  const met = await old.exchange()
  expect(met.serverSizes.get(logId as StoredLog['logId'])).toBe((await old.logs.logs()).find((log) => log.logId === logId)?.size)
  // What parted stays beside it, and is not hidden.
  expect(met.failures).not.toEqual([])
  expect((await old.logs.logs()).map(({ own, incarnation }) => [own, incarnation]).toSorted()).toEqual([[true, 0], [true, 1]])
  // At the next unlocking the new one is simply gone on with.
  await old.identity.lock()
  expect(await old.unlock()).toEqual(ok(undefined))
  expect(old.identity.unlocked()!.logId).toBe(logId)
})

test.each([1, 20])('one that parted by %i entries is found at unlocking, too, before anything more is written to it', async (count) => {
  const { restoreProfile } = await makeBackedUp()
  const old = await restoreProfile()
  const { port } = new URL(server.url)
  await server.close()
  await old.unlock()
  const { logId } = old.identity.unlocked()!
  await old.write(count)
  await old.identity.lock()
  const before = (await old.logs.logs())[0]!.size
  server = await startServer({ port: Number(port), host: '127.0.0.1', database: join(folder, 'test.sqlite'), dist: join(folder, 'dist') })
  await fetch(server.url).catch(() => undefined)
  expect(await old.unlock()).toEqual(ok(undefined))
  expect((await old.logs.logs()).find((log) => log.logId === logId)?.size).toBe(before)
  expect(old.identity.unlocked()!.logId).not.toBe(logId)
})

test('a new incarnation that only the server still knows is taken back as our own', async () => {
  const { restoreProfile } = await makeBackedUp()
  const first = await restoreProfile()
  await first.unlock()
  await first.identity.replaceLog()
  await first.write(2)
  await first.exchange()
  const again = await restoreProfile()
  expect(await again.unlock()).toEqual(ok(undefined))
  expect(again.identity.unlocked()!.logId).toBe(first.identity.unlocked()!.logId)
  expect((await again.logs.logs()).every(({ own }) => own)).toBe(true)
  expect((await again.exchange()).failures).toEqual([])
})
