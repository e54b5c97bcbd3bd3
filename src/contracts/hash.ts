// What crosses between the fingerprint pool and a hash worker: types only.

import type { Cancelled, DriveError } from '../core/errors.ts'
import type { FileLike, Fingerprint, FingerprintProgress } from '../core/ports.ts'
import type { Result } from '../core/result.ts'

export interface HashTask {
  /** Chosen by the pool; names the task in reports and in `abandon`. */
  readonly id: number
  readonly path: string
  /** Must be a real File: it is cloned into the worker. */
  readonly file: FileLike
  readonly resume: FingerprintProgress | null
}

/** Sent while a task runs; `progress` at every 64th whole block. */
export type HashReport = (id: number, bytes: number, progress: FingerprintProgress | null) => void

export interface HashSettings {
  /** A single read may take this long. */
  readonly stallMs: number
  /** So many files of a block and more are given at once: four are hashed side by side, the others read ahead. */
  readonly largeFiles: number
}

export interface HashWorker {
  /** Call once, first. */
  start(report: HashReport, settings: HashSettings): Promise<void>
  hash(task: HashTask): Promise<Result<Fingerprint, DriveError | Cancelled>>
  /** The task ends with Cancelled; what was read of it is dropped. */
  abandon(id: number): void
}
