// Closes a complete scan: what is missing, the manifest of what is there, and the log entry that names it.

import { sha256, fromHex, toHex } from '../core/bytes.ts'
import { encodeManifest, type ManifestRow } from '../core/catalog/manifest.ts'
import { manifestRowsRoot } from '../core/catalog/manifestRows.ts'
import { findMissingCopy, type ScanPlan } from '../core/catalog/planCatalogChanges.ts'
import { BLOCK_BYTES, type Copy, type Drive, type Recording } from '../core/catalog/recording.ts'
import type { FieldreelError } from '../core/errors.ts'
import type { Bytes, RecordingId } from '../core/ids.ts'
import type { CatalogStore, Clock, WalkResult } from '../core/ports.ts'
import { ok, type Result } from '../core/result.ts'
import type { AppendEntry } from './logWriter.ts'
import type { CatalogWriter } from './writeCatalog.ts'

export interface FinishDeps {
  readonly store: CatalogStore
  readonly clock: Clock
  readonly appendEntry: AppendEntry
}

export interface FinishTask {
  readonly drive: Drive
  readonly walked: WalkResult
  readonly plan: ScanPlan
  readonly moved: boolean
  readonly writer: CatalogWriter
}

export const finishScan = async ({ store, clock, appendEntry }: FinishDeps, { drive, walked, plan, moved, writer }: FinishTask): Promise<Result<void, FieldreelError>> => {
  const now = clock.now()
  const findings = plan.missing.flatMap((copy) => findMissingCopy(copy, now) ?? [])
  const missing = plan.missing.map((copy): Copy => ({ ...copy, state: 'missing' }))
  const failure = (await writer.putCopies(missing, findings)) ? null : writer.error()
  if (failure) return { ok: false, error: failure }

  const isAsBefore = drive.manifest !== null && !moved && walked.unreadable.length === 0 && plan.toRead.length === 0 && missing.length === 0
  const copies = isAsBefore ? plan.unchanged : await presentCopies(store, drive, walked)
  const made = isAsBefore && drive.manifest !== null ? ok<{ readonly root: string; readonly rows?: Bytes }>({ root: drive.manifest }) : await putManifest(store, drive, copies)
  if (!made.ok) return made
  const { root, ...rows } = made.value
  const recordings = copies.filter((copy) => copy.state === 'fingerprinted')
  const scan = await appendEntry('drive-scan', {
    drive: drive.id,
    manifest: fromHex(root),
    files: walked.files.length,
    recordings: recordings.length,
    bytes: recordings.reduce((sum, copy) => sum + copy.size, 0),
    changed: writer.changed,
    missing: findings.length,
    ...rows,
  })
  if (!scan.ok) return scan
  // Last: a crash before this line makes the next start go on and say again what was found, never leave it out of the Log.
  return store.apply({ drive: { ...drive, lastSeenMs: now, scannedMs: now, manifest: root } })
}

const presentCopies = async (store: CatalogStore, drive: Drive, walked: WalkResult): Promise<readonly Copy[]> => {
  const found = new Set(walked.files.map((file) => file.path))
  return (await store.copiesOf(drive.id)).filter((copy) => found.has(copy.path))
}

const putManifest = async (store: CatalogStore, drive: Drive, copies: readonly Copy[]): Promise<Result<{ readonly root: string; readonly rows?: Bytes }, FieldreelError>> => {
  const ids = [...new Set(copies.flatMap((copy) => (copy.state === 'fingerprinted' && copy.recordingId ? [copy.recordingId] : [])))]
  const recordings = new Map((await store.recordings(ids)).map((recording) => [recording.id, recording]))
  const contents = new Map<RecordingId, ManifestRow['content']>()
  for (const recording of recordings.values()) contents.set(recording.id, { recordingId: recording.id, xxh128: recording.xxh128, blockStatesRoot: await statesRoot(store, recording), probe: recording })
  const rows = copies.map((copy): ManifestRow => ({ path: copy.path, size: copy.size, mtime: copy.mtime, content: copy.state === 'fingerprinted' && copy.recordingId ? (contents.get(copy.recordingId) ?? null) : null }))
  const { bytes, root } = encodeManifest({ driveId: drive.id, rows })
  const written = await store.putManifest(root, bytes)
  return written.ok ? ok({ root, rows: manifestRowsRoot(rows) }) : written
}

const statesRoot = async (store: CatalogStore, recording: Recording): Promise<string | null> => {
  const states = recording.size < BLOCK_BYTES ? null : await store.blockStates(recording.id)
  return states && toHex(sha256(states))
}
