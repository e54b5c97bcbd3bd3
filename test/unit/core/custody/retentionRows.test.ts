// Retention from the book: categories, activities, Cases and Holds reach the Recordings they are about; disposal asks for what is due and free only.

import { beforeAll, describe, expect, test } from 'vitest'
import { casesOf } from '../../../../src/core/cases/casesOf.ts'
import { holdsOf, holdState } from '../../../../src/core/custody/holds.ts'
import { dueCount, planDisposal, retentionFactsOf, retentionRows, retentionSummary, type SessionHoldings } from '../../../../src/core/custody/retentionRows.ts'
import { makeRecordingList } from '../../../../src/core/deeds/recordingList.ts'
import { recordingId, sessionId } from '../../../../src/core/ids.ts'
import { defaultProfile } from '../../../../src/core/policy/defaultProfile.ts'
import { exampleProfile } from '../../../../src/core/policy/exampleProfile.ts'
import { judgeRetention, simulateChange, type RetentionFacts } from '../../../../src/core/policy/retention.ts'
import { baseMs } from '../../../support/agency.ts'
import { makeDeedBench, type DeedBench } from '../../../support/deedBench.ts'

const dayMs = 86_400_000
const idOf = (n: number) => recordingId(n.toString(16).padStart(64, '0'))
const recordedMs = baseMs - 500 * dayMs
/** Two Recordings each. */
const sessionOf = (n: number, startMs: number | null = recordedMs): SessionHoldings => {
  const [a, b] = [idOf(2 * n), idOf(2 * n + 1)]
  const begin = startMs ?? 0
  return {
    session: { id: sessionId(`s${n}`), recorder: 'DSJ3A71', officer: '500114', day: startMs === null ? 'unset' : '2026-01-01', startMs: begin, endMs: startMs === null ? 0 : begin + 120_000, parts: [{ recordingId: a, startMs: begin, endMs: begin + 60_000 }, { recordingId: b, startMs: begin + 60_000, endMs: begin + 120_000 }], gaps: [], footageMs: 120_000 },
    recordings: [{ id: a, indexedMs: baseMs - dayMs }, { id: b, indexedMs: baseMs - dayMs }],
  }
}

let bench: DeedBench
beforeAll(async () => {
  bench = await makeDeedBench({ 保管人: ['custodian', 'officer'], 领导: ['approver'], 查阅: ['viewer'] })
})
const list = async (...ids: readonly ReturnType<typeof idOf>[]) => {
  const made = makeRecordingList(ids)
  await bench.attach(made.bytes)
  return { list: made.hash, count: made.count, title: '检查' }
}
const factsOf = (sessions: readonly SessionHoldings[]): readonly RetentionFacts[] =>
  retentionFactsOf({ sessions, book: bench.book(), cases: casesOf(bench.book()), holds: holdsOf(bench.book()), termOf: ({ matter }) => (matter === '网吧检查' ? { type: 'period', from: 'recorded', months: 36, days: 0 } : null) })

describe('what is known of a Recording', () => {
  test('the newest category counts, for the listed Recordings alone', async () => {
    await bench.sign('category', { ...(await list(idOf(2), idOf(3))), session: 's1', categories: ['caseEvidence'], words: '' }, { by: '保管人' })
    await bench.sign('category', { ...(await list(idOf(3))), session: 's1', categories: [], words: '归错' }, { by: '保管人' })
    await bench.sign('category', { ...(await list(idOf(3))), session: 's1', categories: ['caseEvidence'], words: '' }, { by: '查阅' })
    expect(factsOf([sessionOf(1)]).map(({ categories }) => categories)).toEqual([['caseEvidence'], []])
    expect(factsOf([sessionOf(1)])[0]).toMatchObject({ recordedMs: recordedMs + 60_000, collectedMs: baseMs - dayMs })
  })

  test('the activity of a Session reaches all of it, with the terms of the list; a step nobody lists keeps', async () => {
    await bench.sign('activity', { session: 's2', recording: idOf(5), kind: 'inspection', steps: [{ category: '检查', matter: '网吧检查', step: '现场' }, { category: '检查', matter: '没有的', step: '现场' }], words: '' }, { by: '保管人' })
    for (const facts of factsOf([sessionOf(2)])) {
      expect(facts.categories).toEqual(['inspection'])
      expect(facts.listed.map(({ term }) => term?.type ?? null)).toEqual(['period', null])
      expect(judgeRetention(facts, defaultProfile)).toMatchObject({ endMs: null, reasons: [{ rule: 'list', endless: 'termUnreadable', decides: true }, { rule: 'list' }, { rule: 'least' }] })
    }
  })

  test('a Case keeps what is attached; detached it no longer does', async () => {
    await bench.sign('case', { caseNumber: '黔江文执〔2026〕7号', title: '某网吧', kind: '', openedMs: baseMs, term: '5年' }, { by: '保管人' })
    const link = await bench.sign('caseLink', { caseNumber: '黔江文执[2026]7号', session: 's3', recordings: [idOf(6)], range: null, words: '' }, { by: '保管人' })
    expect(factsOf([sessionOf(3)]).map(({ cases }) => cases.length)).toEqual([1, 0])
    await bench.sign('caseUnlink', { link, reason: '挂错' }, { by: '保管人' })
    expect(factsOf([sessionOf(3)]).map(({ cases }) => cases.length)).toEqual([0, 0])
  })

  test('a clock that was not set counts from the collection', () => {
    expect(factsOf([sessionOf(4, null)]).map(({ recordedMs: ms, collectedMs }) => [ms, collectedMs])).toEqual([[null, baseMs - dayMs], [null, baseMs - dayMs]])
  })
})

