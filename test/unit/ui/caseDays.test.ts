// The days of a case and the search over cases: what the screens draw, without drawing it.

import { expect, test } from 'vitest'
import type { SessionRow } from '../../../src/app/app.ts'
import { casesOf } from '../../../src/core/cases/casesOf.ts'
import { recordingId, sessionId } from '../../../src/core/ids.ts'
import { caseDays, ticksOf } from '../../../src/ui/screens/cases/caseDays.ts'
import { matchesCase } from '../../../src/ui/screens/cases/caseFilter.ts'
import { baseMs } from '../../support/agency.ts'
import { makeDeedBench } from '../../support/deedBench.ts'

const minute = 60_000
const rowOf = (id: string, recorder: string, day: string, startMs: number, recordings: readonly string[]): SessionRow => {
  const parts = recordings.map((recording, at) => ({ recordingId: recordingId(recording), startMs: startMs + at * 2 * minute, endMs: startMs + at * 2 * minute + minute }))
  const session = { id: sessionId(id), recorder, officer: null, day, startMs, endMs: parts.at(-1)?.endMs ?? startMs, parts, gaps: [], footageMs: 0 }
  return { session, clock: null, origin: null, kinds: [], recordings: [], posters: [], tags: [], findings: 0, levels: [], whereabouts: { device: true, server: false, drives: [], witnesses: 0 } }
}
const [a, b, c] = ['a', 'b', 'c'].map((one) => one.repeat(64)) as [string, string, string]

const makeCase = async () => {
  const bench = await makeDeedBench({ 王敏: ['officer'] })
  const by = { by: '王敏' } as const
  await bench.sign('case', { caseNumber: '2026-1', title: '某网吧案', kind: '行政处罚', openedMs: baseMs, term: null }, by)
  await bench.sign('caseLink', { caseNumber: '2026-1', session: 's1', recordings: [a], range: { fromMs: 10_000, toMs: 2 * minute }, words: '' }, by)
  await bench.sign('caseLink', { caseNumber: '2026-1', session: 's2', recordings: [c], range: null, words: '' }, by)
  const row = casesOf(bench.book())[0]
  if (!row) throw new Error('no case')
  return row
}

test('every day has its recorders as lanes, and a range no longer than its recording', async () => {
  const first = rowOf('s1', 'R1', '2026-09-21', baseMs, [a, b])
  const second = rowOf('s2', 'R2', '2026-09-23', baseMs + 2 * 86_400_000, [c])
  const days = caseDays(await makeCase(), new Map([[a, first], [b, first], [c, second]]))
  expect(days.map(({ day, lanes }) => [day, lanes.map(({ recorder }) => recorder)])).toEqual([['2026-09-21', ['R1']], ['2026-09-23', ['R2']]])
  expect(days[0]).toMatchObject({ fromMs: baseMs, toMs: baseMs + 3 * minute, lanes: [{ attached: [{ fromMs: baseMs + 10_000, toMs: baseMs + minute, ranged: true }] }] })
  expect(caseDays(await makeCase(), new Map())).toEqual([])
})

test('ticks are round in the local time, and few', () => {
  const half = 30 * minute
  const ticks = ticksOf({ fromMs: baseMs, toMs: baseMs + 5 * 60 * minute }, half)
  expect(ticks.length).toBeLessThanOrEqual(9)
  expect(ticks.every((ms) => (ms + half) % (60 * minute) === 0)).toBe(true)
  expect(ticksOf({ fromMs: baseMs, toMs: baseMs }, 0).length).toBeLessThanOrEqual(1)
})

test('a search finds by number however it is written, by title and by kind', async () => {
  const row = await makeCase()
  for (const text of ['', '网吧', '2026 处罚', '２０２６-1']) expect(matchesCase(row, text, 'open')).toBe(true)
  for (const text of ['歌舞', '2026-2']) expect(matchesCase(row, text, 'all')).toBe(false)
  expect(matchesCase(row, '', 'closed')).toBe(false)
})
