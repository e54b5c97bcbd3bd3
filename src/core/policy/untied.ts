// Recordings that are tied to no duty, Case or Session (article 4): nobody has yet said what they are for.

import type { RecordingId } from '../ids.ts'
import type { Session } from '../session/session.ts'
import type { SessionNotes } from './sessionNotes.ts'

export interface Untied {
  /** No registered activity, in no Case, in no declared shift, and not flagged as unrelated either. */
  readonly sessions: readonly Session[]
  /** In no Session at all. */
  readonly alone: readonly RecordingId[]
}

export interface Ties {
  /** Of Cases. */
  readonly attached: ReadonlySet<string>
  /** Inside a declared shift of that Recorder's officer. */
  readonly onDuty: (session: Session) => boolean
}

export const untiedRecordings = (sessions: readonly { readonly session: Session; readonly notes: SessionNotes }[], recordings: readonly RecordingId[], { attached, onDuty }: Ties): Untied => {
  const grouped = new Set(sessions.flatMap(({ session }) => session.parts.map(({ recordingId }) => recordingId)))
  return {
    sessions: sessions.flatMap(({ session, notes }) => (notes.activity || notes.workFlag?.fields.unrelated || session.parts.some(({ recordingId }) => attached.has(recordingId)) || onDuty(session) ? [] : [session])),
    alone: recordings.filter((id) => !grouped.has(id) && !attached.has(id)),
  }
}
