// A piece of a recording that has sound only: no black pictures are made for it.

import type { PieceCut } from '../../src/core/pieces/piece.ts'
import { cannotPlay } from '../segment/partIndex.ts'
import type { OnReached } from './copyPiece.ts'
import type { SourceCut } from './exactPiece.ts'
import type { MovieFile } from './movieFile.ts'
import { pieceSound, soundWriter, type PlacedStretch } from './pieceSound.ts'
import type { Steps } from './steps.ts'

const CHUNK_S = 1

/** Exact to the sound's own frames, or to the moment where it is encoded anew. Throws ReadFailure and WriteFailure. */
export const soundPiece = async (cuts: readonly SourceCut[], steps: Steps, movie: MovieFile, onReached: OnReached): Promise<readonly PieceCut[]> => {
  const stretches: PlacedStretch[] = []
  let at = 0
  for (const { source, fromMs, toMs } of cuts) {
    const [from, to] = [fromMs / 1000, Math.min(toMs / 1000, source.raw.shape.seconds)]
    stretches.push({ source, from, to, at })
    at += to - from
  }
  const sound = await pieceSound(stretches, steps.sound)
  if (!sound && cuts[0]) throw cannotPlay(cuts[0].source.given, cuts[0].source.given.audio?.codec ?? '')
  const heard = await soundWriter(sound, movie)
  try {
    for (let done = 0; done < at; done += CHUNK_S) {
      await heard.addUntil(done + CHUNK_S)
      onReached(done + CHUNK_S)
    }
    await heard.addUntil(Infinity)
  } finally {
    await heard.close()
  }
  heard.finish()
  return stretches.map(({ source, from, to }) => ({ recordingId: source.given.recordingId, fromMs: Math.round(from * 1000), toMs: Math.round(to * 1000) }))
}
