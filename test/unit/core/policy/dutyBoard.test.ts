// Articles 4, 6 to 8, 10 and 11 of each session: what was signed, what is open, and who has read the reports.

import { describe, expect, test } from 'vitest'
import { recordingId, sessionId } from '../../../../src/core/ids.ts'
import { completenessOf, missingElements } from '../../../../src/core/policy/completeness.ts'
import { defaultProfile } from '../../../../src/core/policy/defaultProfile.ts'
import { dutyBoard, openGaps, tasksOf, type DutyBoard } from '../../../../src/core/policy/dutyBoard.ts'
import { sessionsDuring } from '../../../../src/core/policy/exemptions.ts'
import type { GapExplanation } from '../../../../src/core/policy/explainedGaps.ts'
import { noticeState } from '../../../../src/core/policy/notices.ts'
import { dutyTies } from '../../../../src/core/policy/dutyTies.ts'
import { isUnrelated, sessionSubject } from '../../../../src/core/policy/sessionNotes.ts'
import { untiedRecordings } from '../../../../src/core/policy/untied.ts'
import type { Session } from '../../../../src/core/session/session.ts'
import type { MarkerRow } from '../../../../src/core/viewing/viewing.ts'
import { baseMs } from '../../../support/agency.ts'
import { makeDeedBench, type DeedBench } from '../../../support/deedBench.ts'

const minute = 60_000
const id = (letter: string) => recordingId(letter.repeat(64))
const { profile } = defaultProfile

/** Two files with a gap of five minutes between them. */
const session = (change: Partial<Session> = {}): Session => ({
  id: sessionId('s'), recorder: 'DSJ3A71', officer: '500114', day: '2026-09-21', startMs: baseMs, endMs: baseMs + 15 * minute, footageMs: 10 * minute,
  parts: [{ recordingId: id('a'), startMs: baseMs, endMs: baseMs + 5 * minute }, { recordingId: id('b'), startMs: baseMs + 10 * minute, endMs: baseMs + 15 * minute }],
  gaps: [{ startMs: baseMs + 5 * minute, endMs: baseMs + 10 * minute }], ...change,
})
const marker = (kind: string, recording: string, atMs: number): MarkerRow => ({ marker: `${kind}${atMs}`, recordingId: id(recording), atMs, toMs: null, kind, text: '', person: '王敏', personId: 'p', writtenMs: baseMs })
const explanation = (personId: string): GapExplanation => ({ explanation: 'e'.repeat(32), before: id('a'), after: id('b'), cause: 'battery', statement: '更换电池', marker: null, profile: '', person: '王敏', personId, writtenMs: baseMs })
const people = { 王敏: ['officer'], 李红梅: ['officer'], 张主任: ['head'], 王主任: ['officer', 'head'], 周敏: ['auditor'] } as const
const boardOf = (bench: DeedBench, { sessions = [session()], markers = [], explanations = [] }: { readonly sessions?: readonly Session[]; readonly markers?: readonly MarkerRow[]; readonly explanations?: readonly GapExplanation[] } = {}): DutyBoard =>
  dutyBoard({ sessions: sessions.map((one) => ({ session: one, recordings: [], clock: null })), markers, explanations, book: bench.book(), profile })
const only = (board: DutyBoard) => board.rows[0]!
const subject = sessionSubject(session())!
const exemption = { ground: 'secretOrPrivate', reason: '核对身份证件', basis: '第七条第一项', place: '众泰网吧', officerNumber: '500114', fromMs: baseMs + 5 * minute, toMs: baseMs + 10 * minute, gap: null }

