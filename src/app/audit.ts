// What an audit is asked with (articles 3 and 20): all folds side by side, and the Findings they give; made only while somebody looks.

import { casesOf } from '../core/cases/casesOf.ts'
import type { Copy, Drive } from '../core/catalog/recording.ts'
import type { DisposalRow } from '../core/custody/disposals.ts'
import type { HandOverRow } from '../core/custody/handOvers.ts'
import type { DeedBook } from '../core/deeds/deedBook.ts'
import { combineLive } from '../core/live.ts'
import type { DutyBoard } from '../core/policy/dutyBoard.ts'
import type { AuditFacts } from '../core/policy/findings/auditFacts.ts'
import { findingsOf, type AnsweredFinding } from '../core/policy/findings/findingsOf.ts'
import { withStored, type LoggedFinding } from '../core/policy/findings/loggedFindings.ts'
import type { Finding, Live } from '../core/ports.ts'
import type { UrgentVisit } from '../core/viewing/urgentVisits.ts'
import type { ViewingRow } from '../core/viewing/viewing.ts'
import type { LogHealth, SessionRow } from './app.ts'
import type { RetentionBook } from './custody.ts'

export interface AuditBook {
  readonly facts: AuditFacts
  readonly findings: readonly AnsweredFinding[]
  readonly retention: RetentionBook
  readonly logs: readonly LogHealth[]
}

export interface AuditDeps {
  /** All that may be seen here, with true times. */
  readonly sessions: Live<readonly SessionRow[]>
  readonly copies: Live<readonly Copy[]>
  readonly drives: Live<readonly Drive[]>
  readonly deeds: Live<DeedBook>
  readonly viewings: Live<readonly ViewingRow[]>
  readonly urgentVisits: Live<readonly UrgentVisit[]>
  readonly logged: Live<readonly LoggedFinding[]>
  readonly stored: Live<readonly Finding[]>
  readonly logs: Live<readonly LogHealth[]>
  readonly duty: Live<DutyBoard>
  readonly handOvers: Live<readonly HandOverRow[]>
  readonly retention: Live<RetentionBook>
  readonly disposals: Live<readonly DisposalRow[]>
  readonly now: () => number
}

type Sources = readonly [
  readonly SessionRow[], readonly Copy[], readonly Drive[], DeedBook, readonly ViewingRow[], readonly UrgentVisit[], readonly LoggedFinding[], readonly Finding[], readonly LogHealth[], DutyBoard, readonly HandOverRow[], RetentionBook, readonly DisposalRow[],
]

export const makeAudit = (deps: AuditDeps): Live<AuditBook> =>
  combineLive<Sources, AuditBook>(
    [deps.sessions, deps.copies, deps.drives, deps.deeds, deps.viewings, deps.urgentVisits, deps.logged, deps.stored, deps.logs, deps.duty, deps.handOvers, deps.retention, deps.disposals],
    (sessions, copies, drives, book, viewings, urgentVisits, logged, stored, logs, duty, handOvers, retention, disposals) => {
      const nowMs = deps.now()
      const audited = logs.map(({ log, problems }) => ({ logId: log.logId, device: log.deviceName, problems }))
      const facts: AuditFacts = { nowMs, profile: book.profileAt(nowMs), sessions, copies, drives, book, viewings, urgentVisits, logged: withStored(logged, stored), logs: audited, duty, handOvers, disposals, cases: casesOf(book) }
      return { facts, findings: findingsOf(facts), retention, logs }
    },
  )
