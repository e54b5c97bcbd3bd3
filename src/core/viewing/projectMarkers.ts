// Entries in, Markers out: those that hold, and those whose writer withdrew them.

import { recordingId } from '../ids.ts'
import { bodyOf, type Entry } from '../log/entry.ts'
import type { MarkerRow, WithdrawnMarker } from './viewing.ts'

export interface MarkerProjection {
  /** Takes entries of every kind; of one log in its order, logs in any order. */
  add(entries: readonly Entry[]): void
  /** That hold, of these Recordings (all when null), by Recording and moment. */
  rows(recordings: ReadonlySet<string> | null): readonly MarkerRow[]
  withdrawn(): readonly WithdrawnMarker[]
}

interface Withdrawal {
  /** In which Viewing, hence by whom. */
  readonly viewer: string
  readonly reason: string
  readonly ms: number
}

/** The kinds that `add` looks at, for queries by kind. */
export const markerEntryKinds = ['session-open', 'view-open', 'marker', 'marker-withdrawn'] as const

export const makeMarkerProjection = (): MarkerProjection => {
  const names = new Map<string, string>()
  const viewers = new Map<string, string>()
  const markers = new Map<string, Omit<MarkerRow, 'person' | 'personId'> & { readonly viewer: string }>()
  /** By Marker; it may be withdrawn on another device than it was written on. */
  const withdrawals = new Map<string, readonly Withdrawal[]>()

  const add = (entry: Entry): void => {
    const session = bodyOf(entry, 'session-open')
    if (session) names.set(session.person, session.name)
    const open = bodyOf(entry, 'view-open')
    if (open) viewers.set(`${entry.logId}/${open.viewing}`, open.person)
    const withdrawn = bodyOf(entry, 'marker-withdrawn')
    if (withdrawn) withdrawals.set(withdrawn.marker, [...(withdrawals.get(withdrawn.marker) ?? []), { viewer: `${entry.logId}/${withdrawn.viewing}`, reason: withdrawn.reason, ms: entry.timeMs }])
    const body = bodyOf(entry, 'marker')
    if (!body) return
    const { marker, recording, atMs, toMs, kind, text, viewing } = body
    markers.set(`${entry.logId}/${marker}`, { marker, recordingId: recordingId(recording), atMs, toMs, kind, text, writtenMs: entry.timeMs, viewer: `${entry.logId}/${viewing}` })
  }

  const all = (): readonly { readonly row: MarkerRow; readonly withdrawal: Withdrawal | undefined }[] =>
    [...markers.values()]
      .map(({ viewer, ...row }) => {
        const personId = viewers.get(viewer) ?? ''
        // Whoever wrote it, and nobody else.
        const withdrawal = withdrawals.get(row.marker)?.find((one) => viewers.get(one.viewer) === personId)
        return { row: { ...row, person: names.get(personId) ?? personId, personId }, withdrawal }
      })
      .toSorted(({ row: a }, { row: b }) => (a.recordingId < b.recordingId ? -1 : a.recordingId > b.recordingId ? 1 : a.atMs - b.atMs))

  return {
    add: (entries) => entries.forEach(add),
    rows: (recordings) => all().flatMap(({ row, withdrawal }) => (withdrawal || (recordings && !recordings.has(row.recordingId)) ? [] : [row])),
    withdrawn: () => all().flatMap(({ row, withdrawal }) => (withdrawal ? [{ ...row, reason: withdrawal.reason, withdrawnMs: withdrawal.ms }] : [])),
  }
}
