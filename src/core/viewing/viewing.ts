// What the log tells of a Viewing 查阅 and of Markers 标记, and what one must say before looking.

import type { RecordingId, SessionId } from '../ids.ts'
import type { Purpose, WatchedInterval, WatermarkLoss } from '../log/kinds.ts'

/** The registration of articles 16 and 17: stated before the first picture. */
export interface ViewingRequest {
  readonly sessionId: SessionId
  readonly purpose: Purpose
  readonly reason: string
  readonly caseNumber: string
  /** Where to begin, wall clock. */
  readonly atMs: number | null
  /** Without an Approval, to be approved afterwards; where the profile allows it. */
  readonly urgent: boolean
  /** The visit that is going on: photos opened beside a timeline are one visit with it. Null begins one. */
  readonly visit: string | null
}

/** Projected from the log: who watched which seconds of what, why, when. */
export interface ViewingRow {
  readonly viewing: string
  readonly logId: string
  readonly device: string
  /** Name. */
  readonly person: string
  readonly personId: string
  readonly openedMs: number
  readonly closedMs: number | null
  readonly ended: 'closed' | 'blockMismatch' | 'driveGone' | 'locked' | 'expired' | 'withdrawn' | 'recovered' | 'running'
  readonly purpose: Purpose
  readonly reason: string
  readonly caseNumber: string
  readonly session: string
  readonly recordings: readonly string[]
  /** Ids of the Deeds it rests on; null for none: urgent, or of the first version, or registered by opening. */
  readonly approval: string | null
  readonly registration: string | null
  readonly urgent: boolean
  /** What was opened together has the same: the id of the first of these Viewings. */
  readonly visit: string
  /** Merged, per recording, in order. */
  readonly watched: readonly WatchedInterval[]
  /** Footage seen at least once. */
  readonly watchedMs: number
  /** Each time the watermark over its pictures was lost. */
  readonly watermarkLost: readonly { readonly what: WatermarkLoss; readonly recording: string | null; readonly ms: number; readonly seq: number }[]
  readonly onServer: boolean
}

export interface MarkerRow {
  readonly marker: string
  readonly recordingId: RecordingId
  readonly atMs: number
  readonly toMs: number | null
  readonly kind: string
  readonly text: string
  readonly person: string
  readonly personId: string
  readonly writtenMs: number
}

/** Its writer said later that it does not hold; both stay in the log. */
export interface WithdrawnMarker extends MarkerRow {
  readonly reason: string
  readonly withdrawnMs: number
}

/** Article 8, the six elements of article 10, article 11, and the rest. */
export type MarkerKind = 'notice' | 'place' | 'time' | 'scene' | 'people' | 'acts' | 'traces' | 'interruption' | 'other'

export const markerKinds: readonly MarkerKind[] = ['notice', 'place', 'time', 'scene', 'people', 'acts', 'traces', 'interruption', 'other']
