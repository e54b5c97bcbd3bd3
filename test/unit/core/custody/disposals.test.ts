// Disposal from request to gone: what is listed, what scans since have seen, and lists that public tools can check.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { sha256, toHex, utf8 } from '../../../../src/core/bytes.ts'
import type { Copy, Drive } from '../../../../src/core/catalog/recording.ts'
import { planDisposalList, readDisposalList, sumsText, writeDisposalList } from '../../../../src/core/custody/disposalList.ts'
import { disposalsNotGone, disposalsOf, disposedPlaces, disposedRecordings } from '../../../../src/core/custody/disposals.ts'
import { makeRecordingList } from '../../../../src/core/deeds/recordingList.ts'
import { driveId, recordingId } from '../../../../src/core/ids.ts'
import { requestsOf } from '../../../../src/core/viewing/requests.ts'
import { baseMs } from '../../../support/agency.ts'
import { makeDeedBench, type DeedBench } from '../../../support/deedBench.ts'

const idOf = (n: number) => recordingId(n.toString(16).padStart(64, '0'))
const [one, two] = [driveId('a'.repeat(32)), driveId('b'.repeat(32))]
const drive = (id: typeof one, scannedMs: number | null): Drive => ({ id, name: id === one ? '归档盘' : '备份盘', folderNames: [], sample: false, firstSeenMs: 0, lastSeenMs: 0, scannedMs, manifest: null })
const copy = (n: number, on = one, change: Partial<Copy> = {}): Copy => ({ driveId: on, path: `${n}.mp4`, size: n, mtime: 0, state: 'fingerprinted', recordingId: idOf(n), error: null, seenMs: 0, ...change })
const before = [copy(1), copy(2), copy(1, two, { path: '副本/1.mp4' }), copy(3)]
const listedMs = baseMs + 50_000

let bench: DeedBench
beforeEach(async () => {
  bench = await makeDeedBench({ 保管人: ['custodian'], 领导: ['approver'], 全能: ['custodian', 'approver'] })
})
const ask = async (by = '保管人') => {
  const list = makeRecordingList([idOf(1), idOf(2)])
  await bench.attach(list.bytes)
  return bench.sign('request', { use: 'dispose', title: 'x', session: null, caseNumber: '', list: list.hash, count: 2, purpose: 'other', reason: '到期', untilMs: baseMs + 1_000_000, times: 0, urgentViewing: null }, { by })
}
const approve = (request: string, by = '领导', atMs?: number) => bench.sign('approval', { request, untilMs: baseMs + 1_000_000, times: 0, words: '' }, { by, ...(atMs ? { atMs } : {}) })
const listIt = async (request: string, approval: string, atMs = listedMs) => {
  const bytes = writeDisposalList(planDisposalList([idOf(1), idOf(2)], before, [drive(one, 1), drive(two, 1)]))
  return bench.sign('disposal', { request, approval, title: 'x', list: await bench.attach(bytes), count: 2, copies: 3, drives: 2, words: '' }, { by: '保管人', atMs })
}
const rows = (copies: readonly Copy[] = before, drives: readonly Drive[] = [drive(one, 1), drive(two, 1)]) => disposalsOf({ book: bench.book(), requests: requestsOf({ book: bench.book(), viewings: [], takenOut: [], nowMs: baseMs + 60_000 }), copies, drives })

