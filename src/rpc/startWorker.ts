// Starts the client side of one Comlink worker and tells when the worker is broken, because its calls would then wait for ever.

import { wrap, type Remote } from 'comlink'

export interface StartedWorker<T> {
  readonly remote: Remote<T>
  /** Ends the worker; its open calls never settle. */
  end(): void
}

export const startWorker = <T>(worker: Worker, onBroken: (detail: string) => void): StartedWorker<T> => {
  worker.addEventListener('error', (event) => {
    event.preventDefault()
    onBroken(event.message || 'the worker did not start')
  })
  worker.addEventListener('messageerror', () => onBroken('a message could not be read'))
  return { remote: wrap<T>(worker), end: () => worker.terminate() }
}
