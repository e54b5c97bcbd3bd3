// The catalogue in real IndexedDB: all or nothing, full disk, what it gives back, and live answers.

import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Copy, Drive, Recording } from '../../src/core/catalog/recording.ts'
import { driveId, recordingId } from '../../src/core/ids.ts'
import type { CatalogStore, Live, StoredProgress } from '../../src/core/ports.ts'
import { directoryFromHandle } from '../../src/drive/directoryRefs.ts'
import { makeLive } from '../../src/core/live.ts'
import { OUTLINE_FORM, type Outline } from '../../src/core/media/outline.ts'
import { nothingHidden, type Hidden } from '../../src/core/policy/secrecy.ts'
import { makeCatalogQueries } from '../../src/storage/catalogQueries.ts'
import { makeCatalogStore } from '../../src/storage/catalogStore.ts'
import { openDatabase, type FieldreelDatabase } from '../../src/storage/database.ts'

const one = driveId('1'.repeat(32))
const two = driveId('2'.repeat(32))
const content = recordingId('a'.repeat(64))
const copy = (path: string, more: Partial<Copy> = {}): Copy => ({ driveId: one, path, size: 10, mtime: 5, state: 'fingerprinted', recordingId: content, error: null, seenMs: 1, ...more })
const drive: Drive = { id: one, name: '盘 1', folderNames: ['a'], sample: false, firstSeenMs: 1, lastSeenMs: 1, scannedMs: null, manifest: null }
const recording: Recording = {
  id: content, size: 10, xxh128: 'b'.repeat(32), kind: 'video', container: 'mp4', durationMs: 1, video: null, audio: null, times: [], place: null, device: null, playMode: 'none', damage: null,
  startMs: null, timeSource: null, recorder: null, officer: null, sequence: null, channel: null, grammar: null, indexedMs: 1,
}
const progress = (path: string): StoredProgress => ({ driveId: one, path, size: 10, mtime: 5, bytesDone: 1 << 20, blockStates: new Uint8Array([1, 2]), xxhState: new Uint8Array([3]) })

let database: FieldreelDatabase
let store: CatalogStore
beforeEach(() => {
  database = openDatabase(`catalog-${Math.random()}`)
  store = makeCatalogStore(database)
})
afterEach(() => {
  database.close()
  indexedDB.deleteDatabase(database.name)
})

test('gives back what was written', async () => {
  const states = new Uint8Array([1, 2, 3])
  expect(await store.apply({ drive, copies: [copy('x'), copy('y', { driveId: two })], recordings: [recording], blockStates: [{ recordingId: content, states }] })).toEqual({ ok: true, value: undefined })
  expect(await store.drives()).toEqual([drive])
  expect(await store.copiesOf(one)).toEqual([copy('x')])
  expect((await store.copiesOfRecording(content)).map((found) => found.path).sort()).toEqual(['x', 'y'])
  expect((await store.copiesOfRecordings([content, recordingId('f'.repeat(64))])).map((found) => found.path).sort()).toEqual(['x', 'y'])
  expect(await store.recordings()).toEqual([recording])
  expect(await store.recordings([content, recordingId('f'.repeat(64))])).toEqual([recording])
  expect(await store.blockStates(content)).toEqual(states)
  expect(await store.blockStates(recordingId('f'.repeat(64)))).toBeNull()
  expect(await store.blockStatesOf([recordingId('f'.repeat(64)), content])).toEqual([null, states])
  const outline: Outline = { form: OUTLINE_FORM, streamed: true, starts: [0, 1 / 3], seconds: 2, hasSound: false, planned: { video: {} as Outline['planned']['video'], audio: null }, pieces: null, bare: null }
  await store.apply({ outlines: [{ recordingId: content, outline }] })
  expect(await store.outlines([recordingId('f'.repeat(64)), content])).toEqual([null, outline])
  await store.forgetOutlines([content])
  expect(await store.outlines([content])).toEqual([null])
})

test('a group is written whole or not at all', async () => {
  const broken = { ...recording, id: undefined } as unknown as Recording
  const written = await store.apply({ drive, copies: [copy('x')], recordings: [broken] })
  expect(written.ok ? null : written.error.type).toBe('StorageFailed')
  expect([await store.drives(), await store.copiesOf(one)]).toEqual([[], []])
})

