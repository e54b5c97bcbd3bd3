// A Session 执法过程: the Recordings of one recorder from arrival to end, and the Gaps between them.

import type { Lack } from '../catalog/listed.ts'
import type { RecordingId, SessionId } from '../ids.ts'

/** Time inside a Session that no Recording covers; epoch milliseconds. */
export interface Gap {
  readonly startMs: number
  readonly endMs: number
  /** What a playlist names there. */
  readonly lack?: Lack
}

/** One Recording on the Session's wall clock, snapped so that split files are seamless. */
export interface SessionPart {
  readonly recordingId: RecordingId
  readonly startMs: number
  readonly endMs: number
}

export interface Session {
  readonly id: SessionId
  /** Recorder serial, or null where the file names do not tell. */
  readonly recorder: string | null
  readonly officer: string | null
  /** Local calendar day of the begin in the profile's zone, `2026-03-26`; `unset` when the clock was not set. */
  readonly day: string
  /** Begin and end, epoch milliseconds; both 0 when the clock was not set. */
  readonly startMs: number
  readonly endMs: number
  readonly parts: readonly SessionPart[]
  readonly gaps: readonly Gap[]
  /** Sum of the parts' lengths. */
  readonly footageMs: number
}
