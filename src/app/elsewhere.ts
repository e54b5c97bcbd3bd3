// What of this device's catalogue left it: roots of the manifests on the server, and how many witnessed the log that names them.

import { combineLive } from '../core/live.ts'
import type { Live, StoredCheckpoint } from '../core/ports.ts'
import type { SearchDeps } from './searchSessions.ts'

type Elsewhere = SearchDeps['elsewhere']

/** `own`: the log of this device; null while it is locked. */
export const elsewhere = (manifestsOnServer: Live<ReadonlySet<string>>, checkpoints: Live<readonly StoredCheckpoint[]>, own: () => string | null): Elsewhere =>
  combineLive([manifestsOnServer, checkpoints] as const, (manifests, heads) => ({
    manifests,
    witnesses: new Set(heads.filter(({ logId }) => logId === own()).flatMap(({ witnesses }) => witnesses)).size,
  }))
