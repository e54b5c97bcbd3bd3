// Verifies whole logs: entries go to workers in chunks, several in flight, and come back to be judged in order.

import type { VerifyWorker } from '../contracts/verify.ts'
import type { Cancelled, KeyError } from '../core/errors.ts'
import type { Verify } from '../core/log/checkpoint.ts'
import type { InspectedEntry } from '../core/log/inspectEntry.ts'
import { makeLogCheck } from '../core/log/verifyLog.ts'
import type { LogVerifier } from '../core/ports.ts'
import { err, ok, type Result } from '../core/result.ts'
import { startWorker, type StartedWorker } from './startWorker.ts'

/** Entries a message; about 200 KiB. */
const chunkSize = 500
/** Chunks a worker has before it, so that it never waits for the next read. */
const chunksAhead = 2

type Answer = Result<readonly InspectedEntry[], KeyError | Cancelled>

/** `verify` checks the few signatures of checkpoints; `workers` are started at the first use. */
export const makeVerifyClient = (verify: Verify, workers = Math.max(1, Math.min(4, navigator.hardwareConcurrency))): LogVerifier => {
  /** One for each call of `verify`: calls do not share workers, so cancelling one ends only its own. */
  const running = new Set<() => void>()

  return {
    verify: async (log, entries, trust, { signal, onProgress }) => {
      if (signal.aborted) return err({ type: 'Cancelled' })
      const check = await makeLogCheck(log, trust, verify)
      const ended = Promise.withResolvers<Answer>()
      const cancel = (): void => ended.resolve(err({ type: 'Cancelled' }))
      const broken = (detail: string): void => ended.resolve(err({ type: 'CryptoUnavailable', detail }))
      const started: readonly StartedWorker<VerifyWorker>[] = Array.from({ length: workers }, () =>
        startWorker<VerifyWorker>(new Worker(new URL('../../workers/verify.worker.ts', import.meta.url), { type: 'module', name: 'verify' }), broken),
      )
      signal.addEventListener('abort', cancel)
      running.add(cancel)
      try {
        const inFlight: Promise<Answer>[] = []
        let done = 0
        for (let from = 0; from < entries.size || inFlight.length > 0; ) {
          if (from < entries.size && inFlight.length < workers * chunksAhead) {
            const chunk = await entries.read(from, Math.min(entries.size, from + chunkSize))
            const worker = started[(from / chunkSize) % workers]
            from += chunkSize
            if (worker && chunk.length > 0) inFlight.push(Promise.race([worker.remote.inspect(log.publicKey, chunk), ended.promise]))
            continue
          }
          const answer = await inFlight.shift()
          if (!answer) continue
          if (!answer.ok) return answer
          check.add(answer.value)
          onProgress((done += answer.value.length))
        }
        return ok(check.finish())
      } finally {
        signal.removeEventListener('abort', cancel)
        running.delete(cancel)
        for (const worker of started) worker.end()
      }
    },
    dispose: () => {
      for (const cancel of running) cancel()
    },
  }
}
