// A device's stores in memory, as strict as the real ones, for exchange in Node.

import type { Bytes, LogId, SessionId } from '../../src/core/ids.ts'
import { makeGenesis } from '../../src/core/log/entry.ts'
import type { LogStore, RemarksStore, StoredCheckpoint, StoredEntry, StoredLog, StoredRemarks } from '../../src/core/ports.ts'
import { err, ok } from '../../src/core/result.ts'

export const makeMemoryLogStore = (): LogStore => {
  const logs = new Map<LogId, StoredLog>()
  const entries = new Map<LogId, StoredEntry[]>()
  const checkpoints: StoredCheckpoint[] = []
  const verified = new Set<string>()
  const of = (log: LogId): StoredEntry[] => entries.get(log) ?? []
  return {
    logs: async () => [...logs.values()],
    putLog: async (log) => {
      logs.set(log.logId, { ...log, size: of(log.logId).length })
      return ok(undefined)
    },
    append: async (added) => {
      for (const entry of added) {
        const held = of(entry.logId)
        const log = logs.get(entry.logId)
        const prev = held.at(-1)?.leaf ?? makeGenesis(entry.logId).leaf
        if (!log || entry.seq !== held.length || prev === entry.leaf) return err({ type: 'LogMalformed', seq: entry.seq, detail: 'order' })
        held.push(entry)
        entries.set(entry.logId, held)
        logs.set(entry.logId, { ...log, size: held.length })
      }
      return ok(undefined)
    },
    last: async (log) => of(log).at(-1) ?? null,
    read: async (log, from, to) => of(log).slice(from, to),
    leaves: async (log, to) => of(log).slice(0, to).map(({ leaf }) => leaf),
    byKind: async (kind) => [...entries.values()].flat().filter((entry) => entry.kind === kind),
    checkpoints: async (log) => checkpoints.filter(({ logId }) => logId === log).sort((a, b) => a.size - b.size),
    putCheckpoint: async (checkpoint) => {
      const at = checkpoints.findIndex(({ logId, size }) => logId === checkpoint.logId && size === checkpoint.size)
      checkpoints.splice(at < 0 ? checkpoints.length : at, at < 0 ? 0 : 1, checkpoint)
      return ok(undefined)
    },
    verifiedDeeds: async () => [...verified],
    putVerifiedDeeds: async (names) => {
      for (const name of names) verified.add(name)
      return ok(undefined)
    },
  }
}

export const makeMemoryRemarksStore = <K extends string = SessionId>(): RemarksStore<K> & { readonly rows: Map<string, StoredRemarks<K>> } => {
  const rows = new Map<string, StoredRemarks<K>>()
  return {
    rows,
    all: async () => [...rows.values()],
    get: async (session) => rows.get(session) ?? null,
    put: async (row) => {
      rows.set(row.about, row)
      return ok(undefined)
    },
  }
}

export const makeMemoryShelf = () => {
  const manifests = new Map<string, Bytes>()
  return {
    manifests,
    manifest: async (root: string) => manifests.get(root) ?? null,
    putManifest: async (root: string, bytes: Bytes) => {
      manifests.set(root, bytes)
      return ok(undefined)
    },
  }
}

export const makeMemoryStatements = (statements: readonly Bytes[]) => {
  const all = [...statements]
  return {
    all: async () => all,
    put: async (received: readonly Bytes[]) => {
      all.push(...received)
      return ok(undefined)
    },
  }
}
