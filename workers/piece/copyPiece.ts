// A piece without any encoding: the samples of one Recording from a key frame to a key frame, byte for byte.

import type { PieceCut } from '../../src/core/pieces/piece.ts'
import type { StreamSample } from '../../src/core/media/streamed.ts'
import type { MovieFile } from './movieFile.ts'
import { endOfPictures, endOfSound, picturesIn, pictureEntry, segmentAt, SLACK_S, soundIn, soundSource, type Source } from './source.ts'

/** How far it has come, seconds of the Recording; throws to stop. */
export type OnReached = (seconds: number) => void

const seconds = (ticks: number, timescale: number, zero: number): number => ticks / timescale - zero

/** Gives what is really in it. Throws ReadFailure and WriteFailure. */
export const copyPiece = async (source: Source, cut: PieceCut, movie: MovieFile, onReached: OnReached): Promise<PieceCut> => {
  const [from, to] = [cut.fromMs / 1000, cut.toMs / 1000]
  const { raw } = source
  const sound = soundSource(source)
  const last = raw.shape.starts.length - 1
  let began: { readonly dts: number; readonly pts: number; readonly at: number } | null = null
  let [shownEnd, decodedEnd, soundEnd, soundBegin] = [0, 0, 0, null as number | null]
  let over = false
  for (let number = segmentAt(raw, from); number <= last && !over; number++) {
    const given = await raw.samples(number)
    const { video, plan } = given
    const timeOf = ({ pts }: StreamSample): number => seconds(pts, video.timescale, plan.zero)
    let pictures = picturesIn(given)
    if (!began) {
      const first = Math.max(0, pictures.findLastIndex((picture) => picture.key && timeOf(picture) <= from + SLACK_S))
      const key = pictures[first]
      if (!key) continue
      began = { dts: key.dts, pts: key.pts, at: timeOf(key) }
      pictures = pictures.slice(first)
    }
    const { dts: zeroDts, pts: zeroPts, at: beginAt } = began
    const stop = pictures.findIndex((picture) => picture.key && timeOf(picture) >= to - SLACK_S && picture.pts > zeroPts)
    over = stop >= 0
    const after = over ? pictures[stop] : null
    // What is shown before the key frame needs pictures that are not in it.
    const kept = (over ? pictures.slice(0, stop) : pictures).filter(({ pts }) => pts >= zeroPts)
    decodedEnd = (after?.dts ?? endOfPictures(given)) - zeroDts
    shownEnd = after ? timeOf(after) : (raw.shape.starts[number + 1] ?? raw.shape.seconds)
    movie.add('video', kept.map((picture) => ({ ...picture, dts: picture.dts - zeroDts, pts: picture.pts - zeroDts })))

    const heard = sound.shape.hasSound ? await sound.samples(number) : null
    if (heard?.audio) {
      const { timescale } = heard.audio
      const all = soundIn(heard)
      const endAfter = (i: number): number => all[i + 1]?.dts ?? endOfSound(heard)
      const inside = all.flatMap((sample, i) => (seconds(sample.pts, timescale, plan.zero) >= beginAt - SLACK_S && (!over || seconds(endAfter(i), timescale, plan.zero) <= shownEnd + SLACK_S) ? [{ sample, end: endAfter(i) }] : []))
      const first: number | undefined = soundBegin ?? inside[0]?.sample.dts
      if (first !== undefined) {
        soundBegin = first
        movie.add('audio', inside.map(({ sample }) => ({ ...sample, dts: sample.dts - first, pts: sample.pts - first })))
        soundEnd = (inside.at(-1)?.end ?? soundEnd + first) - first
      }
    }
    onReached(shownEnd)
    // The range may end before any picture after it is a key frame, at the Recording's end.
    if (over || number === last) {
      const { width, height } = video.entry
      movie.finish('video', { timescale: video.timescale, entry: pictureEntry(source, video), matrix: video.matrix, width, height, lateBy: 0 }, decodedEnd)
      if (heard?.audio && soundBegin !== null) movie.finish('audio', { timescale: heard.audio.timescale, entry: heard.audio.entry.plain, matrix: null, width: 0, height: 0, lateBy: Math.max(0, seconds(soundBegin, heard.audio.timescale, plan.zero) - beginAt) }, soundEnd)
    }
  }
  return { recordingId: cut.recordingId, fromMs: Math.round((began?.at ?? from) * 1000), toMs: Math.round(shownEnd * 1000) }
}
