// Logs, their entries and checkpoints: append-only, strictly durable, each log only by its next sequence numbers.

import Dexie from 'dexie'
import type { LogError } from '../core/errors.ts'
import type { LogId } from '../core/ids.ts'
import { decodeEntry, entryLeaf, makeGenesis } from '../core/log/entry.ts'
import type { LogStore, StoredEntry } from '../core/ports.ts'
import { err, ok, type Result } from '../core/result.ts'
import type { FieldreelDatabase } from './database.ts'
import { toStorageError } from './storageError.ts'

export const makeLogStore = (database: FieldreelDatabase): LogStore => {
  const { logs, entries, checkpoints, verifiedDeeds } = database
  /** Leaves read so far. A log only grows, so what is cached stays right. */
  const leafCache = new Map<LogId, string[]>()
  const between = (log: LogId, from: number, to: number) => entries.where('[logId+seq]').between([log, from], [log, to], true, false)

  return {
    logs: () => logs.toArray(),

    // The size is what `append` made it, whatever the caller remembers.
    putLog: (log) =>
      stored(() =>
        database.transaction('rw', logs, async () => {
          const known = await logs.get(log.logId)
          await logs.put({ ...log, size: known?.size ?? 0 })
          return ok(undefined)
        }),
      ),

    append: (added) => {
      const chain = checkChain(added)
      if (!chain.ok) return Promise.resolve(chain)
      const [first] = added
      if (!first) return Promise.resolve(ok(undefined))
      return stored(async () => {
        const kept = await database.transaction('rw', logs, entries, async (): Promise<Result<void, LogError>> => {
          // Asked together: each wait for an answer of its own would cost as much as the write.
          const [log, last] = await Promise.all([logs.get(first.logId), entries.get([first.logId, first.seq - 1])])
          if (!log) return malformed(first.seq, 'unknown log')
          if (first.seq !== log.size) return malformed(first.seq, `the next entry is ${log.size}`)
          if (chain.value !== (log.size === 0 ? makeGenesis(log.logId).leaf : last?.leaf)) return malformed(first.seq, 'does not follow the last entry')
          await Promise.all([entries.bulkAdd(added), logs.put({ ...log, size: log.size + added.length })])
          return ok(undefined)
        })
        const cached = leafCache.get(first.logId) ?? []
        // Whoever checks the head next need not read everything again.
        if (kept.ok && cached.length === first.seq) cached.push(...added.map(({ leaf }) => leaf))
        leafCache.set(first.logId, cached)
        return kept
      })
    },

    last: async (log) => (await entries.where('[logId+seq]').between([log, Dexie.minKey], [log, Dexie.maxKey]).last()) ?? null,

    read: (log, from, to) => between(log, from, to).toArray(),

    leaves: async (log, to) => {
      const cached = leafCache.get(log) ?? []
      leafCache.set(log, cached)
      while (cached.length < to) {
        const from = cached.length
        const more = await between(log, from, Math.min(to, from + 5_000)).toArray()
        if (more.length === 0) break
        // Another call may have read the same rows meanwhile.
        if (cached.length === from) cached.push(...more.map(({ leaf }) => leaf))
      }
      return cached.slice(0, to)
    },

    byKind: (kind) => entries.where('[kind+timeMs]').between([kind, Dexie.minKey], [kind, Dexie.maxKey]).toArray(),

    checkpoints: (log) => checkpoints.where('[logId+size]').between([log, Dexie.minKey], [log, Dexie.maxKey]).toArray(),

    putCheckpoint: (checkpoint) =>
      stored(async () => {
        await checkpoints.put(checkpoint)
        return ok(undefined)
      }),

    verifiedDeeds: () => verifiedDeeds.toCollection().primaryKeys(),

    putVerifiedDeeds: (names) =>
      stored(async () => {
        await verifiedDeeds.bulkPut(names.map((name) => ({ name })))
        return ok(undefined)
      }),
  }
}

/** That the rows say what their bytes say and follow each other; gives what the first follows, as a leaf. */
const checkChain = (added: readonly StoredEntry[]): Result<string, LogError> => {
  let follows = ''
  let [first, before] = ['', '']
  for (const [index, row] of added.entries()) {
    const entry = decodeEntry(row.bytes)
    if (!entry.ok) return malformed(row.seq, 'detail' in entry.error ? entry.error.detail : entry.error.type)
    const { logId, seq, prev, kind, timeMs } = entry.value
    if (logId !== row.logId || seq !== row.seq || kind !== row.kind || timeMs !== row.timeMs || entryLeaf(row.bytes) !== row.leaf) return malformed(row.seq, 'the row does not say what its bytes say')
    if (index === 0) [first, follows] = [logId, prev]
    else if (logId !== first || seq !== (added[0]?.seq ?? 0) + index || prev !== before) return malformed(row.seq, 'does not follow the entry before')
    before = row.leaf
  }
  return ok(follows)
}

const stored = async <T, E>(work: () => PromiseLike<Result<T, E>>) => {
  try {
    return await work()
  } catch (error) {
    return err(await toStorageError(error))
  }
}

const malformed = (seq: number, detail: string): Result<never, LogError> => err({ type: 'LogMalformed', seq, detail })
