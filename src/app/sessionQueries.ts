// What the screens ask of one Session or Recording: its Copies, Gaps, Markers, and what permits to look at it.

import type { Copy, Drive } from '../core/catalog/recording.ts'
import type { RecordingId, SessionId } from '../core/ids.ts'
import { combineLive, type ValueOf } from '../core/live.ts'
import { explainedGaps, explanationsByGap, type ExplainedGap, type GapExplanation } from '../core/policy/explainedGaps.ts'
import type { Live } from '../core/ports.ts'
import { coverAmong, coverFor } from '../core/viewing/approvals.ts'
import type { RequestFacts, RequestRow } from '../core/viewing/requests.ts'
import { outUses } from '../core/viewing/uses.ts'
import type { App, Identity, MarkerRow, Person, SessionRow, WithdrawnMarker } from './app.ts'

export interface SessionQueryDeps {
  readonly session: App['session']
  readonly copiesOf: (recording: RecordingId) => Live<readonly Copy[]>
  readonly drives: Live<readonly Drive[]>
  readonly explanations: Live<readonly GapExplanation[]>
  readonly markers: Live<readonly MarkerRow[]>
  readonly withdrawnMarkers: Live<readonly WithdrawnMarker[]>
  readonly viewingFacts: Live<RequestFacts>
  readonly requests: Live<readonly RequestRow[]>
  readonly identity: Live<Identity>
}

export const makeSessionQueries = (deps: SessionQueryDeps): Pick<App, 'recordingCopies' | 'gaps' | 'markers' | 'withdrawnMarkers' | 'cover' | 'wayOut'> => {
  const worker = (who: Identity): Pick<Person, 'id' | 'roles'> => (who.state === 'open' ? who.person : { id: '', roles: [] })
  const partsOf = (row: SessionRow | null): readonly RecordingId[] => row?.session.parts.map(({ recordingId }) => recordingId) ?? []
  const ofSession = <M extends MarkerRow>(markers: Live<readonly M[]>, id: SessionId): Live<readonly M[]> =>
    combineLive<[readonly M[], SessionRow | null], readonly M[]>([markers, deps.session(id)], (all, row) => {
      const parts = new Set(partsOf(row))
      return all.filter(({ recordingId }) => parts.has(recordingId))
    })
  return {
    recordingCopies: (id) =>
      combineLive<[readonly Copy[], readonly Drive[]], ValueOf<ReturnType<App['recordingCopies']>>>([deps.copiesOf(id), deps.drives], (copies, known) =>
        copies.map((copy) => ({ ...copy, driveName: known.find((drive) => drive.id === copy.driveId)?.name ?? '' })),
      ),
    gaps: (id: SessionId) =>
      combineLive<[readonly GapExplanation[], SessionRow | null], readonly ExplainedGap[]>([deps.explanations, deps.session(id)], (all, row) => (row ? explainedGaps(row.session, explanationsByGap(all)) : [])),
    markers: (id) => ofSession(deps.markers, id),
    withdrawnMarkers: (id) => ofSession(deps.withdrawnMarkers, id),
    cover: (id) =>
      combineLive<[RequestFacts, Identity, SessionRow | null], ReturnType<typeof coverFor>>([deps.viewingFacts, deps.identity, deps.session(id)], (facts, who, row) =>
        coverFor({ ...facts, person: worker(who), recordings: partsOf(row), uses: ['view'] }),
      ),
    wayOut: (piece) =>
      combineLive<[RequestFacts, readonly RequestRow[], Identity], ReturnType<typeof coverAmong>>([deps.viewingFacts, deps.requests, deps.identity], ({ book, nowMs }, requests, who) =>
        coverAmong(requests, { book, nowMs, person: worker(who), recordings: [piece], uses: outUses }),
      ),
  }
}
