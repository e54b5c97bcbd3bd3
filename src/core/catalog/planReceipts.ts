// What a group of finished files changes in the catalogue: Copies, Recordings merged across Drives, Findings.

import type { DriveError, MediaError } from '../errors.ts'
import { recordingId, type DriveId, type RecordingId } from '../ids.ts'
import type { Outline } from '../media/outline.ts'
import type { KeptOutline } from '../playbackPorts.ts'
import type { CatalogChanges, Finding, Fingerprint, Poster, WalkedFile } from '../ports.ts'
import { describeRecording, type CopyPlace, type NamingRules } from './describeRecording.ts'
import { findChangedContent, findUnsetClock } from './planCatalogChanges.ts'
import type { Copy, Probe, Recording } from './recording.ts'

/** The end of one file's reading. */
export type Receipt =
  | { readonly type: 'recording'; readonly file: WalkedFile; readonly fingerprint: Fingerprint; readonly probe: Probe; readonly poster: Poster | null; readonly outline: Outline | null }
  | { readonly type: 'other'; readonly file: WalkedFile }
  | { readonly type: 'failed'; readonly file: WalkedFile; readonly error: DriveError | MediaError }

/** What the catalogue holds already. */
export interface Catalogued {
  copy(path: string): Copy | undefined
  recording(id: RecordingId): Recording | null
  /** Every Copy's place of a Recording, on whatever Drive. */
  places(id: RecordingId): readonly CopyPlace[]
}

export interface ReceiptChanges {
  readonly copies: readonly Copy[]
  readonly recordings: readonly Recording[]
  readonly blockStates: NonNullable<CatalogChanges['blockStates']>
  readonly outlines: NonNullable<CatalogChanges['outlines']>
  readonly posters: NonNullable<CatalogChanges['posters']>
  readonly findings: readonly Finding[]
}

export const planReceipts = (receipts: readonly Receipt[], drive: DriveId, catalogued: Catalogued, rules: NamingRules, nowMs: number): ReceiptChanges => {
  const copies: Copy[] = []
  const recordings = new Map<RecordingId, Recording>()
  const places = new Map<RecordingId, CopyPlace[]>()
  const blockStates: { recordingId: RecordingId; states: Fingerprint['blockStates'] }[] = []
  const outlines: KeptOutline[] = []
  const posters: { recordingId: RecordingId; poster: Poster }[] = []
  const findings: Finding[] = []

  for (const receipt of receipts) {
    const { path, size, mtime } = receipt.file
    const seen = { driveId: drive, path, size, mtime, seenMs: nowMs }
    if (receipt.type !== 'recording') {
      // What it held before stays with the row: a file that cannot be read today has not changed its content yet.
      const before = receipt.type === 'failed' ? (catalogued.copy(path)?.recordingId ?? null) : null
      copies.push({ ...seen, state: receipt.type, recordingId: before, error: receipt.type === 'failed' ? receipt.error : null })
      continue
    }
    const id = recordingId(receipt.fingerprint.sha256)
    const copy: Copy = { ...seen, state: 'fingerprinted', recordingId: id, error: null }
    const before = recordings.get(id) ?? catalogued.recording(id)
    // What another device reported is replaced by what was read here.
    const known = before?.reported ? null : before
    const everywhere = [...(places.get(id) ?? catalogued.places(id)).filter((place) => place.path !== path || place.mtime !== mtime), { path, mtime }]
    // A Copy beside which no playlist lies takes nothing away from what one said elsewhere.
    const probe = known?.listed && !receipt.probe.listed ? known : receipt.probe
    const described = describeRecording(receipt.fingerprint, probe, everywhere, rules, nowMs)
    const recording = known ? { ...described, indexedMs: known.indexedMs } : described
    places.set(id, everywhere)
    recordings.set(id, recording)
    copies.push(copy)
    if (receipt.outline && probe === receipt.probe) outlines.push({ recordingId: id, outline: receipt.outline })
    if (!known) {
      blockStates.push({ recordingId: id, states: receipt.fingerprint.blockStates })
      if (receipt.poster) posters.push({ recordingId: id, poster: receipt.poster })
    }
    const row = catalogued.copy(path)
    const changed = findChangedContent(row, copy, { before: row?.recordingId ? catalogued.recording(row.recordingId) : null, after: recording }, nowMs)
    const unset = known ? null : findUnsetClock(recording, copy, nowMs)
    findings.push(...[changed, unset].filter((finding) => finding !== null))
  }
  return { copies, recordings: [...recordings.values()], blockStates, outlines, posters, findings }
}
