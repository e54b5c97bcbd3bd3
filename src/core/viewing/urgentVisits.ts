// Urgent Viewings 紧急查阅: opened without an Approval, to be approved afterwards within the profile's hours, else a Finding.

import { judgeUrgentViewing, type Deadline } from '../policy/deadlines.ts'
import { requestsOf, type RequestFacts, type RequestRow } from './requests.ts'
import type { ViewingRow } from './viewing.ts'

/** One visit: what was opened together is asked for and answered together. */
export interface UrgentVisit {
  /** `visit` of its Viewings; what a Request names in `urgentViewing`. */
  readonly visit: string
  /** Oldest first; at least one. */
  readonly viewings: readonly [ViewingRow, ...ViewingRow[]]
  /** The viewer's own Request that covers all of it and was not withdrawn; null: not asked yet. */
  readonly request: RequestRow | null
  readonly approved: boolean
  readonly deadline: Deadline
}

/** Newest first. `deadline.state` 'overdue' is what an auditor asks for: neither approved nor refused, and its time has run out. */
export const urgentVisitsOf = (facts: RequestFacts): readonly UrgentVisit[] => {
  const { book, viewings, nowMs } = facts
  const byVisit = Map.groupBy(viewings.filter(({ urgent }) => urgent), ({ logId, visit }) => `${logId}/${visit}`)
  const requests = byVisit.size > 0 ? requestsOf(facts).filter(({ deed }) => deed.fields.urgentViewing !== null) : []
  return [...byVisit.values()]
    .flatMap((opened): readonly UrgentVisit[] => {
      const [first, ...others] = opened.toSorted((a, b) => a.openedMs - b.openedMs)
      if (!first) return []
      const seen = opened.flatMap(({ recordings }) => recordings)
      const request = requests.find(({ deed, withdrawal, recordings }) => deed.fields.urgentViewing === first.visit && deed.person === first.personId && !withdrawal && seen.every((id) => recordings?.has(id))) ?? null
      const deadline = judgeUrgentViewing({ viewing: first.visit, openedMs: first.openedMs, answeredMs: request?.answer?.madeMs ?? null }, book.profileAt(first.openedMs), nowMs)
      return [{ visit: first.visit, viewings: [first, ...others], request, approved: request?.state === 'urgentApproved', deadline }]
    })
    .toSorted((a, b) => b.viewings[0].openedMs - a.viewings[0].openedMs)
}
