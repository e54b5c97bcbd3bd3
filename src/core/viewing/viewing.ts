// What the log tells of a Viewing 查阅 and of Markers 标记, and what one must say before looking.

import type { RecordingId, SessionId } from '../ids.ts'
import type { Purpose, WatchedInterval } from '../log/kinds.ts'

/** The registration of articles 16 and 17: stated before the first picture. */
export interface ViewingRequest {
  readonly sessionId: SessionId
  readonly purpose: Purpose
  readonly reason: string
  readonly caseNumber: string
  /** Where to begin, wall clock. */
  readonly atMs: number | null
}

/** Projected from the log: who watched which seconds of what, why, when. */
export interface ViewingRow {
  readonly viewing: string
  readonly logId: string
  readonly device: string
  readonly person: string
  readonly openedMs: number
  readonly closedMs: number | null
  readonly ended: 'closed' | 'blockMismatch' | 'driveGone' | 'locked' | 'recovered' | 'running'
  readonly purpose: Purpose
  readonly reason: string
  readonly caseNumber: string
  readonly session: string
  /** Merged, per recording, in order. */
  readonly watched: readonly WatchedInterval[]
  /** Footage seen at least once. */
  readonly watchedMs: number
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
  readonly writtenMs: number
}

/** Article 8, the six elements of article 10, article 11, and the rest. */
export type MarkerKind = 'notice' | 'place' | 'time' | 'scene' | 'people' | 'acts' | 'traces' | 'interruption' | 'other'

export const markerKinds: readonly MarkerKind[] = ['notice', 'place', 'time', 'scene', 'people', 'acts', 'traces', 'interruption', 'other']
