// Quotes the newest cosigned head of this device's Log right before an Entry, so that a stranger sees it is not older than that cosignature.

import { logId } from '../core/ids.ts'
import type { EntryKind } from '../core/log/kinds.ts'
import type { LogStore } from '../core/ports.ts'
import type { AppendEntry } from './logWriter.ts'

export interface QuoteDeps {
  readonly append: AppendEntry
  readonly logs: Pick<LogStore, 'checkpoints'>
  /** The Log that is being written; null while locked. */
  readonly own: () => string | null
}

/** What fixes fingerprints: see core/cases/checkReceipt for how the quotation is read. */
const bounded: readonly EntryKind[] = ['drive-scan']

export const quoteHead =
  ({ append, logs, own }: QuoteDeps): AppendEntry =>
  async (kind, body) => {
    const log = bounded.includes(kind) ? own() : null
    const head = log && (await logs.checkpoints(logId(log))).findLast(({ witnesses }) => witnesses.length > 0)
    if (head) {
      const quoted = await append('witness', { note: head.note })
      if (!quoted.ok) return quoted
    }
    return append(kind, body)
  }
