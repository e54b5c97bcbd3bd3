// What of a Session lies inside a range of its clock: whole Recordings, and parts of those at its ends.

import type { RecordingId, SessionId } from '../ids.ts'
import type { Session } from '../session/session.ts'

/** What is to be attached: a whole Session, single Recordings of it, or a part of one. */
export interface CasePick {
  readonly session: SessionId | null
  readonly recordings: readonly RecordingId[]
  /** Milliseconds from the one Recording's own begin, whole. */
  readonly range: { readonly fromMs: number; readonly toMs: number } | null
}

/** In the order of the Session; empty for a range in which nothing was recorded. The ends may be given in either order. */
export const picksOfRange = ({ id, parts }: Pick<Session, 'id' | 'parts'>, oneMs: number, otherMs: number): readonly CasePick[] => {
  const [fromMs, toMs] = [Math.min(oneMs, otherMs), Math.max(oneMs, otherMs)]
  return parts.flatMap(({ recordingId, startMs, endMs }) => {
    const range = { fromMs: Math.max(0, Math.floor(fromMs - startMs)), toMs: Math.ceil(Math.min(toMs, endMs) - startMs) }
    if (range.fromMs >= range.toMs) return []
    return [{ session: id, recordings: [recordingId], range: fromMs <= startMs && toMs >= endMs ? null : range }]
  })
}
