// Notes why something was not recorded (article 7), what they explain, and the reports a head has still to read (articles 7 and 11).

import type { DeedBook, DeedRow } from '../deeds/deedBook.ts'
import type { Session } from '../session/session.ts'
import type { GapExplanation, PlacedGap } from './explainedGaps.ts'

export type Acknowledgement = DeedRow<'acknowledgement'>

export interface ExemptionRow {
  readonly deed: DeedRow<'exemption'>
  /** By heads other than who wrote it, oldest first. */
  readonly acknowledged: readonly Acknowledgement[]
}

/** Newest first. */
export const exemptionsOf = (book: Pick<DeedBook, 'of'>): readonly ExemptionRow[] => {
  const given = acknowledgements(book, 'exemption')
  return book.of('exemption').map((deed) => ({ deed, acknowledged: (given.get(deed.id) ?? []).filter(({ person }) => person !== deed.person) })).toReversed()
}

/** Of explanations of Gaps, by their id; nobody acknowledges their own. */
export const acknowledgedExplanations = (book: Pick<DeedBook, 'of'>, explanations: readonly Pick<GapExplanation, 'explanation' | 'personId'>[]): ReadonlyMap<string, readonly Acknowledgement[]> => {
  const given = acknowledgements(book, 'interruption')
  return new Map(
    explanations.flatMap(({ explanation, personId }) => {
      const rows = (given.get(explanation) ?? []).filter(({ person }) => person !== personId)
      return rows.length > 0 ? [[explanation, rows] as const] : []
    }),
  )
}

/** Those that name this Gap, and those whose time overlaps it and whose officer carried the Recorder. */
export const exemptionsOfGap = (gap: PlacedGap, session: Pick<Session, 'officer'>, exemptions: readonly ExemptionRow[]): readonly ExemptionRow[] =>
  exemptions.filter(({ deed: { fields } }) =>
    fields.gap ? fields.gap.before === gap.before && fields.gap.after === gap.after : fields.officerNumber !== '' && fields.officerNumber === session.officer && fields.fromMs < gap.endMs && fields.toMs > gap.startMs,
  )

/** Sessions of that officer inside the time for which nothing is said to have been recorded: to be looked at. */
export const sessionsDuring = ({ deed: { fields } }: ExemptionRow, sessions: readonly Session[]): readonly Session[] =>
  fields.gap || fields.officerNumber === '' ? [] : sessions.filter(({ officer, day, startMs, endMs }) => day !== 'unset' && officer === fields.officerNumber && startMs < fields.toMs && endMs > fields.fromMs)

const acknowledgements = (book: Pick<DeedBook, 'of'>, kind: Acknowledgement['fields']['kind']): ReadonlyMap<string, readonly Acknowledgement[]> =>
  Map.groupBy(book.of('acknowledgement').filter(({ fields }) => fields.kind === kind), ({ fields }) => fields.of)