describe('a disposal', () => {
  test('waits, is approved, listed, seen to be gone, each by what was signed and scanned', async () => {
    const request = await ask()
    expect(rows().map(({ state, deed }) => [state, deed])).toEqual([['waiting', null]])
    const approval = await approve(request)
    expect(rows()[0]?.state).toBe('approved')
    await listIt(request, approval)
    expect(rows()[0]).toMatchObject({ state: 'listed', progress: { gone: 0, left: [], unseen: [{ path: '1.mp4' }, { path: '2.mp4' }, { path: '副本/1.mp4', drive: '备份盘' }] } })
    const half = [copy(1), copy(2, one, { state: 'missing' }), copy(1, two, { path: '副本/1.mp4', state: 'missing' }), copy(3)]
    const scanned = [drive(one, listedMs + 1), drive(two, listedMs + 1)]
    expect(rows(half, scanned)[0]).toMatchObject({ state: 'left', progress: { gone: 2, left: [{ path: '1.mp4' }], unseen: [] } })
    expect(disposalsNotGone(rows(half, scanned))).toHaveLength(1)
    const gone = half.map((row) => (row.recordingId === idOf(1) ? { ...row, state: 'missing' as const } : row))
    expect(rows(gone, scanned)[0]).toMatchObject({ state: 'gone', progress: { gone: 3, elsewhere: [] } })
    expect(disposalsNotGone(rows(gone, scanned))).toEqual([])
    expect(rows(gone, [drive(one, listedMs + 1), drive(two, listedMs)])[0]?.state).toBe('listed')
  })

  test('the same content at a place nobody listed is told; other content at a listed place is gone', async () => {
    const request = await ask()
    await listIt(request, await approve(request))
    const moved = [copy(1, one, { path: '藏/1.mp4' }), copy(2, one, { recordingId: idOf(77) })]
    const [row] = rows(moved, [drive(one, listedMs + 1), drive(two, listedMs + 1)])
    expect(row).toMatchObject({ state: 'gone', progress: { gone: 3, elsewhere: [{ driveId: one, path: '藏/1.mp4' }] } })
    expect(disposalsNotGone([row!])).toHaveLength(1)
  })

  test('without an approval, before it, or by the one who asked, nothing is listed', async () => {
    const early = await ask()
    await listIt(early, 'f'.repeat(64))
    const approval = await approve(early, '领导', listedMs + 5_000)
    expect([rows()[0]?.deed, rows()[0]?.state]).toEqual([null, 'approved'])
    await listIt(early, approval, listedMs + 1_000_000_000)
    expect(rows()[0]?.deed).toBe(null)
    const own = await ask('全能')
    await listIt(own, await approve(own, '全能'), listedMs + 30_000)
    expect(rows().find(({ request }) => request.deed.id === own)?.deed).toBe(null)
  })

  test('a withdrawal after the listing does not undo it', async () => {
    const request = await ask()
    await listIt(request, await approve(request))
    await bench.sign('withdrawal', { request, words: '' }, { by: '保管人', atMs: listedMs + 1 })
    expect(rows()[0]?.state).toBe('listed')
  })

  test('its files are known by place and Recording', async () => {
    const request = await ask()
    await listIt(request, await approve(request))
    expect([...disposedPlaces(rows())]).toEqual([[`${one}/1.mp4`, idOf(1)], [`${one}/2.mp4`, idOf(2)], [`${two}/副本/1.mp4`, idOf(1)]])
    expect(disposedRecordings(rows())).toEqual(new Set([idOf(1), idOf(2)]))
  })
})

describe('the list', () => {
  test('comes back as it was written, and nothing else does', () => {
    const list = planDisposalList([idOf(1), idOf(2)], before, [drive(one, 1)])
    expect(readDisposalList(writeDisposalList(list))).toEqual(list)
    expect(list[1]?.name).toBe(two)
    for (const text of ['', '{}', '[{"driveId":"x"}]', '[{"driveId":"x","name":"y","files":[{"path":"a","recordingId":"b","size":1}]}]']) expect(readDisposalList(utf8(text))).toBe(null)
  })

  test('is what sha256sum -c reads, with any file name', () => {
    const folder = mkdtempSync(join(tmpdir(), 'fieldreel-sums-'))
    try {
      const files = ['普通 文件.mp4', '斜\\杠.mp4', '换\n行.mp4'].map((path) => {
        writeFileSync(join(folder, path), path)
        return { path, recordingId: recordingId(toHex(sha256(utf8(path)))), size: 1 }
      })
      writeFileSync(join(folder, 'list.sha256'), sumsText({ driveId: one, name: '归档盘', files }))
      expect(execFileSync('sha256sum', ['-c', '--quiet', 'list.sha256'], { cwd: folder }).toString()).toBe('')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
