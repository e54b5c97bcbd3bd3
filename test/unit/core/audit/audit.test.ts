// The pure parts of the auditor's desk: periods, the board of article 3, who watched what, proofs of cited entries.

import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { fromHex, sha256, toHex, utf8 } from '../../../../src/core/bytes.ts'
import { makeProver } from '../../../../src/core/audit/entryProofs.ts'
import { periodChoices, quarterOf, readPeriod } from '../../../../src/core/audit/period.ts'
import { principleBoard, principles, type FigureName } from '../../../../src/core/audit/principleBoard.ts'
import { chooseViewings, watchedByPerson, watchedByRecording } from '../../../../src/core/audit/watchedBy.ts'
import { inclusionProof } from '../../../../src/core/log/merkle.ts'
import type { AuditFacts } from '../../../../src/core/policy/findings/auditFacts.ts'
import { findingsOf } from '../../../../src/core/policy/findings/findingsOf.ts'
import { factsOf } from '../../../support/madeUp/facts.ts'
import { makeUnit } from '../../../support/madeUp/makeUnit.ts'
import { unitPlans } from '../../../support/madeUp/unitPlans.ts'

const zone = 'Asia/Shanghai'
const period = (text: string) => {
  const read = readPeriod(text, zone)
  if (!read) throw new Error(text)
  return read
}

let facts: AuditFacts
beforeAll(async () => {
  const plan = unitPlans[2]!
  facts = await factsOf(await makeUnit(plan, '2026-10-30', 60), false)
}, 60_000)

describe('a period', () => {
  test('is a month, a quarter or days, by the midnights of the unit', () => {
    expect(period('2026-02')).toMatchObject({ from: '2026-02-01', to: '2026-02-28', fromMs: Date.parse('2026-01-31T16:00:00Z'), untilMs: Date.parse('2026-02-28T16:00:00Z') })
    expect(period('2026-Q4')).toMatchObject({ from: '2026-10-01', to: '2026-12-31' })
    expect(period('2026-09-03_2026-09-03').untilMs - period('2026-09-03_2026-09-03').fromMs).toBe(86_400_000)
    for (const text of ['', '2026', '2026-13', '2026-Q5', '2026-09-20_2026-09-01', '2026-02-30_2026-03-01']) expect(readPeriod(text, zone)).toBeNull()
  })
  test('choices reach back to the first day, newest first', () => {
    expect(quarterOf('2026-07-01')).toBe('2026-Q3')
    expect(periodChoices('2026-08-20', '2026-11-02')).toEqual({ months: ['2026-11', '2026-10', '2026-09', '2026-08'], quarters: ['2026-Q4', '2026-Q3'] })
  })
})

describe('the board', () => {
  const figures = (text: string): ReadonlyMap<FigureName, number> => {
    const board = principleBoard({ facts, findings: findingsOf(facts), retention: [], witnessed: { some: 1, all: 2 } }, period(text))
    return new Map(principles.flatMap((principle) => board[principle].map(({ name, value }) => [name, value] as const)))
  }
  test('each figure counts what its name says, inside the period alone', () => {
    const inOctober = facts.sessions.filter(({ session }) => session.day.startsWith('2026-10'))
    const october = figures('2026-10')
    expect(october.get('sessions')).toBe(inOctober.length)
    expect(october.get('footage')).toBe(inOctober.reduce((sum, { session }) => sum + session.footageMs, 0))
    expect(october.get('viewings')).toBe(facts.viewings.filter(({ openedMs }) => openedMs >= period('2026-10').fromMs && openedMs < period('2026-10').untilMs).length)
    expect(october.get('withActivity')).toBeGreaterThan(0)
    expect(october.get('witnessed')).toBe(1)
  })
  test('the figures of two months add up to those of both', () => {
    const [september, october, both] = ['2026-09', '2026-10', '2026-09-01_2026-10-31'].map(figures)
    for (const name of ['sessions', 'footage', 'gapsUnexplained', 'noticeOpen', 'handedInTime', 'handOverOverdue', 'viewings', 'approved', 'urgent', 'unapproved'] as const) expect([name, (september?.get(name) ?? 0) + (october?.get(name) ?? 0)]).toEqual([name, both?.get(name)])
  })
})

test('where there was nothing to measure, nothing is passed', () => {
  const empty: AuditFacts = { ...facts, sessions: [], copies: [], drives: [], viewings: [], handOvers: [], cases: [], duty: { rows: [], recorders: [], exemptions: [], interruptions: [] } }
  const tones = (of: AuditFacts, all: number) => Object.values(principleBoard({ facts: of, findings: [], retention: [], witnessed: { some: 0, all } }, period('2026-10'))).flat().map(({ name, tone }) => `${name} ${tone}`)
  expect(tones(empty, 0).filter((tone) => !tone.endsWith(' plain'))).toEqual([])
  expect(tones(facts, 2)).toContain('privateCopies good')
})

describe('who watched what', () => {
  test('by person and by recording it is the same footage, and a choice narrows it', () => {
    const all = period('2026-01-01_2026-12-31')
    const anybody = { person: '', of: '', caseNumber: '', only: '' } as const
    const unapproved = new Set(findingsOf(facts).flatMap(({ rule, subject }) => (rule === 'noApproval' && subject.viewing ? [subject.viewing] : [])))
    const chosen = chooseViewings(facts.viewings, all, anybody, unapproved)
    expect(chosen.length).toBe(facts.viewings.length)
    const persons = watchedByPerson(chosen, unapproved)
    expect(persons.reduce((sum, { viewings }) => sum + viewings, 0)).toBe(chosen.length)
    expect(persons.reduce((sum, row) => sum + row.unapproved, 0)).toBe(unapproved.size)
    const recordings = watchedByRecording(chosen)
    expect(recordings.every(({ watchedMs, intervals }) => watchedMs > 0 && intervals.every(({ fromMs, toMs }) => fromMs < toMs))).toBe(true)
    const [one] = recordings
    expect(chooseViewings(facts.viewings, all, { ...anybody, of: one?.recordingId ?? '' }, unapproved).length).toBeGreaterThanOrEqual(one?.viewings ?? 1)
    expect(chooseViewings(facts.viewings, all, { ...anybody, only: 'unapproved' }, unapproved).map(({ viewing }) => viewing).toSorted()).toEqual([...unapproved].toSorted())
  })
})

describe('proofs of cited entries', () => {
  test('are those of the tree, for every size and place', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 130 }), fc.nat(129), (size, place) => {
        const leaves = Array.from({ length: size }, (_, index) => toHex(sha256(utf8(`${index}`))))
        const prove = makeProver(leaves)
        expect(prove(place % size)).toEqual(inclusionProof(leaves.map(fromHex), place % size).map(toHex))
      }),
      { numRuns: 60 },
    )
  })
})
