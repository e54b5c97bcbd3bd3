// The custodian's acts over a real book: what is not ready is not taken over, what must be kept is not disposed of, and the check says what scans saw.

import { beforeEach, expect, test } from 'vitest'
import type { App, SessionRow } from '../../../src/app/app.ts'
import { makeCustody, type Custody } from '../../../src/app/custody.ts'
import { sha256, toHex } from '../../../src/core/bytes.ts'
import type { Copy, Drive, Recording } from '../../../src/core/catalog/recording.ts'
import { readDisposalList } from '../../../src/core/custody/disposalList.ts'
import type { DeedBook } from '../../../src/core/deeds/deedBook.ts'
import { makeRecordingList } from '../../../src/core/deeds/recordingList.ts'
import { driveId, recordingId, sessionId } from '../../../src/core/ids.ts'
import { combineLive, makeLive } from '../../../src/core/live.ts'
import { defaultProfile } from '../../../src/core/policy/defaultProfile.ts'
import { ok } from '../../../src/core/result.ts'
import { requestsOf } from '../../../src/core/viewing/requests.ts'
import { baseMs } from '../../support/agency.ts'
import { makeDeedBench, type DeedBench } from '../../support/deedBench.ts'

const dayMs = 86_400_000
const idOf = (n: number) => recordingId(n.toString(16).padStart(64, '0'))
const [archive, other] = [driveId('a'.repeat(32)), driveId('b'.repeat(32))]
const rowOf = (n: number, startMs: number): SessionRow => ({
  session: { id: sessionId(`s${n}`), recorder: 'DSJ3A71', officer: '500114', day: '2026-01-01', startMs, endMs: startMs + 60_000, parts: [{ recordingId: idOf(n), startMs, endMs: startMs + 60_000 }], gaps: [], footageMs: 60_000 },
  recordings: [{ id: idOf(n), indexedMs: baseMs } as Recording], kinds: ['video'], posters: [], tags: [], findings: 0, clock: null, origin: null, levels: [], whereabouts: { device: true, server: false, drives: [], witnesses: 0 },
})
const copyOf = (n: number, drive = archive): Copy => ({ driveId: drive, path: `${n}.mp4`, size: 9, mtime: 0, state: 'fingerprinted', recordingId: idOf(n), error: null, seenMs: baseMs })
const driveOf = (id: typeof archive, scannedMs: number | null): Drive => ({ id, name: id === archive ? '归档盘' : '备份盘', folderNames: [], sample: false, firstSeenMs: 0, lastSeenMs: 0, scannedMs, manifest: null })

let bench: DeedBench
let custody: Custody
const copies = makeLive<readonly Copy[]>([])
const drives = makeLive<readonly Drive[]>([])
const book = makeLive<DeedBook>(null as unknown as DeedBook)
const nowMs = baseMs + 1_000_000

/** Due: 1 and 2; 3 is new. */
beforeEach(async () => {
  bench = await makeDeedBench({ 保管人: ['custodian'], 领导: ['approver'], 管理员: ['administrator'] })
  copies.set([copyOf(1), copyOf(2), copyOf(2, other), copyOf(3, other)])
  drives.set([driveOf(archive, baseMs), driveOf(other, baseMs)])
  await bench.sign('driveRole', { drive: archive, name: '归档盘', role: 'archive', words: '' }, { by: '管理员' })
  book.set(bench.book())
  const sign: App['sign'] = async (type, fields, options = {}) => {
    for (const bytes of options.attachments ?? []) await bench.attach(bytes)
    const id = await bench.sign(type, fields, { by: '保管人' })
    book.set(bench.book())
    return ok(bench.book().find(id) as never)
  }
  custody = makeCustody({
    session: () => makeLive(rowOf(1, baseMs - 400 * dayMs)), sessions: makeLive([rowOf(1, baseMs - 400 * dayMs), rowOf(2, baseMs - 500 * dayMs), rowOf(3, baseMs)]), copies, drives, deeds: book, policy: makeLive(defaultProfile), activityList: makeLive(null), trust: makeLive(bench.trust()), now: makeLive(nowMs), clock: { now: () => nowMs },
    requests: combineLive<[DeedBook], ReturnType<typeof requestsOf>>([book], (known) => requestsOf({ book: known, viewings: [], takenOut: [], nowMs })), sign,
    ask: async ({ recordings, ...form }) => {
      const list = makeRecordingList(recordings.map(recordingId))
      return sign('request', { ...form, list: list.hash, count: list.count }, { attachments: [list.bytes] })
    },
  })
})
const ask = (...ids: readonly number[]) => custody.askDisposal({ title: 'x', session: null, caseNumber: '', purpose: 'other', reason: '到期', untilMs: nowMs + dayMs, recordings: ids.map(idOf) })
const hold = async (n: number): Promise<void> => {
  const list = makeRecordingList([idOf(n)])
  await bench.attach(list.bytes)
  await bench.sign('hold', { title: 'x', list: list.hash, count: 1, session: null, caseNumber: '', reason: '投诉', untilMs: null }, { by: '领导' })
  book.set(bench.book())
}
const approved = async (...ids: readonly number[]): Promise<string> => {
  const asked = await ask(...ids)
  if (!asked.ok) throw new Error(JSON.stringify(asked.error))
  await bench.sign('approval', { request: asked.value.id, untilMs: nowMs + dayMs, times: 0, words: '' }, { by: '领导' })
  book.set(bench.book())
  return asked.value.id
}

