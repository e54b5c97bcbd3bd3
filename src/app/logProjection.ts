// Viewings, Markers, explained Gaps and Deeds folded from every log held here: each entry is read and decoded once, new ones as they come.

import { emptyBook, makeDeedProjection, type DeedBook } from '../core/deeds/deedBook.ts'
import { decodeEntry } from '../core/log/entry.ts'
import { makeLive, type LiveValue } from '../core/live.ts'
import type { Keys, Live, LogQueries, LogStore, StoredLog } from '../core/ports.ts'
import type { Trust } from '../core/trust/verifyChain.ts'
import { makeMarkerProjection } from '../core/viewing/projectMarkers.ts'
import { makeViewingProjection } from '../core/viewing/projectViewings.ts'
import { makeGapProjection, type GapExplanation } from '../core/policy/explainedGaps.ts'
import type { MarkerRow, ViewingRow } from '../core/viewing/viewing.ts'

export interface LogProjection {
  readonly viewings: Live<readonly ViewingRow[]>
  readonly markers: Live<readonly MarkerRow[]>
  readonly explanations: Live<readonly GapExplanation[]>
  readonly deeds: LiveValue<DeedBook>
  /** The book of deeds as soon as it holds this one. */
  bookWith(id: string): Promise<DeedBook>
  dispose(): void
}

export interface ProjectionDeps {
  readonly logs: LogStore
  readonly queries: LogQueries
  readonly keys: Pick<Keys, 'verify'>
  /** Who stands under this unit's root, as known now; null before enrolment. */
  readonly trust: Live<Trust | null>
}

const batch = 5_000

export const makeLogProjection = (deps: ProjectionDeps): LogProjection => {
  const viewingFold = makeViewingProjection()
  const markerFold = makeMarkerProjection()
  const gapFold = makeGapProjection()
  const deedFold = makeDeedProjection(deps.keys.verify)
  const viewings = makeLive<readonly ViewingRow[]>([])
  const markers = makeLive<readonly MarkerRow[]>([])
  const explanations = makeLive<readonly GapExplanation[]>([])
  const deeds = makeLive<DeedBook>(emptyBook)
  const taken = new Map<string, number>()
  let trust: Trust | null = null

  const takeFrom = async (log: StoredLog): Promise<void> => {
    for (;;) {
      const from = taken.get(log.logId) ?? 0
      const rows = await deps.logs.read(log.logId, from, from + batch)
      if (rows.length === 0) return
      taken.set(log.logId, from + rows.length)
      // What cannot be read is the verifier's to report.
      const entries = rows.flatMap((row) => {
        const entry = decodeEntry(row.bytes)
        return entry.ok ? [entry.value] : []
      })
      viewingFold.add(entries)
      markerFold.add(entries)
      gapFold.add(entries)
      await deedFold.add(entries)
    }
  }

  let turn: Promise<void> = Promise.resolve()
  const take = (logs: readonly StoredLog[]): void => {
    turn = turn.then(async () => {
      for (const log of logs) await takeFrom(log)
      viewings.set(viewingFold.rows(logs))
      markers.set(markerFold.rows(null))
      explanations.set(gapFold.rows())
      deeds.set(deedFold.book(trust))
    })
  }
  const stops = [
    deps.queries.logs.subscribe(take),
    deps.trust.subscribe((now) => {
      trust = now
      turn = turn.then(() => deeds.set(deedFold.book(trust)))
    }),
  ]
  return {
    viewings,
    markers,
    explanations,
    deeds,
    bookWith: async (id) => {
      if (!deeds.get().find(id)) {
        take(await deps.logs.logs())
        await turn
      }
      return deeds.get()
    },
    dispose: () => stops.forEach((stop) => stop()),
  }
}
