// Cuts what is decoded anew into pieces shorter than a group of pictures, so that the first picture of a long group need not wait for its last.

import type { Track } from '../../src/core/media/mp4/readMovie.ts'
import type { SegmentPlan } from '../../src/core/media/mp4/planSegments.ts'
import type { DecodedPicture } from './recode/pictures.ts'

/** A piece is this long, a segment of up to twice that stays whole. */
const PIECE_S = 2

/** Of each segment the begins of its pieces, seconds, each at a picture; the first is the segment's own. */
export const planPieces = ({ samples, timescale }: Track, { segments, zero }: SegmentPlan): readonly (readonly number[])[] =>
  segments.map(({ start, end, videoFrom, videoTo }) => {
    const starts = [start]
    if (end - start <= 2 * PIECE_S) return starts
    for (const pts of samples.pts.slice(videoFrom, videoTo).sort()) {
      const time = pts / timescale - zero
      if (time - (starts.at(-1) ?? start) >= PIECE_S && time < end - PIECE_S / 2) starts.push(time)
    }
    return starts
  })

/** Pictures of one segment, taken piece by piece; those of a piece that is passed over are let go. */
export interface Taking {
  /** Those shown before `to`; ends with the pictures. */
  until(to: number): AsyncGenerator<DecodedPicture, void, void>
  close(): Promise<void>
}

export const makeTaking = (pictures: AsyncIterator<DecodedPicture>): Taking => {
  let held: DecodedPicture | null = null
  let over = false
  const next = async (): Promise<DecodedPicture | null> => {
    const result = over ? null : await pictures.next()
    over = result === null || result.done === true
    return result && !result.done ? result.value : null
  }
  return {
    until: async function* (to) {
      for (let picture = held ?? (await next()); picture; picture = await next()) {
        held = null
        if (picture.pts >= to) {
          held = picture
          return
        }
        yield picture
      }
    },
    close: async () => {
      held?.frame.close()
      held = null
      over = true
      await pictures.return?.()
    },
  }
}
