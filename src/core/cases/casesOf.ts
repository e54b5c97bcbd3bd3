// Cases 案卷 as their Deeds tell them: what each is called, whether it is open, and what is attached. Pure fold of the book.

import type { DeedBook, DeedRow } from '../deeds/deedBook.ts'
import { readRetentionTerm, type RetentionTerm } from '../policy/retentionTerm.ts'
import { caseKey } from './caseNumber.ts'

export interface CaseLink {
  /** The `caseLink` Deed. */
  readonly deed: DeedRow<'caseLink'>
  /** What took it off; null while it is attached. */
  readonly ended: DeedRow<'caseUnlink'> | null
}

/** Everything that was signed about one Case. */
export type CaseDeed = DeedRow<'case'> | DeedRow<'caseLink'> | DeedRow<'caseUnlink'> | DeedRow<'caseClosing'> | DeedRow<'caseReopening'> | DeedRow<'receipt'>

export interface CaseRow {
  /** As it was first written. */
  readonly number: string
  readonly title: string
  readonly kind: string
  readonly openedMs: number
  /** Null while it is open. */
  readonly closedMs: number | null
  /** How long it is kept once closed, as the unit writes it; null where nobody said. */
  readonly termText: string | null
  /** Null also for a text that nobody could read. */
  readonly term: RetentionTerm | null
  /** Also those that were taken off. */
  readonly links: readonly CaseLink[]
  readonly receipts: readonly DeedRow<'receipt'>[]
  /** Oldest first. */
  readonly history: readonly CaseDeed[]
}

/** Opened last first. A Deed of a number that nobody opened makes no Case. */
export const casesOf = (book: DeedBook): readonly CaseRow[] => {
  const links = book.of('caseLink')
  const linkById = new Map(links.map((link) => [link.id, link]))
  const unlinks = book.of('caseUnlink').filter(({ fields }) => linkById.has(fields.link))
  // The first that took it off counts.
  const endedBy = new Map(unlinks.toReversed().map((unlink) => [unlink.fields.link, unlink]))
  const numberOf = (deed: CaseDeed): string => (deed.type === 'caseUnlink' ? (linkById.get(deed.fields.link)?.fields.caseNumber ?? '') : deed.fields.caseNumber)
  const all: readonly CaseDeed[] = [...book.of('case'), ...links, ...unlinks, ...book.of('caseClosing'), ...book.of('caseReopening'), ...book.of('receipt')]
  const byKey = Map.groupBy(all.toSorted(byTime), (deed) => caseKey(numberOf(deed)))
  return [...byKey.values()].flatMap((deeds) => caseOf(deeds, endedBy) ?? []).toSorted((a, b) => b.openedMs - a.openedMs || (a.number < b.number ? -1 : 1))
}

export const findCase = (cases: readonly CaseRow[], number: string): CaseRow | null => cases.find((one) => caseKey(one.number) === caseKey(number)) ?? null

const caseOf = (history: readonly CaseDeed[], endedBy: ReadonlyMap<string, DeedRow<'caseUnlink'>>): CaseRow | null => {
  const of = <T extends CaseDeed['type']>(type: T) => history.filter((deed) => deed.type === type) as unknown as readonly DeedRow<T>[]
  const versions = of('case')
  const [first, last] = [versions[0], versions.at(-1)]
  if (!first || !last) return null
  const turn = history.findLast((deed) => deed.type === 'caseClosing' || deed.type === 'caseReopening')
  const closing = turn?.type === 'caseClosing' ? turn : null
  // What was said last, on closing or in a later version.
  const termText = history.findLast((deed): deed is DeedRow<'case'> | DeedRow<'caseClosing'> => (deed.type === 'case' || deed.type === 'caseClosing') && deed.fields.term !== null)?.fields.term ?? null
  return {
    number: first.fields.caseNumber,
    title: last.fields.title,
    kind: last.fields.kind,
    openedMs: last.fields.openedMs,
    closedMs: closing?.fields.closedMs ?? null,
    termText,
    term: termText === null ? null : readRetentionTerm(termText),
    links: of('caseLink').map((deed) => ({ deed, ended: endedBy.get(deed.id) ?? null })),
    receipts: of('receipt'),
    history,
  }
}

const byTime = (a: CaseDeed, b: CaseDeed): number => a.madeMs - b.madeMs || (a.id < b.id ? -1 : 1)
