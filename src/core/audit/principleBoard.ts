// The board of article 3: how far recording is in step, kept in one place, filed by standard and kept secret, in figures that can be opened.

import { uncheckedSessions } from '../policy/recorders.ts'
import { isNoticeOpen } from '../policy/notices.ts'
import { classificationsOf } from '../policy/secrecy.ts'
import type { AuditFacts } from '../policy/findings/auditFacts.ts'
import type { AnsweredFinding } from '../policy/findings/findingsOf.ts'
import { retentionSummary, type RetentionRow } from '../custody/retentionRows.ts'
import { driveRolesOf, roleOfDrive } from '../custody/driveRoles.ts'
import { isWithin, type Period } from './period.ts'

export const principles = ['inStep', 'oneKeeping', 'filed', 'secret'] as const
export type Principle = (typeof principles)[number]

export type FigureName =
  | 'sessions' | 'footage' | 'gaps' | 'gapsUnexplained' | 'noticeOpen' | 'unchecked' | 'exemptionsUnread'
  | 'handedInTime' | 'handedLate' | 'handOverOverdue' | 'inArchive' | 'singleCopy' | 'privateCopies' | 'driveLosses'
  | 'withActivity' | 'elementsComplete' | 'inCases' | 'clockNotSet' | 'retentionDue' | 'held'
  | 'viewings' | 'approved' | 'urgent' | 'unapproved' | 'classified' | 'witnessed' | 'refusedDeeds'

export interface Figure {
  readonly name: FigureName
  readonly value: number
  /** What `value` is a part of; null where it stands alone. */
  readonly of: number | null
  readonly as: 'count' | 'length'
  /** `bad` and `watch` where the value is not as it should be; `plain` also where there was nothing to measure: that is no pass. */
  readonly tone: 'plain' | 'good' | 'watch' | 'bad'
}

export interface BoardSources {
  readonly facts: AuditFacts
  readonly findings: readonly AnsweredFinding[]
  readonly retention: readonly RetentionRow[]
  /** Logs with a head that somebody else cosigned, and all. */
  readonly witnessed: { readonly some: number; readonly all: number }
}

