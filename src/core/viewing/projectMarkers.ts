// Entries in, Markers out.

import { recordingId } from '../ids.ts'
import { bodyOf, type Entry } from '../log/entry.ts'
import type { MarkerRow } from './viewing.ts'

export interface MarkerProjection {
  /** Takes entries of every kind; of one log in its order, logs in any order. */
  add(entries: readonly Entry[]): void
  /** Of these Recordings (all when null), by Recording and moment. */
  rows(recordings: ReadonlySet<string> | null): readonly MarkerRow[]
}

/** The kinds that `add` looks at, for queries by kind. */
export const markerEntryKinds = ['session-open', 'view-open', 'marker'] as const

export const makeMarkerProjection = (): MarkerProjection => {
  const names = new Map<string, string>()
  const viewers = new Map<string, string>()
  const markers = new Map<string, Omit<MarkerRow, 'person'> & { readonly viewer: string }>()

  const add = (entry: Entry): void => {
    const session = bodyOf(entry, 'session-open')
    if (session) names.set(session.person, session.name)
    const open = bodyOf(entry, 'view-open')
    if (open) viewers.set(`${entry.logId}/${open.viewing}`, open.person)
    const body = bodyOf(entry, 'marker')
    if (!body) return
    const { marker, recording, atMs, toMs, kind, text, viewing } = body
    markers.set(`${entry.logId}/${marker}`, { marker, recordingId: recordingId(recording), atMs, toMs, kind, text, writtenMs: entry.timeMs, viewer: `${entry.logId}/${viewing}` })
  }

  return {
    add: (entries) => entries.forEach(add),
    rows: (recordings) =>
      [...markers.values()]
        .filter((row) => !recordings || recordings.has(row.recordingId))
        .map(({ viewer, ...row }): MarkerRow => {
          const person = viewers.get(viewer) ?? ''
          return { ...row, person: names.get(person) ?? person }
        })
        .toSorted((a, b) => (a.recordingId < b.recordingId ? -1 : a.recordingId > b.recordingId ? 1 : a.atMs - b.atMs)),
  }
}
