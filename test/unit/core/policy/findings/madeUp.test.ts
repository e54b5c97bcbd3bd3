// The eight detectors over a made-up unit's real logs: everything planted is found, no innocent look-alike is, and nothing else.

import { beforeAll, describe, expect, test } from 'vitest'
import type { AuditFacts } from '../../../../../src/core/policy/findings/auditFacts.ts'
import { findingKinds, type FindingSubject } from '../../../../../src/core/policy/findings/finding.ts'
import { findingsOf, type AnsweredFinding } from '../../../../../src/core/policy/findings/findingsOf.ts'
import { factsOf } from '../../../../support/madeUp/facts.ts'
import { makeUnit, type MadeUpUnit } from '../../../../support/madeUp/makeUnit.ts'
import { unitPlans } from '../../../../support/madeUp/unitPlans.ts'

let unit: MadeUpUnit
let facts: AuditFacts
let findings: readonly AnsweredFinding[]

beforeAll(async () => {
  const plan = unitPlans[0]!
  unit = await makeUnit({ ...plan, recorders: plan.recorders.slice(0, 6), viewingsADay: [1, 2] }, '2026-10-30', 86)
  facts = await factsOf(unit, true)
  findings = findingsOf(facts)
}, 60_000)

const isAbout = (finding: AnsweredFinding, subject: string): boolean =>
  Object.values(finding.subject as unknown as Record<keyof FindingSubject, string | null>).includes(subject) || finding.evidence.some(({ value }) => value === subject) || (finding.rule === 'notUsed' && finding.evidence.some(({ entry }) => entry !== null && facts.book.find(subject)?.seq === entry.seq))
const aboutSession = (finding: AnsweredFinding, recording: string): boolean =>
  finding.subject.session !== null && facts.sessions.some(({ session }) => session.id === finding.subject.session && session.parts.some(({ recordingId }) => recordingId === recording))

describe('article 20 in a made-up unit', () => {
  test('everything planted is found, by the detector of its kind', () => {
    const guilty = unit.plants.filter(({ innocent }) => !innocent)
    expect(new Set(guilty.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(findingKinds.length - 1)
    const missed = guilty.filter(({ kind, subject }) => !findings.some((finding) => finding.kind === kind && (isAbout(finding, subject) || aboutSession(finding, subject))))
    expect(missed).toEqual([])
  })

  test('no innocent look-alike is found', () => {
    const innocent = unit.plants.filter((plant) => plant.innocent)
    expect(innocent.length).toBeGreaterThan(6)
    const accused = innocent.filter(({ kind, subject }) => findings.some((finding) => finding.kind === kind && isAbout(finding, subject)))
    expect(accused).toEqual([])
  })

  test('nothing else is found: gaps that nobody explained, and what was planted', () => {
    const guilty = unit.plants.filter(({ innocent }) => !innocent)
    const unexplained = new Set(facts.duty.rows.flatMap(({ gaps }) => gaps.filter(({ explanations, exemptions }) => explanations.length + exemptions.length === 0).map(({ after }) => after as string)))
    // The numbers of what was removed are missing between its neighbours, too.
    const gone = new Set(unit.plants.filter(({ kind }) => kind === 'missingFile').map(({ subject }) => subject))
    const besideGone = (finding: AnsweredFinding): boolean => unit.visits.some(({ files }) => files.some(({ id }) => gone.has(id)) && files.some(({ id }) => id === finding.subject.recording))
    const others = findings.filter((finding) => !guilty.some(({ subject }) => isAbout(finding, subject) || aboutSession(finding, subject)) && !(finding.rule === 'gapUnexplained' && unexplained.has(finding.subject.recording ?? '')) && !(finding.rule === 'sequenceMissing' && besideGone(finding)))
    expect(others.map(({ kind, rule, evidence }) => ({ kind, rule, evidence }))).toEqual([])
  })

  test('each finding has an id of its own, evidence, and the same id when it is found again', () => {
    expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length)
    expect(findings.every(({ id, evidence }) => /^[0-9a-f]{32}$/.test(id) && evidence.length > 1)).toBe(true)
    const later = findingsOf({ ...facts, nowMs: facts.nowMs + 1_000 })
    expect(later.map(({ id }) => id)).toEqual(findings.map(({ id }) => id))
  })

  test('the same unit of the same day has the same logs', async () => {
    const again = await makeUnit({ ...unit.plan, recorders: unit.plan.recorders.slice(0, 1) }, '2026-10-30', 14)
    const twice = await makeUnit({ ...unit.plan, recorders: unit.plan.recorders.slice(0, 1) }, '2026-10-30', 14)
    expect(again.logs.map(({ leaves }) => leaves.at(-1))).toEqual(twice.logs.map(({ leaves }) => leaves.at(-1)))
  })
})
