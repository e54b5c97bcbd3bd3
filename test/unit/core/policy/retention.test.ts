// Retention: each rule alone, the longest of all, doubt keeps, and what another profile would mean.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { recordingId } from '../../../../src/core/ids.ts'
import { defaultProfile } from '../../../../src/core/policy/defaultProfile.ts'
import { exampleProfile } from '../../../../src/core/policy/exampleProfile.ts'
import { knownProfile } from '../../../../src/core/policy/profile.ts'
import { dueList, judgeRetention, simulateChange, type RetentionFacts } from '../../../../src/core/policy/retention.ts'
import type { RetentionTerm } from '../../../../src/core/policy/retentionTerm.ts'

const at = (text: string): number => Date.parse(`${text}+08:00`)
const recordedMs = at('2026-03-26T09:36:21')
const plain: RetentionFacts = { recordingId: recordingId('a'.repeat(64)), recordedMs, collectedMs: recordedMs + 3_600_000, categories: [], listed: [], cases: [], holds: [] }
const years = (count: number, from: 'recorded' | 'caseClosed' = 'recorded'): RetentionTerm => ({ type: 'period', from, months: count * 12, days: 0 })
const judge = (facts: Partial<RetentionFacts>) => judgeRetention({ ...plain, ...facts }, defaultProfile)
const deciding = (facts: Partial<RetentionFacts>) => judge(facts).reasons.filter(({ decides }) => decides).map(({ rule, of, endless }) => [rule, of, endless])
const oneYear = at('2027-03-27T00:00:00')

describe('each rule', () => {
  test('at least a year, by the profile that says so', () => {
    expect(judge({})).toEqual({ recordingId: plain.recordingId, profile: defaultProfile.id, endMs: oneYear, clockNotSet: false, reasons: [{ rule: 'least', of: '', endMs: oneYear, endless: null, decides: true }] })
    expect(judge({ categories: ['inspection'] }).endMs).toBe(oneYear)
    expect(judgeRetention(plain, exampleProfile).endMs).toBe(at('2026-09-27T00:00:00'))
  })

  test('counted from the collection when no clock could be believed', () => {
    expect(judge({ recordedMs: null, collectedMs: at('2026-05-01T08:00:00') })).toMatchObject({ clockNotSet: true, endMs: at('2027-05-02T00:00:00') })
  })

  test('the list of the unit', () => {
    expect(judge({ listed: [{ matter: '网吧检查', term: years(3) }] }).endMs).toBe(at('2029-03-27T00:00:00'))
    expect(deciding({ listed: [{ matter: '网吧检查', term: { type: 'permanent' } }] })).toEqual([['list', '网吧检查', 'permanent']])
    expect(deciding({ listed: [{ matter: '网吧检查', term: null }] })).toEqual([['list', '网吧检查', 'termUnreadable']])
  })

  test('a case: open, closed, closed without a known end', () => {
    const closed = { caseNumber: '2026-7', closedMs: at('2026-12-01T10:00:00'), term: years(2) }
    expect(judge({ cases: [closed] }).endMs).toBe(at('2028-12-02T00:00:00'))
    expect(deciding({ cases: [{ ...closed, closedMs: null }] })).toEqual([['case', '2026-7', 'caseOpen']])
    expect(deciding({ cases: [{ ...closed, term: null }] })).toEqual([['case', '2026-7', 'caseTermUnknown']])
    expect(deciding({ cases: [{ ...closed, term: { type: 'permanent' } }] })).toEqual([['case', '2026-7', 'permanent']])
  })

  test('terms that hang on a case', () => {
    const closed = { caseNumber: '2026-7', closedMs: at('2026-12-01T10:00:00'), term: years(2) }
    expect(deciding({ categories: ['caseEvidence'] })).toEqual([['category', 'caseEvidence', 'caseMissing']])
    expect(judge({ categories: ['caseEvidence'], cases: [closed] }).endMs).toBe(at('2028-12-02T00:00:00'))
    expect(judge({ listed: [{ matter: 'x', term: years(5, 'caseClosed') }], cases: [closed] }).endMs).toBe(at('2031-12-02T00:00:00'))
    expect(deciding({ categories: ['caseEvidence'], cases: [closed, { ...closed, caseNumber: '2026-8', closedMs: null }] })).toContainEqual(['case', '2026-8', 'caseOpen'])
  })

  test('a Hold, with and without an end', () => {
    const hold = { hold: 'h1', reason: '复议', untilMs: null }
    expect(deciding({ holds: [hold] })).toEqual([['hold', 'h1', 'held']])
    expect(judge({ holds: [{ ...hold, untilMs: oneYear - 1 }] }).endMs).toBe(oneYear)
    expect(judge({ holds: [{ ...hold, untilMs: oneYear + 1 }] }).endMs).toBe(oneYear + 1)
  })

  test('a category that the profile does not know keeps', () => {
    expect(deciding({ categories: ['misspelt'] })).toEqual([['category', 'misspelt', 'unknownCategory']])
  })
})

