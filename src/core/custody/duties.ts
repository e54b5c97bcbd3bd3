// Declared duty (article 13): shifts and remote duty with its return, and which of them a Session was recorded in.

import type { DeedBook, DeedRow } from '../deeds/deedBook.ts'
import type { Session } from '../session/session.ts'

export interface DutyRow {
  readonly deed: DeedRow<'duty'>
  /** The first that says so; null while nobody is said to be back, and for a shift. */
  readonly returned: DeedRow<'dutyReturn'> | null
  /** First moment after it; null while it lasts. A return cannot be declared ahead. */
  readonly endMs: number | null
}

/** A shift is a working day at most; what is longer is no shift, and moves no deadline. */
export const longestShiftMs = 24 * 3_600_000

/** Newest first. */
export const dutiesOf = (book: DeedBook): readonly DutyRow[] => {
  const returns = new Map(book.of('dutyReturn').toReversed().map((deed) => [deed.fields.duty, deed]))
  return book
    .of('duty')
    .map((deed): DutyRow => {
      const returned = deed.fields.kind === 'remote' ? (returns.get(deed.id) ?? null) : null
      const backMs = returned && Math.max(deed.fields.fromMs, Math.min(returned.fields.returnedMs, Math.max(returned.madeMs, returned.seenMs)))
      return { deed, returned, endMs: deed.fields.kind === 'remote' ? backMs : deed.fields.toMs }
    })
    .toReversed()
}

/** The newest that covers the begin of the Session; null for ordinary duty, or a Session without a clock. */
export const dutyOfSession = (session: Pick<Session, 'officer' | 'recorder' | 'startMs' | 'day'>, duties: readonly DutyRow[]): DutyRow | null => {
  if (session.day === 'unset') return null
  const covers = ({ deed: { fields }, endMs }: DutyRow): boolean =>
    (fields.officerNumber === '' || fields.officerNumber === session.officer) &&
    (fields.recorder === '' || fields.recorder === session.recorder) &&
    session.startMs >= fields.fromMs &&
    session.startMs < (endMs ?? Infinity) &&
    (fields.kind === 'remote' || (endMs ?? Infinity) - fields.fromMs <= longestShiftMs)
  return duties.find(covers) ?? null
}
