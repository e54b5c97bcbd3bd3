// Indexing with the real store and real folders: read once, recognised later, continued after a stop, never falsely missing.

import { afterEach, expect, test } from 'vitest'
import { indexDrive, type IndexDeps, type IndexRun } from '../../src/app/indexDrive.ts'
import type { Work } from '../../src/app/app.ts'
import { makeSessionBook } from '../../src/app/sessionBook.ts'
import { toHex } from '../../src/core/bytes.ts'
import { decodeManifest } from '../../src/core/catalog/manifest.ts'
import type { FieldreelError } from '../../src/core/errors.ts'
import type { DriveId } from '../../src/core/ids.ts'
import type { CatalogStore, StoredEntry } from '../../src/core/ports.ts'
import { err, ok } from '../../src/core/result.ts'
import { builtInGrammars } from '../../src/core/session/builtInGrammars.ts'
import { compileGrammars } from '../../src/core/session/grammar.ts'
import { makeDriveAccess } from '../../src/drive/driveAccess.ts'
import { makeCatalogStore } from '../../src/storage/catalogStore.ts'
import { openDatabase, type FieldreelDatabase } from '../../src/storage/database.ts'
import { makeFolder, makePlainFingerprinter, makePlainProber, putFile, refOf, removeFile } from '../support/catalogParts.ts'

const open: FieldreelDatabase[] = []
afterEach(() => {
  for (const database of open.splice(0)) {
    database.close()
    indexedDB.deleteDatabase(database.name)
  }
})

interface Bench extends IndexDeps {
  readonly works: Work[]
  readonly entries: { readonly kind: string; readonly body: Record<string, unknown> }[]
  readonly read: { bytes: number }
  run(folder: FileSystemDirectoryHandle, expected?: DriveId | null): IndexRun
}

const makeBench = (overrides: Partial<IndexDeps> = {}, database = openDatabase(`index-${Math.random()}`)): Bench => {
  if (!open.includes(database)) open.push(database)
  const store = overrides.store ?? makeCatalogStore(database)
  const works: Work[] = []
  const entries: Bench['entries'] = []
  const read = { bytes: 0 }
  const count = (bytes: number): void => void (read.bytes += bytes)
  const zone = 'Asia/Shanghai'
  const deps: IndexDeps = {
    drives: makeDriveAccess(),
    store,
    fingerprinter: makePlainFingerprinter(count),
    prober: makePlainProber(count),
    clock: { now: () => Math.round(Date.now()), mono: () => Math.round(performance.now()), boot: '0'.repeat(16) },
    random: { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) },
    book: makeSessionBook(store, () => ({ zone, sessionGapMs: 30 * 60_000 })),
    rules: () => ({ grammars: compileGrammars(builtInGrammars), zone }),
    appendEntry: async (kind, body) => {
      entries.push({ kind, body: body as unknown as Record<string, unknown> })
      return ok({ kind } as StoredEntry)
    },
    report: (work) => works.push(work),
    ...overrides,
  }
  return { ...deps, works, entries, read, run: (folder, expected = null) => indexDrive(deps, { directory: refOf(folder), expected, sample: false }) }
}

const clip = (second: number): string => `clip 60 number ${second}`
const name = (minute: number): string => `DCIM/A123456_012345_202603260936${String(minute).padStart(2, '0')}.mp4`
const fill = async (folder: FileSystemDirectoryHandle, files = 5): Promise<void> => {
  for (let at = 0; at < files; at += 1) await putFile(folder, name(at), clip(at))
  await putFile(folder, 'notes.txt', 'not media')
  await putFile(folder, 'DCIM/.DS_Store', 'hidden')
  await putFile(folder, 'DCIM/empty.mp4', '')
}
const done = async (run: IndexRun): Promise<DriveId> => {
  const answer = await run.done
  if (!answer.ok) throw new Error(JSON.stringify(answer.error))
  return answer.value
}
const failureOf = async (run: IndexRun): Promise<FieldreelError | null> => {
  const answer = await run.done
  return answer.ok ? null : answer.error
}
const states = async (store: CatalogStore, drive: DriveId): Promise<Record<string, string>> => Object.fromEntries((await store.copiesOf(drive)).map((copy) => [copy.path, copy.state]))

