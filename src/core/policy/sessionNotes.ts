// What was signed of a Session: unrelated to work (article 4), which activity (6), why no notice (8). The latest of each counts.

import type { DeedBook, DeedRow } from '../deeds/deedBook.ts'
import type { Session } from '../session/session.ts'

export interface SessionNotes {
  readonly workFlag: DeedRow<'workFlag'> | null
  readonly activity: DeedRow<'activity'> | null
  readonly noticeNote: DeedRow<'noticeNote'> | null
}

type Noted = 'workFlag' | 'activity' | 'noticeNote'

/** Found by any of the Session's Recordings: files that are grouped anew keep what was said of them. */
export const sessionNotes = (book: Pick<DeedBook, 'of'>): ((session: Pick<Session, 'parts'>) => SessionNotes) => {
  const latest = <T extends Noted>(type: T): ((session: Pick<Session, 'parts'>) => DeedRow<T> | null) => {
    const byRecording = new Map<string, DeedRow<T>>()
    // Oldest first in the book: the last one put is the latest.
    for (const row of book.of(type)) byRecording.set(row.fields.recording, row)
    return ({ parts }) => parts.flatMap(({ recordingId }) => byRecording.get(recordingId) ?? []).reduce<DeedRow<T> | null>((best, row) => (best && best.madeMs >= row.madeMs ? best : row), null)
  }
  const [workFlag, activity, noticeNote] = [latest('workFlag'), latest('activity'), latest('noticeNote')]
  return (session) => ({ workFlag: workFlag(session), activity: activity(session), noticeNote: noticeNote(session) })
}

/** Which Session is meant, as these Deeds say it: its first Recording that takes time, else its first. Null for a Session without any. */
export const sessionSubject = ({ id, parts }: Pick<Session, 'id' | 'parts'>): { readonly session: string; readonly recording: string } | null => {
  const part = parts.find(({ startMs, endMs }) => endMs > startMs) ?? parts[0]
  return part ? { session: id, recording: part.recordingId } : null
}

export const isUnrelated = ({ workFlag }: Pick<SessionNotes, 'workFlag'>): boolean => workFlag?.fields.unrelated ?? false
