// Which Sessions open together on one clock, and for each of the others why it does not.

import type { SessionRow } from '../../../app/app.ts'
import { isOnTimeline } from '../../../core/catalog/recording.ts'
import type { CoverFault } from '../../../core/viewing/approvals.ts'
import { laneRows, mostPictures } from './laneRows.ts'
import { viewHref } from './viewHref.ts'

export type Absence =
  | { readonly type: 'nothingPlays' }
  /** None of its drives is plugged in. */
  | { readonly type: 'away'; readonly drives: readonly string[] }
  | { readonly type: 'notCovered'; readonly fault: CoverFault }
  /** As many recorders as find a place are there already. */
  | { readonly type: 'full' }

export interface Together {
  /** In order of time; where an Approval covers some, those; where none does, all that could be shown. */
  readonly rows: readonly SessionRow[]
  /** Recorders side by side. */
  readonly pictures: number
  readonly isCovered: boolean
  readonly absent: readonly { readonly row: SessionRow; readonly why: Absence }[]
}

/** `faultOf`: why nothing covers it; null where something does. */
export const planTogether = (rows: readonly SessionRow[], faultOf: (row: SessionRow) => CoverFault | null): Together => {
  const inOrder = rows.toSorted((a, b) => a.session.startMs - b.session.startMs)
  const isCovered = inOrder.some((row) => whyNot(row) === null && faultOf(row) === null)
  const [together, absent]: [SessionRow[], Together['absent'][number][]] = [[], []]
  for (const row of inOrder) {
    const fault = isCovered ? faultOf(row) : null
    const why = whyNot(row) ?? (fault ? ({ type: 'notCovered', fault } as const) : null) ?? (pictures([...together, row]) > mostPictures ? ({ type: 'full' } as const) : null)
    if (why) absent.push({ row, why })
    else together.push(row)
  }
  return { rows: together, pictures: pictures(together), isCovered, absent }
}

/** The first leads; the others are named beside it. */
export const togetherHref = ({ rows }: Pick<Together, 'rows'>, atMs: (row: SessionRow) => number, caseNumber?: string): string | null => {
  const [first, ...others] = rows
  if (!first) return null
  const beside = others.length > 0 ? `&with=${others.map(({ session }) => encodeURIComponent(session.id)).join()}` : ''
  return `${viewHref(first.session.id, atMs(first), caseNumber)}${beside}`
}

const whyNot = ({ recordings, whereabouts }: SessionRow): Absence | null => {
  if (!recordings.some(isOnTimeline)) return { type: 'nothingPlays' }
  return whereabouts.drives.some(({ connected }) => connected) ? null : { type: 'away', drives: whereabouts.drives.map(({ name }) => name) }
}

const pictures = (rows: readonly SessionRow[]): number => laneRows(rows.map((row) => ({ id: row.session.id, row: () => row, offsetMs: () => 0 }))).length
