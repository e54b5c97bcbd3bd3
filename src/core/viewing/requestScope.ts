// What a Request says it is about, in one line that needs no language: days, times, recorders.

import type { Session } from '../session/session.ts'
import { formatLocal } from '../session/localTime.ts'

/** As in deeds/fieldShapes: UTF-16 units. */
const maxTitleLength = 300
const recordersNamed = 4

/** `found`: what was searched for, where the Sessions come from a search. */
export const requestTitle = (sessions: readonly Pick<Session, 'day' | 'startMs' | 'endMs' | 'recorder' | 'officer'>[], zone: string, found = ''): string => {
  const sorted = sessions.toSorted((a, b) => a.startMs - b.startMs)
  const [first, last] = [sorted[0], sorted.at(-1)]
  const recorders = [...new Set(sorted.flatMap(({ recorder }) => recorder ?? []))]
  const named = `${recorders.slice(0, recordersNamed).join(', ')}${recorders.length > recordersNamed ? ' …' : ''}`
  const when = !first || !last ? '' : first.day === 'unset' ? '—' : sorted.length === 1 ? `${first.day} ${clock(first.startMs, zone)}–${clock(first.endMs, zone)}` : first.day === last.day ? first.day : `${first.day} – ${last.day}`
  const who = sorted.length === 1 ? (first?.officer ?? '') : `×${sorted.length}`
  return [when, named, who, found && `“${found}”`].filter(Boolean).join(' · ').slice(0, maxTitleLength)
}

const clock = (ms: number, zone: string): string => formatLocal(ms, zone).slice(11, 16)
