// Holds 留存 (article 14): placed on Recordings, a Session or a Case with a reason, until lifted or until their day.

import type { RecordingCase } from '../cases/caseLinks.ts'
import { caseKey } from '../cases/caseNumber.ts'
import type { DeedBook, DeedRow } from '../deeds/deedBook.ts'
import type { RecordingId } from '../ids.ts'
import type { HoldFacts } from '../policy/retention.ts'
import { listedIn } from './deedLists.ts'

export interface HoldRow {
  readonly deed: DeedRow<'hold'>
  /** The first that lifts it; null while nobody did. */
  readonly lifted: DeedRow<'lift'> | null
  /** As listed when it was placed; null while the list is not here. */
  readonly recordings: ReadonlySet<RecordingId> | null
}

export type HoldState = 'standing' | 'ended' | 'lifted'

/** Newest first. */
export const holdsOf = (book: DeedBook): readonly HoldRow[] => {
  const lifts = new Map(book.of('lift').toReversed().map((deed) => [deed.fields.hold, deed]))
  return book
    .of('hold')
    .map((deed) => ({ deed, lifted: lifts.get(deed.id) ?? null, recordings: listedIn(book, deed.fields.list) }))
    .toReversed()
}

export const holdState = ({ deed, lifted }: HoldRow, nowMs: number): HoldState => (lifted ? 'lifted' : deed.fields.untilMs !== null && deed.fields.untilMs <= nowMs ? 'ended' : 'standing')

/** Which Holds that were not lifted reach a Recording: by list, by its Session, by a Case it is attached to. */
export const makeHoldFinder = (holds: readonly HoldRow[]): ((recording: RecordingId, sessions: readonly string[], cases: readonly RecordingCase[] | undefined) => readonly HoldRow[]) => {
  const standing = holds.filter(({ lifted }) => lifted === null)
  const gather = (namesOf: (row: HoldRow) => Iterable<string>): ReadonlyMap<string, readonly HoldRow[]> => {
    const found = new Map<string, HoldRow[]>()
    for (const row of standing) for (const name of namesOf(row)) found.set(name, [...(found.get(name) ?? []), row])
    return found
  }
  const byRecording = gather(({ recordings }) => recordings ?? [])
  const bySession = gather(({ deed }) => (deed.fields.session === null ? [] : [deed.fields.session]))
  const byCase = gather(({ deed }) => (deed.fields.caseNumber.trim() === '' ? [] : [caseKey(deed.fields.caseNumber)]))
  return (recording, sessions, cases) => [
    ...new Set([...(byRecording.get(recording) ?? []), ...sessions.flatMap((session) => bySession.get(session) ?? []), ...(cases ?? []).flatMap(({ row }) => byCase.get(caseKey(row.number)) ?? [])]),
  ]
}

export const holdFacts = ({ deed: { id, fields } }: HoldRow): HoldFacts => ({ hold: id, reason: fields.reason, untilMs: fields.untilMs })
