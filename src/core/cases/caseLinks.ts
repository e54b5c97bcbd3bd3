// Which Cases a Recording is evidence in: for retention (article 14), for audits, and for whoever looks at a Recording.

import type { CaseFacts } from '../policy/retention.ts'
import type { CaseLink, CaseRow } from './casesOf.ts'

export interface RecordingCase {
  readonly row: CaseRow
  /** Those that attach it now. */
  readonly links: readonly CaseLink[]
}

/** By RecordingId; only what is attached now. */
export const casesByRecording = (cases: readonly CaseRow[]): ReadonlyMap<string, readonly RecordingCase[]> => {
  const found = new Map<string, RecordingCase[]>()
  for (const row of cases) {
    const attached = row.links.filter(({ ended }) => ended === null)
    const byRecording = new Map<string, CaseLink[]>()
    for (const link of attached) for (const recording of link.deed.fields.recordings) byRecording.set(recording, [...(byRecording.get(recording) ?? []), link])
    for (const [recording, links] of byRecording) found.set(recording, [...(found.get(recording) ?? []), { row, links }])
  }
  return found
}

/** What core/policy/retention asks of a Recording's Cases. */
export const caseFactsOf = (cases: readonly RecordingCase[] | undefined): readonly CaseFacts[] => (cases ?? []).map(({ row }) => ({ caseNumber: row.number, closedMs: row.closedMs, term: row.term }))
