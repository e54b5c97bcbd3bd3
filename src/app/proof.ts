// The health of every log held here: what was checked, when, and what was found wrong.

import { combineLive, makeLive } from '../core/live.ts'
import type { LogVerdict } from '../core/log/verifyLog.ts'
import type { Clock, Keys, LogQueries, LogStore, LogVerifier, StoredCheckpoint, StoredLog } from '../core/ports.ts'
import { ok } from '../core/result.ts'
import { sortStatements } from '../core/trust/verifyChain.ts'
import type { App, LogHealth } from './app.ts'
import type { IdentityRecord } from './identityRecord.ts'

export interface ProofDeps {
  readonly logs: LogStore
  readonly queries: LogQueries
  readonly verifier: LogVerifier
  readonly keys: Pick<Keys, 'verify'>
  readonly clock: Clock
  readonly record: () => IdentityRecord | null
}

type Checked = ReadonlyMap<string, { readonly ms: number; readonly verdict: LogVerdict }>

export const makeProof = ({ logs, queries, verifier, keys, clock, record }: ProofDeps): Pick<App, 'logs' | 'verifyLogs'> => {
  const checked = makeLive<Checked>(new Map())

  const health = (log: StoredLog, checkpoints: readonly StoredCheckpoint[], known: Checked): LogHealth => {
    const last = known.get(log.logId)
    const heads = checkpoints.filter(({ logId }) => logId === log.logId).sort((a, b) => b.size - a.size)
    return { log, head: heads[0] ?? null, checkedMs: last?.ms ?? null, entries: log.size, problems: last?.verdict.problems ?? [], notices: last?.verdict.notices ?? [], witnesses: last?.verdict.witnesses ?? [] }
  }

  return {
    logs: combineLive<[readonly StoredLog[], readonly StoredCheckpoint[], Checked], readonly LogHealth[]>([queries.logs, queries.checkpoints, checked], (all, checkpoints, known) => all.map((log) => health(log, checkpoints, known))),
    verifyLogs: async (onProgress) => {
      const all = await logs.logs()
      const total = all.reduce((sum, { size }) => sum + size, 0)
      const { root = null, statements = [] } = record() ?? {}
      const trust = root && (await sortStatements(root, statements, keys.verify)).trust
      const { signal } = new AbortController()
      const heads: StoredCheckpoint[] = []
      let before = 0
      for (const { logId, publicKey, incarnation } of all) {
        // In this order: a checkpoint made meanwhile must not be of more entries than are read, that would look cut off.
        const checkpoints = await logs.checkpoints(logId)
        const size = ((await logs.last(logId))?.seq ?? -1) + 1
        heads.push(...checkpoints)
        const done = before
        const log = { publicKey, incarnation, notes: checkpoints.map(({ note }) => note) }
        const verdict = await verifier.verify(log, { size, read: (from, to) => logs.read(logId, from, to) }, trust, { signal, onProgress: (count) => onProgress(done + count, total) })
        if (!verdict.ok) return verdict
        before += size
        onProgress(before, total)
        checked.set(new Map(checked.get()).set(logId, { ms: clock.now(), verdict: verdict.value }))
      }
      return ok(all.map((log) => health(log, heads, checked.get())))
    },
  }
}
