// Drives of another device, on real IndexedDB: seen, searched, followed, and found to be the same when they are plugged in here.

import { afterEach, expect, test } from 'vitest'
import { chooseCopy } from '../../src/app/chooseCopy.ts'
import { makeDriveRegister } from '../../src/app/driveRegister.ts'
import { makeLogWriter } from '../../src/app/logWriter.ts'
import { makeSessionBook } from '../../src/app/sessionBook.ts'
import { makeTakeManifests } from '../../src/app/takeManifests.ts'
import { sha256, toHex, utf8 } from '../../src/core/bytes.ts'
import type { Recording } from '../../src/core/catalog/recording.ts'
import { makeLogId } from '../../src/core/log/entry.ts'
import type { Signer } from '../../src/core/ports.ts'
import { builtInGrammars } from '../../src/core/session/builtInGrammars.ts'
import { compileGrammars } from '../../src/core/session/grammar.ts'
import type { Trust } from '../../src/core/trust/verifyChain.ts'
import { makeDriveAccess } from '../../src/drive/driveAccess.ts'
import { makeLive } from '../../src/core/live.ts'
import { nothingHidden, type Hidden } from '../../src/core/policy/secrecy.ts'
import { makeCatalogQueries } from '../../src/storage/catalogQueries.ts'
import { makeCatalogStore } from '../../src/storage/catalogStore.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { makeLogStore } from '../../src/storage/logStore.ts'
import { makeFolder, makePlainFingerprinter, makePlainProber, putFile, refOf, removeFile } from '../support/catalogParts.ts'

const zone = 'Asia/Shanghai'
const rules = () => ({ grammars: compileGrammars(builtInGrammars), zone })
const random = { bytes: (length: number) => crypto.getRandomValues(new Uint8Array(length)) }
const clock = { now: () => Date.now(), mono: () => Math.round(performance.now()), boot: '0'.repeat(16) }
const ending: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ending.splice(0)) await end()
})

/** `certified`: public keys, hex, of devices that are heard. */
const makeDevice = async (certified: Set<string> = new Set()) => {
  const database = openDatabase(`take-${Math.random()}`)
  const [store, logs, queries] = [makeCatalogStore(database), makeLogStore(database), makeCatalogQueries(database, makeLive<Hidden | null>(nothingHidden))]
  const signer: Signer = { publicKey: random.bytes(32), sign: async () => new Uint8Array(64) }
  const log = { logId: makeLogId(signer.publicKey, 0), publicKey: signer.publicKey, incarnation: 0, own: true, deviceName: '笔记本', size: 0, onServer: 0 }
  await logs.putLog(log)
  const writer = makeLogWriter({ logs, clock, random })
  await writer.open(log, signer, null)
  const book = makeSessionBook(store, () => ({ zone, sessionGapMs: 1_800_000 }))
  let bytesRead = 0
  const drives = makeDriveAccess()
  const register = makeDriveRegister({ drives, store, queries, book, clock, rules, random, fingerprinter: makePlainFingerprinter((bytes) => (bytesRead += bytes)), prober: makePlainProber(), appendEntry: writer.append })
  const take = makeTakeManifests({ store, logs, book, clock, rules, isReading: () => false, trust: async () => ({ devices: new Map([...certified].map((key) => [key, {}])) }) as unknown as Trust })
  ending.push(async () => {
    await register.dispose()
    database.close()
    indexedDB.deleteDatabase(database.name)
  })
  const settled = () => expect.poll(() => register.isBusy()).toBe(false)
  const add = async (folder: FileSystemDirectoryHandle) => {
    const added = await register.addDrive(refOf(folder))
    if (!added.ok) throw new Error(JSON.stringify(added.error))
    await settled()
    return added.value
  }
  const valueOfTake = async () => {
    const taken = await take()
    if (!taken.ok) throw new Error(JSON.stringify(taken.error))
    return taken.value
  }
  return { store, logs, log, writer, certified, add, settled, register, take: valueOfTake, drives, key: toHex(signer.publicKey), read: () => bytesRead, findings: () => database.findings.toArray() }
}
type Device = Awaited<ReturnType<typeof makeDevice>>

