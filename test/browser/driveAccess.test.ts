// Reading folders: every file listed with its stamp, awkward names, errors by entry, folder inputs, changed and vanished files.

import { expect, test } from 'vitest'
import { directoryFromDrop, directoryFromInput, pickDirectory } from '../../src/drive/directoryRefs.ts'
import { makeDriveAccess } from '../../src/drive/driveAccess.ts'
import { pathError, rootError } from '../../src/drive/driveErrors.ts'
import { makeFolder, putFile, refOf, removeFile } from '../support/catalogParts.ts'

const access = makeDriveAccess()
const options = (signal = new AbortController().signal) => ({ signal, onFound: () => undefined })
const awkward = ["it's \"quoted\".mp4", '<b>html<b>.mp4', '现场🎥👮‍♀️.mp4', 'a%0Ab.mp4', 'e\u0301.mp4', '\u00e8.mp4', `${'长'.repeat(83)}.mp4`, '.DS_Store', '._clip.mp4', '#?&=.mp4']

test('lists everything with size and time, and opens it again', async () => {
  const folder = await makeFolder('walk')
  for (const [at, name] of awkward.entries()) await putFile(folder, at % 2 ? name : `System Volume Information/${name}`, 'x'.repeat(at + 1))
  await putFile(folder, '.fieldreel/segment', 'own')
  await putFile(folder, 'deep/.fieldreel/kept', 'not own')
  const walked = await access.walk(refOf(folder), options())
  if (!walked.ok) throw new Error(walked.error.type)
  expect(walked.value.unreadable).toEqual([])
  expect(walked.value.files.map((file) => file.path).sort()).toEqual([...awkward.map((name, at) => (at % 2 ? name : `System Volume Information/${name}`)), 'deep/.fieldreel/kept'].sort())
  for (const { path, size, mtime } of walked.value.files) {
    const opened = await access.open(refOf(folder), path, { size, mtime })
    expect(opened.ok && (await opened.value.slice(0, size).arrayBuffer()).byteLength).toBe(size)
  }
})

test('counts while it walks, and stops when told', async () => {
  const folder = await makeFolder('many')
  for (let at = 0; at < 250; at += 1) await putFile(folder, `${at % 5}/${at}`, '')
  const counts: number[] = []
  const stop = new AbortController()
  const walked = await access.walk(refOf(folder), { signal: stop.signal, onFound: (files) => (counts.push(files), stop.abort()) })
  expect(walked).toEqual({ ok: false, error: { type: 'Cancelled' } })
  expect(counts).toEqual([100])
  const all = await access.walk(refOf(folder), { signal: new AbortController().signal, onFound: (files) => counts.push(files) })
  expect(all.ok && all.value.files.length).toBe(250)
  expect(counts).toEqual([100, 100, 200, 250])
})

test('too deep is reported, not followed', async () => {
  const folder = await makeFolder('deep')
  await putFile(folder, `${Array.from({ length: 65 }, () => 'd').join('/')}/x`, '1')
  await putFile(folder, 'near', '1')
  const walked = await access.walk(refOf(folder), options())
  expect(walked.ok && [walked.value.files.map((file) => file.path), walked.value.unreadable]).toEqual([['near'], [{ type: 'FileUnreadable', path: `${Array.from({ length: 65 }, () => 'd').join('/')}/`, reason: 'depth' }]])
})

