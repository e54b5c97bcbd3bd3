// Everything articles 4 to 11 ask of each Session, and what is still to do: the fold behind the screens of duty and the auditor's questions.

import type { Recording } from '../catalog/recording.ts'
import type { DeedBook } from '../deeds/deedBook.ts'
import type { Session } from '../session/session.ts'
import type { MarkerRow } from '../viewing/viewing.ts'
import { completenessOf, missingElements, type ElementState } from './completeness.ts'
import { editSigns, type EditSign } from './editSigns.ts'
import { acknowledgedExplanations, exemptionsOf, exemptionsOfGap, type Acknowledgement, type ExemptionRow } from './exemptions.ts'
import { explainedGaps, explanationsByGap, type ExplainedGap, type GapExplanation } from './explainedGaps.ts'
import { isNoticeOpen, noticeState, type NoticeState } from './notices.ts'
import type { PolicyProfile } from './profile.ts'
import type { ClockCorrection } from './recorderClock.ts'
import { recordersOf, type RecorderRow } from './recorders.ts'
import { isUnrelated, sessionNotes, type SessionNotes } from './sessionNotes.ts'

export interface DutyGap extends ExplainedGap {
  readonly exemptions: readonly ExemptionRow[]
}

export interface DutyRow {
  readonly session: Session
  readonly clock: ClockCorrection | null
  readonly notes: SessionNotes
  readonly gaps: readonly DutyGap[]
  readonly notice: NoticeState
  readonly elements: readonly ElementState[]
  readonly signs: readonly EditSign[]
}

/** What was said of a Gap is reported to a head, who signs to have read it (article 11). */
export interface InterruptionReport {
  readonly session: Session
  readonly gap: ExplainedGap
  readonly explanation: GapExplanation
  readonly acknowledged: readonly Acknowledgement[]
}

export interface DutyBoard {
  /** In the order of the sessions given. */
  readonly rows: readonly DutyRow[]
  readonly recorders: readonly RecorderRow[]
  /** Newest first. */
  readonly exemptions: readonly ExemptionRow[]
  /** Newest first. */
  readonly interruptions: readonly InterruptionReport[]
}

export interface DutyFacts {
  /** With corrected times. */
  readonly sessions: readonly { readonly session: Session; readonly recordings: readonly Recording[]; readonly clock: ClockCorrection | null }[]
  readonly markers: readonly MarkerRow[]
  /** Newest first. */
  readonly explanations: readonly GapExplanation[]
  readonly book: Pick<DeedBook, 'of'>
  readonly profile: PolicyProfile
}

export const dutyBoard = ({ sessions, markers, explanations, book, profile }: DutyFacts): DutyBoard => {
  const markersByRecording = Map.groupBy(markers, ({ recordingId }) => recordingId)
  const byGap = explanationsByGap(explanations)
  const notesOf = sessionNotes(book)
  const exemptions = exemptionsOf(book)
  const rows = sessions.map(({ session, recordings, clock }): DutyRow => {
    const own = session.parts.flatMap(({ recordingId }) => markersByRecording.get(recordingId) ?? [])
    const notes = notesOf(session)
    let signs: readonly EditSign[] | null = null
    return {
      session,
      clock,
      notes,
      gaps: explainedGaps(session, byGap).map((gap) => ({ ...gap, exemptions: exemptionsOfGap(gap, session, exemptions) })),
      notice: noticeState(session, own, notes.noticeNote !== null, profile),
      elements: completenessOf(session, own, profile),
      // Half of the work of the whole board, and seldom looked at.
      get signs() {
        return (signs ??= editSigns(session, recordings, profile, clock?.offsetMs ?? 0))
      },
    }
  })
  const acknowledged = acknowledgedExplanations(book, explanations)
  const interruptions = rows.flatMap(({ session, gaps }) => gaps.flatMap((gap) => gap.explanations.map((explanation) => ({ session, gap, explanation, acknowledged: acknowledged.get(explanation.explanation) ?? [] }))))
  return { rows, recorders: recordersOf(book, sessions.map(({ session }) => session)), exemptions, interruptions: interruptions.toSorted((a, b) => b.explanation.writtenMs - a.explanation.writtenMs) }
}

/** A Gap is answered by an explanation or an exemption. */
export const openGaps = ({ gaps }: Pick<DutyRow, 'gaps'>): readonly DutyGap[] => gaps.filter(({ explanations, exemptions }) => explanations.length + exemptions.length === 0)

export type DutyTask = 'gaps' | 'notice' | 'activity' | 'elements'

/** What is still to do of one Session, in the order in which it is best done; nothing where it is unrelated to work. */
export const tasksOf = (row: DutyRow): readonly DutyTask[] => {
  if (isUnrelated(row.notes)) return []
  const open: Readonly<Record<DutyTask, boolean>> = { gaps: openGaps(row).length > 0, notice: isNoticeOpen(row.notice), activity: row.notes.activity === null, elements: missingElements(row.elements).length > 0 }
  return dutyTasks.filter((task) => open[task])
}

export const dutyTasks: readonly DutyTask[] = ['gaps', 'notice', 'activity', 'elements']