describe('the notice of article 8', () => {
  const state = (markers: readonly MarkerRow[], noted = false, parts = session().parts) => noticeState({ parts }, markers, noted, profile)
  test('is given in the first minutes, late after them, and missing without a marker', () => {
    expect(state([marker('notice', 'a', 3 * minute)])).toBe('given')
    expect(state([marker('notice', 'a', 3 * minute + 1)])).toBe('late')
    expect(state([marker('notice', 'b', 0)])).toBe('late')
    expect(state([marker('place', 'a', 0), marker('notice', 'f', 0)])).toBe('missing')
  })
  test('needs none in photos, and a signed note stands for it', async () => {
    expect(state([], false, [{ recordingId: id('p'), startMs: baseMs, endMs: baseMs }])).toBe('none')
    const bench = await makeDeedBench(people)
    expect(only(boardOf(bench)).notice).toBe('missing')
    await bench.sign('noticeNote', { ...subject, reason: '当事人不在场' }, { by: '王敏' })
    expect(only(boardOf(bench)).notice).toBe('noted')
  })
  test('cannot be explained by a blank note, nor by an auditor', async () => {
    const bench = await makeDeedBench(people)
    await bench.sign('noticeNote', { ...subject, reason: '  ' }, { by: '王敏' })
    await bench.sign('noticeNote', { ...subject, reason: '无' }, { by: '周敏' })
    expect(only(boardOf(bench)).notice).toBe('missing')
  })
})

test('the elements of article 10 are those of the profile that have a marker in this session', () => {
  const states = completenessOf(session(), [marker('place', 'a', 0), marker('people', 'b', 9), marker('people', 'b', 10), marker('acts', 'f', 0), marker('notice', 'a', 0)], profile)
  expect(states.map(({ markers }) => markers)).toEqual([1, 0, 0, 2, 0, 0])
  expect(missingElements(states)).toEqual(['time', 'scene', 'acts', 'traces'])
  expect(completenessOf({ parts: [{ recordingId: id('p'), startMs: 0, endMs: 0 }] }, [], profile)).toEqual([])
})

describe('notes of a session', () => {
  test('the latest counts, and stays with the files when they are grouped anew', async () => {
    const bench = await makeDeedBench(people)
    await bench.sign('activity', { ...subject, kind: 'inspection', steps: [], words: '' }, { by: '王敏' })
    await bench.sign('activity', { ...subject, kind: 'complaint', steps: [], words: '' }, { by: '李红梅' })
    const { parts } = session()
    const rows = boardOf(bench, { sessions: [session({ id: sessionId('t'), parts: [parts[0]!] }), session({ id: sessionId('u'), parts: [parts[1]!] })] }).rows
    expect(rows.map(({ notes }) => notes.activity?.fields.kind)).toEqual(['complaint', undefined])
  })
  test('a flag is lifted by a later one, and takes nothing away', async () => {
    const bench = await makeDeedBench(people)
    await bench.sign('workFlag', { ...subject, unrelated: true, reason: '误触' }, { by: '王敏' })
    expect([isUnrelated(only(boardOf(bench)).notes), tasksOf(only(boardOf(bench))), boardOf(bench).rows.length]).toEqual([true, [], 1])
    await bench.sign('workFlag', { ...subject, unrelated: false, reason: '后来查明是检查' }, { by: '李红梅' })
    expect([isUnrelated(only(boardOf(bench)).notes), tasksOf(only(boardOf(bench)))]).toEqual([false, ['gaps', 'notice', 'activity', 'elements']])
    expect(bench.book().of('workFlag')).toHaveLength(2)
  })
})

describe('exemptions of article 7', () => {
  test('explain the gap they name, whatever the times', async () => {
    const bench = await makeDeedBench(people)
    await bench.sign('exemption', { ...exemption, fromMs: 0, toMs: 1, gap: { before: id('a'), after: id('b') } }, { by: '王敏' })
    expect(openGaps(only(boardOf(bench)))).toEqual([])
    expect(only(boardOf(bench)).gaps[0]?.exemptions.map(({ deed }) => deed.name)).toEqual(['王敏'])
  })
  test('explain gaps of their officer that they overlap, and no others', async () => {
    const bench = await makeDeedBench(people)
    await bench.sign('exemption', exemption, { by: '王敏' })
    expect(openGaps(only(boardOf(bench)))).toEqual([])
    expect(openGaps(only(boardOf(bench, { sessions: [session({ officer: '500121' })] })))).toHaveLength(1)
    const later = await makeDeedBench(people)
    await later.sign('exemption', { ...exemption, fromMs: baseMs + 10 * minute, toMs: baseMs + 20 * minute }, { by: '王敏' })
    expect(openGaps(only(boardOf(later)))).toHaveLength(1)
  })
  test('stand beside a session that was recorded after all', async () => {
    const bench = await makeDeedBench(people)
    await bench.sign('exemption', exemption, { by: '王敏' })
    const [row] = boardOf(bench).exemptions
    expect(sessionsDuring(row!, [session(), session({ officer: '500121' }), session({ day: 'unset' })]).length).toBe(1)
  })
  test('are read by a head, never by who wrote them', async () => {
    const bench = await makeDeedBench(people)
    const of = await bench.sign('exemption', exemption, { by: '王主任' })
    await bench.sign('acknowledgement', { kind: 'exemption', of, words: '' }, { by: '王主任' })
    await bench.sign('acknowledgement', { kind: 'exemption', of, words: '' }, { by: '李红梅' })
    expect(boardOf(bench).exemptions[0]?.acknowledged).toEqual([])
    await bench.sign('acknowledgement', { kind: 'exemption', of, words: '已知悉' }, { by: '张主任' })
    expect(boardOf(bench).exemptions[0]?.acknowledged.map(({ name, fields }) => [name, fields.words])).toEqual([['张主任', '已知悉']])
  })
  test('need a reason and a basis', async () => {
    const bench = await makeDeedBench(people)
    await bench.sign('exemption', { ...exemption, basis: '' }, { by: '王敏' })
    expect([boardOf(bench).exemptions, bench.book().faulty[0]?.fault]).toEqual([[], 'malformed'])
  })
})

