// The register of drives: adding, presence, coming back, interrupted runs, completeness; and the archive that is searched.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeDriveRegister, type DriveRegister } from '../../src/app/driveRegister.ts'
import { rereadNames } from '../../src/app/rereadNames.ts'
import { makeSessionSearch } from '../../src/app/searchSessions.ts'
import { makeSessionBook } from '../../src/app/sessionBook.ts'
import type { DriveRow, SessionRow } from '../../src/app/app.ts'
import type { SearchFilter } from '../../src/core/catalog/search.ts'
import type { DriveId } from '../../src/core/ids.ts'
import { makeLive } from '../../src/core/live.ts'
import type { CatalogStore, Live, StoredEntry } from '../../src/core/ports.ts'
import { ok } from '../../src/core/result.ts'
import { builtInGrammars } from '../../src/core/session/builtInGrammars.ts'
import { compileGrammars, type GrammarSetting } from '../../src/core/session/grammar.ts'
import { directoryFromInput } from '../../src/drive/directoryRefs.ts'
import { makeDriveAccess } from '../../src/drive/driveAccess.ts'
import { nothingHidden, type Hidden } from '../../src/core/policy/secrecy.ts'
import { makeCatalogQueries } from '../../src/storage/catalogQueries.ts'
import { makeCatalogStore } from '../../src/storage/catalogStore.ts'
import { openDatabase, type FieldreelDatabase } from '../../src/storage/database.ts'
import { makeFolder, makePlainFingerprinter, makePlainProber, putFile, refOf, removeFile } from '../support/catalogParts.ts'

const zone = 'Asia/Shanghai'
const nothing: SearchFilter = { text: '', recorder: null, officer: null, from: null, to: null, drive: null, kind: null, tag: null, state: null }
let database: FieldreelDatabase
let store: CatalogStore
let register: DriveRegister
let grammars: readonly GrammarSetting[]
const clock = { now: () => Date.now(), mono: () => Math.round(performance.now()), boot: '0'.repeat(16) }
const rules = () => ({ grammars: compileGrammars(grammars), zone })

const start = () => {
  store = makeCatalogStore(database)
  const book = makeSessionBook(store, () => ({ zone, sessionGapMs: 1_800_000 }))
  const queries = makeCatalogQueries(database, makeLive<Hidden | null>(nothingHidden))
  register = makeDriveRegister({
    drives: makeDriveAccess(), store, queries, book, clock, rules,
    fingerprinter: makePlainFingerprinter(),
    prober: makePlainProber(),
    random: { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) },
    appendEntry: async (kind) => ok({ kind } as StoredEntry),
  })
  const search = makeSessionSearch({ ...queries, presence: register.presence, remarks: makeLive([]), elsewhere: makeLive({ manifests: new Set<string>(), witnesses: 0 }), explanations: makeLive([]), exemptions: makeLive([]), readings: makeLive(new Map()), classified: makeLive(new Map()), markers: makeLive([]), pieces: makeLive(new Map()), zone: () => zone })
  return { book, search }
}
beforeEach(() => {
  grammars = builtInGrammars
  database = openDatabase(`register-${Math.random()}`)
})
afterEach(async () => {
  await register.dispose()
  database.close()
  indexedDB.deleteDatabase(database.name)
})

const now = <T>(live: Live<T>): Promise<T> =>
  new Promise((resolve) => {
    let stop = (): void => undefined
    let done = false
    stop = live.subscribe((value) => {
      done = true
      resolve(value)
      queueMicrotask(() => stop())
    })
    if (done) stop()
  })
const fill = async (folder: FileSystemDirectoryHandle): Promise<void> => {
  await putFile(folder, 'A123456_012345_20260326093000.mp4', 'clip 60 a')
  await putFile(folder, 'A123456_012345_20260326093100.mp4', 'clip 60 b')
  await putFile(folder, 'B123456_067890_20260327093000.mp4', 'clip 60 c')
}
const add = async (folder: FileSystemDirectoryHandle): Promise<DriveId> => {
  const added = await register.addDrive(refOf(folder))
  if (!added.ok) throw new Error(JSON.stringify(added.error))
  await settled()
  return added.value
}
const settled = (): Promise<void> => expect.poll(() => register.isBusy()).toBe(false)
const rows = (): Promise<readonly DriveRow[]> => now(register.drives)
const found = async (search: ReturnType<typeof start>['search'], filter: Partial<SearchFilter> = {}): Promise<readonly SessionRow[]> => now(search.search({ ...nothing, ...filter }))