test('a removed folder is a drive that is gone; a removed or changed file is that', async () => {
  const folder = await makeFolder('gone')
  await putFile(folder, 'a/b.mp4', 'one')
  await putFile(folder, 'c.mp4', 'one')
  const walked = await access.walk(refOf(folder), options())
  const stamp = walked.ok ? walked.value.files.find((file) => file.path === 'a/b.mp4') : undefined
  await putFile(folder, 'a/b.mp4', 'other')
  const changed = await access.open(refOf(folder), 'a/b.mp4', stamp)
  expect(changed.ok ? null : changed.error).toMatchObject({ type: 'FileChanged', path: 'a/b.mp4', expected: { size: 3 }, found: { size: 5 } })
  await removeFile(folder, 'a/b.mp4')
  expect(await access.open(refOf(folder), 'a/b.mp4')).toEqual({ ok: false, error: { type: 'FileGone', path: 'a/b.mp4' } })
  expect(await access.open(refOf(folder), 'c.mp4/x')).toEqual({ ok: false, error: { type: 'FileGone', path: 'c.mp4/x' } })
  for await (const entry of folder.keys()) await folder.removeEntry(entry, { recursive: true })
  expect(await access.open(refOf(folder), 'a/b.mp4')).toEqual({ ok: false, error: { type: 'DriveGone', name: 'gone' } })
  await (await navigator.storage.getDirectory()).removeEntry('gone')
  expect(await access.walk(refOf(folder), options())).toEqual({ ok: false, error: { type: 'DriveGone', name: 'gone' } })
})

test('a folder input: paths without the root, own folder left out, known as not the same as any', async () => {
  const listed = (path: string): File => Object.defineProperty(new File(['abc'], path.split('/').pop() ?? '', { lastModified: 7 }), 'webkitRelativePath', { value: path })
  const directory = directoryFromInput([listed('card/DCIM/a.mp4'), listed('card/CON?.mp4'), listed('card/.fieldreel/x')])
  if (!directory) throw new Error('no directory')
  const walked = await access.walk(directory, options())
  expect(walked).toEqual({ ok: true, value: { files: [{ path: 'DCIM/a.mp4', size: 3, mtime: 7 }, { path: 'CON?.mp4', size: 3, mtime: 7 }], unreadable: [], mayHideNames: false } })
  expect((await access.open(directory, 'DCIM/a.mp4', { size: 3, mtime: 7 })).ok).toBe(true)
  expect(await access.open(directory, 'b')).toEqual({ ok: false, error: { type: 'FileGone', path: 'b' } })
  expect([await access.permission(directory), await access.isSame(directory, directory)]).toEqual(['granted', false])
  expect(directoryFromInput([])).toBeNull()
})

test('handles: permission, sameness', async () => {
  const [a, b] = [await makeFolder('a'), await makeFolder('b')]
  expect(await access.permission(refOf(a))).toBe('granted')
  expect([await access.isSame(refOf(a), refOf(a)), await access.isSame(refOf(a), refOf(b))]).toEqual([true, false])
  const inner = await (await a.getDirectoryHandle('x', { create: true })).getDirectoryHandle('y', { create: true })
  expect([await access.overlaps(refOf(a), refOf(inner)), await access.overlaps(refOf(inner), refOf(a)), await access.overlaps(refOf(b), refOf(inner))]).toEqual([true, true, false])
})

test('a picker that is refused or closed throws nothing', async () => {
  const answer = await pickDirectory()
  expect(answer.ok || answer.error.type === 'PermissionDenied').toBe(true)
})

test('a drop without folders gives none', async () => {
  const transfer = new DataTransfer()
  transfer.items.add(new File(['x'], 'x.txt'))
  transfer.items.add('text', 'text/plain')
  expect(await directoryFromDrop(transfer)).toEqual([])
})

test.each([
  ['NotFoundError', 'FileGone', 'DriveGone'],
  ['TypeMismatchError', 'FileGone', 'DriveGone'],
  ['NotAllowedError', 'PermissionDenied', 'PermissionDenied'],
  ['SecurityError', 'PermissionDenied', 'PermissionDenied'],
  ['NotReadableError', 'FileUnreadable', 'DriveGone'],
  ['InvalidStateError', 'FileUnreadable', 'DriveGone'],
])('%s is %s for a file and %s for the root', (name, file, root) => {
  const thrown = new DOMException('x', name)
  expect([pathError(thrown, 'p').type, rootError(thrown, 'r').type]).toEqual([file, root])
})
