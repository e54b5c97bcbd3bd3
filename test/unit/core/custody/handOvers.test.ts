// The clock of hand-over: ordinary days, shifts past midnight, remote duty and its return, what is handed over in part, and dates nobody should believe.

import { beforeEach, describe, expect, test } from 'vitest'
import type { Copy, Drive } from '../../../../src/core/catalog/recording.ts'
import { driveRolesOf, privateCopies, roleOfDrive } from '../../../../src/core/custody/driveRoles.ts'
import { handOversOf, overdueHandOvers } from '../../../../src/core/custody/handOvers.ts'
import { makeRecordingList } from '../../../../src/core/deeds/recordingList.ts'
import { utf8 } from '../../../../src/core/bytes.ts'
import { driveId, recordingId, sessionId } from '../../../../src/core/ids.ts'
import { endOfDay } from '../../../../src/core/policy/calendar.ts'
import { defaultProfile } from '../../../../src/core/policy/defaultProfile.ts'
import { knownProfile } from '../../../../src/core/policy/profile.ts'
import type { Session } from '../../../../src/core/session/session.ts'
import { baseMs } from '../../../support/agency.ts'
import { makeDeedBench, type DeedBench } from '../../../support/deedBench.ts'

const hour = 3_600_000
const day = 24 * hour
const idOf = (n: number) => recordingId(n.toString(16).padStart(64, '0'))
const [archive, stick] = [driveId('a'.repeat(32)), driveId('b'.repeat(32))]
const start = baseMs + day
const session = (n: number, change: Partial<Session> = {}): Session => ({
  id: sessionId(`s${n}`), recorder: 'DSJ3A71', officer: '500114', day: '2026-09-23', startMs: start, endMs: start + hour,
  parts: [{ recordingId: idOf(2 * n), startMs: start, endMs: start + hour / 2 }, { recordingId: idOf(2 * n + 1), startMs: start + hour / 2, endMs: start + hour }], gaps: [], footageMs: hour, ...change,
})
const copy = (n: number, drive = archive, change: Partial<Copy> = {}): Copy => ({ driveId: drive, path: `${n}.mp4`, size: 1, mtime: 0, state: 'fingerprinted', recordingId: idOf(n), error: null, seenMs: start, ...change })
const midnight = endOfDay(start + hour, 'Asia/Shanghai')

let bench: DeedBench
beforeEach(async () => {
  bench = await makeDeedBench({ 保管人: ['custodian'], 王敏: ['officer'], 查阅: ['viewer'], 管理员: ['administrator'] })
  await bench.sign('driveRole', { drive: archive, name: '归档盘', role: 'archive', words: '' }, { by: '管理员' })
})
const rowsAt = (nowMs: number, sessions: readonly Session[] = [session(1)], copies: readonly Copy[] = [copy(2), copy(3)]) => handOversOf({ sessions, copies, book: bench.book(), sinceMs: baseMs, nowMs })
const first = (nowMs: number, change: Partial<Session> = {}) => rowsAt(nowMs, [session(1, change)])[0]!
const handOver = async (ids: readonly number[], atMs: number, by = '保管人', seenMs = atMs) => {
  const list = makeRecordingList(ids.map(idOf))
  await bench.attach(list.bytes)
  return bench.sign('handOver', { title: 'x', list: list.hash, count: list.count, drive: archive, driveName: '归档盘', sessions: 1, from: '500114', words: '' }, { by, atMs, seenMs })
}

