// What the screens watch in the logs.

import type { Live, LogQueries, StoredCheckpoint, StoredEntry, StoredLog } from '../core/ports.ts'
import Dexie from 'dexie'
import type { FieldreelDatabase } from './database.ts'
import { makeTableLive } from './tableLive.ts'

export const makeLogQueries = (database: FieldreelDatabase): LogQueries => ({
  logs: makeTableLive(database, 'logs', () => database.logs.toArray()) satisfies Live<readonly StoredLog[]>,
  checkpoints: makeTableLive(database, 'checkpoints', () => database.checkpoints.toArray()) satisfies Live<readonly StoredCheckpoint[]>,
  entriesOf: (log): Live<readonly StoredEntry[]> =>
    makeTableLive(database, 'entries', () => database.entries.where('[logId+seq]').between([log, Dexie.minKey], [log, Dexie.maxKey]).toArray()),
})
