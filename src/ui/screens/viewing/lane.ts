// One recorder's Session as it lies on the timeline.

import type { Accessor } from 'solid-js'
import type { MarkerRow, SessionRow } from '../../../app/app.ts'
import type { FieldreelError } from '../../../core/errors.ts'
import type { WatchedInterval } from '../../../core/log/kinds.ts'
import type { SessionPart } from '../../../core/session/session.ts'

export interface Lane {
  /** Of the Session. */
  readonly id: string
  readonly row: Accessor<SessionRow>
  /** Added to this recorder's own times to stand on the clock that is shown. */
  readonly offsetMs: Accessor<number>
  /** Parts that cannot be shown now. */
  readonly leftOut: Accessor<ReadonlyMap<string, FieldreelError>>
  readonly markers: Accessor<readonly MarkerRow[]>
  /** What of this visit is in the log. */
  readonly watched: Accessor<readonly WatchedInterval[]>
}

/** Begin and end on the shown clock. */
export const laneSpan = (lane: Pick<Lane, 'row' | 'offsetMs'>): { readonly startMs: number; readonly endMs: number } => {
  const { parts } = lane.row().session
  return { startMs: Math.min(...parts.map((part) => part.startMs)) + lane.offsetMs(), endMs: Math.max(...parts.map((part) => part.endMs)) + lane.offsetMs() }
}

/** What plays at a moment of the shown clock. */
export const partAtMoment = (lane: Lane, ms: number): SessionPart | undefined => {
  const own = ms - lane.offsetMs()
  return lane.row().session.parts.findLast((part) => part.startMs <= own && own < part.endMs)
}

/** Where a Marker begins, on the shown clock; null when its Recording is not in this Session. */
export const markerMoment = (lane: Lane, marker: Pick<MarkerRow, 'recordingId' | 'atMs'>): number | null => {
  const part = lane.row().session.parts.find(({ recordingId }) => recordingId === marker.recordingId)
  return part ? part.startMs + marker.atMs + lane.offsetMs() : null
}
