// Everything an auditor needs to check the logs elsewhere, in one file.

import { sha256 } from '../core/bytes.ts'
import { makeBundle, type BundledLog } from '../core/format/bundle.ts'
import type { Clock, LogStore } from '../core/ports.ts'
import { nothingHidden, sameHidden, type Hidden } from '../core/policy/secrecy.ts'
import { err, ok } from '../core/result.ts'
import type { Answer, OutFile } from './app.ts'
import type { IdentityRecord } from './identityRecord.ts'
import type { LogWriter } from './logWriter.ts'

export interface ExportDeps {
  /** Null while it is not known. */
  readonly hidden: () => Hidden | null
  readonly logs: LogStore
  readonly log: LogWriter
  readonly clock: Clock
  readonly record: () => IdentityRecord | null
  /** Local date for the file's name, `2026-03-26`. */
  readonly day: (ms: number) => string
}

/** NotCleared: a log is proven whole or not at all, so whoever may not learn of something in it cannot hand it out. */
export const exportBundle = async ({ hidden, logs, log, clock, record, day }: ExportDeps): Answer<OutFile> => {
  const now = hidden()
  if (!now || !sameHidden(now, nothingHidden)) return err({ type: 'NotCleared' })
  // So that the newest entries stand under a signed root, too.
  const signed = await log.checkpoint()
  if (!signed.ok) return signed
  const stored = await logs.logs()
  const bundled: BundledLog[] = []
  for (const { logId, publicKey, incarnation, deviceName } of stored) {
    // In this order: a checkpoint made meanwhile must not be of more entries than were read, that would look cut off.
    const notes = (await logs.checkpoints(logId)).map(({ note }) => note)
    const entries = await logs.read(logId, 0, Number.MAX_SAFE_INTEGER)
    bundled.push({ publicKey, incarnation, deviceName, entries, notes })
  }
  const madeMs = clock.now()
  const identity = record()
  const bytes = makeBundle({ madeMs, root: identity?.root ?? null, statements: identity?.statements ?? [], logs: bundled, manifests: [] })
  const noted = await log.append('bundle-export', { sha256: sha256(bytes), entries: bundled.reduce((sum, { entries }) => sum + entries.length, 0) })
  if (!noted.ok) return noted
  return ok({ name: `fieldreel-${day(madeMs)}.bundle`, bytes })
}
