// Shares files among hash workers: starts them, keeps each busy, cancels, and tries again where one breaks.

import { proxy } from 'comlink'
import type { HashReport, HashWorker } from '../contracts/hash.ts'
import { BLOCK_BYTES } from '../core/catalog/recording.ts'
import type { Cancelled, DriveError } from '../core/errors.ts'
import type { FileLike, Fingerprint, Fingerprinter, FingerprintOptions, FingerprintProgress } from '../core/ports.ts'
import { err, type Result } from '../core/result.ts'
import { startWorker, type StartedWorker } from './startWorker.ts'

export interface FingerprintPoolOptions {
  readonly workers?: number
  /** A single read of some MiB may take this long. */
  readonly stallMs?: number
}

type Answer = Result<Fingerprint, DriveError | Cancelled>

/** Of each kind in one worker: four large files fill its lanes while more read ahead; small ones wait on reads, not on it. */
const LARGE = 6
const LANES = 4
const SMALL = 6
/** A drive that spins up takes about ten seconds. */
const STALL_MS = 30_000

interface Job {
  readonly file: FileLike
  readonly options: FingerprintOptions
  readonly small: boolean
  resume: FingerprintProgress | null
  /** Bytes told of by the worker it is with. */
  told: number
  /** Workers that broke under it. */
  broken: number
  readonly settle: (answer: Answer) => void
}

interface Member {
  readonly started: StartedWorker<HashWorker>
  readonly jobs: Map<number, Job>
  readonly ready: Promise<void>
}

export const makeFingerprintPool = (options: FingerprintPoolOptions = {}): Fingerprinter => {
  const size = options.workers ?? Math.max(2, Math.min(8, Math.ceil(navigator.hardwareConcurrency / 2)))
  const members = new Set<Member>()
  const queue: Job[] = []
  let nextId = 0

  const count = (member: Member, small: boolean): number => [...member.jobs.values()].filter((job) => job.small === small).length

  /**
   * Large files gather four in a worker, since four lanes cost little more than one; small ones keep away from them.
   * A worker that runs is filled before another is started.
   */
  const memberFor = (small: boolean): Member | undefined => {
    const all = [...members]
    const large = (member: Member): number => count(member, false)
    if (small) {
      const apart = all.filter((member) => large(member) === 0)
      if (apart.length === 0 && members.size < size) return addMember()
      const room = (apart.length > 0 ? apart : all).filter((member) => count(member, true) < SMALL)
      return room.sort((a, b) => count(a, true) - count(b, true))[0] ?? (members.size < size ? addMember() : undefined)
    }
    const gathering = all.filter((member) => large(member) < LANES).sort((a, b) => large(b) - large(a))[0]
    if (gathering && (large(gathering) > 0 || members.size === size || gathering.jobs.size === 0)) return gathering
    if (members.size < size) return addMember()
    return all.filter((member) => large(member) < LARGE).sort((a, b) => large(a) - large(b))[0]
  }

  const addMember = (): Member => {
    const jobs = new Map<number, Job>()
    const report: HashReport = (id, bytes, progress) => {
      const job = jobs.get(id)
      if (!job || job.options.signal.aborted) return
      job.told += bytes
      if (bytes > 0) job.options.onBytes?.(bytes)
      if (progress) job.options.onProgress?.((job.resume = progress))
    }
    const worker = new Worker(new URL('../../workers/hash.worker.ts', import.meta.url), { type: 'module', name: 'hash' })
    const started = startWorker<HashWorker>(worker, (detail) => replace(member, detail))
    const member: Member = { started, jobs, ready: started.remote.start(proxy(report), { stallMs: options.stallMs ?? STALL_MS, largeFiles: LARGE }) }
    members.add(member)
    return member
  }

  /** A broken worker's files are tried once more elsewhere: the fault may have been any one of them. */
  const replace = (member: Member, detail: string): void => {
    if (!members.delete(member)) return
    member.started.end()
    for (const job of member.jobs.values()) {
      job.broken++
      if (job.broken > 1) job.settle(err({ type: 'FileUnreadable', path: job.options.path, reason: detail }))
      else queue.unshift(job)
    }
    fill()
  }

  const run = async (member: Member, job: Job): Promise<void> => {
    const id = nextId++
    const from = job.resume?.bytesDone ?? 0
    job.told = 0
    member.jobs.set(id, job)
    const abandon = (): void => void member.started.remote.abandon(id)
    job.options.signal.addEventListener('abort', abandon)
    try {
      await member.ready
      const answer = await member.started.remote.hash({ id, path: job.options.path, file: job.file, resume: job.resume })
      // Reports come another way than answers: the last may be late, and of small files there is none.
      const untold = answer.ok ? answer.value.size - from - job.told : 0
      if (untold > 0) job.options.onBytes?.(untold)
      job.settle(answer)
    } catch (thrown) {
      job.settle(err({ type: 'FileUnreadable', path: job.options.path, reason: String(thrown) }))
    } finally {
      job.options.signal.removeEventListener('abort', abandon)
      member.jobs.delete(id)
      fill()
    }
  }

  const fill = (): void => {
    for (let at = 0; at < queue.length; ) {
      const job = queue[at]!
      const member = memberFor(job.small)
      if (member) {
        queue.splice(at, 1)
        void run(member, job)
      } else at++
    }
  }

  return {
    width: size * LARGE,
    fingerprint: (file, fingerprintOptions) =>
      new Promise((resolve) => {
        const { signal } = fingerprintOptions
        if (signal.aborted) return resolve(err({ type: 'Cancelled' }))
        const cancel = (): void => settle(err({ type: 'Cancelled' }))
        const settle = (answer: Answer): void => {
          signal.removeEventListener('abort', cancel)
          const at = queue.indexOf(job)
          if (at >= 0) queue.splice(at, 1)
          resolve(answer)
        }
        const job: Job = { file, options: fingerprintOptions, small: file.size < BLOCK_BYTES, resume: fingerprintOptions.resume ?? null, told: 0, broken: 0, settle }
        signal.addEventListener('abort', cancel)
        queue.push(job)
        fill()
      }),
    dispose: () => {
      const open = [...queue.splice(0), ...[...members].flatMap((member) => [...member.jobs.values()])]
      for (const member of members) member.started.end()
      members.clear()
      for (const job of open) job.settle(err({ type: 'Cancelled' }))
    },
  }
}
