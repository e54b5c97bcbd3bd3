// What Recordings, Drives and Logs of a Finding or a Viewing are called here.

import type { AuditBook } from '../../../app/audit.ts'
import type { Session } from '../../../core/session/session.ts'
import { common } from '../../i18n/common.ts'
import { formatClock } from '../../i18n/formats.ts'

export interface NamedRecording {
  readonly session: Session
  readonly startMs: number
  readonly durationMs: number
}

export interface AuditNames {
  readonly recordings: ReadonlyMap<string, NamedRecording>
  readonly sessions: ReadonlyMap<string, Session>
  readonly drives: ReadonlyMap<string, string>
  readonly logs: ReadonlyMap<string, string>
}

export const namesOf = (book: AuditBook): AuditNames => ({
  sessions: new Map(book.facts.sessions.map(({ session }) => [session.id as string, session])),
  recordings: new Map(book.facts.sessions.flatMap(({ session }) => session.parts.map(({ recordingId, startMs, endMs }) => [recordingId as string, { session, startMs, durationMs: endMs - startMs }] as const))),
  drives: new Map(book.facts.drives.map(({ id, name }) => [id as string, name])),
  logs: new Map(book.logs.map(({ log }) => [log.logId as string, log.deviceName])),
})

export const noNames: AuditNames = { recordings: new Map(), sessions: new Map(), drives: new Map(), logs: new Map() }

/** `2026-10-08 09:36:21 YT7A0101`, or the short fingerprint of what is not in the catalogue. */
export const recordingName = (id: string, names: AuditNames): string => {
  const known = names.recordings.get(id)
  return known ? `${momentOf(known.session, known.startMs)} ${known.session.recorder ?? common('unknownRecorder')}` : `${id.slice(0, 4)}…${id.slice(-4)}`
}

export const sessionName = (id: string, names: AuditNames): string => {
  const known = names.sessions.get(id)
  return known ? `${momentOf(known, known.startMs)} ${known.recorder ?? common('unknownRecorder')}` : id.slice(0, 8)
}

const momentOf = (session: Session, ms: number): string => (session.day === 'unset' ? common('clockNotSet') : `${session.day} ${formatClock(ms)}`)
