// What devices found wrong with Copies while scanning and playing, from the entries of all logs and from this device's own table.

import type { StoredFinding } from './finding.ts'
import { bodyOf, type Entry } from '../../log/entry.ts'
import type { EntryPlace } from './finding.ts'

export interface LoggedFinding extends StoredFinding {
  /** The earliest Entry that tells of it; null for what only this device's table has. */
  readonly entry: EntryPlace | null
}

export interface LoggedFindingProjection {
  add(entries: readonly Entry[]): void
  rows(): readonly LoggedFinding[]
}

export const makeLoggedFindingProjection = (): LoggedFindingProjection => {
  const found = new Map<string, LoggedFinding>()
  return {
    add: (entries) => {
      for (const entry of entries) {
        const body = bodyOf(entry, 'finding')
        if (!body || (found.get(body.finding)?.ms ?? Infinity) <= entry.timeMs) continue
        const { finding: id, type, recording: recordingId, drive: driveId, path, evidence } = body
        found.set(id, { id, type, ms: entry.timeMs, recordingId, driveId, path, evidence, entry: { logId: entry.logId, seq: entry.seq } })
      }
    },
    rows: () => [...found.values()],
  }
}

/** Of the same Finding the one with an Entry. */
export const withStored = (logged: readonly LoggedFinding[], stored: readonly StoredFinding[]): readonly LoggedFinding[] => {
  const known = new Set(logged.map(({ id }) => id))
  return [...logged, ...stored.flatMap((one) => (known.has(one.id) ? [] : [{ ...one, entry: null }]))]
}