test('added, counted, searched, unplugged, back again', async () => {
  const folder = await makeFolder('register')
  await fill(folder)
  const { search } = start()
  const drive = await add(folder)
  expect(await rows()).toMatchObject([{ presence: 'connected', counts: { recordings: 3, other: 0, failed: 0, pending: 0, missing: 0 } }])
  expect((await found(search)).map((row) => [row.session.recorder, row.session.parts.length])).toEqual([['B123456', 1], ['A123456', 2]])
  expect(await found(search, { text: '012345' })).toHaveLength(1)
  expect(await found(search, { state: 'playable' })).toHaveLength(2)
  expect((await now(search.facets)).recorders).toEqual(['A123456', 'B123456'])
  const moved = await makeFolder('emptyAgain')
  for await (const entry of folder.keys()) await folder.removeEntry(entry)
  await register.refreshPresence()
  expect((await rows())[0]?.presence).toBe('away')
  expect(await found(search, { state: 'unplugged' })).toHaveLength(2)
  const back = await register.reconnectDrive(drive)
  expect(back.ok ? null : back.error).toEqual({ type: 'DriveGone', name: 'register' })
  expect((await found(search)).length).toBe(2)
  expect(moved.name).toBe('emptyAgain')
})

test('a run that was interrupted goes on by itself at the next start', async () => {
  const folder = await makeFolder('interrupted')
  await fill(folder)
  start()
  const added = await register.addDrive(refOf(folder))
  await register.dispose()
  expect((await store.recordings()).length).toBeLessThan(3)
  start()
  await register.resumeInterrupted()
  await settled()
  expect(await store.recordings()).toHaveLength(3)
  expect((await store.drives()).map((drive) => drive.id)).toEqual([added.ok && added.value])
  await register.resumeInterrupted()
  expect(register.isBusy()).toBe(false)
})

test('the same folder dropped twice is one run', async () => {
  const folder = await makeFolder('twice')
  await fill(folder)
  start()
  const first = await register.addDrive(refOf(folder))
  const second = await register.addDrive(refOf(folder))
  expect(second).toEqual(first)
  await settled()
  expect(await store.drives()).toHaveLength(1)
})

test('completeness: what the listing has and the walk did not see', async () => {
  const folder = await makeFolder('complete')
  await fill(folder)
  start()
  const drive = await add(folder)
  const listed = (path: string): File => Object.defineProperty(new File([''], path), 'webkitRelativePath', { value: `x/${path}` })
  const known = (await store.copiesOf(drive)).map((copy) => copy.path)
  const listing = directoryFromInput([...known, 'CON.mp4', 'a:b.mp4'].map(listed))
  expect(listing && (await register.checkCompleteness(drive, listing))).toEqual({ ok: true, value: ['CON.mp4', 'a:b.mp4'] })
  const other = directoryFromInput([listed('something else')])
  expect(other && (await register.checkCompleteness(drive, other))).toMatchObject({ ok: false, error: { type: 'WrongDrive' } })
})

test('renaming, and work that is dismissed', async () => {
  const folder = await makeFolder('names')
  await fill(folder)
  start()
  const drive = await add(folder)
  await register.renameDrive(drive, '一号盘')
  expect((await store.drives())[0]?.name).toBe('一号盘')
  const [work] = register.work.get()
  expect(work).toMatchObject({ phase: 'done', driveId: drive })
  register.dismissWork(work?.id ?? '')
  expect(register.work.get()).toEqual([])
})

test('a changed grammar describes everything anew without reading', async () => {
  const folder = await makeFolder('grammar')
  await putFile(folder, 'CAR7-260326-093000.mp4', 'clip 60 a')
  const { book, search } = start()
  await add(folder)
  await removeFile(folder, 'CAR7-260326-093000.mp4')
  expect((await found(search))[0]?.session.recorder).toBeNull()
  grammars = [{ id: 'own', title: 'own', pattern: '(?<recorder>[A-Z0-9]{4})-(?<year>\\d\\d)(?<month>\\d\\d)(?<day>\\d\\d)-(?<hour>\\d\\d)(?<minute>\\d\\d)(?<second>\\d\\d)', enabled: true }]
  expect((await rereadNames({ store, book, clock, rules })).ok).toBe(true)
  expect((await found(search)).map((row) => [row.session.recorder, row.session.day])).toEqual([['CAR7', '2026-03-26']])
})
