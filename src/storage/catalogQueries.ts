// What the screens watch in the catalogue: each a Live over one table, without what the person at work must not learn of (article 19).

import type { Copy, Drive, Recording } from '../core/catalog/recording.ts'
import type { DriveId, RecordingId } from '../core/ids.ts'
import { switchLive, type LiveValue } from '../core/live.ts'
import { isSessionHidden, type Hidden } from '../core/policy/secrecy.ts'
import type { Finding, Live, Poster } from '../core/ports.ts'
import type { Session } from '../core/session/session.ts'
import type { FieldreelDatabase } from './database.ts'
import { makeTableLive } from './tableLive.ts'

export interface CatalogQueries {
  readonly drives: Live<readonly Drive[]>
  readonly copies: Live<readonly Copy[]>
  readonly recordings: Live<readonly Recording[]>
  readonly sessions: Live<readonly Session[]>
  readonly findings: Live<readonly Finding[]>
  /** The Recordings that have a picture. */
  readonly posters: Live<readonly RecordingId[]>
  copiesOf(drive: DriveId): Live<readonly Copy[]>
  copiesOfRecording(recording: RecordingId): Live<readonly Copy[]>
  poster(recording: RecordingId): Promise<Poster | null>
}

/** `hidden`: null while it is not known, then nothing is said. What is hidden is dropped as it is read, so that the page never holds it. */
export const makeCatalogQueries = (database: FieldreelDatabase, hidden: LiveValue<Hidden | null>): CatalogQueries => {
  const live = <T>(table: string, query: (hidden: Hidden) => Promise<T>): Live<T> => switchLive(hidden, (now) => now && makeTableLive(database, table, () => query(now)))
  const shown = async <T>(rows: Promise<readonly T[]>, isShown: (row: T) => boolean): Promise<readonly T[]> => (await rows).filter(isShown)
  const isCopyShown = ({ recordings }: Hidden) => ({ recordingId }: { readonly recordingId: RecordingId | null }): boolean => recordingId === null || !recordings.has(recordingId)
  return {
    drives: live('drives', () => database.drives.toArray()),
    copies: live('copies', (now) => shown(database.copies.toArray(), isCopyShown(now))),
    recordings: live('recordings', (now) => shown(database.recordings.toArray(), ({ id }) => !now.recordings.has(id))),
    sessions: live('sessions', (now) => shown(database.sessions.toArray(), (session) => !isSessionHidden(now, session))),
    findings: live('findings', (now) => shown(database.findings.toArray(), isCopyShown(now))),
    posters: live('posters', (now) => shown(database.posters.toCollection().primaryKeys(), (id) => !now.recordings.has(id))),
    copiesOf: (drive) => live('copies', (now) => shown(database.copies.where('driveId').equals(drive).toArray(), isCopyShown(now))),
    copiesOfRecording: (recording) => live('copies', (now) => shown(database.copies.where('recordingId').equals(recording).toArray(), isCopyShown(now))),
    poster: async (recording) => {
      const now = hidden.get()
      return now && !now.recordings.has(recording) ? ((await database.posters.get(recording))?.poster ?? null) : null
    },
  }
}
