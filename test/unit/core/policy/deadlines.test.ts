// Handing over and urgent viewing: due when, kept or late, and what is overdue.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sessionId } from '../../../../src/core/ids.ts'
import { judgeHandOver, judgeUrgentViewing, overdueList, type HandOverFacts } from '../../../../src/core/policy/deadlines.ts'
import { defaultProfile } from '../../../../src/core/policy/defaultProfile.ts'
import { knownProfile } from '../../../../src/core/policy/profile.ts'

const at = (text: string): number => Date.parse(`${text}+08:00`)
const endMs = at('2026-03-26T16:20:00')
const midnight = at('2026-03-27T00:00:00')
const facts: HandOverFacts = { sessionId: sessionId('s1'), endMs, shiftEndMs: null, remote: null, handedOverMs: null }
const judge = (change: Partial<HandOverFacts>, nowMs = endMs) => judgeHandOver({ ...facts, ...change }, defaultProfile, nowMs)
const inZone = (zone: string) => knownProfile({ ...defaultProfile.profile, zone })

describe('handing over the same day', () => {
  test.each([
    [null, midnight - 1, 'running', 0],
    [null, midnight, 'overdue', 0],
    [null, midnight + 5, 'overdue', 5],
    [midnight - 1, midnight + 9, 'kept', 0],
    [midnight, midnight + 9, 'late', 0],
    [midnight + 7, midnight + 9, 'late', 7],
  ])('handed over %s, asked at %i: %s', (handedOverMs, nowMs, state, lateMs) => {
    expect(judge({ handedOverMs }, nowMs)).toEqual({ type: 'handOver', of: 's1', profile: defaultProfile.id, dueMs: midnight, doneMs: handedOverMs, state, lateMs })
  })

  test('a Session over midnight belongs to the day it ended', () => {
    expect(judge({ endMs: midnight }).dueMs).toBe(midnight + 86_400_000)
    expect(judge({ endMs: midnight - 1 }).dueMs).toBe(midnight)
  })

  test('the day is the unit’s, also when it has 23 or 25 hours', () => {
    const due = (day: number, month: number): number => judgeHandOver({ ...facts, endMs: Date.UTC(2026, month, day, 10) }, inZone('Europe/Berlin'), 0).dueMs ?? 0
    expect(due(29, 2)).toBe(Date.UTC(2026, 2, 29, 22))
    expect(due(25, 9)).toBe(Date.UTC(2026, 9, 25, 23))
    expect(judgeHandOver({ ...facts, endMs: Date.UTC(2026, 2, 26, 20) }, inZone('Asia/Urumqi'), 0).dueMs).toBe(Date.UTC(2026, 2, 27, 18))
  })

  test('without a clock, and where the profile asks for none', () => {
    expect(judge({ endMs: null })).toMatchObject({ dueMs: null, state: 'clockNotSet' })
    expect(judge({ endMs: null, handedOverMs: 5 })).toMatchObject({ state: 'kept' })
    const none = knownProfile({ ...defaultProfile.profile, handOver: { sameDay: false, hoursAfterReturn: 24 } })
    expect(judgeHandOver(facts, none, midnight + 1)).toMatchObject({ dueMs: null, state: 'none' })
  })
})

describe('remote duty', () => {
  const returnedMs = at('2026-03-29T18:00:00')

  test('runs from the declared return, 24 hours by the clock', () => {
    expect(judge({ remote: { returnedMs: null } }, midnight + 1)).toMatchObject({ dueMs: null, state: 'away' })
    expect(judge({ remote: { returnedMs } }, returnedMs)).toMatchObject({ dueMs: returnedMs + 86_400_000, state: 'running' })
    expect(judge({ remote: { returnedMs } }, returnedMs + 86_400_000)).toMatchObject({ state: 'overdue' })
    expect(judge({ remote: { returnedMs: null }, handedOverMs: midnight })).toMatchObject({ state: 'kept' })
  })

  test('24 hours are 24 hours where the clocks change', () => {
    const before = Date.UTC(2026, 2, 28, 20)
    expect(judgeHandOver({ ...facts, endMs: before - 1, remote: { returnedMs: before } }, inZone('Europe/Berlin'), 0).dueMs).toBe(before + 86_400_000)
  })

  test('a return declared for before the Session’s end does not shorten the time', () => {
    expect(judge({ remote: { returnedMs: endMs - 1_000 } }).dueMs).toBe(endMs + 86_400_000)
  })
})

test('urgent viewing must be answered within the profile’s hours', () => {
  const openedMs = endMs
  const due = openedMs + 24 * 3_600_000
  const judgeIt = (answeredMs: number | null, nowMs: number) => judgeUrgentViewing({ viewing: 'v1', openedMs, answeredMs }, defaultProfile, nowMs)
  expect(judgeIt(null, due - 1)).toEqual({ type: 'urgentApproval', of: 'v1', profile: defaultProfile.id, dueMs: due, doneMs: null, state: 'running', lateMs: 0 })
  expect([judgeIt(null, due).state, judgeIt(due - 1, due + 9).state, judgeIt(due + 1, due + 9).state]).toEqual(['overdue', 'kept', 'late'])
})

const moments = fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2035, 0, 1) })
const anyFacts: fc.Arbitrary<HandOverFacts> = fc.record({
  sessionId: fc.nat().map((n) => sessionId(String(n))),
  endMs: fc.option(moments),
  shiftEndMs: fc.option(moments),
  remote: fc.option(fc.record({ returnedMs: fc.option(moments) })),
  handedOverMs: fc.option(moments),
})

test('time only moves running to overdue; what is done stays as it was judged', () => {
  fc.assert(
    fc.property(anyFacts, moments, fc.nat(1_000_000_000), (one, nowMs, later) => {
      const [now, then] = [judgeHandOver(one, defaultProfile, nowMs), judgeHandOver(one, defaultProfile, nowMs + later)]
      expect(then.dueMs).toBe(now.dueMs)
      expect(`${now.state} ${then.state}`).toMatch(/^(\w+) \1$|^running overdue$/)
      expect(then.lateMs).toBeGreaterThanOrEqual(now.lateMs)
      if (one.handedOverMs !== null) expect(then).toEqual(now)
    }),
  )
})

test('the overdue list holds what is overdue, the longest first', () => {
  fc.assert(
    fc.property(fc.array(anyFacts), moments, (all, nowMs) => {
      const deadlines = all.map((one) => judgeHandOver(one, defaultProfile, nowMs))
      const overdue = overdueList(deadlines)
      expect(new Set(overdue)).toEqual(new Set(deadlines.filter(({ state }) => state === 'overdue')))
      expect(overdue.every(({ lateMs }, index) => index === 0 || lateMs <= (overdue[index - 1]?.lateMs ?? 0))).toBe(true)
    }),
  )
})