export const principleBoard = ({ facts, findings, retention, witnessed }: BoardSources, period: Period): Readonly<Record<Principle, readonly Figure[]>> => {
  const { profile } = facts.profile
  const rows = facts.duty.rows.filter(({ session }) => session.day !== 'unset' && isWithin(period, session.startMs))
  const ids = new Set<string>(rows.map(({ session }) => session.id))
  const recordings = new Set(rows.flatMap(({ session }) => session.parts.map(({ recordingId }) => recordingId as string)))
  const handOvers = facts.handOvers.filter(({ session }) => ids.has(session.id))
  const state = (...states: readonly string[]): number => handOvers.filter(({ deadline }) => states.includes(deadline.state)).length
  const roles = driveRolesOf(facts.book)
  const copiesOf = new Map<string, Set<string>>()
  const archived = new Set<string>()
  for (const { recordingId, driveId, state: copyState } of facts.copies) {
    if (recordingId === null || copyState !== 'fingerprinted' || !recordings.has(recordingId)) continue
    copiesOf.set(recordingId, (copiesOf.get(recordingId) ?? new Set()).add(driveId))
    if (roleOfDrive(roles, driveId) === 'archive') archived.add(recordingId)
  }
  const single = [...copiesOf.values()].filter(({ size }) => size === 1).length
  const gaps = rows.flatMap((row) => row.gaps)
  const open = gaps.filter(({ explanations, exemptions }) => explanations.length + exemptions.length === 0).length
  const viewings = facts.viewings.filter(({ openedMs }) => isWithin(period, openedMs))
  const inPeriod = findings.filter(({ ms, rule }) => isWithin(period, ms) || rule === 'logProblem')
  const found = (fits: (one: AnsweredFinding) => boolean): number => inPeriod.filter(fits).length
  const unapproved = found(({ rule }) => rule === 'noApproval' || rule === 'badApproval' || rule === 'urgentOverdue')
  const inCases = new Set(facts.cases.flatMap(({ links }) => links.filter(({ ended }) => ended === null).flatMap(({ deed }) => deed.fields.recordings)))
  const kept = retentionSummary(retention.filter(({ session }) => ids.has(session.id)).flatMap(({ retentions }) => retentions), facts.nowMs)
  const exemptions = facts.duty.exemptions.filter(({ deed }) => isWithin(period, deed.fields.fromMs))
  const classified = classificationsOf(facts.book)
  const refused = facts.book.faulty.filter(({ seenMs }) => isWithin(period, seenMs)).length

  const plain = (name: FigureName, value: number, of: number | null = null): Figure => ({ name, value, of, as: 'count', tone: 'plain' })
  /** Good when there is none; `of`: what could have been. */
  const none = (name: FigureName, value: number, tone: 'watch' | 'bad', of: number): Figure => ({ name, value, of, as: 'count', tone: value > 0 ? tone : of > 0 ? 'good' : 'plain' })
  /** The same for what is no part of what it was looked for in. */
  const noneIn = (name: FigureName, value: number, tone: 'watch' | 'bad', looked: number): Figure => ({ ...none(name, value, tone, looked), of: null })
  const all = (name: FigureName, value: number, of: number): Figure => ({ name, value, of, as: 'count', tone: of === 0 ? 'plain' : value === of ? 'good' : 'watch' })
  return {
    inStep: [
      plain('sessions', rows.length),
      { name: 'footage', value: rows.reduce((sum, { session }) => sum + session.footageMs, 0), of: null, as: 'length', tone: 'plain' },
      none('gapsUnexplained', open, 'bad', gaps.length),
      none('noticeOpen', rows.filter(({ notice }) => isNoticeOpen(notice)).length, 'watch', rows.length),
      none('unchecked', uncheckedSessions(rows.map(({ session }) => session), facts.duty.recorders, profile.zone).length, 'watch', rows.length),
      none('exemptionsUnread', exemptions.filter(({ acknowledged }) => acknowledged.length === 0).length, 'watch', exemptions.length),
    ],
    oneKeeping: [
      plain('handedInTime', state('kept'), handOvers.length),
      none('handedLate', state('late'), 'watch', handOvers.length),
      none('handOverOverdue', state('overdue'), 'bad', handOvers.length),
      all('inArchive', archived.size, recordings.size),
      none('singleCopy', single, 'watch', recordings.size),
      noneIn('privateCopies', found(({ rule }) => rule === 'privateCopy'), 'bad', recordings.size),
      noneIn('driveLosses', found(({ kind }) => kind === 'driveLoss'), 'bad', facts.drives.length),
    ],
    filed: [
      all('withActivity', rows.filter(({ notes }) => notes.activity !== null).length, rows.length),
      all('elementsComplete', rows.filter(({ elements }) => elements.every(({ markers }) => markers > 0)).length, rows.length),
      plain('inCases', rows.filter(({ session }) => session.parts.some(({ recordingId }) => inCases.has(recordingId))).length, rows.length),
      none('clockNotSet', facts.sessions.filter(({ session }) => session.day === 'unset').length, 'watch', facts.sessions.length),
      plain('retentionDue', kept.due, kept.recordings),
      plain('held', kept.held, kept.recordings),
    ],
    secret: [
      plain('viewings', viewings.length),
      plain('approved', viewings.filter(({ approval }) => approval !== null).length, viewings.length),
      plain('urgent', viewings.filter(({ urgent }) => urgent).length, viewings.length),
      none('unapproved', unapproved, 'bad', viewings.length),
      plain('classified', classified.recordings.size),
      all('witnessed', witnessed.some, witnessed.all),
      noneIn('refusedDeeds', refused, 'watch', witnessed.all),
    ],
  }
}
