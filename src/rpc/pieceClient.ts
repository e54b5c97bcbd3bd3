// Starts one piece worker for each piece and ends it with it.

import { proxy } from 'comlink'
import type { PieceWorker } from '../contracts/piece.ts'
import { err } from '../core/result.ts'
import type { PieceMaker } from '../core/ports.ts'
import { startWorker } from './startWorker.ts'

/** A drive that spins up takes about ten seconds. */
const STALL_MS = 15_000

export const makePieceClient = (): PieceMaker => ({
  make: (plan, parts, target, { signal, onProgress }) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve(err({ type: 'Cancelled' }))
      const worker = new Worker(new URL('../../workers/piece.worker.ts', import.meta.url), { type: 'module', name: 'piece' })
      const { remote, end } = startWorker<PieceWorker>(worker, (detail) => settle(err({ type: 'PlayerFailed', detail })))
      const cancel = (): void => settle(err({ type: 'Cancelled' }))
      const settle: typeof resolve = (made) => {
        signal.removeEventListener('abort', cancel)
        end()
        resolve(made)
      }
      signal.addEventListener('abort', cancel)
      void remote.make(plan, parts, target, { stallMs: STALL_MS }, proxy(onProgress)).then(settle)
    }),
})
