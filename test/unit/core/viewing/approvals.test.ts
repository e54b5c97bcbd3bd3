// Requests and what became of them, and who may look by them: every reason why not, each from real signed Deeds.

import { describe, expect, test } from 'vitest'
import type { DeedFields } from '../../../../src/core/deeds/deedKinds.ts'
import type { DeedBook } from '../../../../src/core/deeds/deedBook.ts'
import type { Role } from '../../../../src/core/policy/acts.ts'
import { coverFor } from '../../../../src/core/viewing/approvals.ts'
import { makeRecordingList, readRecordingList } from '../../../../src/core/deeds/recordingList.ts'
import { requestsOf } from '../../../../src/core/viewing/requests.ts'
import { requestTitle } from '../../../../src/core/viewing/requestScope.ts'
import { urgentVisitsOf } from '../../../../src/core/viewing/urgentVisits.ts'
import type { Use } from '../../../../src/core/deeds/viewingDeeds.ts'
import type { TakenOut } from '../../../../src/core/viewing/takenOut.ts'
import { outUses } from '../../../../src/core/viewing/uses.ts'
import type { ViewingRow } from '../../../../src/core/viewing/viewing.ts'
import { sha256, toHex, utf8 } from '../../../../src/core/bytes.ts'
import { baseMs } from '../../../support/agency.ts'
import { makeDeedBench, type DeedBench } from '../../../support/deedBench.ts'

const people = { 王敏: ['viewer'], 孙丽: ['viewer'], 李华: ['approver'], 何刚: ['approver'], 赵伟: ['custodian'], 周强: ['viewer', 'custodian', 'approver'] } as const satisfies Record<string, readonly Role[]>
type Name = keyof typeof people

const [film, photo, other] = ['a', 'b', 'c'].map((letter) => letter.repeat(64)) as [string, string, string]
const hour = 3_600_000
const nowMs = baseMs + hour
const untilMs = baseMs + 10 * hour

const makeUnit = async () => {
  const bench = await makeDeedBench(people)
  const list = async (recordings: readonly string[]): Promise<string> => bench.attach(makeRecordingList(recordings).bytes)
  return {
    bench,
    ask: async (change: Partial<DeedFields<'request'>> = {}, by: Name = '王敏', recordings: readonly string[] = [film, photo]) =>
      bench.sign('request', { use: 'view', title: 't', session: 's', caseNumber: '', list: await list(recordings), count: recordings.length, purpose: 'casework', reason: '核对', untilMs, times: 0, urgentViewing: null, ...change }, { by }),
    approve: (request: string, change: Partial<DeedFields<'approval'>> = {}, by: Name = '李华') => bench.sign('approval', { request, untilMs, times: 0, words: '', ...change }, { by }),
    refuse: (request: string, by: Name = '李华') => bench.sign('refusal', { request, words: '理由不足' }, { by }),
    register: (request: string, approval: string, by: Name = '赵伟') => bench.sign('registration', { request, approval, words: '' }, { by }),
    withdraw: (request: string, by: Name) => bench.sign('withdrawal', { request, words: '' }, { by }),
  }
}
type Unit = Awaited<ReturnType<typeof makeUnit>>

