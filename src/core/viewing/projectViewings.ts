// Entries in, the register of Viewings out; entries of one log come in its order, logs in any order.

import { bodyOf, type Entry } from '../log/entry.ts'
import type { EntryBodies, WatchedInterval } from '../log/kinds.ts'
import type { StoredLog } from '../ports.ts'
import { mergeWatched, watchedLength } from './mergeWatched.ts'
import type { ViewingRow } from './viewing.ts'

interface Gathered {
  readonly logId: string
  readonly openedMs: number
  readonly open: EntryBodies['view-open']
  readonly recordings: string[]
  readonly intervals: WatchedInterval[]
  watermarkLost: ViewingRow['watermarkLost']
  closedMs: number | null
  ended: ViewingRow['ended']
  lastSeq: number
}

export interface ViewingProjection {
  /** Takes entries of every kind and keeps what it needs; an entry that was added before must not be added again. */
  add(entries: readonly Entry[]): void
  /** Newest first. `logs` tell the device's name and what the server has. */
  rows(logs: readonly StoredLog[]): readonly ViewingRow[]
}

/** The kinds that `add` looks at, for queries by kind. */
export const viewingKinds = ['session-open', 'view-open', 'view-more', 'view-interval', 'view-close', 'view-recovered', 'watermark-lost'] as const

export const makeViewingProjection = (): ViewingProjection => {
  const gathered = new Map<string, Gathered>()
  const names = new Map<string, string>()
  const built = new Map<string, { readonly lastSeq: number; readonly watched: readonly WatchedInterval[]; readonly watchedMs: number }>()

  const add = (entry: Entry): void => {
    const session = bodyOf(entry, 'session-open')
    if (session) names.set(session.person, session.name)
    const open = bodyOf(entry, 'view-open')
    if (open) gathered.set(keyOf(entry.logId, open.viewing), { logId: entry.logId, openedMs: entry.timeMs, open, recordings: [...open.recordings], intervals: [], watermarkLost: [], closedMs: null, ended: 'running', lastSeq: entry.seq })
    const more = bodyOf(entry, 'view-more')
    const later = more ?? bodyOf(entry, 'view-interval') ?? bodyOf(entry, 'view-close') ?? bodyOf(entry, 'view-recovered') ?? bodyOf(entry, 'watermark-lost')
    const viewing = later && gathered.get(keyOf(entry.logId, later.viewing))
    if (!viewing) return
    viewing.lastSeq = entry.seq
    viewing.recordings.push(...(more?.recordings ?? []))
    viewing.intervals.push(...(bodyOf(entry, 'view-interval')?.intervals ?? []))
    const lost = bodyOf(entry, 'watermark-lost')
    if (lost) viewing.watermarkLost = [...viewing.watermarkLost, { what: lost.what, recording: lost.recording, ms: entry.timeMs, seq: entry.seq }]
    const close = bodyOf(entry, 'view-close')
    const recovered = bodyOf(entry, 'view-recovered')
    if (close) Object.assign(viewing, { closedMs: entry.timeMs, ended: close.reason })
    if (recovered) Object.assign(viewing, { closedMs: recovered.lastKnownMs, ended: 'recovered' })
  }

  const watchedOf = (key: string, { lastSeq, intervals }: Gathered) => {
    const known = built.get(key)
    if (known?.lastSeq === lastSeq) return known
    const made = { lastSeq, watched: mergeWatched(intervals), watchedMs: watchedLength(intervals) }
    built.set(key, made)
    return made
  }

  return {
    add: (entries) => entries.forEach(add),
    rows: (logs) => {
      const logById = new Map(logs.map((log) => [log.logId as string, log]))
      return [...gathered]
        .map(([key, viewing]): ViewingRow => {
          const { logId, openedMs, open, recordings, watermarkLost, closedMs, ended, lastSeq } = viewing
          const { watched, watchedMs } = watchedOf(key, viewing)
          const log = logById.get(logId)
          return {
            viewing: open.viewing,
            logId,
            device: log?.deviceName ?? logId.slice(0, 8),
            person: names.get(open.person) ?? open.person,
            personId: open.person,
            openedMs,
            closedMs,
            ended,
            purpose: open.purpose,
            reason: open.reason,
            caseNumber: open.caseNumber,
            session: open.session,
            recordings,
            approval: open.approval ?? null,
            registration: open.registration ?? null,
            urgent: open.urgent ?? false,
            visit: open.visit ?? open.viewing,
            watched,
            watchedMs,
            watermarkLost,
            onServer: lastSeq < (log?.onServer ?? 0),
          }
        })
        .toSorted((a, b) => b.openedMs - a.openedMs)
    },
  }
}

/** A Viewing belongs to the log that opened it: no other log can add to it. */
const keyOf = (logId: string, viewing: string): string => `${logId}/${viewing}`