/** As an exchange would: entries and the manifests they name. */
const carry = async (from: Device, to: Device): Promise<void> => {
  const known = (await to.logs.logs()).find((log) => log.logId === from.log.logId)
  if (!known) await to.logs.putLog({ ...from.log, own: false, size: 0 })
  await to.logs.append(await from.logs.read(from.log.logId, known?.size ?? 0, 999))
  for (const drive of await from.store.drives()) {
    const bytes = drive.manifest && (await from.store.manifest(drive.manifest))
    if (bytes) await to.store.putManifest(drive.manifest, bytes)
  }
}
const fill = async (folder: FileSystemDirectoryHandle): Promise<void> => {
  await putFile(folder, 'A123456_012345_20260326093000.mp4', `clip 60 ${'x'.repeat(1 << 20)}`)
  await putFile(folder, 'A123456_012345_20260326093100.mp4', 'clip 60 b')
  await putFile(folder, '说明.txt', 'text')
}
const states = async (device: Device, drive: Awaited<ReturnType<Device['add']>>) => (await device.store.copiesOf(drive)).map(({ path, state, reported }) => [path, state, reported ?? false])
const measured = (recording: Recording) => ({ ...recording, reported: null, indexedMs: null })

test('appears here as it is there: drive, copies, recordings and the same sessions', async () => {
  const a = await makeDevice()
  const b = await makeDevice(new Set([a.key]))
  const folder = await makeFolder('taken')
  await fill(folder)
  const drive = await a.add(folder)
  await carry(a, b)
  expect(await b.take()).toEqual([drive])
  const [there, here] = [(await a.store.drives())[0], (await b.store.drives())[0]]
  expect(here).toMatchObject({ id: drive, name: 'taken', manifest: there?.manifest, sample: false })
  expect(here?.scannedMs).toBe((await a.logs.byKind('drive-scan'))[0]?.timeMs)
  expect(await states(b, drive)).toEqual([['A123456_012345_20260326093000.mp4', 'fingerprinted', true], ['A123456_012345_20260326093100.mp4', 'fingerprinted', true], ['说明.txt', 'other', true]])
  expect((await b.store.recordings()).map(measured)).toEqual((await a.store.recordings()).map(measured))
  expect(await b.store.sessions()).toEqual(await a.store.sessions())
  expect(await b.take()).toEqual([])
})

test('plugged in here it is the same drive, and every file is read once before it plays', async () => {
  const a = await makeDevice()
  const b = await makeDevice(new Set([a.key]))
  const folder = await makeFolder('plugged')
  await fill(folder)
  const drive = await a.add(folder)
  await carry(a, b)
  await b.take()
  const [first] = (await b.store.recordings()).filter(({ size }) => size > 1 << 20)
  await b.store.putDirectory(drive, refOf(folder))
  const copy = await chooseCopy({ store: b.store, drives: b.drives, clock, random, appendEntry: b.writer.append }, first!)
  expect(copy).toMatchObject({ ok: false, error: { type: 'CopyUnavailable', drives: ['plugged'] } })

  expect(await b.add(folder)).toBe(drive)
  expect(b.read()).toBeGreaterThan(1 << 20)
  expect((await states(b, drive)).map(([, state, reported]) => [state, reported])).toEqual([['fingerprinted', false], ['fingerprinted', false], ['other', false]])
  expect((await b.store.blockStates(first!.id))?.length).toBe(32)
  expect((await b.store.recordings()).filter(({ reported }) => reported)).toEqual([])
  expect((await b.store.drives()).map(({ manifest }) => manifest)).toEqual((await a.store.drives()).map(({ manifest }) => manifest))
  expect((await b.logs.read(b.log.logId, 0, 9)).map(({ kind }) => kind)).toEqual(['drive-scan'])
  // Read once, it is as unchanged as any other.
  const read = b.read()
  await b.add(folder)
  expect(b.read()).toBe(read)
})

