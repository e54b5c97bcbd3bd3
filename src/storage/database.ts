// The one IndexedDB database: its tables, keys and indexes. Every store file gets it handed in.

import Dexie, { type Table } from 'dexie'
import type { BlockStates, Copy, Drive, Recording } from '../core/catalog/recording.ts'
import type { Session } from '../core/session/session.ts'
import type { KeptOutline } from '../core/playbackPorts.ts'
import type { DirectoryRef, Finding, Poster, StoredCheckpoint, StoredEntry, StoredLog, StoredProgress, StoredRemarks, WrappedSeed } from '../core/ports.ts'
import type { Bytes, DriveId, RecordingId, SessionId } from '../core/ids.ts'
import type { FilmSheet, SoundChunk } from '../core/media/filmstrip.ts'
import type { TrackPoint } from '../core/media/track/track.ts'

/** A wrapped seed at rest: the device's, or one person's. */
export interface KeyRow {
  /** `device`, or the person's id. */
  readonly id: string
  readonly wrapped: WrappedSeed
}

export interface FieldreelDatabase extends Dexie {
  drives: Table<Drive, DriveId>
  directories: Table<{ driveId: DriveId; directory: DirectoryRef }, DriveId>
  copies: Table<Copy, [DriveId, string]>
  recordings: Table<Recording, RecordingId>
  blockStates: Table<BlockStates, RecordingId>
  outlines: Table<KeptOutline, RecordingId>
  posters: Table<{ recordingId: RecordingId; poster: Poster }, RecordingId>
  filmSheets: Table<FilmSheet, [RecordingId, number]>
  soundLevels: Table<SoundChunk, [RecordingId, number]>
  telemetry: Table<{ recordingId: RecordingId; points: readonly TrackPoint[] }, RecordingId>
  progress: Table<StoredProgress, [DriveId, string]>
  sessions: Table<Session, string>
  findings: Table<Finding, string>
  manifests: Table<{ root: string; bytes: Bytes }, string>
  logs: Table<StoredLog, string>
  entries: Table<StoredEntry, [string, number]>
  checkpoints: Table<StoredCheckpoint, [string, number]>
  verifiedDeeds: Table<{ name: string }, string>
  /** Keyed by what their remarks are about. */
  remarks: Table<Omit<StoredRemarks, 'about'> & { sessionId: SessionId }, string>
  caseNotes: Table<StoredRemarks<string>, string>
  keys: Table<KeyRow, string>
  settings: Table<{ key: string; value: unknown }, string>
}

/** `durability: 'strict'`: an acknowledged write is on disk (Chromium's default is relaxed since 121). */
export const openDatabase = (name = 'fieldreel'): FieldreelDatabase => {
  const database = new Dexie(name, { chromeTransactionDurability: 'strict' }) as FieldreelDatabase
  database.version(1).stores({
    drives: 'id',
    directories: 'driveId',
    copies: '[driveId+path], driveId, recordingId, [driveId+state]',
    recordings: 'id, startMs, recorder',
    blockStates: 'recordingId',
    posters: 'recordingId',
    progress: '[driveId+path], driveId',
    sessions: 'id, day, startMs, recorder',
    findings: 'id, recordingId, driveId',
    manifests: 'root',
    logs: 'logId',
    entries: '[logId+seq], [kind+timeMs], timeMs',
    checkpoints: '[logId+size]',
    remarks: 'sessionId',
    keys: 'id',
    settings: 'key',
  })
  database.version(2).stores({
    filmSheets: '[recordingId+chunk], recordingId',
    soundLevels: '[recordingId+chunk], recordingId',
    telemetry: 'recordingId',
  })
  database.version(3).stores({ caseNotes: 'about' })
  database.version(4).stores({ verifiedDeeds: 'name' })
  database.version(5).stores({ outlines: 'recordingId' })
  return database
}
