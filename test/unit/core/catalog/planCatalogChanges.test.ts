// What a scan reads again and what it does not; Findings with both sides of what disagrees.

import { expect, test } from 'vitest'
import { findChangedContent, findMissingCopy, planScan } from '../../../../src/core/catalog/planCatalogChanges.ts'
import { planReceipts, type Catalogued, type Receipt } from '../../../../src/core/catalog/planReceipts.ts'
import type { Copy, Probe, Recording } from '../../../../src/core/catalog/recording.ts'
import { driveId, recordingId } from '../../../../src/core/ids.ts'
import type { WalkedFile } from '../../../../src/core/ports.ts'
import { builtInGrammars } from '../../../../src/core/session/builtInGrammars.ts'
import { compileGrammars } from '../../../../src/core/session/grammar.ts'

const drive = driveId('1'.repeat(32))
const file = (path: string, size = 10, mtime = 1_770_000_000_000): WalkedFile => ({ path, size, mtime })
const copy = (path: string, more: Partial<Copy> = {}): Copy => ({ driveId: drive, ...file(path), state: 'fingerprinted', recordingId: recordingId('a'.repeat(64)), error: null, seenMs: 1, ...more })
const paths = (list: readonly { readonly path: string }[]): string[] => list.map((one) => one.path)

test('only new, changed, failed and unfinished files are read', () => {
  const known = [
    copy('same'), copy('other', { state: 'other', recordingId: null }), copy('empty', { state: 'failed', recordingId: null, error: { type: 'EmptyFile' } }),
    copy('longer'), copy('later'), copy('pending', { state: 'pending', recordingId: null }),
    copy('unreadable', { state: 'failed', error: { type: 'FileUnreadable', path: 'unreadable', reason: 'x' } }), copy('back', { state: 'missing' }), copy('vanished'), copy('long gone', { state: 'missing' }),
  ]
  const found = [file('same'), file('other'), file('empty'), file('longer', 11), file('later', 10, 1_770_000_000_001), file('pending'), file('unreadable'), file('back'), file('new')]
  const plan = planScan(known, found, [])
  expect(paths(plan.unchanged)).toEqual(['same', 'other', 'empty'])
  expect(paths(plan.toRead)).toEqual(['back', 'later', 'longer', 'new', 'pending', 'unreadable'])
  expect(paths(plan.added)).toEqual(['new'])
  expect(paths(plan.missing)).toEqual(['vanished'])
})

test('what could not be listed is not missing', () => {
  const known = [copy('locked/a'), copy('locked/b'), copy('bad'), copy('lockedNot')]
  const plan = planScan(known, [], [{ type: 'FileUnreadable', path: 'locked/', reason: 'x' }, { type: 'PermissionDenied', name: 'bad' }])
  expect(paths(plan.missing)).toEqual(['lockedNot'])
})

test('findings: the same facts are one finding, only fingerprinted copies are missed', () => {
  expect(findMissingCopy(copy('x', { recordingId: null, state: 'other' }), 5)).toBeNull()
  expect(findMissingCopy(copy('x'), 5)?.id).toBe(findMissingCopy(copy('x'), 6)?.id)
  const after = { id: recordingId('b'.repeat(64)), xxh128: 'c' } as Recording
  expect(findChangedContent(copy('x'), copy('x', { recordingId: after.id }), { before: null, after }, 5)?.evidence).toMatchObject({ expectedSha256: 'a'.repeat(64), foundSha256: 'b'.repeat(64) })
  expect(findChangedContent(copy('x'), copy('x'), { before: null, after }, 5)).toBeNull()
  expect(findChangedContent(undefined, copy('x'), { before: null, after }, 5)).toBeNull()
})

const probe: Probe = { kind: 'video', container: 'mp4', durationMs: 60_000, video: null, audio: null, times: [], place: null, device: null, playMode: 'timeline', damage: null }
const rules = { grammars: compileGrammars(builtInGrammars), zone: 'Asia/Shanghai' }
const receipt = (path: string, letter = 'a'): Receipt => ({ type: 'recording', file: file(path), fingerprint: { sha256: letter.repeat(64), xxh128: letter.repeat(32), size: 10, blockStates: new Uint8Array() }, probe, poster: null, outline: null })
const nothing: Catalogued = { copy: () => undefined, recording: () => null, places: () => [] }
const now = 1_780_000_000_000

test('the same content twice in one group is one recording, named by its better path in either order', () => {
  const good = receipt('A123456_012345_20260326093621.mp4')
  const bad = receipt('copy.mp4')
  for (const list of [[good, bad], [bad, good]]) {
    const changes = planReceipts(list, drive, nothing, rules, now)
    expect(changes.copies).toHaveLength(2)
    expect(changes.blockStates).toHaveLength(1)
    expect(changes.recordings).toHaveLength(1)
    expect(changes.recordings[0]).toMatchObject({ recorder: 'A123456', officer: '012345', timeSource: 'name' })
  }
})

test('a file that cannot be read today keeps what it held', () => {
  const before = copy('x')
  const changes = planReceipts([{ type: 'failed', file: file('x'), error: { type: 'FileUnreadable', path: 'x', reason: 'y' } }], drive, { ...nothing, copy: () => before }, rules, now)
  expect(changes.copies[0]).toMatchObject({ state: 'failed', recordingId: before.recordingId })
})

test('an unset clock is a finding, and no time is used', () => {
  const changes = planReceipts([receipt('DCIM/160101000/00000500AA.MP4')], drive, nothing, rules, now)
  expect(changes.recordings[0]).toMatchObject({ startMs: null, timeSource: null })
  expect(changes.findings.map((finding) => finding.type)).toEqual(['clockNotSet'])
})
