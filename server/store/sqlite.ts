// The Store on node:sqlite: one file, WAL, synchronous=FULL, so that an answered write survives kill -9 and loss of power.

import { DatabaseSync, type SQLInputValue, type SQLOutputValue } from 'node:sqlite'
import type { Bytes, Fork, HeldEntry, HeldLog, Store } from './store.ts'

const schema = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA foreign_keys = ON;
  PRAGMA busy_timeout = 5000;
  CREATE TABLE IF NOT EXISTS settings (key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS certificates (hash TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS logs (
    log_id TEXT PRIMARY KEY, public_key BLOB NOT NULL, size INTEGER NOT NULL, last_leaf TEXT, peaks BLOB NOT NULL,
    note TEXT, note_size INTEGER NOT NULL DEFAULT 0) STRICT;
  CREATE TABLE IF NOT EXISTS entries (
    log_id TEXT NOT NULL REFERENCES logs, seq INTEGER NOT NULL, bytes BLOB NOT NULL, signature BLOB NOT NULL, leaf TEXT NOT NULL,
    PRIMARY KEY (log_id, seq)) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS forks (
    id INTEGER PRIMARY KEY, log_id TEXT NOT NULL, kind TEXT NOT NULL, seq INTEGER NOT NULL,
    held BLOB NOT NULL, offered BLOB NOT NULL, found_ms INTEGER NOT NULL, UNIQUE (log_id, kind, seq, offered)) STRICT;
  CREATE TABLE IF NOT EXISTS manifests (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS documents (name TEXT PRIMARY KEY, state BLOB NOT NULL, version INTEGER NOT NULL UNIQUE) STRICT;
`

type Row = Record<string, SQLOutputValue>

const bytesOf = (value: SQLOutputValue | undefined): Bytes => new Uint8Array(value as Bytes)
const textOf = (value: SQLOutputValue | undefined): string => value as string
const numberOf = (value: SQLOutputValue | undefined): number => value as number

const logOf = (row: Row): HeldLog => ({
  logId: textOf(row['log_id']),
  publicKey: bytesOf(row['public_key']),
  size: numberOf(row['size']),
  lastLeaf: row['last_leaf'] as string | null,
  peaks: bytesOf(row['peaks']),
  note: row['note'] as string | null,
  noteSize: numberOf(row['note_size']),
})

const entryOf = (row: Row): HeldEntry => ({ bytes: bytesOf(row['bytes']), signature: bytesOf(row['signature']), leaf: textOf(row['leaf']) })

const forkOf = (row: Row): Fork => ({
  logId: textOf(row['log_id']),
  kind: row['kind'] as Fork['kind'],
  seq: numberOf(row['seq']),
  held: bytesOf(row['held']),
  offered: bytesOf(row['offered']),
  foundMs: numberOf(row['found_ms']),
})

export const makeSqliteStore = (path: string): Store => {
  const database = new DatabaseSync(path)
  database.exec(schema)
  const prepared = new Map<string, ReturnType<DatabaseSync['prepare']>>()
  const statement = (sql: string) => {
    const known = prepared.get(sql) ?? database.prepare(sql)
    prepared.set(sql, known)
    return known
  }
  const get = (sql: string, ...values: SQLInputValue[]): Row | undefined => statement(sql).get(...values)
  const all = (sql: string, ...values: SQLInputValue[]): Row[] => statement(sql).all(...values)
  const run = (sql: string, ...values: SQLInputValue[]) => statement(sql).run(...values)
  const transaction = <T>(work: () => T): T => {
    database.exec('BEGIN IMMEDIATE')
    try {
      const value = work()
      database.exec('COMMIT')
      return value
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK')
      throw error
    }
  }

  return {
    setting: async (key) => {
      const row = get('SELECT value FROM settings WHERE key = ?', key)
      return row ? bytesOf(row['value']) : null
    },
    settle: async (key, value) =>
      transaction(() => {
        run('INSERT INTO settings VALUES (?, ?) ON CONFLICT DO NOTHING', key, value)
        return bytesOf(get('SELECT value FROM settings WHERE key = ?', key)?.['value'])
      }),

    certificates: async () => all('SELECT bytes FROM certificates ORDER BY hash').map((row) => bytesOf(row['bytes'])),
    putCertificates: async (certificates) =>
      transaction(() => {
        for (const { hash, bytes } of certificates) run('INSERT INTO certificates VALUES (?, ?) ON CONFLICT DO NOTHING', hash, bytes)
      }),

    logs: async () => all('SELECT * FROM logs ORDER BY log_id').map(logOf),
    log: async (logId) => {
      const row = get('SELECT * FROM logs WHERE log_id = ?', logId)
      return row ? logOf(row) : null
    },
    entries: async (logId, from, to, maxBytes) => {
      const found: HeldEntry[] = []
      let length = 0
      for (const row of statement('SELECT bytes, signature, leaf FROM entries WHERE log_id = ? AND seq >= ? AND seq < ? ORDER BY seq').iterate(logId, from, to)) {
        const entry = entryOf(row)
        length += entry.bytes.length + entry.signature.length
        if (found.length > 0 && length > maxBytes) break
        found.push(entry)
      }
      return found
    },
    leaves: async (logId, to) => all('SELECT leaf FROM entries WHERE log_id = ? AND seq < ? ORDER BY seq', logId, to).map((row) => textOf(row['leaf'])),
    append: async (log, from, entries, peaks) =>
      transaction(() => {
        run('INSERT INTO logs (log_id, public_key, size, peaks) VALUES (?, ?, 0, ?) ON CONFLICT DO NOTHING', log.logId, log.publicKey, new Uint8Array(0))
        if (get('SELECT size FROM logs WHERE log_id = ?', log.logId)?.['size'] !== from) return null
        entries.forEach((entry, index) => run('INSERT INTO entries VALUES (?, ?, ?, ?, ?)', log.logId, from + index, entry.bytes, entry.signature, entry.leaf))
        const size = from + entries.length
        run('UPDATE logs SET size = ?, last_leaf = coalesce(?, last_leaf), peaks = ? WHERE log_id = ?', size, entries.at(-1)?.leaf ?? null, peaks, log.logId)
        return size
      }),
    putCheckpoint: async (logId, replacedSize, size, note) =>
      run('UPDATE logs SET note = ?, note_size = ? WHERE log_id = ? AND note_size = ?', note, size, logId, replacedSize).changes === 1,
    putFork: async (fork) => {
      run('INSERT INTO forks (log_id, kind, seq, held, offered, found_ms) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING', fork.logId, fork.kind, fork.seq, fork.held, fork.offered, fork.foundMs)
    },
    forks: async () => all('SELECT * FROM forks ORDER BY id').map(forkOf),

    manifest: async (sha256) => {
      const row = get('SELECT bytes FROM manifests WHERE sha256 = ?', sha256)
      return row ? bytesOf(row['bytes']) : null
    },
    hasManifest: async (sha256) => get('SELECT 1 FROM manifests WHERE sha256 = ?', sha256) !== undefined,
    putManifest: async (sha256, bytes) => {
      run('INSERT INTO manifests VALUES (?, ?) ON CONFLICT DO NOTHING', sha256, bytes)
    },

    document: async (name) => {
      const row = get('SELECT * FROM documents WHERE name = ?', name)
      return row ? { name, state: bytesOf(row['state']), version: numberOf(row['version']) } : null
    },
    documents: async (after) =>
      all('SELECT name, version FROM documents WHERE version > ? ORDER BY version', after).map((row) => ({ name: textOf(row['name']), version: numberOf(row['version']) })),
    putDocument: async (name, state) =>
      transaction(() => {
        const version = 1 + numberOf(get('SELECT coalesce(max(version), 0) AS newest FROM documents')?.['newest'])
        run('INSERT INTO documents VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET state = excluded.state, version = excluded.version', name, state, version)
        return version
      }),

    close: async () => database.close(),
  }
}
