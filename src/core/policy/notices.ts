// Whether the party was told that it is recorded (article 8): a Marker 告知 in the first minutes, or a signed note why not.

import type { Session } from '../session/session.ts'
import type { MarkerRow } from '../viewing/viewing.ts'
import type { PolicyProfile } from './profile.ts'

export type NoticeState =
  | 'given'
  /** Told, but after the profile's first minutes. */
  | 'late'
  /** Not told, or late, with a signed note why. */
  | 'noted'
  | 'missing'
  /** Photos only: nothing is said in a picture. */
  | 'none'

export const noticeState = (session: Pick<Session, 'parts'>, markers: readonly Pick<MarkerRow, 'recordingId' | 'atMs' | 'kind'>[], noted: boolean, { notice }: Pick<PolicyProfile, 'notice'>): NoticeState => {
  const rolling = session.parts.filter(({ startMs, endMs }) => endMs > startMs)
  const begin = rolling[0]?.startMs
  if (begin === undefined) return 'none'
  const told = rolling.flatMap(({ recordingId, startMs }) => markers.filter((marker) => marker.kind === 'notice' && marker.recordingId === recordingId).map(({ atMs }) => startMs + atMs - begin))
  if (told.some((afterMs) => afterMs <= notice.withinMinutes * 60_000)) return 'given'
  return noted ? 'noted' : told.length > 0 ? 'late' : 'missing'
}

/** Somebody has to look at it. */
export const isNoticeOpen = (state: NoticeState): boolean => state === 'missing' || state === 'late'
