// A piece exact to the frame: pictures decoded and encoded anew, stretches that follow each other put into one.

import type { PieceCut } from '../../src/core/pieces/piece.ts'
import { turnOf } from '../../src/core/media/mp4/turnOf.ts'
import { fineFactor } from '../../src/core/media/mp4/writeInit.ts'
import type { MovieFile } from './movieFile.ts'
import type { OnReached } from './copyPiece.ts'
import { makePictureEncoder } from './pictureEncoder.ts'
import { shownPictures, stretchOf } from './pictures.ts'
import { pieceSound, soundWriter, type PlacedStretch } from './pieceSound.ts'
import type { Source } from './source.ts'
import type { Steps } from './steps.ts'

export interface SourceCut extends PieceCut {
  readonly source: Source
}

/** Samples of both tracks stand beside each other this close in the file. */
const CHUNK_S = 1
const RATE = 30

const place = async (cuts: readonly SourceCut[]): Promise<readonly PlacedStretch[]> => {
  const placed: PlacedStretch[] = []
  let at = 0
  for (const { source, fromMs, toMs } of cuts) {
    const stretch = await stretchOf(source, fromMs, toMs)
    placed.push({ ...stretch, source, at })
    at += stretch.to - stretch.from
  }
  return placed
}

/** Gives what is really in it. Throws ReadFailure and WriteFailure. */
export const exactPiece = async (cuts: readonly SourceCut[], steps: Steps, movie: MovieFile, onReached: OnReached): Promise<readonly PieceCut[]> => {
  const stretches = await place(cuts)
  const [first] = stretches
  if (!first) throw new Error('no stretch')
  const { video } = await first.source.raw.tracks()
  const timescale = video.timescale * fineFactor(video.timescale)
  const fps = first.source.given.video?.fps ?? null
  const encoder = makePictureEncoder(timescale, fps && fps > 0 && fps < 500 ? fps : RATE)
  const heard = await soundWriter(await pieceSound(stretches, steps.sound), movie)
  try {
    let chunkFrom = 0
    for (const stretch of stretches) {
      const { source, from, at } = stretch
      // By the file's own word, as it is shown: the catalogue's may be of an older reading.
      const rotation = turnOf((await source.raw.tracks()).video.matrix)
      for await (const picture of shownPictures(source, stretch)) {
        const { recordingId } = source.given
        const frame = steps.picture ? await steps.picture(picture.frame, { recordingId, atMs: picture.at * 1000, rotation }) : picture.frame
        const now = at + picture.at - from
        await encoder.encode(frame, now)
        onReached(now)
        if (now - chunkFrom < CHUNK_S) continue
        chunkFrom = now
        movie.add('video', encoder.take())
        await heard.addUntil(now)
      }
    }
    await encoder.finish()
    movie.add('video', encoder.take())
    await heard.addUntil(Infinity)
  } finally {
    encoder.close()
    await heard.close()
  }
  const entry = encoder.entry()
  if (!entry) throw new Error('no picture of this stretch can be decoded')
  const last = stretches.at(-1) ?? first
  const end = Math.round((last.at + last.to - last.from) * timescale)
  movie.finish('video', { timescale, entry: entry.plain, matrix: video.matrix, width: entry.width, height: entry.height, lateBy: 0 }, end, end)
  heard.finish()
  return stretches.map(({ source, from, to }) => ({ recordingId: source.given.recordingId, fromMs: Math.round(from * 1000), toMs: Math.round(to * 1000) }))
}
