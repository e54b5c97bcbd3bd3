// Makes the file of one piece: opens what it is cut from, does the work of its kind, names in the file what it comes from.

import { cutsOf, type PieceCut, type PiecePlan } from '../../src/core/pieces/piece.ts'
import type { MadePiece, PieceProgress } from '../../src/core/piecePorts.ts'
import type { TimelinePart } from '../../src/core/playbackPorts.ts'
import { durationText } from '../../src/core/pieces/durationText.ts'
import type { MovieTags } from '../../src/core/media/mp4/writeMovie.ts'
import type { BlockVerifier } from '../fingerprint/blockVerifier.ts'
import { copyPiece } from './copyPiece.ts'
import { exactPiece, type SourceCut } from './exactPiece.ts'
import { makeMovieFile } from './movieFile.ts'
import type { PieceFile } from './pieceFile.ts'
import { openSource, type Source } from './source.ts'
import { soundPiece } from './soundPiece.ts'
import type { Steps } from './steps.ts'
import { still } from './still.ts'

export interface MakingDeps {
  readonly verifier: BlockVerifier
  readonly stallMs: number
  readonly author: string
  readonly steps: Steps
  /** Throws to stop. */
  readonly onProgress: (progress: PieceProgress) => void
}

/** For whoever has nothing but the file: English, as the keywords of its tags are. */
const tagsOf = (plan: PiecePlan, author: string): MovieTags => {
  const cuts = cutsOf(plan)
  const of = cuts.map(({ recordingId, fromMs, toMs }) => `${recordingId} ${plan.work === 'still' ? durationText(fromMs) : `${durationText(fromMs)}-${durationText(toMs)}`}`)
  return { title: `${plan.work} of ${cuts[0]?.recordingId.slice(0, 16) ?? ''}`, author, comment: `Piece (${plan.work}) made by ${author} with Fieldreel; the original is unchanged. SHA-256 and range asked for: ${of.join('; ')}` }
}

const beginMs = ({ given }: Source, { fromMs }: PieceCut): number => given.startMs + fromMs

/** Throws ReadFailure and WriteFailure. */
export const makePieceFile = async (plan: PiecePlan, parts: readonly TimelinePart[], file: PieceFile, deps: MakingDeps): Promise<MadePiece> => {
  const { verifier, stallMs, author, steps } = deps
  const wanted = cutsOf(plan)
  const tags = tagsOf(plan, author)
  const sources = new Map<string, Source>()
  const sourceOf = async (recordingId: string): Promise<Source> => {
    const part = parts.find((given) => given.recordingId === recordingId)
    if (!part) throw new Error(`no part of ${recordingId}`)
    const source = sources.get(recordingId) ?? (await openSource(part, verifier, stallMs))
    sources.set(recordingId, source)
    return source
  }
  const secondsTotal = wanted.reduce((sum, { fromMs, toMs }) => sum + (toMs - fromMs) / 1000, 0)
  const reached = (seconds: number): void => deps.onProgress({ secondsDone: Math.min(secondsTotal, Math.max(0, seconds)), secondsTotal })
  reached(0)

  if (plan.work === 'still') return { extension: 'png', cuts: [await still(await sourceOf(plan.cut.recordingId), plan.cut, plan.burntIn, file, tags)] }
  const movie = makeMovieFile(file)
  const made = async (): Promise<{ readonly cuts: readonly PieceCut[]; readonly source: Source | undefined }> => {
    const cuts: SourceCut[] = []
    for (const cut of wanted) cuts.push({ ...cut, source: await sourceOf(cut.recordingId) })
    if (cuts.every(({ source }) => source.raw.work?.soundOnly)) return { cuts: await soundPiece(cuts, steps, movie, reached), source: cuts[0]?.source }
    if (plan.work === 'copy') {
      const source = await sourceOf(plan.cut.recordingId)
      return { cuts: [await copyPiece(source, plan.cut, movie, reached)], source }
    }
    return { cuts: await exactPiece(cuts, steps, movie, reached), source: cuts[0]?.source }
  }
  const { cuts, source } = await made()
  movie.close(tags, source && cuts[0] ? beginMs(source, cuts[0]) : 0)
  return { extension: 'mp4', cuts }
}