describe('ordinary duty', () => {
  test('until midnight, then overdue by so long; who and where is said', () => {
    expect(first(midnight - 1)).toMatchObject({ deadline: { state: 'running', dueMs: midnight }, ready: [archive], on: [archive], handed: 0, recordings: 2 })
    expect(first(midnight + hour)).toMatchObject({ deadline: { state: 'overdue', lateMs: hour } })
    expect(overdueHandOvers(rowsAt(midnight + hour, [session(1), session(2, { startMs: start + 3 * day, endMs: start + 3 * day })])).map(({ session: { id, officer } }) => [id, officer])).toEqual([['s1', '500114']])
  })

  test('is done with the last Recording; in part it is not', async () => {
    await handOver([2], midnight - 2)
    expect(first(midnight)).toMatchObject({ handed: 1, deadline: { state: 'overdue' } })
    await handOver([3], midnight - 1)
    expect(first(midnight)).toMatchObject({ handed: 2, deadline: { state: 'kept', doneMs: midnight - 1 }, ready: [] })
    // A Recording that comes to the Session later has to be handed over, too.
    const grown = session(1, { parts: [...session(1).parts, { recordingId: idOf(9), startMs: start, endMs: start }] })
    expect(rowsAt(midnight, [grown])[0]).toMatchObject({ handed: 2, recordings: 3, deadline: { doneMs: null } })
  })

  test('a backdated hand-over counts from when the log has it; one by nobody entitled does not count', async () => {
    await handOver([2, 3], midnight - 1, '保管人', midnight + 2 * hour)
    expect(first(midnight + day)).toMatchObject({ deadline: { state: 'late', doneMs: midnight + 2 * hour, lateMs: 2 * hour } })
    await handOver([4, 5], midnight - 1, '王敏')
    expect(rowsAt(midnight, [session(2)])[0]).toMatchObject({ handed: 0 })
  })

  test('a clock that was not set names no day; what was recorded before the unit began is not overdue', () => {
    expect(first(midnight, { day: 'unset', startMs: 0, endMs: 0 }).deadline).toMatchObject({ state: 'clockNotSet', dueMs: null })
    expect(first(midnight, { startMs: baseMs - day, endMs: baseMs - 1 }).deadline).toMatchObject({ state: 'before', dueMs: null, lateMs: 0 })
  })

  test('is judged by the profile of that day, adopted late or not', async () => {
    const lax = knownProfile({ ...defaultProfile.profile, version: 2, handOver: { sameDay: false, hoursAfterReturn: 24 } })
    await bench.sign('profile', { profile: await bench.attach(utf8(lax.text)), words: '' }, { by: '管理员', atMs: midnight + day })
    expect(first(midnight + 2 * day).deadline).toMatchObject({ state: 'none', profile: lax.id })
  })
})

describe('what may be taken over', () => {
  test('only what this device fingerprinted on an archive drive', async () => {
    expect(rowsAt(start, [session(1)], [copy(2), copy(3, stick)])[0]?.ready).toEqual([])
    expect(rowsAt(start, [session(1)], [copy(2), copy(3, archive, { reported: true })])[0]?.ready).toEqual([])
    expect(rowsAt(start, [session(1)], [copy(2), copy(3, archive, { state: 'missing' })])[0]?.ready).toEqual([])
    await bench.sign('driveRole', { drive: archive, name: '归档盘', role: 'none', words: '报废' }, { by: '管理员' })
    expect(rowsAt(start)[0]?.ready).toEqual([])
    expect(roleOfDrive(driveRolesOf(bench.book()), archive)).toBe('none')
  })

  test('nobody without the role says what a drive is for', async () => {
    await bench.sign('driveRole', { drive: stick, name: 'U盘', role: 'archive', words: '' }, { by: '查阅' })
    expect(driveRolesOf(bench.book()).has(stick)).toBe(false)
  })
})

