// All Findings of article 20 as of now, each with what people answered to it; nothing of this is stored.

import type { DeedBook, DeedRow } from '../../deeds/deedBook.ts'
import type { AuditFacts } from './auditFacts.ts'
import { coverageHoles } from './coverageHoles.ts'
import { driveLosses } from './driveLosses.ts'
import { editedFootage } from './editedFootage.ts'
import type { AuditFinding } from './finding.ts'
import { leaks } from './leaks.ts'
import { missingFiles } from './missingFiles.ts'
import { offDutyUse } from './offDutyUse.ts'
import { otherMisconduct } from './otherMisconduct.ts'
import { recorderMisuse } from './recorderMisuse.ts'

export type FindingState = 'open' | 'explained' | 'confirmed' | 'dismissed'
export const findingStates: readonly FindingState[] = ['open', 'explained', 'confirmed', 'dismissed']

export interface AnsweredFinding extends AuditFinding {
  /** What the newest answer says. */
  readonly state: FindingState
  /** Oldest first. */
  readonly answers: readonly DeedRow<'findingAnswer'>[]
}

/** Newest first, each once. */
export const findingsOf = (facts: AuditFacts): readonly AnsweredFinding[] => {
  const found = [
    ...missingFiles(facts), ...recorderMisuse(facts), ...coverageHoles(facts), ...leaks(facts), ...editedFootage(facts), ...offDutyUse(facts), ...driveLosses(facts), ...otherMisconduct(facts),
  ]
  return withAnswers([...new Map(found.map((one) => [one.id, one])).values()].toSorted((a, b) => b.ms - a.ms || (a.id < b.id ? -1 : 1)), facts.book)
}

export const withAnswers = (found: readonly AuditFinding[], book: Pick<DeedBook, 'of'>): readonly AnsweredFinding[] => {
  const answers = Map.groupBy(book.of('findingAnswer'), ({ fields }) => fields.finding)
  return found.map((one) => {
    const own = answers.get(one.id) ?? []
    return { ...one, answers: own, state: own.at(-1)?.fields.state ?? 'open' }
  })
}
