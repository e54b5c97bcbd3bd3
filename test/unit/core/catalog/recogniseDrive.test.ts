// A drive is known by its content: additions, other names, a moved root; clones, emptied mount points and other drives.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkIdentity, movePath, recogniseDrive, type KnownDrive } from '../../../../src/core/catalog/recogniseDrive.ts'
import type { Copy } from '../../../../src/core/catalog/recording.ts'
import { driveId, recordingId } from '../../../../src/core/ids.ts'
import type { WalkedFile } from '../../../../src/core/ports.ts'

const one = driveId('1'.repeat(32))
const two = driveId('2'.repeat(32))
const file = (path: string, at = path.length): WalkedFile => ({ path, size: 100 + at, mtime: 1_700_000_000_000 + at })
const files = (count: number, folder = 'DCIM/'): WalkedFile[] => Array.from({ length: count }, (_, at) => file(`${folder}${at}.mp4`, at))
const copyOf = (walked: WalkedFile, drive = one): Copy => ({ driveId: drive, ...walked, state: 'fingerprinted', recordingId: recordingId(walked.path.padEnd(64, '0')), error: null, seenMs: 0 })
const drive = (walked: readonly WalkedFile[], id = one, connectedElsewhere = false): KnownDrive => ({ driveId: id, copies: walked.map((walkedFile) => copyOf(walkedFile, id)), connectedElsewhere })

test('the same files are the same drive, with any number added', () => {
  expect(recogniseDrive(files(10), [drive(files(10))])).toMatchObject({ driveId: one, move: { type: 'none' }, matched: 10 })
  expect(recogniseDrive([...files(10), ...files(500, 'new/')], [drive(files(10))])).toMatchObject({ driveId: one })
})

test('half of it is still the drive, less is another', () => {
  expect(recogniseDrive(files(5), [drive(files(10))])?.driveId).toBe(one)
  expect(recogniseDrive(files(4), [drive(files(10))])).toBeNull()
})

test('size or time changed is not found again', () => {
  expect(recogniseDrive(files(10).map((walked) => ({ ...walked, mtime: walked.mtime + 1 })), [drive(files(10))])).toBeNull()
})

test('the root moved down or up by one folder', () => {
  const down = recogniseDrive(files(10, ''), [drive(files(10))])
  expect(down).toMatchObject({ driveId: one, move: { type: 'down', folder: 'DCIM' }, matched: 10 })
  expect(movePath('DCIM/1.mp4', { type: 'down', folder: 'DCIM' })).toBe('1.mp4')
  expect(movePath('other/1.mp4', { type: 'down', folder: 'DCIM' })).toBeNull()
  const up = recogniseDrive(files(10), [drive(files(10, ''))])
  expect(up).toMatchObject({ driveId: one, move: { type: 'up', folder: 'DCIM' } })
})

test('an archive disk that holds a copy of a card in a folder is not the card', () => {
  expect(recogniseDrive([...files(10, 'card/'), ...files(100, 'rest/')], [drive(files(10, ''))])).toBeNull()
})

test('a clone is the original unless the original is connected elsewhere', () => {
  expect(recogniseDrive(files(10), [drive(files(10))])?.driveId).toBe(one)
  expect(recogniseDrive(files(10), [drive(files(10), one, true)])).toBeNull()
})

test('the better of two wins, whatever their order', () => {
  const known = [drive(files(6), one), drive(files(10), two)]
  expect(recogniseDrive(files(10), known)?.driveId).toBe(two)
  expect(recogniseDrive(files(10), known.toReversed())?.driveId).toBe(two)
})

test('empty folders, and empty files, are never recognised', () => {
  expect(recogniseDrive([], [drive([])])).toBeNull()
  const empty = { path: 'complete', size: 0, mtime: 5 }
  expect(recogniseDrive([empty], [drive([empty])])).toBeNull()
})

test('any drive is recognised after additions', () => {
  const walked = fc.uniqueArray(fc.record({ path: fc.string({ minLength: 1, maxLength: 12 }), size: fc.integer({ min: 1, max: 9 }), mtime: fc.nat() }), { selector: (value) => value.path, minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(walked, fc.nat(30), (all, count) => {
      expect(recogniseDrive(all, [drive(all.slice(0, Math.max(1, count)))])?.driveId).toBe(one)
    }),
  )
})

test('identity before anything is believed deleted', () => {
  const known = files(100).map((walked) => copyOf(walked))
  expect(checkIdentity(files(100), known)).toBe('same')
  // Almost everything deleted, but one fingerprinted file still agrees.
  expect(checkIdentity(files(1), known)).toBe('same')
  expect(checkIdentity([], known)).toBe('gone')
  expect(checkIdentity([file('lost+found/x')], known)).toBe('gone')
  expect(checkIdentity(files(50, 'other/'), known)).toBe('other')
  expect(checkIdentity([], [])).toBe('same')
  expect(checkIdentity([], known.map((copy) => ({ ...copy, state: 'missing' })))).toBe('same')
})
