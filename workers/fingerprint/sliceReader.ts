// Reads a file from front to back in slices, a few ahead of whoever consumes them, and never waits for ever.

import type { DriveError } from '../../src/core/errors.ts'
import type { Bytes } from '../../src/core/ids.ts'
import type { FileLike } from '../../src/core/ports.ts'
import { err, ok, type Result } from '../../src/core/result.ts'

/** Measured with the pool on two cores, see test/bench/index.bench.ts. */
const SLICE_BYTES = 4 << 20
const OUTSTANDING = 2

export interface SliceReader {
  /** The next slice, at least one byte; ask only while bytes are left. */
  next(): Promise<Result<Bytes, DriveError>>
  /** No further slice is read. */
  stop(): void
}

const toDriveError = (path: string, thrown: unknown): DriveError => {
  const name = thrown instanceof Error || thrown instanceof DOMException ? thrown.name : String(thrown)
  return name === 'NotFoundError' ? { type: 'FileGone', path } : { type: 'FileUnreadable', path, reason: name }
}

/** One read with a watchdog: a pulled drive may leave a read open without an error. */
export const readSlice = async (file: FileLike, path: string, start: number, end: number, stallMs: number): Promise<Result<Bytes, DriveError>> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stalled = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), stallMs)
  })
  try {
    const buffer = await Promise.race([file.slice(start, end).arrayBuffer(), stalled])
    if (!buffer) return err({ type: 'ReadStalled', path, afterMs: stallMs })
    if (buffer.byteLength !== end - start) return err({ type: 'FileUnreadable', path, reason: `${buffer.byteLength} of ${end - start} bytes at ${start}` })
    return ok(new Uint8Array(buffer))
  } catch (thrown) {
    return err(toDriveError(path, thrown))
  } finally {
    clearTimeout(timer)
  }
}

/** Gives a slice's memory back at once: 4 MiB each would otherwise wait for the garbage collector. */
export const release = (bytes: Bytes): void => {
  bytes.buffer.transfer(0)
}

/** `from` and every slice but the last are multiples of 1 MiB. */
export const makeSliceReader = (file: FileLike, path: string, from: number, stallMs: number): SliceReader => {
  const ahead: Promise<Result<Bytes, DriveError>>[] = []
  let at = from
  const readAhead = (): void => {
    while (ahead.length < OUTSTANDING && at < file.size) {
      const end = Math.min(at + SLICE_BYTES, file.size)
      ahead.push(readSlice(file, path, at, end, stallMs))
      at = end
    }
  }
  readAhead()
  return {
    next: async () => {
      const first = ahead.shift()
      if (!first) throw new Error('read past the end')
      const result = await first
      readAhead()
      return result
    },
    stop: () => {
      at = file.size
    },
  }
}
