// Everything an auditor needs to check the logs elsewhere, in one file.

import { sha256 } from '../core/bytes.ts'
import { makeBundle, type BundledLog } from '../core/format/bundle.ts'
import type { Clock, LogStore } from '../core/ports.ts'
import { ok } from '../core/result.ts'
import type { Answer, OutFile } from './app.ts'
import type { IdentityRecord } from './identityRecord.ts'
import type { LogWriter } from './logWriter.ts'

export interface ExportDeps {
  readonly logs: LogStore
  readonly log: LogWriter
  readonly clock: Clock
  readonly record: () => IdentityRecord | null
  /** Local date for the file's name, `2026-03-26`. */
  readonly day: (ms: number) => string
}

export const exportBundle = async ({ logs, log, clock, record, day }: ExportDeps): Answer<OutFile> => {
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
  const now = clock.now()
  const identity = record()
  const bytes = makeBundle({ madeMs: now, root: identity?.root ?? null, statements: identity?.statements ?? [], logs: bundled, manifests: [] })
  const noted = await log.append('bundle-export', { sha256: sha256(bytes), entries: bundled.reduce((sum, { entries }) => sum + entries.length, 0) })
  if (!noted.ok) return noted
  return ok({ name: `fieldreel-${day(now)}.bundle`, bytes })
}
