// Which cases a search finds; every word must occur in number, title or kind.

import type { CaseRow } from '../../../core/cases/casesOf.ts'
import { caseKey } from '../../../core/cases/caseNumber.ts'

export type CaseState = 'all' | 'open' | 'closed'

export const matchesCase = (row: CaseRow, text: string, state: CaseState): boolean => {
  if (state !== 'all' && (row.closedMs === null) !== (state === 'open')) return false
  const plain = `${caseKey(row.number)} ${row.number} ${row.title} ${row.kind}`.toLowerCase()
  return text
    .toLowerCase()
    .split(/\s+/u)
    .filter(Boolean)
    .every((word) => plain.includes(word) || plain.includes(caseKey(word)))
}
