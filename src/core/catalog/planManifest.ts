// What another device's scan of a Drive changes in this device's catalogue: it adds, and never overwrites what was measured here.

import type { RecordingId } from '../ids.ts'
import { describeRecording, nameRecording, type CopyPlace, type NamingRules } from './describeRecording.ts'
import type { Manifest, ManifestRow } from './manifest.ts'
import type { Catalogued } from './planReceipts.ts'
import type { Copy, Drive, Recording } from './recording.ts'

/** One `drive-scan` entry of another device's Log. */
export interface ReportedScan {
  readonly manifest: Manifest
  readonly root: string
  readonly timeMs: number
  /** What the unit calls the Drive. */
  readonly name: string
  readonly registeredMs: number
}

/** Whether this scan is newer than what is known of the Drive; one whose taking broke off is taken again. */
export const isNews = (scan: Pick<ReportedScan, 'root' | 'timeMs'>, drive: Drive | undefined): boolean =>
  !drive || (drive.manifest !== scan.root && (drive.scannedMs === null || scan.timeMs > drive.lastSeenMs))

/** Before its rows are written: so that a run that breaks off is seen to be unfinished. */
export const planReportedDrive = ({ manifest, name, timeMs, registeredMs }: ReportedScan, nowMs: number): Drive => {
  const seenMs = Math.min(timeMs, nowMs)
  return { id: manifest.driveId, name, folderNames: [name], sample: false, firstSeenMs: Math.min(registeredMs, seenMs), lastSeenMs: seenMs, scannedMs: null, manifest: null }
}

/** After its rows are written. A Drive with Copies read here keeps its own last scan. */
export const planReportedVisit = (drive: Drive, { root, timeMs }: ReportedScan, ownCopies: boolean, nowMs: number): Drive => {
  const seenMs = Math.min(timeMs, nowMs)
  const lastSeenMs = Math.max(drive.lastSeenMs, seenMs)
  return ownCopies ? { ...drive, lastSeenMs } : { ...drive, lastSeenMs, scannedMs: seenMs, manifest: root }
}

export interface ReportedChanges {
  readonly copies: readonly Copy[]
  readonly recordings: readonly Recording[]
}

/** Rows of one Drive: `catalogued.copy` is asked for its paths. A file read here stays as it was read. */
export const planReportedRows = (rows: readonly ManifestRow[], scan: ReportedScan, catalogued: Catalogued, rules: NamingRules, nowMs: number): ReportedChanges => {
  const seenMs = Math.min(scan.timeMs, nowMs)
  const copies: Copy[] = []
  const found = new Map<RecordingId, { readonly row: ManifestRow; readonly content: NonNullable<ManifestRow['content']>; readonly places: CopyPlace[] }>()
  for (const row of rows) {
    const { path, size, mtime, content } = row
    const before = catalogued.copy(path)
    if (before && !before.reported) continue
    copies.push({ driveId: scan.manifest.driveId, path, size, mtime, state: content ? 'fingerprinted' : 'other', recordingId: content?.recordingId ?? null, error: null, seenMs, reported: true })
    if (!content) continue
    const known = found.get(content.recordingId) ?? { row, content, places: [...catalogued.places(content.recordingId)] }
    if (!known.places.some((place) => place.path === path && place.mtime === mtime)) known.places.push({ path, mtime })
    found.set(content.recordingId, known)
  }
  const recordings = [...found].map(([id, { row, content, places }]): Recording => {
    const known = catalogued.recording(id)
    // Names and times follow all Copies, whichever was found first; what was read from the content stays.
    if (known && !known.reported) return { ...known, ...nameRecording(known, places, rules, nowMs) }
    const fingerprint = { sha256: id, xxh128: content.xxh128, size: row.size, blockStates: new Uint8Array(0) }
    return { ...describeRecording(fingerprint, content.probe, places, rules, nowMs), indexedMs: known?.indexedMs ?? seenMs, reported: true }
  })
  return { copies, recordings }
}

/** Reported files the newer scan did not find. */
export const planReportedLosses = (manifest: Manifest, known: readonly Copy[]): readonly Copy[] => {
  const paths = new Set(manifest.rows.map(({ path }) => path))
  return known.filter((copy) => copy.reported && !paths.has(copy.path))
}
