// What the screens watch in the catalogue: each a Live over one table.

import type { Copy, Drive, Recording } from '../core/catalog/recording.ts'
import type { DriveId, RecordingId } from '../core/ids.ts'
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

export const makeCatalogQueries = (database: FieldreelDatabase): CatalogQueries => {
  const live = <T>(table: string, query: () => Promise<T>): Live<T> => makeTableLive(database, table, query)
  return {
    drives: live('drives', () => database.drives.toArray()),
    copies: live('copies', () => database.copies.toArray()),
    recordings: live('recordings', () => database.recordings.toArray()),
    sessions: live('sessions', () => database.sessions.toArray()),
    findings: live('findings', () => database.findings.toArray()),
    posters: live('posters', () => database.posters.toCollection().primaryKeys()),
    copiesOf: (drive) => live('copies', () => database.copies.where('driveId').equals(drive).toArray()),
    copiesOfRecording: (recording) => live('copies', () => database.copies.where('recordingId').equals(recording).toArray()),
    poster: async (recording) => (await database.posters.get(recording))?.poster ?? null,
  }
}
