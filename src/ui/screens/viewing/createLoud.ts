// Loud moments of all lanes, from the sound levels that were made, and how much sound has none yet.

import { createMemo, type Accessor } from 'solid-js'
import { isOnTimeline } from '../../../core/catalog/recording.ts'
import type { Bytes } from '../../../core/ids.ts'
import { CHUNK_MS, chunkCount } from '../../../core/media/filmstrip.ts'
import { findLoud, joinLoud, type LoudMoment } from '../../../core/media/sound/findLoud.ts'
import type { Film } from './createFilm.ts'
import type { Lane } from './lane.ts'

export interface Loud {
  /** By the recorder's own clock, in order. */
  of(lane: Lane): readonly LoudMoment[]
  /** Sound nobody has listened through yet. */
  readonly unknownMs: Accessor<number>
}

/** Gone to a little before it, so that its begin is heard. */
export const LEAD_MS = 1_000

const nothing = { moments: [], unknownMs: 0 } as const

export const createLoud = (film: Film, lanes: Accessor<readonly Lane[]>): Loud => {
  const found = new WeakMap<Bytes, readonly LoudMoment[]>()
  const findOnce = (levels: Bytes): readonly LoudMoment[] => {
    const moments = found.get(levels) ?? findLoud(levels)
    found.set(levels, moments)
    return moments
  }
  const listen = (lane: Lane): { readonly moments: readonly LoudMoment[]; readonly unknownMs: number } => {
    const { session, recordings } = lane.row()
    const sounding = new Set<string>(recordings.filter((recording) => recording.audio && isOnTimeline(recording)).map(({ id }) => id))
    let unknownMs = 0
    const moments = session.parts.flatMap(({ recordingId, startMs, endMs }) => {
      if (!sounding.has(recordingId)) return []
      return Array.from({ length: chunkCount(endMs - startMs) }, (_, chunk) => {
        if (!film.hasLevels(recordingId, chunk)) unknownMs += Math.min(CHUNK_MS, endMs - startMs - chunk * CHUNK_MS)
        const levels = film.levels(recordingId, chunk)
        const begin = startMs + chunk * CHUNK_MS
        return levels ? findOnce(levels).map((moment) => ({ ...moment, fromMs: begin + moment.fromMs, toMs: begin + moment.toMs })) : []
      }).flat()
    })
    return { moments: joinLoud(moments), unknownMs }
  }
  const all = createMemo(() => {
    film.version()
    return new Map(lanes().map((lane) => [lane.id, listen(lane)]))
  })
  return {
    of: ({ id }) => (all().get(id) ?? nothing).moments,
    unknownMs: () => [...all().values()].reduce((sum, { unknownMs }) => sum + unknownMs, 0),
  }
}