const terms: fc.Arbitrary<RetentionTerm> = fc.oneof(
  fc.record({ type: fc.constant('period' as const), from: fc.constantFrom('recorded' as const, 'caseClosed' as const), months: fc.integer({ min: 1, max: 240 }), days: fc.nat(40) }),
  fc.constant({ type: 'permanent' as const }),
  fc.constant({ type: 'withCase' as const }),
)
const moments = fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2035, 0, 1) })
const manyFacts: fc.Arbitrary<RetentionFacts> = fc.record({
  recordingId: fc.nat().map((n) => recordingId(String(n).padStart(64, '0'))),
  recordedMs: fc.option(moments),
  collectedMs: moments,
  categories: fc.subarray(['inspection', 'caseEvidence', 'crowd']),
  listed: fc.array(fc.record({ matter: fc.string(), term: fc.option(terms) }), { maxLength: 3 }),
  cases: fc.array(fc.record({ caseNumber: fc.string(), closedMs: fc.option(moments), term: fc.option(terms) }), { maxLength: 3 }),
  holds: fc.array(fc.record({ hold: fc.string(), reason: fc.string(), untilMs: fc.option(moments) }), { maxLength: 3 }),
})

describe('for any facts', () => {
  test('the end is the longest of the reasons, and never before the least', () => {
    fc.assert(
      fc.property(manyFacts, (facts) => {
        const { endMs, reasons } = judgeRetention(facts, defaultProfile)
        const ends = reasons.map((reason) => reason.endMs ?? Infinity)
        expect(endMs ?? Infinity).toBe(Math.max(...ends))
        expect(reasons.every((reason) => (reason.endMs === null) !== (reason.endless === null))).toBe(true)
        expect(reasons.filter(({ decides }) => decides).length).toBeGreaterThan(0)
        expect(ends).toEqual([...ends].sort((a, b) => (a === b ? 0 : b > a ? 1 : -1)))
        expect(endMs ?? Infinity).toBeGreaterThanOrEqual(judgeRetention({ ...facts, categories: [], listed: [], cases: [], holds: [] }, defaultProfile).endMs ?? 0)
      }),
    )
  })

  test('one more list row, Case or Hold never makes anything due sooner', () => {
    fc.assert(
      fc.property(manyFacts, manyFacts, (facts, more) => {
        const end = (one: RetentionFacts): number => judgeRetention(one, defaultProfile).endMs ?? Infinity
        expect(end({ ...facts, holds: [...facts.holds, ...more.holds] })).toBeGreaterThanOrEqual(end(facts))
        expect(end({ ...facts, listed: [...facts.listed, ...more.listed.filter(({ term }) => term?.type === 'period' && term.from === 'recorded')] })).toBeGreaterThanOrEqual(end(facts))
        // A first Case can turn "kept, because no Case is known" into a date: from then on it only adds.
        if (facts.cases.length > 0) expect(end({ ...facts, cases: [...facts.cases, ...more.cases] })).toBeGreaterThanOrEqual(end(facts))
      }),
    )
  })

  test('the due list holds exactly what is over, the oldest first', () => {
    fc.assert(
      fc.property(fc.array(manyFacts, { maxLength: 8 }), moments, (all, nowMs) => {
        const due = dueList(all, defaultProfile, nowMs)
        expect(due).toHaveLength(all.filter((facts) => (judgeRetention(facts, defaultProfile).endMs ?? Infinity) <= nowMs).length)
        expect(due.map(({ endMs }) => endMs)).toEqual(due.map(({ endMs }) => endMs ?? 0).sort((a, b) => a - b))
      }),
    )
  })
})

describe('another profile', () => {
  const nowMs = at('2027-01-01T00:00:00')

  test('six months instead of a year: what would become due, with both judgements', () => {
    const held = { ...plain, recordingId: recordingId('b'.repeat(64)), holds: [{ hold: 'h', reason: '复议', untilMs: null }] }
    const effect = simulateChange([plain, held], defaultProfile, exampleProfile, nowMs)
    expect(effect).toMatchObject({ noLongerDue: [], shorter: 1, longer: 0, same: 1 })
    expect(effect.becomesDue.map(({ before, after }) => [before.endMs, before.profile, after.endMs, after.profile])).toEqual([[oneYear, defaultProfile.id, at('2026-09-27T00:00:00'), exampleProfile.id]])
    expect(simulateChange([plain], exampleProfile, defaultProfile, nowMs)).toMatchObject({ becomesDue: [], noLongerDue: [{ before: { profile: exampleProfile.id } }], longer: 1 })
  })

  test('the same profile changes nothing; a longer least makes nothing due', () => {
    const longer = knownProfile({ ...defaultProfile.profile, retention: { ...defaultProfile.profile.retention, least: years(3) } })
    fc.assert(
      fc.property(fc.array(manyFacts, { maxLength: 6 }), moments, (all, when) => {
        expect(simulateChange(all, defaultProfile, defaultProfile, when)).toEqual({ becomesDue: [], noLongerDue: [], shorter: 0, longer: 0, same: all.length })
        expect(simulateChange(all, defaultProfile, longer, when)).toMatchObject({ becomesDue: [], shorter: 0 })
      }),
    )
  })

  test('asking changes nothing', () => {
    const frozen = Object.freeze([Object.freeze(structuredClone(plain))])
    simulateChange(frozen, defaultProfile, exampleProfile, nowMs)
    expect(frozen).toEqual([plain])
  })
})
