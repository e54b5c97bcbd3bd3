// What an exported audit is checked by: each log's head with its cosignatures, and every cited Entry with its proof under that head.

import { toBase64, toHex } from '../core/bytes.ts'
import { makeProver } from '../core/audit/entryProofs.ts'
import type { EntryPlace } from '../core/policy/findings/finding.ts'
import type { LogId } from '../core/ids.ts'
import type { LogStore, StoredEntry } from '../core/ports.ts'
import { ok } from '../core/result.ts'
import type { Answer } from './app.ts'

export interface AuditProofs {
  readonly heads: readonly { readonly logId: string; readonly device: string; readonly publicKey: string; readonly entries: number; readonly note: string | null; readonly noteSize: number }[]
  /** `entry` and `signature` in base64, empty for what is withheld; `proof` to the head of `noteSize`, null for an Entry after it. */
  readonly entries: readonly { readonly logId: string; readonly seq: number; readonly leaf: string; readonly entry: string; readonly signature: string; readonly proof: readonly string[] | null }[]
}

export interface ProofsDeps {
  readonly logs: Pick<LogStore, 'logs' | 'read' | 'leaves' | 'checkpoints'>
  /** Without what the person at work must not learn of (article 19). */
  readonly withheld: (entry: StoredEntry) => StoredEntry
}

export const makeAuditProofs = ({ logs, withheld }: ProofsDeps) => async (cited: readonly EntryPlace[]): Answer<AuditProofs> => {
  const heads: AuditProofs['heads'][number][] = []
  const entries: AuditProofs['entries'][number][] = []
  const byLog = Map.groupBy(cited, ({ logId }) => logId)
  for (const { logId, deviceName, publicKey, size } of await logs.logs()) {
    const head = (await logs.checkpoints(logId)).at(-1) ?? null
    heads.push({ logId, device: deviceName, publicKey: toHex(publicKey), entries: size, note: head?.note ?? null, noteSize: head?.size ?? 0 })
    const places = [...new Set((byLog.get(logId) ?? []).map(({ seq }) => seq))].toSorted((a, b) => a - b)
    if (places.length === 0) continue
    const prove = head && makeProver(await logs.leaves(logId as LogId, head.size))
    for (const seq of places) {
      const [found] = await logs.read(logId as LogId, seq, seq + 1)
      if (!found) continue
      const shown = withheld(found)
      const open = shown.kind === found.kind
      entries.push({ logId, seq, leaf: found.leaf, entry: open ? toBase64(found.bytes) : '', signature: toBase64(found.signature), proof: prove && seq < head.size ? prove(seq) : null })
    }
  }
  return ok({ heads, entries })
}