test('a newer scan is followed; what was read here is not', async () => {
  const a = await makeDevice()
  const b = await makeDevice(new Set([a.key]))
  const folder = await makeFolder('followed')
  await fill(folder)
  const drive = await a.add(folder)
  await carry(a, b)
  await b.take()
  await removeFile(folder, 'A123456_012345_20260326093100.mp4')
  await putFile(folder, 'A123456_012345_20260326093200.mp4', 'clip 60 c')
  await a.add(folder)
  await carry(a, b)
  expect(await b.take()).toEqual([drive])
  expect((await states(b, drive)).map(([path]) => path)).toEqual(['A123456_012345_20260326093000.mp4', 'A123456_012345_20260326093200.mp4', '说明.txt'])

  await b.add(folder)
  const before = [await b.store.copiesOf(drive), (await b.store.drives())[0]?.manifest]
  await putFile(folder, 'A123456_012345_20260326093000.mp4', 'clip 60 replaced')
  await putFile(folder, 'new.mp4', 'clip 5 new')
  await a.add(folder)
  await carry(a, b)
  expect(await b.take()).toEqual([drive])
  expect([(await b.store.copiesOf(drive)).filter(({ reported }) => !reported), (await b.store.drives())[0]?.manifest]).toEqual(before)
  expect((await states(b, drive)).filter(([, , reported]) => reported)).toEqual([['new.mp4', 'fingerprinted', true]])
  expect(await b.take()).toEqual([])
})

test('the same content read here before stays as it was read, and an older scan changes nothing', async () => {
  const a = await makeDevice()
  const b = await makeDevice(new Set([a.key]))
  const [mine, theirs] = [await makeFolder('mine'), await makeFolder('theirs')]
  await putFile(mine, 'A123456_012345_20260326093100.mp4', 'clip 60 b')
  await fill(theirs)
  await b.add(mine)
  const [before] = await b.store.recordings()
  const drive = await a.add(theirs)
  await carry(a, b)
  await b.take()
  expect(await b.store.recordings([before!.id])).toMatchObject([{ indexedMs: before!.indexedMs, playMode: before!.playMode, startMs: before!.startMs }])
  expect((await b.store.recordings([before!.id]))[0]).not.toHaveProperty('reported')
  expect(await b.store.copiesOfRecording(before!.id)).toHaveLength(2)
  const known = (await b.store.drives()).find(({ id }) => id === drive)
  await b.store.apply({ drive: { ...known!, manifest: 'f'.repeat(64), scannedMs: Date.now() + 60_000 } })
  expect(await b.take()).toEqual([])
})

test('a device nobody certified is not heard, and what is no manifest is a finding', async () => {
  const a = await makeDevice()
  const b = await makeDevice()
  const folder = await makeFolder('stranger')
  await fill(folder)
  await a.add(folder)
  await carry(a, b)
  expect(await b.take()).toEqual([])
  expect(await b.store.drives()).toEqual([])

  b.certified.add(a.key)
  const junk = utf8('not a manifest')
  await a.writer.append('drive-scan', { drive: (await a.store.drives())[0]!.id, manifest: sha256(junk), files: 1, recordings: 1, bytes: 1, changed: 0, missing: 0 })
  await b.store.putManifest(toHex(sha256(junk)), junk)
  await carry(a, b)
  // The last scan that can be read is taken instead.
  expect(await b.take()).toHaveLength(1)
  expect(await b.store.recordings()).toHaveLength(2)
  expect(await b.findings()).toMatchObject([{ type: 'logProblem', evidence: { logId: a.log.logId, manifest: toHex(sha256(junk)) } }])
})
