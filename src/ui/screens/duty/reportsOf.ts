// What is reported to heads: exemption notes and explained interruptions, and which of them wait for whom; for the list and for the number at the rail.

import type { Person } from '../../../app/app.ts'
import type { DutyBoard, InterruptionReport } from '../../../core/policy/dutyBoard.ts'
import type { ExemptionRow } from '../../../core/policy/exemptions.ts'

interface Told {
  /** Of the deed or the explanation. */
  readonly of: string
  /** Nobody signs to have read what they wrote themselves. */
  readonly writer: string
  readonly atMs: number
  readonly read: boolean
}

export type Report = Told & ({ readonly kind: 'exemption'; readonly exemption: ExemptionRow } | { readonly kind: 'interruption'; readonly interruption: InterruptionReport })

/** Unread first, the newest first. */
export const reportsOf = ({ exemptions, interruptions }: Pick<DutyBoard, 'exemptions' | 'interruptions'>): readonly Report[] =>
  [
    ...exemptions.map((exemption): Report => ({ kind: 'exemption', of: exemption.deed.id, writer: exemption.deed.person, atMs: exemption.deed.madeMs, read: exemption.acknowledged.length > 0, exemption })),
    ...interruptions.map((interruption): Report => ({ kind: 'interruption', of: interruption.explanation.explanation, writer: interruption.explanation.personId, atMs: interruption.explanation.writtenMs, read: interruption.acknowledged.length > 0, interruption })),
  ].toSorted((a, b) => Number(a.read) - Number(b.read) || b.atMs - a.atMs)

export const toRead = (board: Pick<DutyBoard, 'exemptions' | 'interruptions'>, person: Pick<Person, 'id'>): readonly Report[] => reportsOf(board).filter(({ read, writer }) => !read && writer !== person.id)
