// What the detectors of article 20 are asked with: the folds of all other articles, side by side, as of one moment.

import type { CaseRow } from '../../cases/casesOf.ts'
import type { Copy, Drive, Recording } from '../../catalog/recording.ts'
import type { DisposalRow } from '../../custody/disposals.ts'
import type { HandOverRow } from '../../custody/handOvers.ts'
import type { DeedBook } from '../../deeds/deedBook.ts'
import type { LogProblem } from '../../log/problems.ts'
import type { Session } from '../../session/session.ts'
import type { UrgentVisit } from '../../viewing/urgentVisits.ts'
import type { ViewingRow } from '../../viewing/viewing.ts'
import type { DutyBoard } from '../dutyBoard.ts'
import type { KnownProfile } from '../profile.ts'
import type { LoggedFinding } from './loggedFindings.ts'

export interface AuditFacts {
  readonly nowMs: number
  /** In force now. */
  readonly profile: KnownProfile
  readonly sessions: readonly { readonly session: Session; readonly recordings: readonly Recording[] }[]
  readonly copies: readonly Copy[]
  readonly drives: readonly Drive[]
  readonly book: DeedBook
  readonly viewings: readonly ViewingRow[]
  readonly urgentVisits: readonly UrgentVisit[]
  /** What scans and players wrote of Copies, of all logs. */
  readonly logged: readonly LoggedFinding[]
  /** What the verifier said of each log, where it was asked. */
  readonly logs: readonly AuditedLog[]
  readonly duty: DutyBoard
  readonly handOvers: readonly HandOverRow[]
  readonly disposals: readonly DisposalRow[]
  readonly cases: readonly CaseRow[]
}

export interface AuditedLog {
  readonly logId: string
  readonly device: string
  readonly problems: readonly LogProblem[]
}
