// The piece worker: makes one piece of verified bytes, then it is ended.

import { expose } from 'comlink'
import type { PieceError, PieceWorker } from '../src/contracts/piece.ts'
import type { PiecePlan } from '../src/core/pieces/piece.ts'
import { err, ok } from '../src/core/result.ts'
import { makeBlockVerifier } from './fingerprint/blockVerifier.ts'
import { makePieceFile } from './piece/makePieceFile.ts'
import { openPieceFile, whyUnwritten, WriteFailure } from './piece/pieceFile.ts'
import { noSteps, type Steps } from './piece/steps.ts'
import { ReadFailure } from './segment/verifiedFile.ts'

/** Nobody looks more often. */
const PROGRESS_MS = 200

class Stopped extends Error {}

let stopped = false

const stepsOf = async (plan: PiecePlan): Promise<Steps> => (plan.work === 'redacted' ? (await import('./piece/redact.ts')).makeRedactSteps(plan.redactions, plan.cuts) : noSteps)

const why = async (thrown: unknown): Promise<PieceError> => {
  if (thrown instanceof Stopped) return { type: 'Cancelled' }
  const known = await whyUnwritten(thrown)
  return known instanceof ReadFailure || known instanceof WriteFailure ? known.failure : { type: 'PlayerFailed', detail: String(thrown) }
}

const worker: PieceWorker = {
  make: async (plan, parts, target, { stallMs, author }, onProgress) => {
    let told = -Infinity
    try {
      const file = await openPieceFile(target)
      try {
        return ok(
          await makePieceFile(plan, parts, file, {
            verifier: await makeBlockVerifier(),
            stallMs,
            author,
            steps: await stepsOf(plan),
            onProgress: (progress) => {
              if (stopped) throw new Stopped()
              if (performance.now() - told < PROGRESS_MS) return
              told = performance.now()
              onProgress(progress)
            },
          }),
        )
      } finally {
        file.close()
      }
    } catch (thrown) {
      return err(await why(thrown))
    }
  },
  stop: () => {
    stopped = true
  },
}

expose(worker)
