// Who watched what (articles 16 and 17): the Viewings an auditor chose, summed up by person and by Recording.

import type { WatchedInterval } from '../log/kinds.ts'
import { mergeWatched, watchedLength } from '../viewing/mergeWatched.ts'
import type { ViewingRow } from '../viewing/viewing.ts'
import { isWithin, type Period } from './period.ts'

/** Empty text: any. */
export interface ViewingChoice {
  readonly person: string
  /** Recording id, or Session id. */
  readonly of: string
  readonly caseNumber: string
  readonly only: '' | 'unapproved' | 'urgent'
}

export const chooseViewings = (viewings: readonly ViewingRow[], period: Period, { person, of, caseNumber, only }: ViewingChoice, unapproved: ReadonlySet<string>): readonly ViewingRow[] =>
  viewings.filter(
    (row) =>
      isWithin(period, row.openedMs) &&
      (person === '' || row.personId === person) &&
      (of === '' || row.session === of || row.recordings.includes(of)) &&
      (caseNumber === '' || row.caseNumber === caseNumber) &&
      (only === '' || (only === 'urgent' ? row.urgent : unapproved.has(row.viewing))),
  )

export interface WatchedByPerson {
  readonly personId: string
  readonly person: string
  readonly viewings: number
  readonly recordings: number
  /** Footage seen, each second of a Viewing once. */
  readonly watchedMs: number
  readonly urgent: number
  readonly unapproved: number
  readonly lastMs: number
}

/** Most footage first. */
export const watchedByPerson = (viewings: readonly ViewingRow[], unapproved: ReadonlySet<string>): readonly WatchedByPerson[] =>
  [...Map.groupBy(viewings, ({ personId }) => personId)]
    .map(([personId, rows]) => ({
      personId,
      person: rows[0]?.person ?? personId,
      viewings: rows.length,
      recordings: new Set(rows.flatMap(({ watched }) => watched.map(({ recordingId }) => recordingId))).size,
      watchedMs: rows.reduce((sum, { watchedMs }) => sum + watchedMs, 0),
      urgent: rows.filter(({ urgent }) => urgent).length,
      unapproved: rows.filter(({ viewing }) => unapproved.has(viewing)).length,
      lastMs: rows.reduce((last, { openedMs }) => Math.max(last, openedMs), 0),
    }))
    .toSorted((a, b) => b.watchedMs - a.watchedMs || (a.person < b.person ? -1 : 1))

export interface WatchedRecording {
  readonly recordingId: string
  readonly people: readonly string[]
  readonly viewings: number
  /** Merged over all Viewings. */
  readonly intervals: readonly WatchedInterval[]
  readonly watchedMs: number
  readonly lastMs: number
}

/** Watched last first. */
export const watchedByRecording = (viewings: readonly ViewingRow[]): readonly WatchedRecording[] => {
  const parts = viewings.flatMap((row) => row.watched.map((interval) => ({ row, interval })))
  return [...Map.groupBy(parts, ({ interval }) => interval.recordingId)]
    .map(([recordingId, own]) => {
      const intervals = own.map(({ interval }) => interval)
      return {
        recordingId,
        people: [...new Set(own.map(({ row }) => row.person))].toSorted(),
        viewings: new Set(own.map(({ row }) => `${row.logId}/${row.viewing}`)).size,
        intervals: mergeWatched(intervals),
        watchedMs: watchedLength(intervals),
        lastMs: own.reduce((last, { row }) => Math.max(last, row.openedMs), 0),
      }
    })
    .toSorted((a, b) => b.lastMs - a.lastMs || (a.recordingId < b.recordingId ? -1 : 1))
}