describe('declared duty', () => {
  const duty = (change: object, how: { by?: string; atMs?: number } = {}) => bench.sign('duty', { kind: 'remote', officerNumber: '500114', recorder: '', place: '黄泥镇', fromMs: start - hour, toMs: null, words: '', ...change } as never, { by: '王敏', atMs: start - hour, ...how })

  test('remote: no clock until the return, then the hours of the profile', async () => {
    const id = await duty({})
    expect(first(midnight + 9 * day).deadline).toMatchObject({ state: 'away', dueMs: null })
    const returnedMs = start + 2 * day
    await bench.sign('dutyReturn', { duty: id, returnedMs, words: '' }, { by: '王敏', atMs: returnedMs + hour })
    expect(first(returnedMs + hour)).toMatchObject({ deadline: { state: 'running', dueMs: returnedMs + day }, declaredLate: false, duty: { deed: { fields: { place: '黄泥镇' } } } })
    expect(first(returnedMs + day).deadline.state).toBe('overdue')
  })

  test('a return declared ahead counts from its declaration; the first return counts', async () => {
    const id = await duty({})
    const saidMs = start + 2 * day
    await bench.sign('dutyReturn', { duty: id, returnedMs: saidMs + 30 * day, words: '' }, { by: '王敏', atMs: saidMs })
    await bench.sign('dutyReturn', { duty: id, returnedMs: saidMs + 9 * day, words: '' }, { by: '王敏', atMs: saidMs + 9 * day })
    expect(first(saidMs).deadline.dueMs).toBe(saidMs + day)
  })

  test('declared after the deadline it says so; of another officer or another day it is none', async () => {
    await duty({}, { atMs: midnight + hour })
    expect(first(midnight + 2 * hour)).toMatchObject({ declaredLate: true, deadline: { state: 'away' } })
    expect(first(midnight, { officer: '500121' }).duty).toBe(null)
    expect(first(midnight, { startMs: start - 2 * hour, endMs: start }).duty).toBe(null)
  })

  test('a shift past midnight counts by the day it ends; a shift of a week is none', async () => {
    await duty({ kind: 'shift', place: '', toMs: midnight + 2 * hour })
    expect(first(midnight + hour).deadline).toMatchObject({ state: 'running', dueMs: midnight + day })
    bench = await makeDeedBench({ 王敏: ['officer'] })
    await duty({ kind: 'shift', place: '', toMs: start + 7 * day })
    expect(first(midnight + hour)).toMatchObject({ duty: null, deadline: { state: 'overdue' } })
  })

  test('without a place in time it is malformed', async () => {
    for (const change of [{ kind: 'shift', toMs: null }, { toMs: start }, { officerNumber: ' ', recorder: '' }]) {
      const id = await duty(change)
      expect(bench.book().find(id)?.fault).toBe('malformed')
    }
  })
})

test('the same content on a drive nobody registered is evidence; on the sample, a gone file or alone it is none', () => {
  const drive = (id: typeof archive, sample = false): Drive => ({ id, name: id, folderNames: [], sample, firstSeenMs: 0, lastSeenMs: 0, scannedMs: 0, manifest: null })
  const roles = driveRolesOf(bench.book())
  const copies = [copy(2), copy(2, stick, { path: '私存.mp4', seenMs: 7 }), copy(3, stick), copy(4), copy(4, stick, { state: 'missing' })]
  expect(privateCopies(copies, [drive(archive), drive(stick)], roles)).toEqual([{ driveId: stick, path: '私存.mp4', recordingId: idOf(2), alsoOn: [archive], seenMs: 7 }])
  expect(privateCopies(copies, [drive(archive), drive(stick, true)], roles)).toEqual([])
})

test('10,000 Recordings of 5,000 Sessions are judged', () => {
  const sessions = Array.from({ length: 5_000 }, (_, n) => session(n, { startMs: start + n * hour, endMs: start + n * hour + hour }))
  const copies = Array.from({ length: 10_000 }, (_, n) => copy(n))
  const begin = performance.now()
  const rows = rowsAt(start + 5_001 * hour, sessions, copies)
  console.log(`5,000 sessions with 10,000 copies: hand-over judged in ${(performance.now() - begin).toFixed(0)} ms`)
  expect(rows.filter(({ ready }) => ready.length === 1)).toHaveLength(5_000)
})
