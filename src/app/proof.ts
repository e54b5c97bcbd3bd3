// The health of every log held here: what was checked, when, and what was found wrong.

import { combineLive, makeLive } from '../core/live.ts'
import type { SignedEntry } from '../core/log/exchange.ts'
import type { LogToVerify, LogVerdict } from '../core/log/verifyLog.ts'
import type { Bytes } from '../core/ids.ts'
import type { Clock, LogQueries, LogStore, StoredCheckpoint, StoredLog } from '../core/ports.ts'
import { ok } from '../core/result.ts'
import type { App, LogHealth } from './app.ts'
import type { IdentityRecord } from './identityRecord.ts'

/** One log through every check, signatures included; `root` null where no agency is known. */
export type CheckLog = (
  log: LogToVerify,
  entries: readonly SignedEntry[],
  agency: { readonly root: Bytes | null; readonly statements: readonly Bytes[] },
  onProgress: (done: number) => void,
) => Promise<LogVerdict>

export interface ProofDeps {
  readonly logs: LogStore
  readonly queries: LogQueries
  readonly check: CheckLog
  readonly clock: Clock
  readonly record: () => IdentityRecord | null
}

type Checked = ReadonlyMap<string, { readonly ms: number; readonly verdict: LogVerdict }>

export const makeProof = ({ logs, queries, check, clock, record }: ProofDeps): Pick<App, 'logs' | 'verifyLogs'> => {
  const checked = makeLive<Checked>(new Map())

  const health = (log: StoredLog, checkpoints: readonly StoredCheckpoint[], known: Checked): LogHealth => {
    const last = known.get(log.logId)
    const heads = checkpoints.filter(({ logId }) => logId === log.logId).sort((a, b) => b.size - a.size)
    return { log, head: heads[0] ?? null, checkedMs: last?.ms ?? null, entries: log.size, problems: last?.verdict.problems ?? [] }
  }

  return {
    logs: combineLive<[readonly StoredLog[], readonly StoredCheckpoint[], Checked], readonly LogHealth[]>([queries.logs, queries.checkpoints, checked], (all, checkpoints, known) => all.map((log) => health(log, checkpoints, known))),
    verifyLogs: async (onProgress) => {
      const all = await logs.logs()
      const total = all.reduce((sum, { size }) => sum + size, 0)
      const { root = null, statements = [] } = record() ?? {}
      const heads: StoredCheckpoint[] = []
      let before = 0
      for (const { logId, publicKey, incarnation, size } of all) {
        const checkpoints = await logs.checkpoints(logId)
        heads.push(...checkpoints)
        const done = before
        const verdict = await check({ publicKey, incarnation, notes: checkpoints.map(({ note }) => note) }, await logs.read(logId, 0, size), { root, statements }, (count) => onProgress(done + count, total))
        before += size
        onProgress(before, total)
        checked.set(new Map(checked.get()).set(logId, { ms: clock.now(), verdict }))
      }
      return ok(all.map((log) => health(log, heads, checked.get())))
    },
  }
}
