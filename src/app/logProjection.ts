// Viewings, Markers and explained Gaps folded from every log held here: each entry is read and decoded once, new ones as they come.

import { decodeEntry } from '../core/log/entry.ts'
import { makeLive } from '../core/live.ts'
import type { Live, LogQueries, LogStore, StoredLog } from '../core/ports.ts'
import { makeMarkerProjection } from '../core/viewing/projectMarkers.ts'
import { makeViewingProjection } from '../core/viewing/projectViewings.ts'
import { makeGapProjection, type GapExplanation } from '../core/policy/explainedGaps.ts'
import type { MarkerRow, ViewingRow } from '../core/viewing/viewing.ts'

export interface LogProjection {
  readonly viewings: Live<readonly ViewingRow[]>
  readonly markers: Live<readonly MarkerRow[]>
  readonly explanations: Live<readonly GapExplanation[]>
  dispose(): void
}

const batch = 5_000

export const makeLogProjection = (deps: { readonly logs: LogStore; readonly queries: LogQueries }): LogProjection => {
  const viewingFold = makeViewingProjection()
  const markerFold = makeMarkerProjection()
  const gapFold = makeGapProjection()
  const viewings = makeLive<readonly ViewingRow[]>([])
  const markers = makeLive<readonly MarkerRow[]>([])
  const explanations = makeLive<readonly GapExplanation[]>([])
  const taken = new Map<string, number>()

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
    }
  }

  let turn: Promise<void> = Promise.resolve()
  const stop = deps.queries.logs.subscribe((logs) => {
    turn = turn.then(async () => {
      for (const log of logs) await takeFrom(log)
      viewings.set(viewingFold.rows(logs))
      markers.set(markerFold.rows(null))
      explanations.set(gapFold.rows())
    })
  })
  return { viewings, markers, explanations, dispose: stop }
}
