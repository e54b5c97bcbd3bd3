// Starts one worker for each search for faces and ends it with it.

import { proxy } from 'comlink'
import type { FacesWorker } from '../contracts/faces.ts'
import type { FaceFinder } from '../core/piecePorts.ts'
import { err } from '../core/result.ts'
import { startWorker } from './startWorker.ts'

/** A drive that spins up takes about ten seconds. */
const STALL_MS = 15_000

export const makeFacesClient = (): FaceFinder => ({
  find: (cuts, parts, { signal, onProgress }) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve(err({ type: 'Cancelled' }))
      const worker = new Worker(new URL('../../workers/media.worker.ts', import.meta.url), { type: 'module', name: 'faces' })
      const { remote, end } = startWorker<FacesWorker>(worker, (detail) => settle(err({ type: 'PlayerFailed', detail })))
      const cancel = (): void => settle(err({ type: 'Cancelled' }))
      const settle: typeof resolve = (found) => {
        signal.removeEventListener('abort', cancel)
        end()
        resolve(found)
      }
      signal.addEventListener('abort', cancel)
      remote.find(cuts, parts, { stallMs: STALL_MS }, proxy(onProgress)).then(settle, (thrown: unknown) => settle(err({ type: 'PlayerFailed', detail: String(thrown) })))
    }),
})