test('only Sessions that are whole on the archive drive are taken over, together or not at all', async () => {
  expect(await custody.handOver([sessionId('s1'), sessionId('s3')], archive, '')).toEqual({ ok: false, error: { type: 'HandOverNotReady', sessions: 1, drive: '归档盘' } })
  expect(await custody.handOver([sessionId('s3')], other, '')).toMatchObject({ ok: false, error: { drive: '备份盘' } })
  expect(await custody.handOver([], archive, '')).toMatchObject({ ok: false })
  expect(bench.book().of('handOver')).toEqual([])
  expect(await custody.handOver([sessionId('s1'), sessionId('s2')], archive, '')).toMatchObject({ ok: true, value: { fields: { sessions: 2, count: 2, from: '500114' } } })
  expect(await custody.handOver([sessionId('s1')], archive, '')).toMatchObject({ ok: false })
})

test('of one Session: until when it is kept and whether it was handed over', async () => {
  let seen: unknown = null
  const stop = custody.of(sessionId('s1')).subscribe((now) => (seen = now))
  expect(seen).toMatchObject({ retention: { deciding: [{ rule: 'least' }] }, handOver: { deadline: { state: 'before' }, ready: [archive] } })
  await custody.handOver([sessionId('s1')], archive, '')
  await hold(1)
  expect(seen).toMatchObject({ retention: { endMs: null, deciding: [{ rule: 'hold' }] }, handOver: { deadline: { state: 'kept' }, handed: 1, ready: [] } })
  stop()
})

test('what is held or not due cannot be asked for, and the answer counts why', async () => {
  await hold(2)
  expect(await ask(1, 2, 3)).toEqual({ ok: false, error: { type: 'NotDisposable', held: 1, notDue: 1, endless: 0, disposed: 0 } })
  expect(bench.book().of('request')).toEqual([])
})

test('a Hold that was placed after the approval stops the listing', async () => {
  const request = await approved(1, 2)
  await hold(1)
  expect(await custody.listDisposal(request, '')).toMatchObject({ ok: false, error: { type: 'NotDisposable', held: 1 } })
  expect(bench.book().of('disposal')).toEqual([])
})

test('asked, approved, listed once with every place, and checked by what was scanned since', async () => {
  const waiting = await ask(1)
  expect(waiting.ok && (await custody.listDisposal(waiting.value.id, ''))).toMatchObject({ ok: false, error: { type: 'DisposalClosed', state: 'waiting' } })
  const request = await approved(1, 2)
  const listed = await custody.listDisposal(request, '')
  if (!listed.ok) throw new Error(JSON.stringify(listed.error))
  expect(listed.value.fields).toMatchObject({ request, count: 2, copies: 3, drives: 2 })
  const bytes = bench.book().attachment(listed.value.fields.list)
  expect(bytes && toHex(sha256(bytes))).toBe(listed.value.fields.list)
  expect(bytes && readDisposalList(bytes)?.map(({ name, files }) => [name, files.map(({ path }) => path)])).toEqual([['归档盘', ['1.mp4', '2.mp4']], ['备份盘', ['2.mp4']]])
  expect(await custody.listDisposal(request, '')).toMatchObject({ ok: false, error: { type: 'DisposalClosed' } })
  expect(await ask(1)).toMatchObject({ ok: false, error: { disposed: 1 } })
  copies.set(copies.get().map((copy) => (copy.driveId === archive && copy.recordingId === idOf(1) ? { ...copy, state: 'missing' } : copy)))
  drives.set([driveOf(archive, nowMs + dayMs), driveOf(other, baseMs)])
  expect(await custody.checkDisposal(listed.value.id, '')).toMatchObject({ ok: true, value: { fields: { gone: 1, left: 1, unseen: 1 } } })
})
