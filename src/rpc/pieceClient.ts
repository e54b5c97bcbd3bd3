// Starts one piece worker for each piece and ends it with it.

import { proxy } from 'comlink'
import type { PieceWorker } from '../contracts/piece.ts'
import { err } from '../core/result.ts'
import type { PieceMaker } from '../core/piecePorts.ts'
import { startWorker } from './startWorker.ts'

/** A drive that spins up takes about ten seconds. */
const STALL_MS = 15_000
/** So long a worker may take to close its file once it is told to stop. */
const STOP_MS = 3000

export const makePieceClient = (): PieceMaker => ({
  make: (plan, parts, target, { author, signal, onProgress }) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve(err({ type: 'Cancelled' }))
      const worker = new Worker(new URL('../../workers/media.worker.ts', import.meta.url), { type: 'module', name: 'piece' })
      const { remote, end } = startWorker<PieceWorker>(worker, (detail) => settle(err({ type: 'PlayerFailed', detail })))
      let late: ReturnType<typeof setTimeout> | undefined
      const cancel = (): void => {
        void remote.stop()
        late = setTimeout(() => settle(err({ type: 'Cancelled' })), STOP_MS)
      }
      const settle: typeof resolve = (made) => {
        clearTimeout(late)
        signal.removeEventListener('abort', cancel)
        end()
        resolve(made)
      }
      signal.addEventListener('abort', cancel)
      remote.make(plan, parts, target as FileSystemFileHandle, { stallMs: STALL_MS, author }, proxy(onProgress)).then(settle, (thrown: unknown) => settle(err({ type: 'PlayerFailed', detail: String(thrown) })))
    }),
})
