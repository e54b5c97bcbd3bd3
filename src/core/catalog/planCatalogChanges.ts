// Decides what a scan has to read, and what each read file and each vanished one changes in the catalogue.

import type { DriveError } from '../errors.ts'
import { sha256, toHex, utf8 } from '../bytes.ts'
import type { Finding, WalkedFile } from '../ports.ts'
import { compareText } from './compareText.ts'
import type { Copy, Recording } from './recording.ts'
import { formatLocal } from '../session/localTime.ts'
import { isPresent } from './recogniseDrive.ts'

export interface ScanPlan {
  /** Same path, size and time as when they were last read: their content is not read again. */
  readonly unchanged: readonly Copy[]
  /** In path order. */
  readonly toRead: readonly WalkedFile[]
  /** Of `toRead`: never seen on this Drive. */
  readonly added: readonly WalkedFile[]
  readonly missing: readonly Copy[]
}

/** `unreadable`: what the walk could not list; nothing under it is believed missing. `anew`: paths that are read again although they are as they were. */
export const planScan = (known: readonly Copy[], found: readonly WalkedFile[], unreadable: readonly DriveError[], anew: ReadonlySet<string> = new Set()): ScanPlan => {
  const knownByPath = new Map(known.map((copy) => [copy.path, copy]))
  const unchanged: Copy[] = []
  const toRead: WalkedFile[] = []
  const added: WalkedFile[] = []
  for (const file of found) {
    const copy = knownByPath.get(file.path)
    if (copy && isSettled(copy) && copy.size === file.size && copy.mtime === file.mtime && !anew.has(file.path)) unchanged.push(copy)
    else toRead.push(file)
    if (!copy) added.push(file)
  }
  const foundPaths = new Set(found.map((file) => file.path))
  const unlisted = unreadable.flatMap((error) => ('path' in error ? [error.path] : 'name' in error ? [error.name] : []))
  const isUnlisted = (path: string): boolean => unlisted.some((one) => path === one || (one.endsWith('/') && path.startsWith(one)))
  const missing = known.filter((copy) => isPresent(copy) && !foundPaths.has(copy.path) && !isUnlisted(copy.path))
  return { unchanged, toRead: toRead.sort((a, b) => compareText(a.path, b.path)), added, missing }
}

/** A read error is tried again, an empty file is not: it has nothing to read. What only another device read is read here, too. */
const isSettled = (copy: Copy): boolean =>
  !copy.reported && (copy.state === 'fingerprinted' || copy.state === 'other' || (copy.state === 'failed' && copy.error?.type === 'EmptyFile'))

/** Article 18: the same path now holds other content. Both fingerprints are the evidence; the Finding is about the one expected. */
export const findChangedContent = (before: Copy | undefined, after: Copy, recordings: { readonly before: Recording | null; readonly after: Recording }, nowMs: number): Finding | null => {
  if (!before || before.recordingId === null || before.recordingId === after.recordingId) return null
  return makeFinding('contentChanged', before, nowMs, {
    expectedSha256: before.recordingId,
    foundSha256: recordings.after.id,
    ...(recordings.before ? { expectedXxh128: recordings.before.xxh128 } : {}),
    foundXxh128: recordings.after.xxh128,
    expectedSize: before.size,
    foundSize: after.size,
    expectedMtime: before.mtime,
    foundMtime: after.mtime,
  })
}

/** Article 20: only what was fingerprinted can be missed. */
export const findMissingCopy = (copy: Copy, nowMs: number): Finding | null =>
  copy.recordingId === null ? null : makeFinding('copyMissing', copy, nowMs, { sha256: copy.recordingId, size: copy.size, mtime: copy.mtime, lastSeenMs: copy.seenMs })

export const findUnsetClock = (recording: Recording, copy: Copy, nowMs: number): Finding | null =>
  recording.startMs !== null ? null : makeFinding('clockNotSet', copy, nowMs, Object.fromEntries(recording.times.map((time) => [time.source, formatLocal(time.ms, 'UTC')])))

/** The id is made of the facts: the same thing found twice is one Finding. */
const makeFinding = (type: Finding['type'], copy: Copy, ms: number, evidence: Finding['evidence']): Finding => {
  const facts = [type, copy.driveId, copy.path, copy.recordingId, ...Object.entries(evidence).flat()]
  return { id: toHex(sha256(utf8(JSON.stringify(facts)))).slice(0, 32), type, ms, recordingId: copy.recordingId, driveId: copy.driveId, path: copy.path, evidence }
}
