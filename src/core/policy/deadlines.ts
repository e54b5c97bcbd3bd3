// The clocks of the policy: handing over (article 13) and approval after urgent viewing; what is overdue, and by how long.

import type { SessionId } from '../ids.ts'
import { endOfDay } from './calendar.ts'
import type { KnownProfile, ProfileId } from './profile.ts'

/** What is known of one Session's way into the archive. Epoch milliseconds. */
export interface HandOverFacts {
  readonly sessionId: SessionId
  /** null when the recorder's clock was not set: no day can be named. */
  readonly endMs: number | null
  /** End of a declared shift it was recorded in, from which the day is counted; else null. */
  readonly shiftEndMs: number | null
  /** null: ordinary duty. Declared remote duty ends with a declared return, null while it lasts. */
  readonly remote: { readonly returnedMs: number | null } | null
  /** Collected and checked onto the unit's drive. */
  readonly handedOverMs: number | null
}

export interface ViewingFacts {
  readonly viewing: string
  readonly openedMs: number
  /** Of the approval given afterwards; a refusal is an answer too. */
  readonly answeredMs: number | null
}

export type DeadlineState =
  /** Done before it was due. */
  | 'kept'
  /** Done after it was due. */
  | 'late'
  /** Not done; there is still time. */
  | 'running'
  /** Not done, and due. */
  | 'overdue'
  /** Remote duty whose return was not declared: the clock has not begun. */
  | 'away'
  /** The recorder's clock was not set. */
  | 'clockNotSet'
  /** The profile sets none. */
  | 'none'
  /** From before the unit's records begin here. */
  | 'before'

export interface Deadline {
  readonly type: 'handOver' | 'urgentApproval'
  /** Session id or viewing id. */
  readonly of: string
  readonly profile: ProfileId
  /** First moment that is too late; null where no clock runs. */
  readonly dueMs: number | null
  readonly doneMs: number | null
  readonly state: DeadlineState
  /** Milliseconds past due: at `doneMs`, or now while not done; 0 while in time. */
  readonly lateMs: number
}

/** Same day: until midnight in the unit's zone after the end of the Session, or of its shift where that is later. Remote: the profile's hours after the declared return, by the clock. */
export const judgeHandOver = (facts: HandOverFacts, known: KnownProfile, nowMs: number): Deadline => {
  const { handOver, zone } = known.profile
  const make = (dueMs: number | null, without: DeadlineState): Deadline => judge('handOver', facts.sessionId, known.id, dueMs, facts.handedOverMs, nowMs, without)
  if (facts.endMs === null) return make(null, 'clockNotSet')
  if (facts.remote) return facts.remote.returnedMs === null ? make(null, 'away') : make(Math.max(facts.remote.returnedMs, facts.endMs) + handOver.hoursAfterReturn * HOUR_MS, 'none')
  return make(handOver.sameDay ? endOfDay(Math.max(facts.endMs, facts.shiftEndMs ?? 0), zone) : null, 'none')
}

export const judgeUrgentViewing = ({ viewing, openedMs, answeredMs }: ViewingFacts, { id, profile }: KnownProfile, nowMs: number): Deadline =>
  judge('urgentApproval', viewing, id, openedMs + profile.viewing.urgentApprovalHours * HOUR_MS, answeredMs, nowMs, 'none')

/** Not done and due, the longest overdue first. */
export const overdueList = (deadlines: readonly Deadline[]): readonly Deadline[] => deadlines.filter(({ state }) => state === 'overdue').toSorted((a, b) => b.lateMs - a.lateMs)

const HOUR_MS = 3_600_000

const judge = (type: Deadline['type'], of: string, profile: ProfileId, dueMs: number | null, doneMs: number | null, nowMs: number, without: DeadlineState): Deadline => {
  // Handed over while still away, or without a clock to measure by: done is done.
  if (dueMs === null) return { type, of, profile, dueMs, doneMs, state: doneMs === null ? without : 'kept', lateMs: 0 }
  const lateMs = Math.max(0, (doneMs ?? nowMs) - dueMs)
  const past = (doneMs ?? nowMs) >= dueMs
  return { type, of, profile, dueMs, doneMs, state: doneMs === null ? (past ? 'overdue' : 'running') : past ? 'late' : 'kept', lateMs }
}
