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

/** Issue's wall for one file. */
const LIMIT_MS = 10_000
const WORKERS = 2

type Answer<T> = Result<T, MediaError | DriveError | Cancelled>

interface Member {
  readonly started: StartedWorker<ProbeWorker>
  /** Ends the wait of the file that is being read. */
  broken: ((detail: string) => void) | null
}

const makeProbeWorker = (): Worker => new Worker(new URL('../../workers/probe.worker.ts', import.meta.url), { type: 'module', name: 'probe' })

export const makeProberClient = (options: ProberClientOptions = {}): Prober => {
  const { workers = WORKERS, limitMs = LIMIT_MS, now = Date.now, makeWorker = makeProbeWorker } = options
  const idle: Member[] = []
  const busy = new Set<Member>()
  const waiting: (() => void)[] = []
  let disposed = false

  const addMember = (): Member => {
    const member: Member = { started: startWorker<ProbeWorker>(makeWorker(), (detail) => member.broken?.(detail)), broken: null }
    return member
  }

  /** Waits for a worker; the caller gives it back with `release`. */
  const take = async (): Promise<Member> => {
    while (busy.size >= workers) await new Promise<void>((resolve) => waiting.push(resolve))
    const member = idle.pop() ?? addMember()
    busy.add(member)
    return member
  }

  const release = (member: Member, usable: boolean): void => {
    busy.delete(member)
    member.broken = null
    if (usable && !disposed) idle.push(member)
    else member.started.end()
    waiting.shift()?.()
  }

  const watched = async <T>(signal: CancelSignal, ask: (worker: StartedWorker<ProbeWorker>['remote']) => Promise<Answer<T>>): Promise<Answer<T>> => {
    const cancelled = err<Cancelled>({ type: 'Cancelled' })
    if (signal.aborted || disposed) return cancelled
    const member = await take()
    if (signal.aborted || disposed) {
      release(member, true)
      return cancelled
    }
    let usable = false
    const answer = await new Promise<Answer<T>>((resolve) => {
      const timer = setTimeout(() => settle(err({ type: 'ProbeTimeout', limitMs })), limitMs)
      const cancel = (): void => settle(cancelled)
      const settle = (result: Answer<T>): void => {
        clearTimeout(timer)
        signal.removeEventListener('abort', cancel)
        resolve(result)
      }
      signal.addEventListener('abort', cancel)
      member.broken = (detail) => settle(err({ type: 'ProbeCrashed', detail }))
      ask(member.started.remote).then(
        (result) => {
          usable = true
          settle(result)
        },
        (thrown: unknown) => settle(err({ type: 'ProbeCrashed', detail: String(thrown) })),
      )
    })
    release(member, usable)
    return answer
  }

  return {
    probe: (file, { path, zone, signal }) => watched(signal, (worker) => worker.probe({ file, path, zone, nowMs: now() })),
    poster: (file, probe, { path, signal }) => watched(signal, (worker) => worker.poster({ file, path, probe })),
    dispose: () => {
      disposed = true
      for (const member of idle.splice(0)) member.started.end()
      for (const member of busy) member.broken?.('disposed')
      for (const wake of waiting.splice(0)) wake()
    },
  }
}