const viewing = (bench: DeedBench, change: Partial<ViewingRow>, by: Name = '王敏'): ViewingRow => ({
  viewing: 'v', logId: 'l', device: 'd', person: by, personId: bench.idOf(by), openedMs: baseMs, closedMs: null, ended: 'closed', purpose: 'casework', reason: '', caseNumber: '', session: 's', recordings: [film],
  approval: null, registration: null, urgent: false, visit: change.viewing ?? 'v', watched: [], watchedMs: 0, watermarkLost: [], onServer: false, ...change,
})
const cover = ({ bench }: Unit, more: { readonly by?: Name; readonly viewings?: readonly ViewingRow[]; readonly nowMs?: number; readonly recordings?: readonly string[]; readonly visit?: string; readonly uses?: readonly Use[]; readonly takenOut?: readonly TakenOut[]; readonly book?: DeedBook } = {}) => {
  const by = more.by ?? '王敏'
  return coverFor({ book: bench.book(), viewings: [], takenOut: [], nowMs, recordings: [film], uses: ['view'], person: { id: bench.idOf(by), roles: people[by] }, ...more })
}
const why = (...given: Parameters<typeof cover>): readonly string[] => {
  const answer = cover(...given)
  return answer.ok ? ['covered'] : answer.error.map(({ fault }) => fault.type)
}
const state = ({ bench }: Unit, viewings: readonly ViewingRow[] = [], at = nowMs): readonly string[] => requestsOf({ book: bench.book(), viewings, takenOut: [], nowMs: at }).map((row) => row.state)

describe('the list', () => {
  test('is sorted, each once, and read back in that form only', () => {
    const bytes = makeRecordingList([photo, film, film]).bytes
    expect([...(readRecordingList(bytes) ?? [])]).toEqual([film, photo])
    for (const text of ['', film, `${photo}\n${film}\n`, `${film}\n${film}\n`, `${film}\n\n`, `${film.toUpperCase()}\n`, `${film}\r\n`]) expect(readRecordingList(utf8(text)), text).toBe(null)
  })
})

describe('a request', () => {
  test('waits, is approved, registered, and used up', async () => {
    const unit = await makeUnit()
    const request = await unit.ask()
    expect([state(unit), why(unit)]).toEqual([['waiting'], ['waiting']])
    const approval = await unit.approve(request, { times: 1 })
    expect([state(unit), why(unit)]).toEqual([['approved'], ['notRegistered']])
    const registration = await unit.register(request, approval)
    expect(state(unit)).toEqual(['registered'])
    expect(cover(unit)).toMatchObject({ ok: true, value: { approval: { id: approval, name: '李华' }, registration: { id: registration }, timesLeft: 1, untilMs } })
    const seen = [viewing(unit.bench, { approval })]
    expect([state(unit, seen), why(unit, { viewings: seen }), why(unit, { viewings: seen, visit: 'v' }), why(unit, { viewings: seen, visit: 'w' })]).toEqual([['usedUp'], ['usedUp'], ['covered'], ['usedUp']])
  })

  test('is narrowed by its approval, never widened', async () => {
    const unit = await makeUnit()
    const request = await unit.ask({ untilMs: baseMs + 5 * hour, times: 2 })
    const approval = await unit.approve(request, { untilMs: baseMs + 9 * hour, times: 9 })
    await unit.register(request, approval)
    expect(cover(unit)).toMatchObject({ ok: true, value: { untilMs: baseMs + 5 * hour, timesLeft: 2 } })
    await unit.register(request, await unit.approve(request, { untilMs: baseMs + 2 * hour, times: 1 }))
    expect(cover(unit)).toMatchObject({ ok: true, value: { untilMs: baseMs + 2 * hour, timesLeft: 1 } })
    expect([why(unit, { nowMs: baseMs + 2 * hour }), why(unit, { nowMs: baseMs + 2 * hour + 1 }), state(unit, [], baseMs + 2 * hour + 1)]).toEqual([['covered'], ['expired'], ['expired']])
  })

  test('is refused, approved after all, and ended by who asked or approved', async () => {
    const unit = await makeUnit()
    const request = await unit.ask()
    await unit.refuse(request)
    expect(cover(unit)).toMatchObject({ ok: false, error: [{ fault: { type: 'refused', by: '李华', words: '理由不足' } }] })
    await unit.register(request, await unit.approve(request, {}, '何刚'))
    expect(why(unit)).toEqual(['covered'])
    await unit.withdraw(request, '孙丽')
    await unit.withdraw(request, '李华')
    expect(why(unit)).toEqual(['covered'])
    await unit.withdraw(request, '何刚')
    expect([state(unit), why(unit)]).toEqual([['withdrawn'], ['withdrawn']])
  })

  test('of a role that may not ask is none', async () => {
    const unit = await makeUnit()
    await unit.ask({}, '赵伟')
    expect(state(unit)).toEqual([])
    await unit.ask({ use: 'release' }, '赵伟')
    expect(state(unit)).toEqual(['waiting'])
  })
})

