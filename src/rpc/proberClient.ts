// Probes files in watched workers: one file at a time in each, ended and replaced when a file takes too long or breaks it.

import type { ProbeWorker } from '../contracts/probe.ts'
import type { Cancelled, DriveError, MediaError } from '../core/errors.ts'
import type { CancelSignal, Prober } from '../core/ports.ts'
import { err, type Result } from '../core/result.ts'
import { startWorker, type StartedWorker } from './startWorker.ts'

export interface ProberClientOptions {
  readonly workers?: number
  /** For one file, from when its worker begins with it. */
  readonly limitMs?: number
  readonly now?: () => number
  readonly makeWorker?: () => Worker
}

/** No file may take longer. */
const LIMIT_MS = 10_000
const WORKERS = 2

type Answer<T, E = never> = Result<T, MediaError | DriveError | Cancelled | E>

interface Member {
  readonly started: StartedWorker<ProbeWorker>
  /** Ends the wait of the file that is being read. */
  broken: ((detail: string) => void) | null
}

interface Job {
  begin(member: Member): void
  cancel(): void
}

const makeProbeWorker = (): Worker => new Worker(new URL('../../workers/media.worker.ts', import.meta.url), { type: 'module', name: 'probe' })

export const makeProberClient = (options: ProberClientOptions = {}): Prober => {
  const { workers = WORKERS, limitMs = LIMIT_MS, now = Date.now, makeWorker = makeProbeWorker } = options
  const idle: Member[] = []
  const busy = new Map<Member, Job>()
  const queue: Job[] = []
  let disposed = false

  const addMember = (): Member => {
    const member: Member = { started: startWorker<ProbeWorker>(makeWorker(), (detail) => member.broken?.(detail)), broken: null }
    return member
  }

  const fill = (): void => {
    while (busy.size < workers && queue.length > 0) {
      const job = queue.shift()!
      const member = idle.pop() ?? addMember()
      busy.set(member, job)
      job.begin(member)
    }
  }

  const release = (member: Member, usable: boolean): void => {
    busy.delete(member)
    member.broken = null
    if (usable && !disposed) idle.push(member)
    else member.started.end()
    fill()
  }

  const watched = <T, E = never>(signal: CancelSignal, ask: (worker: StartedWorker<ProbeWorker>['remote']) => Promise<Answer<T, E>>): Promise<Answer<T, E>> =>
    new Promise((resolve) => {
      let member: Member | null = null
      let timer: ReturnType<typeof setTimeout> | undefined
      let settled = false
      /** `usable`: its worker answered, so that it can take the next file; any other is ended. */
      const settle = (answer: Answer<T, E>, usable = false): void => {
        if (settled) return
        settled = true
        clearTimeout(timer)
        signal.removeEventListener('abort', job.cancel)
        const at = queue.indexOf(job)
        if (at >= 0) queue.splice(at, 1)
        if (member) release(member, usable)
        resolve(answer)
      }
      const crashed = (detail: string): void => settle(err({ type: 'ProbeCrashed', detail }))
      const job: Job = {
        begin: (given) => {
          member = given
          member.broken = crashed
          timer = setTimeout(() => settle(err({ type: 'ProbeTimeout', limitMs })), limitMs)
          ask(member.started.remote).then((answer) => settle(answer, true), (thrown: unknown) => crashed(String(thrown)))
        },
        cancel: () => settle(err({ type: 'Cancelled' })),
      }
      if (signal.aborted || disposed) return job.cancel()
      signal.addEventListener('abort', job.cancel)
      queue.push(job)
      fill()
    })

  return {
    probe: (file, { signal, ...asked }) => watched(signal, (worker) => worker.probe({ ...asked, file, nowMs: now() })),
    outline: (file, recording, { signal }) => watched(signal, (worker) => worker.outline({ file, recording, stallMs: limitMs })),
    poster: (file, probe, { signal, ...asked }) => watched(signal, (worker) => worker.poster({ ...asked, file, probe })),
    photo: (bytes, { signal }) => watched(signal, (worker) => worker.photo(bytes)),
    dispose: () => {
      disposed = true
      for (const job of [...queue, ...busy.values()]) job.cancel()
      for (const member of idle.splice(0)) member.started.end()
    },
  }
}