test('an explained interruption waits for a head other than who explained it', async () => {
  const bench = await makeDeedBench(people)
  const explanations = [explanation(bench.idOf('王主任'))]
  const sign = (by: string) => bench.sign('acknowledgement', { kind: 'interruption', of: explanations[0]!.explanation, words: '' }, { by })
  expect(boardOf(bench, { explanations }).interruptions.map(({ acknowledged }) => acknowledged.length)).toEqual([0])
  await sign('王主任')
  expect(boardOf(bench, { explanations }).interruptions[0]?.acknowledged).toEqual([])
  await sign('张主任')
  expect(boardOf(bench, { explanations }).interruptions[0]?.acknowledged.map(({ name }) => name)).toEqual(['张主任'])
  expect(tasksOf(only(boardOf(bench, { explanations })))).not.toContain('gaps')
})

describe('what is tied to nothing (article 4)', () => {
  const untied = (bench: DeedBench, sessions = [session()]) => untiedRecordings(boardOf(bench, { sessions }).rows, [id('a'), id('z')], dutyTies(bench.book()))
  test('is a session without activity, case, duty or flag, and a recording in no session', async () => {
    const bench = await makeDeedBench(people)
    expect(untied(bench)).toMatchObject({ sessions: [{ id: 's' }], alone: [id('z')] })
  })
  test.each([
    ['an activity', (bench: DeedBench) => bench.sign('activity', { ...subject, kind: 'other', steps: [], words: '' }, { by: '王敏' })],
    ['the flag', (bench: DeedBench) => bench.sign('workFlag', { ...subject, unrelated: true, reason: '误触' }, { by: '王敏' })],
    ['a case', (bench: DeedBench) => bench.sign('caseLink', { caseNumber: '031', session: null, recordings: [id('b')], range: null, words: '' }, { by: '王敏' })],
    ['a shift', (bench: DeedBench) => bench.sign('duty', { kind: 'shift', officerNumber: '500114', recorder: '', place: '', fromMs: baseMs - minute, toMs: baseMs + minute, words: '' }, { by: '王敏' })],
  ])('is not: %s', async (_, tie) => {
    const bench = await makeDeedBench(people)
    await tie(bench)
    expect(untied(bench).sessions).toEqual([])
  })
  test('a case that let go of it, and a shift that was over, tie nothing', async () => {
    const bench = await makeDeedBench(people)
    const link = await bench.sign('caseLink', { caseNumber: '031', session: null, recordings: [id('b')], range: null, words: '' }, { by: '王敏' })
    await bench.sign('caseUnlink', { link, reason: '误加' }, { by: '王敏' })
    const duty = await bench.sign('duty', { kind: 'remote', officerNumber: '500114', recorder: '', place: '', fromMs: baseMs - 60 * minute, toMs: null, words: '' }, { by: '王敏' })
    expect(untied(bench).sessions).toEqual([])
    await bench.sign('dutyReturn', { duty, returnedMs: baseMs - minute, words: '' }, { by: '王敏' })
    expect(untied(bench).sessions).toHaveLength(1)
  })
})