describe('a Hold', () => {
  const heldBy = (n: number) => factsOf([sessionOf(n)]).map(({ holds }) => holds.map(({ reason }) => reason))
  test('on Recordings, on a Session with what comes later, on a Case with what is attached later', async () => {
    await bench.sign('hold', { ...(await list(idOf(10))), session: null, caseNumber: '', reason: '复议', untilMs: null }, { by: '保管人' })
    await bench.sign('hold', { ...(await list()), session: 's6', caseNumber: '', reason: '投诉', untilMs: null }, { by: '领导' })
    await bench.sign('hold', { ...(await list()), session: null, caseNumber: '黔江文执〔2026〕8号', reason: '诉讼', untilMs: null }, { by: '领导' })
    await bench.sign('case', { caseNumber: '黔江文执[2026]8号', title: '', kind: '', openedMs: baseMs, term: null }, { by: '保管人' })
    await bench.sign('caseLink', { caseNumber: '黔江文执[2026]8号', session: null, recordings: [idOf(14)], range: null, words: '' }, { by: '保管人' })
    expect([heldBy(5), heldBy(6), heldBy(7)]).toEqual([[['复议'], []], [['投诉'], ['投诉']], [['诉讼'], []]])
  })

  test('is over when it is lifted, or on its day; nobody without the role places or lifts one', async () => {
    const hold = await bench.sign('hold', { ...(await list(idOf(16))), session: null, caseNumber: '', reason: '查', untilMs: baseMs + dayMs }, { by: '保管人' })
    await bench.sign('lift', { hold, reason: '私自' }, { by: '查阅' })
    const row = () => holdsOf(bench.book()).find(({ deed }) => deed.id === hold)!
    expect([holdState(row(), baseMs), holdState(row(), baseMs + dayMs)]).toEqual(['standing', 'ended'])
    await bench.sign('lift', { hold, reason: '已结' }, { by: '领导' })
    expect([holdState(row(), baseMs), row().lifted?.name, heldBy(8)]).toEqual(['lifted', '领导', [[], []]])
    const refused = await bench.sign('hold', { ...(await list(idOf(17))), session: null, caseNumber: '', reason: '查', untilMs: null }, { by: '查阅' })
    expect([bench.book().find(refused)?.fault, heldBy(8)]).toEqual(['roleNotAllowed', [[], []]])
  })
})

describe('the list by Session', () => {
  test('due first; a Session ends with its longest Recording, and says what keeps it', () => {
    const sessions = [sessionOf(5), sessionOf(20), sessionOf(21, baseMs - 10 * dayMs), sessionOf(1)]
    const rows = retentionRows(sessions.map(({ session }) => session), factsOf(sessions), defaultProfile)
    expect(rows.map(({ session, endMs, deciding }) => [session.id, endMs === null, deciding.map(({ rule }) => rule).join()])).toEqual([
      ['s20', false, 'least'],
      ['s21', false, 'least'],
      ['s5', true, 'hold'],
      ['s1', true, 'category'],
    ])
    expect(rows.map((row) => dueCount(row, baseMs))).toEqual([2, 0, 1, 1])
    expect(retentionSummary(rows.flatMap(({ retentions }) => retentions), baseMs)).toEqual({ recordings: 8, due: 4, held: 1, endless: 2, doubtful: 1, clockNotSet: 0 })
  })

  test('disposal may ask for what is due and free; of the rest it says why not', () => {
    const sessions = [sessionOf(5), sessionOf(20), sessionOf(21, baseMs - 10 * dayMs), sessionOf(1)]
    const retentions = new Map(factsOf(sessions).map((facts) => [facts.recordingId as string, judgeRetention(facts, defaultProfile)]))
    const { may, mayNot } = planDisposal([10, 11, 40, 41, 42, 2, 99].map(idOf), retentions, new Set([idOf(41)]), baseMs)
    expect(may).toEqual([11, 40].map(idOf))
    expect(mayNot.map(({ recordingId: id, why }) => [Number.parseInt(id, 16), why])).toEqual([[10, 'held'], [41, 'disposed'], [42, 'notDue'], [2, 'endless'], [99, 'notDue']])
  })
})

test('10,000 Recordings are judged, and another profile is tried on them', () => {
  const sessions = Array.from({ length: 5_000 }, (_, n) => sessionOf(n, recordedMs + n * 3_600_000))
  const begin = performance.now()
  const facts = factsOf(sessions)
  const gathered = performance.now()
  const rows = retentionRows(sessions.map(({ session }) => session), facts, defaultProfile)
  const judged = performance.now()
  const effect = simulateChange(facts, defaultProfile, exampleProfile, baseMs)
  const done = performance.now()
  console.log(`10,000 recordings: gathered in ${(gathered - begin).toFixed(0)} ms, judged and listed in ${(judged - gathered).toFixed(0)} ms, simulated in ${(done - judged).toFixed(0)} ms`)
  expect(rows).toHaveLength(5_000)
  expect(effect.shorter + effect.longer + effect.same).toBe(10_000)
})
