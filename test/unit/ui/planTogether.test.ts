// Which Sessions open together: what is here, covered and finds a place, and why the others do not.

import { expect, test } from 'vitest'
import type { SessionRow } from '../../../src/app/app.ts'
import { planTogether, togetherHref } from '../../../src/ui/screens/viewing/planTogether.ts'

const hour = 3_600_000

const row = (id: string, recorder: string, from: number, to: number, drive: 'here' | 'away' | 'none' = 'here', playMode = 'timeline'): SessionRow =>
  ({
    session: { id, recorder, officer: '', startMs: from * hour, endMs: to * hour, parts: [{ recordingId: id, startMs: from * hour, endMs: to * hour }], gaps: [] },
    recordings: [{ id, kind: 'video', playMode }],
    whereabouts: { drives: drive === 'none' ? [] : [{ driveId: 'd', name: '归档盘 9', connected: drive === 'here', lastSeenMs: 0 }] },
  }) as unknown as SessionRow

const names = ({ rows }: { readonly rows: readonly SessionRow[] }): string => rows.map(({ session }) => session.id).join('')
const covered = (): null => null
const whys = (plan: ReturnType<typeof planTogether>): readonly string[] => plan.absent.map(({ row: { session }, why }) => `${session.id} ${why.type}`)

test('all recorders of a day, in order of time, at the moment of the first', () => {
  const plan = planTogether([row('b', 'B', 9, 12), row('a', 'A', 8, 10), row('c', 'A', 10, 12)], covered)
  expect([names(plan), plan.pictures, plan.absent]).toEqual(['abc', 2, []])
  expect(togetherHref(plan, ({ session }) => session.startMs + 5)).toBe(`/view/a?at=${8 * hour + 5}&with=b,c`)
  expect(togetherHref(plan, () => 0, '某〔2026〕1 号')).toBe(`/view/a?at=0&case=${encodeURIComponent('某〔2026〕1 号')}&with=b,c`)
})

test('what is on no drive that is plugged in, and what cannot play, stays away and says why', () => {
  const plan = planTogether([row('a', 'A', 8, 10), row('b', 'B', 8, 10, 'away'), row('c', 'C', 8, 10, 'none'), row('d', 'D', 8, 10, 'here', 'none')], covered)
  expect(names(plan)).toBe('a')
  expect(whys(plan)).toEqual(['b away', 'c away', 'd nothingPlays'])
  expect(plan.absent[0]!.why).toEqual({ type: 'away', drives: ['归档盘 9'] })
})

test('a fifth recorder has no place; a further session of one that has, does', () => {
  const plan = planTogether([...['a', 'b', 'c', 'd', 'e'].map((id) => row(id, id, 8, 10)), row('f', 'a', 11, 12)], covered)
  expect([names(plan), plan.pictures, whys(plan)]).toEqual(['abcdf', 4, ['e full']])
})

test('where an approval covers some, those; where none does, all, to be asked for', () => {
  const rows = [row('a', 'A', 8, 10), row('b', 'B', 8, 10)]
  const some = planTogether(rows, ({ session }) => (session.id === 'a' ? { type: 'notRegistered', by: '周敏' } : null))
  expect([names(some), some.isCovered, whys(some)]).toEqual(['b', true, ['a notCovered']])
  const none = planTogether(rows, () => ({ type: 'notAsked' }))
  expect([names(none), none.isCovered, none.absent]).toEqual(['ab', false, []])
})

test('nothing to open: no link, and every one says why', () => {
  const plan = planTogether([row('a', 'A', 8, 10, 'away')], covered)
  expect([togetherHref(plan, () => 0), whys(plan)]).toEqual([null, ['a away']])
})