test('every file gets a row, media are fingerprinted, sessions and manifest are made', async () => {
  const folder = await makeFolder('every')
  await fill(folder)
  const bench = makeBench()
  const drive = await done(bench.run(folder))
  expect(await states(bench.store, drive)).toEqual({ ...Object.fromEntries([0, 1, 2, 3, 4].map((at) => [name(at), 'fingerprinted'])), 'notes.txt': 'other', 'DCIM/.DS_Store': 'other', 'DCIM/empty.mp4': 'failed' })
  const recordings = await bench.store.recordings()
  expect(recordings).toHaveLength(5)
  expect(recordings.every((recording) => recording.recorder === 'A123456' && recording.officer === '012345' && recording.timeSource === 'name')).toBe(true)
  // All five begin within five seconds but last a minute: five cameras at once, so five sessions.
  expect((await bench.store.sessions()).flatMap((session) => session.parts)).toHaveLength(5)
  const [row] = await bench.store.drives()
  const bytes = await bench.store.manifest(row?.manifest ?? '')
  expect(bytes && toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))).toBe(row?.manifest)
  const manifest = decodeManifest(bytes ?? new Uint8Array())
  expect(manifest.ok && manifest.value.rows.length).toBe(8)
  expect(bench.entries.map((entry) => entry.kind)).toEqual(['drive-register', 'drive-scan'])
  expect(bench.works.at(-1)).toMatchObject({ phase: 'done', filesDone: 8, filesTotal: 8, error: null })
})

test('an unchanged drive is recognised and no content is read again', async () => {
  const folder = await makeFolder('again')
  await fill(folder)
  const bench = makeBench()
  const drive = await done(bench.run(folder))
  const manifest = (await bench.store.drives())[0]?.manifest
  bench.read.bytes = 0
  expect(await done(bench.run(folder))).toBe(drive)
  expect(bench.read.bytes).toBe(0)
  expect((await bench.store.drives())[0]?.manifest).toBe(manifest)
  expect(await bench.store.drives()).toHaveLength(1)
})

test('the root moved one folder down: same drive, paths renamed, nothing read', async () => {
  const folder = await makeFolder('moved')
  for (let at = 0; at < 4; at += 1) await putFile(folder, name(at), clip(at))
  const bench = makeBench()
  const drive = await done(bench.run(folder))
  bench.read.bytes = 0
  expect(await done(bench.run(await folder.getDirectoryHandle('DCIM'), drive))).toBe(drive)
  expect(bench.read.bytes).toBe(0)
  expect((await bench.store.copiesOf(drive)).map((copy) => copy.path).sort()).toEqual([0, 1, 2, 3].map((at) => name(at).slice('DCIM/'.length)))
  expect(await bench.store.recordings()).toHaveLength(4)
  expect((await bench.store.copiesOf(drive)).every((copy) => copy.state === 'fingerprinted')).toBe(true)
})

test('the same content on two drives is one recording with two copies', async () => {
  const [one, two] = [await makeFolder('one'), await makeFolder('two')]
  await putFile(one, name(1), clip(1))
  await new Promise((wait) => setTimeout(wait, 20))
  await putFile(two, 'backup/renamed.mp4', clip(1))
  const bench = makeBench()
  const first = await done(bench.run(one))
  const second = await done(bench.run(two))
  expect(second).not.toBe(first)
  const [recording, ...rest] = await bench.store.recordings()
  expect(rest).toEqual([])
  // What the good name says is not lost through the bad one.
  expect(recording?.recorder).toBe('A123456')
  expect(recording && (await bench.store.copiesOfRecording(recording.id)).length).toBe(2)
  expect(await bench.store.sessions()).toHaveLength(1)
})

