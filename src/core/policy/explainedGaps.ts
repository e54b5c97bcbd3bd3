// The Gaps of a Session with what was said of them (article 11): entries in, explanations out, matched by Recordings.

import { recordingId, type RecordingId } from '../ids.ts'
import { bodyOf, type Entry } from '../log/entry.ts'
import type { Gap, Session } from '../session/session.ts'

/** One Gap by the Recordings on both sides of it: it stays the same Gap when a clock is corrected. */
export interface PlacedGap extends Gap {
  readonly before: RecordingId
  readonly after: RecordingId
}

/** As the log has it; nothing replaces an explanation, a later one stands beside it. */
export interface GapExplanation {
  readonly explanation: string
  readonly before: RecordingId
  readonly after: RecordingId
  /** Id of a cause of the profile. */
  readonly cause: string
  readonly statement: string
  /** The Marker at which it is explained by voice. */
  readonly marker: string | null
  readonly profile: string
  /** The person's name as the log has it. */
  readonly person: string
  readonly personId: string
  readonly writtenMs: number
}

export interface ExplainedGap extends PlacedGap {
  /** Newest first; empty: nobody explained it. */
  readonly explanations: readonly GapExplanation[]
}

export const placedGaps = ({ gaps, parts }: Pick<Session, 'gaps' | 'parts'>): readonly PlacedGap[] => {
  const rolling = parts.filter(({ startMs, endMs }) => endMs > startMs)
  return gaps.flatMap((gap) => {
    const before = rolling.find(({ endMs }) => endMs === gap.startMs)
    const after = rolling.find(({ startMs }) => startMs === gap.endMs)
    return before && after ? [{ ...gap, before: before.recordingId, after: after.recordingId }] : []
  })
}

export type ExplanationsByGap = ReadonlyMap<string, readonly GapExplanation[]>

/** Keeps the order. */
export const explanationsByGap = (explanations: readonly GapExplanation[]): ExplanationsByGap => Map.groupBy(explanations, keyOf)

export const explainedGaps = (session: Pick<Session, 'gaps' | 'parts'>, byGap: ExplanationsByGap): readonly ExplainedGap[] =>
  placedGaps(session).map((gap) => ({ ...gap, explanations: byGap.get(keyOf(gap)) ?? [] }))

const keyOf = ({ before, after }: Pick<PlacedGap, 'before' | 'after'>): string => `${before} ${after}`

export interface GapProjection {
  /** Takes entries of every kind; of one log in its order, logs in any order. */
  add(entries: readonly Entry[]): void
  /** Newest first. */
  rows(): readonly GapExplanation[]
}

export const makeGapProjection = (): GapProjection => {
  const names = new Map<string, string>()
  const gathered = new Map<string, GapExplanation>()

  const add = (entry: Entry): void => {
    const session = bodyOf(entry, 'session-open')
    if (session) names.set(session.person, session.name)
    const body = bodyOf(entry, 'gap-explained')
    if (!body) return
    const { explanation, person, before, after, cause, statement, marker, profile } = body
    gathered.set(`${entry.logId}/${entry.seq}`, { explanation, person, personId: person, before: recordingId(before), after: recordingId(after), cause, statement, marker, profile, writtenMs: entry.timeMs })
  }

  return {
    add: (entries) => entries.forEach(add),
    rows: () =>
      [...gathered.values()]
        .map((row) => ({ ...row, person: names.get(row.person) ?? row.person }))
        .toSorted((a, b) => b.writtenMs - a.writtenMs || (a.explanation < b.explanation ? -1 : 1)),
  }
}
