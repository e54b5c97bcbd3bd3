// What is classified (article 19), and what is therefore hidden from whom. Doubt hides.

import type { DeedBook, DeedRow } from '../deeds/deedBook.ts'
import { readRecordingList } from '../deeds/recordingList.ts'
import type { Level } from '../deeds/secrecyDeeds.ts'
import type { RecordingId } from '../ids.ts'

export interface Classified {
  readonly level: Level
  readonly deed: DeedRow<'classification'>
}

/** Everything classified, by what names it; the newest Deed about each decides. */
export interface Classifications {
  readonly recordings: ReadonlyMap<string, Classified>
  readonly sessions: ReadonlyMap<string, Classified>
  readonly cases: ReadonlyMap<string, Classified>
}

/** The names of what a person must not learn of. */
export interface Hidden {
  readonly recordings: ReadonlySet<string>
  readonly sessions: ReadonlySet<string>
  readonly cases: ReadonlySet<string>
}

export const nothingHidden: Hidden = { recordings: new Set(), sessions: new Set(), cases: new Set() }

export const classificationsOf = (book: DeedBook): Classifications => {
  const recordings = new Map<string, Classified>()
  const judged = new Set<string>()
  const named = { session: new Map<string, Classified>(), recording: recordings, case: new Map<string, Classified>() }
  for (const deed of book.of('classification')) {
    const { subject, of, list, level } = deed.fields
    const bytes = book.attachment(list)
    const put = (into: Map<string, Classified>, key: string): unknown => (level ? into.set(key, { level, deed }) : into.delete(key))
    put(named[subject], of)
    for (const recording of (bytes && readRecordingList(bytes)) ?? []) put(recordings, recording)
    judged.add(of)
  }
  // A piece is what it was made from, until somebody who may classify has said otherwise of it.
  for (const piece of book.of('piece')) {
    const { recording, cuts } = piece.fields
    const parent = judged.has(recording) ? undefined : cuts.flatMap((cut) => recordings.get(cut.recording) ?? [])[0]
    if (parent) recordings.set(recording, parent)
  }
  return { recordings, sessions: named.session, cases: named.case }
}

export const hiddenFrom = ({ recordings, sessions, cases }: Classifications, clearances: readonly Level[]): Hidden => {
  const beyond = (all: ReadonlyMap<string, Classified>): ReadonlySet<string> => new Set([...all].flatMap(([key, { level }]) => (clearances.includes(level) ? [] : [key])))
  return { recordings: beyond(recordings), sessions: beyond(sessions), cases: beyond(cases) }
}

/** A Session that holds anything hidden is hidden whole: its gaps would tell. */
export const isSessionHidden = (hidden: Hidden, session: { readonly id: string; readonly parts: readonly { readonly recordingId: RecordingId }[] }): boolean =>
  hidden.sessions.has(session.id) || session.parts.some(({ recordingId }) => hidden.recordings.has(recordingId))

export const sameHidden = (a: Hidden, b: Hidden): boolean => (['recordings', 'sessions', 'cases'] as const).every((kind) => a[kind].size === b[kind].size && [...a[kind]].every((key) => b[kind].has(key)))