describe('nobody may look', () => {
  test('who has not asked, nor by what another was given', async () => {
    const unit = await makeUnit()
    expect(why(unit)).toEqual(['notAsked'])
    const request = await unit.ask()
    expect(why(unit, { by: '孙丽' })).toEqual(['notAsked'])
    await unit.register(request, await unit.approve(request))
    expect([why(unit, { by: '孙丽' }), why(unit)]).toEqual([['otherPerson'], ['covered']])
  })

  test('by an approval of their own, or of a role that may not', async () => {
    const unit = await makeUnit()
    await unit.approve(await unit.ask({}, '周强'), {}, '周强')
    expect(why(unit, { by: '周强' })).toEqual(['waiting'])
    await unit.approve(await unit.ask(), {}, '赵伟')
    expect([why(unit), unit.bench.book().faulty.map(({ fault }) => fault)]).toEqual([['waiting'], ['roleNotAllowed']])
  })

  test('to take out more often than approved: each saved file counts once', async () => {
    const unit = await makeUnit()
    const release = await unit.ask({ use: 'release', times: 3 })
    const approval = await unit.approve(release, { times: 2 })
    await unit.register(release, approval)
    const saved = (count: number): readonly TakenOut[] => Array.from({ length: count }, (_, seq) => ({ recording: film, approval, ms: baseMs, logId: 'l', seq }))
    const out = (count: number) => cover(unit, { uses: outUses, takenOut: saved(count) })
    expect([out(0), out(1)]).toMatchObject([{ value: { timesLeft: 2 } }, { value: { timesLeft: 1 } }])
    expect(out(2)).toMatchObject({ error: [{ fault: { type: 'usedUp', times: 2 } }] })
    expect(requestsOf({ book: unit.bench.book(), viewings: [], takenOut: saved(2), nowMs })[0]?.state).toBe('usedUp')
  })

  test('by one for another use, of other recordings, or of which the list has not come', async () => {
    const unit = await makeUnit()
    const release = await unit.ask({ use: 'release' })
    await unit.register(release, await unit.approve(release))
    expect([why(unit), why(unit, { uses: outUses, by: '王敏' })]).toEqual([['notAsked'], ['covered']])
    const request = await unit.ask()
    await unit.register(request, await unit.approve(request))
    expect([why(unit, { recordings: [film, photo] }), why(unit, { recordings: [other] })]).toEqual([['covered'], ['notAsked']])
    expect(cover(unit, { recordings: [film, other] })).toMatchObject({ ok: false, error: [{ fault: { type: 'coversSome', covered: 1, asked: 2 } }] })
    const elsewhere = await unit.ask({ list: toHex(sha256(utf8('elsewhere'))) })
    await unit.register(elsewhere, await unit.approve(elsewhere))
    expect(why(unit, { recordings: [other] })).toEqual(['listMissing'])
    expect(requestsOf({ book: unit.bench.book(), viewings: [], takenOut: [], nowMs })[0]?.recordings).toBe(null)
  })

  test('without registration, unless their own role registers', async () => {
    const unit = await makeUnit()
    await unit.approve(await unit.ask({}, '周强'))
    expect(cover(unit, { by: '周强' })).toMatchObject({ ok: true, value: { registration: null } })
    const request = await unit.ask()
    const first = await unit.approve(request)
    await unit.register(request, first)
    await unit.approve(request, {}, '何刚')
    expect(why(unit)[0]).toBe('notRegistered')
  })

  test('by what a person signed whose certificate was ended since', async () => {
    const unit = await makeUnit()
    const request = await unit.ask()
    await unit.register(request, await unit.approve(request))
    await unit.bench.revoke('李华', nowMs)
    expect([why(unit, { nowMs: nowMs - 1 }), cover(unit)]).toEqual([['covered'], { ok: false, error: [expect.objectContaining({ fault: { type: 'revoked', name: '李华' } })] }])
  })

  test('while the clock is before the approval', async () => {
    const unit = await makeUnit()
    const request = await unit.ask()
    await unit.register(request, await unit.approve(request))
    expect(why(unit, { nowMs: baseMs - hour })).toEqual(['clockBack'])
  })

  test('and the nearest reason stands first', async () => {
    const unit = await makeUnit()
    await unit.refuse(await unit.ask())
    await unit.withdraw(await unit.ask(), '王敏')
    await unit.approve(await unit.ask())
    await unit.ask()
    expect(why(unit)).toEqual(['notRegistered', 'waiting', 'refused', 'withdrawn'])
  })
})

