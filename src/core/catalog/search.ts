// Which sessions a search finds: text over everything known of them, and the filters beside it.

import type { Finding } from '../ports.ts'
import type { Session } from '../session/session.ts'
import { formatLocal } from '../session/localTime.ts'
import type { Recording } from './recording.ts'

export interface SearchFilter {
  readonly text: string
  readonly recorder: string | null
  readonly officer: string | null
  /** Local calendar days, both included: `2026-03-26`. */
  readonly from: string | null
  readonly to: string | null
  readonly drive: string | null
  readonly kind: Recording['kind'] | null
  readonly tag: string | null
  readonly state: 'playable' | 'unplugged' | 'clockNotSet' | 'damaged' | 'finding' | 'unexplainedGap' | null
}

/** What is known of one Session when it is searched. */
export interface Searchable {
  readonly session: Session
  readonly recordings: readonly Recording[]
  readonly paths: readonly string[]
  readonly drives: readonly { readonly driveId: string; readonly name: string; readonly connected: boolean }[]
  readonly tags: readonly string[]
  readonly remark: string
  /** What markers say. */
  readonly markers: readonly string[]
  readonly findings: readonly Finding[]
  /** Gaps without any explanation (article 11). */
  readonly unexplainedGaps: number
}

/** Every word of the text must occur somewhere; filters that are null or empty let everything through. */
export const matchesFilter = (one: Searchable, filter: SearchFilter, zone: string): boolean => {
  const { session } = one
  if (filter.recorder !== null && session.recorder !== filter.recorder) return false
  if (filter.officer !== null && session.officer !== filter.officer) return false
  if ((filter.from || filter.to) && session.day === 'unset') return false
  if (filter.from && session.day < filter.from) return false
  if (filter.to && session.day > filter.to) return false
  if (filter.drive !== null && !one.drives.some((drive) => drive.driveId === filter.drive)) return false
  if (filter.kind !== null && !one.recordings.some((recording) => recording.kind === filter.kind)) return false
  if (filter.tag !== null && !one.tags.includes(filter.tag)) return false
  if (filter.state !== null && !hasState(one, filter.state)) return false
  const words = foldText(filter.text).split(' ').filter(Boolean)
  if (words.length === 0) return true
  const text = searchText(one, zone)
  return words.every((word) => text.includes(word))
}

/** Full width = half width, capital = small, composed = decomposed; runs of white space are one space. */
export const foldText = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim()

const hasState = (one: Searchable, state: NonNullable<SearchFilter['state']>): boolean => {
  switch (state) {
    case 'playable':
      return one.drives.some((drive) => drive.connected) && one.recordings.some((recording) => recording.playMode !== 'none')
    case 'unplugged':
      return !one.drives.some((drive) => drive.connected)
    case 'clockNotSet':
      return one.session.day === 'unset'
    case 'damaged':
      return one.recordings.some((recording) => recording.damage !== null)
    case 'finding':
      return one.findings.length > 0
    case 'unexplainedGap':
      return one.unexplainedGaps > 0
  }
}

const searchText = ({ session, recordings, paths, drives, tags, remark, markers }: Searchable, zone: string): string => {
  const when = session.day === 'unset' ? [] : [formatLocal(session.startMs, zone), session.day.replaceAll('-', ''), chineseDay(session.day)]
  const devices = recordings.flatMap((recording) => [recording.device, recording.recorder, recording.officer])
  return foldText([session.recorder, session.officer, ...when, ...devices, ...paths, ...drives.map((drive) => drive.name), ...tags, remark, ...markers].filter(Boolean).join('\n'))
}

/** 2026-03-06 → 2026年3月6日, as people type it. */
const chineseDay = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}
