// A piece without any encoding: the samples of one Recording from a key picture to a key picture, byte for byte.

import type { PieceCut } from '../../src/core/pieces/piece.ts'
import type { StreamSample } from '../../src/core/media/streamed.ts'
import type { SegmentSamples } from '../segment/part.ts'
import { cannotPlay } from '../segment/partIndex.ts'
import type { MovieFile } from './movieFile.ts'
import type { Stretch } from './pictures.ts'
import { pieceSound, soundWriter } from './pieceSound.ts'
import { endOfPictures, picturesIn, pictureEntry, segmentAt, SLACK_S, type Source } from './source.ts'

/** How far it has come, seconds of the piece; throws to stop. */
export type OnReached = (seconds: number) => void

interface Range extends Stretch {
  /** Its first sample, and the first behind it; null at the Recording's end. */
  readonly first: StreamSample
  readonly after: StreamSample | null
}

const timeIn = ({ video, plan }: SegmentSamples, { pts }: StreamSample): number => pts / video.timescale - plan.zero

const rangeOf = async ({ raw, given }: Source, from: number, to: number): Promise<Range> => {
  const { starts, seconds } = raw.shape
  let first: { readonly sample: StreamSample; readonly at: number } | null = null
  for (let number = segmentAt(raw, from); number < starts.length && !first; number++) {
    const samples = await raw.samples(number)
    const keys = picturesIn(samples).filter(({ key }) => key)
    const sample = keys.findLast((key) => timeIn(samples, key) <= from + SLACK_S) ?? keys[0]
    first = sample ? { sample, at: timeIn(samples, sample) } : null
  }
  if (!first) throw cannotPlay(given, raw.planned.video.codec)
  for (let number = segmentAt(raw, Math.max(to, first.at)); number < starts.length; number++) {
    const samples = await raw.samples(number)
    const pictures = picturesIn(samples)
    const stop = pictures.findIndex((picture) => picture.key && timeIn(samples, picture) >= to - SLACK_S && timeIn(samples, picture) > (first?.at ?? 0) + SLACK_S)
    const after = pictures[stop]
    if (!after) continue
    // In an open group pictures shown before the key picture stand behind it: they need it, and are not in the piece.
    const next = pictures.slice(stop + 1)
    const open = next.findIndex(({ pts }) => pts >= after.pts)
    const end = Math.min(after.pts, ...(open < 0 ? next : next.slice(0, open)).map(({ pts }) => pts))
    return { first: first.sample, after, from: first.at, to: timeIn(samples, { ...after, pts: end }) }
  }
  return { first: first.sample, after: null, from: first.at, to: seconds }
}

/** Gives what is really in it. Throws ReadFailure and WriteFailure. */
export const copyPiece = async (source: Source, cut: PieceCut, movie: MovieFile, onReached: OnReached): Promise<PieceCut> => {
  const { raw } = source
  const { first, after, from, to } = await rangeOf(source, cut.fromMs / 1000, cut.toMs / 1000)
  const heard = await soundWriter(await pieceSound([{ source, from, to, at: 0 }], null), movie)
  let [begun, over] = [false, false]
  try {
    for (let number = segmentAt(raw, from); number < raw.shape.starts.length && !over; number++) {
      const given = await raw.samples(number)
      // Read while this one is written; what is wrong with it is told when its turn comes.
      if ((raw.shape.starts[number + 1] ?? to) < to) void raw.samples(number + 1).catch(() => undefined)
      const pictures: StreamSample[] = []
      for (const picture of picturesIn(given)) {
        if (after && picture.dts >= after.dts && picture.pts >= after.pts) over = true
        begun ||= picture.dts === first.dts && picture.pts === first.pts
        // What is shown before the first key picture needs pictures that are not in it.
        if (begun && !over && picture.pts >= first.pts) pictures.push({ ...picture, dts: picture.dts - first.dts, pts: picture.pts - first.dts })
        if (over) break
      }
      movie.add('video', pictures)
      const shown = Math.min(to, raw.shape.starts[number + 1] ?? to) - from
      await heard.addUntil(shown)
      onReached(shown)
      if (!over && number + 1 < raw.shape.starts.length) continue
      await heard.addUntil(Infinity)
      const { video } = given
      const { width, height } = video.entry
      const end = (after?.dts ?? endOfPictures(given)) - first.dts
      movie.finish('video', { timescale: video.timescale, entry: pictureEntry(source, video), matrix: video.matrix, width, height, lateBy: 0 }, end, Math.round((to - from) * video.timescale))
      heard.finish()
      break
    }
  } finally {
    await heard.close()
  }
  return { recordingId: cut.recordingId, fromMs: Math.round(from * 1000), toMs: Math.round(to * 1000) }
}