test('changed content and a missing file are findings with their evidence, in the log too', async () => {
  const folder = await makeFolder('changed')
  await fill(folder)
  const bench = makeBench()
  const drive = await done(bench.run(folder))
  const before = (await bench.store.copiesOf(drive)).find((copy) => copy.path === name(0))
  await new Promise((wait) => setTimeout(wait, 20))
  await putFile(folder, name(0), 'clip 60 something else')
  await removeFile(folder, name(1))
  await removeFile(folder, 'notes.txt')
  expect(await done(bench.run(folder, drive))).toBe(drive)
  expect(await states(bench.store, drive)).toMatchObject({ [name(0)]: 'fingerprinted', [name(1)]: 'missing', 'notes.txt': 'missing' })
  const logged = bench.entries.filter((entry) => entry.kind === 'finding').map((entry) => entry.body)
  expect(logged.map((body) => [body['type'], body['path']])).toEqual([['contentChanged', name(0)], ['copyMissing', name(1)]])
  expect(logged[0]).toMatchObject({ evidence: { expectedSha256: before?.recordingId } })
  expect(bench.entries.at(-1)).toMatchObject({ kind: 'drive-scan', body: { changed: 1, missing: 1 } })
})

test('an emptied mount point is a drive that is gone: nothing is marked missing', async () => {
  const folder = await makeFolder('emptied')
  await fill(folder)
  const bench = makeBench()
  const drive = await done(bench.run(folder))
  for await (const entry of folder.keys()) await folder.removeEntry(entry, { recursive: true })
  expect(await failureOf(bench.run(folder, drive))).toEqual({ type: 'DriveGone', name: 'emptied' })
  expect(await failureOf(bench.run(folder))).toEqual({ type: 'DriveGone', name: 'emptied' })
  expect(Object.values(await states(bench.store, drive))).not.toContain('missing')
  for (let at = 0; at < 9; at += 1) await putFile(folder, `other${at}.bin`, 'x')
  expect((await failureOf(bench.run(folder, drive)))?.type).toBe('WrongDrive')
})

test('two empty folders are two drives', async () => {
  const bench = makeBench()
  const first = await done(bench.run(await makeFolder('emptyOne')))
  expect(await done(bench.run(await makeFolder('emptyTwo')))).not.toBe(first)
})

test('cancelled and started again: what was done is kept, the rest goes on', async () => {
  const folder = await makeFolder('cancelled')
  await fill(folder, 30)
  const slow = makePlainFingerprinter()
  let finished = 0
  const bench = makeBench({
    fingerprinter: {
      ...slow,
      width: 2,
      fingerprint: async (file, options) => {
        const answer = await slow.fingerprint(file, options)
        if ((finished += 1) === 11) run.cancel()
        return options.signal.aborted ? err({ type: 'Cancelled' }) : answer
      },
    },
  })
  const run = bench.run(folder)
  expect((await failureOf(run))?.type).toBe('Cancelled')
  const drive = (await bench.store.drives())[0]
  expect(drive?.scannedMs).toBeNull()
  const kept = Object.values(await states(bench.store, drive?.id as DriveId)).filter((state) => state === 'fingerprinted').length
  expect(kept).toBeGreaterThanOrEqual(9)
  const next = makeBench({ store: bench.store })
  expect(await done(next.run(folder))).toBe(drive?.id)
  expect(next.works.find((work) => work.phase === 'reading')?.resumedFiles).toBeGreaterThanOrEqual(kept)
  expect(await bench.store.recordings()).toHaveLength(30)
})

test('a killed run continues inside a large file at its stored progress', async () => {
  const folder = await makeFolder('inside')
  await putFile(folder, name(1), clip(1).padEnd(3 << 20, '.'))
  const plain = makePlainFingerprinter()
  let resumedAt: number | undefined
  const bench = makeBench({
    fingerprinter: {
      ...plain,
      fingerprint: async (file, options) => {
        options.onBytes?.(2 << 20)
        options.onProgress?.({ bytesDone: 2 << 20, blockStates: new Uint8Array(64), xxhState: new Uint8Array(8) })
        return new Promise(() => file)
      },
    },
  })
  const run = bench.run(folder)
  const drive = await run.registered
  if (!drive.ok) throw new Error('not registered')
  await expect.poll(async () => (await bench.store.progressOf(drive.value)).length).toBe(1)
  const next = makeBench({
    store: bench.store,
    fingerprinter: { ...plain, fingerprint: (file, options) => ((resumedAt = options.resume?.bytesDone), plain.fingerprint(file, options)) },
  })
  await done(next.run(folder))
  expect(resumedAt).toBe(2 << 20)
  expect(next.works.find((work) => work.phase === 'reading')?.resumedBytes).toBe(2 << 20)
  expect(await bench.store.progressOf(drive.value)).toEqual([])
})

