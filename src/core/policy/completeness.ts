// Which of the elements of article 10 a Session has a Marker for.

import type { Session } from '../session/session.ts'
import type { MarkerRow } from '../viewing/viewing.ts'
import type { PolicyProfile } from './profile.ts'

export interface ElementState {
  readonly id: PolicyProfile['elements'][number]['id']
  readonly markers: number
}

/** In the profile's order; empty for photos only, which have no timeline to mark. */
export const completenessOf = (session: Pick<Session, 'parts'>, markers: readonly Pick<MarkerRow, 'recordingId' | 'kind'>[], { elements }: Pick<PolicyProfile, 'elements'>): readonly ElementState[] => {
  if (!session.parts.some(({ startMs, endMs }) => endMs > startMs)) return []
  const own = new Set<string>(session.parts.map(({ recordingId }) => recordingId))
  const counts = Map.groupBy(markers.filter(({ recordingId }) => own.has(recordingId)), ({ kind }) => kind)
  return elements.map(({ id }) => ({ id, markers: counts.get(id)?.length ?? 0 }))
}

export const missingElements = (states: readonly ElementState[]): readonly ElementState['id'][] => states.flatMap(({ id, markers }) => (markers === 0 ? [id] : []))
