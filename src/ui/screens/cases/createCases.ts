// What the case screens share: the cases, the sessions of the catalogue by recording, and whether this person keeps cases.

import { createMemo, type Accessor } from 'solid-js'
import type { SessionRow } from '../../../app/app.ts'
import { casesByRecording, type RecordingCase } from '../../../core/cases/caseLinks.ts'
import type { CaseRow } from '../../../core/cases/casesOf.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { paramsToFilter } from '../archive/filterParams.ts'

export interface Cases {
  /** Undefined until they were read. */
  readonly all: Accessor<readonly CaseRow[] | undefined>
  readonly byRecording: Accessor<ReadonlyMap<string, readonly RecordingCase[]>>
}

export const createCases = (): Cases => {
  const app = useApp()
  const all = createLive(() => app.cases)
  return { all, byRecording: createMemo(() => casesByRecording(all() ?? [])) }
}

/** By RecordingId; of Sessions that this device lists. */
export const createSessionIndex = (): Accessor<ReadonlyMap<string, SessionRow>> => {
  const app = useApp()
  const rows = createLive(() => app.search(paramsToFilter({})), [])
  return createMemo(() => new Map(rows().flatMap((row) => row.session.parts.map((part) => [part.recordingId as string, row]))))
}

export const caseHref = (number: string): string => `/cases/${encodeURIComponent(number)}`

/** Recordings attached now, each once. */
export const attachedRecordings = (row: CaseRow): readonly string[] => [...new Set(row.links.flatMap(({ deed, ended }) => (ended ? [] : deed.fields.recordings)))]