test('pause stops reading, resume goes on', async () => {
  const folder = await makeFolder('paused')
  await fill(folder, 12)
  const bench = makeBench()
  const run = bench.run(folder)
  await run.registered
  run.pause()
  await new Promise((wait) => setTimeout(wait, 300))
  const counted = bench.read.bytes
  await new Promise((wait) => setTimeout(wait, 200))
  expect(bench.read.bytes).toBe(counted)
  expect(bench.works.at(-1)?.phase).toBe('paused')
  run.resume()
  await done(run)
  expect(await bench.store.recordings()).toHaveLength(12)
})

test('a full disk pauses with the reason and loses nothing', async () => {
  const folder = await makeFolder('full')
  await fill(folder, 8)
  const database = openDatabase(`index-${Math.random()}`)
  const real = makeCatalogStore(database)
  let full = true
  const store: CatalogStore = { ...real, apply: (changes) => (full && changes.recordings?.length ? Promise.resolve(err({ type: 'StorageFull', usedBytes: 9, quotaBytes: 10 })) : real.apply(changes)) }
  const bench = makeBench({ store }, database)
  const run = bench.run(folder)
  await expect.poll(() => bench.works.at(-1)).toMatchObject({ phase: 'paused', error: { type: 'StorageFull' } })
  full = false
  run.resume()
  await done(run)
  expect(bench.works.at(-1)).toMatchObject({ phase: 'done', error: null })
  expect(await real.recordings()).toHaveLength(8)
})

test('a scan that did not reach the log is not done: the next run says it again', async () => {
  const folder = await makeFolder('card')
  await fill(folder)
  const database = openDatabase(`index-${Math.random()}`)
  const cut = makeBench({ appendEntry: async (kind) => (kind === 'drive-scan' ? err({ type: 'StorageFailed', detail: 'killed here' }) : ok({ kind } as StoredEntry)) }, database)
  expect(await failureOf(cut.run(folder))).toMatchObject({ type: 'StorageFailed' })
  expect((await cut.store.drives()).map(({ scannedMs }) => scannedMs)).toEqual([null])

  const again = makeBench({}, database)
  await done(again.run(folder))
  expect(again.entries.filter(({ kind }) => kind === 'drive-scan')).toHaveLength(1)
  expect((await again.store.drives())[0]?.scannedMs).not.toBeNull()
})

test('pulled while reading: the run fails, the next visit finishes', async () => {
  const folder = await makeFolder('pulled')
  await fill(folder, 12)
  const plain = makePlainFingerprinter()
  let pulled = false
  let read = 0
  const access = makeDriveAccess()
  const gone = { type: 'DriveGone', name: 'pulled' } as const
  const bench = makeBench({
    drives: { ...access, walk: (...call) => (pulled ? Promise.resolve(err(gone)) : access.walk(...call)) },
    fingerprinter: { ...plain, fingerprint: (file, options) => ((read += 1) > 5 ? ((pulled = true), Promise.resolve(err({ type: 'FileUnreadable', path: options.path, reason: 'NotReadableError' }))) : plain.fingerprint(file, options)) },
  })
  expect(await failureOf(bench.run(folder))).toEqual(gone)
  const drive = (await bench.store.drives())[0]?.id as DriveId
  expect(Object.values(await states(bench.store, drive)).filter((state) => state === 'fingerprinted').length).toBeGreaterThanOrEqual(3)
  const next = makeBench({ store: bench.store })
  expect(await done(next.run(folder))).toBe(drive)
  expect(await bench.store.recordings()).toHaveLength(12)
})

test('damaged media are fingerprinted with the damage noted', async () => {
  const folder = await makeFolder('damaged')
  await putFile(folder, 'a.mp4', 'damaged file')
  const bench = makeBench()
  await done(bench.run(folder))
  expect((await bench.store.recordings())[0]).toMatchObject({ kind: 'video', playMode: 'none', damage: { type: 'DamagedMedia' } })
})