describe('urgent viewings', () => {
  const visits = (unit: Unit, viewings: readonly ViewingRow[], at: number) => urgentVisitsOf({ book: unit.bench.book(), viewings, takenOut: [], nowMs: at }).map(({ visit, approved, request, deadline }) => [visit, request?.state ?? null, approved, deadline.state])

  test('are one a visit, run for the profile’s hours, and are answered by an approver', async () => {
    const unit = await makeUnit()
    const opened = [viewing(unit.bench, { urgent: true }), viewing(unit.bench, { viewing: 'p', urgent: true, visit: 'v', recordings: [photo], openedMs: baseMs + 1_000 })]
    expect([visits(unit, opened, baseMs + 24 * hour - 1), visits(unit, opened, baseMs + 24 * hour)]).toEqual([[['v', null, false, 'running']], [['v', null, false, 'overdue']]])
    await unit.ask({ urgentViewing: 'v' }, '王敏', [film])
    expect(visits(unit, opened, nowMs)).toEqual([['v', null, false, 'running']])
    const request = await unit.ask({ urgentViewing: 'v' })
    expect([visits(unit, opened, nowMs), state(unit, opened, baseMs + 25 * hour)[0], why(unit, { viewings: opened })]).toEqual([[['v', 'urgentWaiting', false, 'running']], 'urgentOverdue', ['notAsked']])
    await unit.approve(request)
    expect([visits(unit, opened, baseMs + 30 * hour), why(unit, { viewings: opened })]).toEqual([[['v', 'urgentApproved', true, 'kept']], ['notAsked']])
  })

  test('a refusal is an answer too; another’s request is none', async () => {
    const unit = await makeUnit()
    const opened = [viewing(unit.bench, { urgent: true })]
    await unit.approve(await unit.ask({ urgentViewing: 'v' }, '孙丽'))
    expect(visits(unit, opened, nowMs)).toEqual([['v', null, false, 'running']])
    await unit.refuse(await unit.ask({ urgentViewing: 'v' }))
    expect(visits(unit, opened, nowMs)).toEqual([['v', 'refused', false, 'kept']])
  })
})

test('a title says days, recorders and how many', () => {
  const session = { day: '2026-03-26', startMs: Date.parse('2026-03-26T01:31:00Z'), endMs: Date.parse('2026-03-26T01:58:10Z'), recorder: 'DSJ3A71', officer: '500114' }
  const zone = 'Asia/Shanghai'
  expect(requestTitle([session], zone)).toBe('2026-03-26 09:31–09:58 · DSJ3A71 · 500114')
  expect(requestTitle([session, { ...session, day: '2026-03-28', startMs: session.startMs + 2 * 86_400_000, recorder: 'DSJ3A72' }], zone, '网吧')).toBe('2026-03-26 – 2026-03-28 · DSJ3A71, DSJ3A72 · ×2 · “网吧”')
  expect(requestTitle([{ ...session, day: 'unset', recorder: null, officer: null }], zone)).toBe('—')
})
