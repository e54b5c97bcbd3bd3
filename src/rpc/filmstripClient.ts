// Makes filmstrips and sound levels in one worker of their own, ended at once when something more urgent comes.

import type { FilmstripWorker } from '../contracts/filmstrip.ts'
import type { FilmstripError, FilmstripMaker } from '../core/media/filmstrip.ts'
import type { CancelSignal } from '../core/ports.ts'
import { err, type Result } from '../core/result.ts'
import { startWorker, type StartedWorker } from './startWorker.ts'

/** A drive that spins up takes about ten seconds. */
const STALL_MS = 15_000
/** One chunk: ten minutes of footage from a slow drive. */
const LIMIT_MS = 300_000

const makeFilmstripWorker = (): Worker => new Worker(new URL('../../workers/media.worker.ts', import.meta.url), { type: 'module', name: 'filmstrip' })

export const makeFilmstripMaker = (): FilmstripMaker => {
  let started: StartedWorker<FilmstripWorker> | null = null
  let broken: (detail: string) => void = () => undefined
  const settings = { stallMs: STALL_MS }

  const rest = (): void => {
    started?.end()
    started = null
  }

  const ask = <T>(signal: CancelSignal, call: (remote: StartedWorker<FilmstripWorker>['remote']) => Promise<Result<T, FilmstripError>>): Promise<Result<T, FilmstripError>> =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve(err({ type: 'Cancelled' }))
      const settle = (answer: Result<T, FilmstripError>): void => {
        clearTimeout(timer)
        signal.removeEventListener('abort', cancel)
        resolve(answer)
      }
      const give = (error: FilmstripError): void => {
        rest()
        settle(err(error))
      }
      const cancel = (): void => give({ type: 'Cancelled' })
      const timer = setTimeout(() => give({ type: 'PlayerFailed', detail: `no filmstrip after ${LIMIT_MS} ms` }), LIMIT_MS)
      signal.addEventListener('abort', cancel)
      broken = (detail) => give({ type: 'PlayerFailed', detail })
      started ??= startWorker<FilmstripWorker>(makeFilmstripWorker(), (detail) => broken(detail))
      call(started.remote).then(settle, (thrown: unknown) => give({ type: 'PlayerFailed', detail: String(thrown) }))
    })

  return {
    pictures: (part, chunk, signal) => ask(signal, (remote) => remote.pictures(part, chunk, settings)),
    levels: (part, chunk, signal) => ask(signal, (remote) => remote.levels(part, chunk, settings)),
    telemetry: (part, signal) => ask(signal, (remote) => remote.telemetry(part, settings)),
    rest,
  }
}
