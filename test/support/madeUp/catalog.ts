// The catalogue a device has after it took in a made-up unit's manifests: the same Recordings, Copies and Sessions, without a browser.

import { planReportedRows } from '../../../src/core/catalog/planManifest.ts'
import type { Copy, Drive, Recording } from '../../../src/core/catalog/recording.ts'
import type { ManifestRow } from '../../../src/core/catalog/manifest.ts'
import type { DriveId } from '../../../src/core/ids.ts'
import { defaultProfile } from '../../../src/core/policy/defaultProfile.ts'
import { builtInGrammars } from '../../../src/core/session/builtInGrammars.ts'
import { compileGrammars } from '../../../src/core/session/grammar.ts'
import { groupSessions } from '../../../src/core/session/groupSessions.ts'
import type { Session } from '../../../src/core/session/session.ts'
import { zone } from './footage.ts'

export interface MadeUpCatalog {
  readonly recordings: readonly Recording[]
  readonly copies: readonly Copy[]
  readonly drives: readonly Drive[]
  readonly sessions: readonly Session[]
}

export interface ScannedDrive {
  readonly id: DriveId
  readonly name: string
  readonly rows: readonly ManifestRow[]
  readonly root: string
  readonly firstMs: number
  readonly lastMs: number
}

export const catalogOf = (scanned: readonly ScannedDrive[], nowMs: number): MadeUpCatalog => {
  const rules = { grammars: compileGrammars(builtInGrammars), zone }
  const recordings = new Map<string, Recording>()
  const places = new Map<string, { path: string; mtime: number }[]>()
  const copies: Copy[] = []
  const drives: Drive[] = []
  for (const { id, name, rows, root, firstMs, lastMs } of scanned) {
    const scan = { manifest: { driveId: id, rows }, root, timeMs: lastMs, name, registeredMs: firstMs }
    const changes = planReportedRows(rows, scan, { copy: () => undefined, recording: (one) => recordings.get(one) ?? null, places: (one) => places.get(one) ?? [] }, rules, nowMs)
    copies.push(...changes.copies)
    for (const recording of changes.recordings) recordings.set(recording.id, recording)
    for (const { recordingId, path, mtime } of changes.copies) if (recordingId) places.set(recordingId, [...(places.get(recordingId) ?? []), { path, mtime }])
    drives.push({ id, name, folderNames: [name], sample: false, firstSeenMs: firstMs, lastSeenMs: lastMs, scannedMs: lastMs, manifest: root })
  }
  const inputs = [...recordings.values()].map((recording) => ({ recording, path: places.get(recording.id)?.map(({ path }) => path).sort()[0] ?? '' }))
  const sessions = groupSessions(inputs, { zone, sessionGapMs: defaultProfile.profile.session.gapMinutes * 60_000 })
  return { recordings: [...recordings.values()], copies, drives, sessions }
}