test('a finished copy removes its own progress and no other', async () => {
  await store.apply({ progress: [progress('x'), progress('y'), progress('z')] })
  await store.apply({ copies: [copy('x'), copy('y', { state: 'pending' })], removedCopies: [{ driveId: one, path: 'z' }] })
  expect(await store.progressOf(one)).toEqual([progress('y')])
})

test('removed copies and sessions are gone', async () => {
  await store.apply({ copies: [copy('x'), copy('y')] })
  await store.apply({ removedCopies: [{ driveId: one, path: 'x' }], copies: [copy('z')] })
  expect((await store.copiesOf(one)).map((found) => found.path)).toEqual(['y', 'z'])
})

test.each(["it's \"quoted\".mp4", '<img src=x onerror=alert(1)>.mp4', '现场🎥👮‍♀️.mp4', 'e\u0301.mp4', '\u00e9.mp4', 'a%0Ab.mp4', `${'长'.repeat(83)}.mp4`, '\n', '__proto__'])('keeps the path %j exactly', async (path) => {
  await store.apply({ copies: [copy(path)] })
  expect((await store.copiesOf(one)).map((found) => found.path)).toEqual([path])
})

test('keeps folder handles for the next visit, and a folder input for this one', async () => {
  const folder = directoryFromHandle(await (await navigator.storage.getDirectory()).getDirectoryHandle('kept', { create: true }))
  await store.putDirectory(one, folder)
  const again = await makeCatalogStore(database).directory(one)
  if (!(again?.source instanceof FileSystemDirectoryHandle)) throw new Error('no handle')
  expect(await again.source.isSameEntry(folder.source as FileSystemDirectoryHandle)).toBe(true)
  await store.putDirectory(two, { kind: 'files', name: 'x', source: new Map() })
  expect((await store.directory(two))?.kind).toBe('files')
  expect(await makeCatalogStore(database).directory(two)).toBeNull()
})

test('manifests by their root', async () => {
  expect((await store.putManifest('r', new Uint8Array([7]))).ok).toBe(true)
  expect(await store.manifest('r')).toEqual(new Uint8Array([7]))
  expect(await store.manifest('s')).toBeNull()
})

test('a full disk is StorageFull with its figures, and nothing of the group is kept', async () => {
  // A quota really exceeded is tried end to end in test/e2e/indexDirectory.
  const changes = {
    copies: [copy('x')],
    get recordings(): never {
      throw new DOMException('full', 'QuotaExceededError')
    },
  }
  const written = await store.apply(changes)
  expect(written.ok ? null : written.error).toMatchObject({ type: 'StorageFull', quotaBytes: expect.any(Number) })
  expect(await store.copiesOf(one)).toEqual([])
})

test('live answers come at once and after changes of their own table only', async () => {
  const queries = makeCatalogQueries(database, makeLive<Hidden | null>(nothingHidden))
  // Making the tables is itself a change of each.
  await store.drives()
  await new Promise((wait) => setTimeout(wait, 100))
  const seen: number[] = []
  const listen = <T extends readonly unknown[]>(live: Live<T>): (() => void) => live.subscribe((rows) => seen.push(rows.length))
  const stop = listen(queries.copies)
  const stopToo = listen(queries.copies)
  await expect.poll(() => seen).toEqual([0, 0])
  await store.apply({ drive })
  await new Promise((wait) => setTimeout(wait, 700))
  expect(seen).toEqual([0, 0])
  await store.apply({ copies: [copy('x')] })
  await expect.poll(() => seen).toEqual([0, 0, 1, 1])
  // Many writes at once are few answers, and the last one is right.
  for (let at = 0; at < 20; at += 1) await store.apply({ copies: [copy(`p${at}`)] })
  await expect.poll(() => seen.at(-1), { timeout: 3000 }).toBe(21)
  expect(seen.length).toBeLessThan(12)
  stop()
  stopToo()
  await store.apply({ copies: [copy('last')] })
  await new Promise((wait) => setTimeout(wait, 700))
  expect(seen.at(-1)).toBe(21)
})
