// After a crash: says of every own Viewing without a close how far it is known and until when it is not.

import type { FieldreelError } from '../core/errors.ts'
import type { Entry } from '../core/log/entry.ts'
import type { Clock } from '../core/ports.ts'
import { ok, type Result } from '../core/result.ts'
import { planRecovery } from '../core/viewing/planRecovery.ts'
import type { AppendEntry } from './logWriter.ts'

export interface RecoverDeps {
  readonly appendEntry: AppendEntry
  readonly clock: Clock
  /** Of this device's own log, decoded, in order; kinds that do not concern a Viewing do no harm. */
  readonly ownViewingEntries: () => Promise<readonly Entry[]>
  /** Viewings of this start. */
  readonly running: () => ReadonlySet<string>
}

/** Once the log can be written again, before anything else is watched. Returns how many there were. */
export const recoverViewings = async ({ appendEntry, clock, ownViewingEntries, running }: RecoverDeps): Promise<Result<number, FieldreelError>> => {
  const found = planRecovery(await ownViewingEntries(), running(), clock.now())
  for (const body of found) {
    const written = await appendEntry('view-recovered', body)
    if (!written.ok) return written
  }
  return ok(found.length)
}
