// Reads a file from front to back through short-lived streams, notices every failure, and never waits for ever.

import type { DriveError } from '../../src/core/errors.ts'
import type { Bytes } from '../../src/core/ids.ts'
import type { FileLike } from '../../src/core/ports.ts'
import { err, ok, type Result } from '../../src/core/result.ts'

/**
 * A stream takes 1.5 s of processor a GB where slices as ArrayBuffers take 2.4, but one that is open does not notice that
 * its file was changed or removed: so a new one, which does, begins after so many bytes.
 */
const STREAM_BYTES = 64 << 20

export interface SliceReader {
  /** The next bytes, at least one; ask only while bytes are left, and once at a time. Hand them to `release` afterwards. */
  next(): Promise<Result<Bytes, DriveError>>
  /** Whether the file is still the one that was opened. */
  check(): Promise<Result<Bytes, DriveError>>
  /** No further byte is read. */
  stop(): void
}

/** The parts of a Blob that are used; a real File fits. */
export interface StreamedFile extends FileLike {
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer>; stream(): ReadableStream<Bytes> }
}

const toDriveError = (path: string, thrown: unknown): DriveError => {
  const name = thrown instanceof Error ? thrown.name : String(thrown)
  return name === 'NotFoundError' ? { type: 'FileGone', path } : { type: 'FileUnreadable', path, reason: name }
}

/** A pulled drive may leave a read open without an error: `reading` is given up after `stallMs`. */
const watched = async <T>(reading: Promise<T>, path: string, stallMs: number): Promise<Result<T, DriveError>> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stalled = new Promise<Result<T, DriveError>>((resolve) => {
    timer = setTimeout(() => resolve(err({ type: 'ReadStalled', path, afterMs: stallMs })), stallMs)
  })
  const read = reading.then(ok<T>, (thrown: unknown) => err(toDriveError(path, thrown)))
  const result = await Promise.race([read, stalled])
  clearTimeout(timer)
  return result
}

/** One read of a few MiB at most. */
export const readSlice = async (file: FileLike, path: string, start: number, end: number, stallMs: number): Promise<Result<Bytes, DriveError>> => {
  const read = await watched(file.slice(start, end).arrayBuffer(), path, stallMs)
  if (!read.ok) return read
  if (read.value.byteLength !== end - start) return err({ type: 'FileUnreadable', path, reason: `${read.value.byteLength} of ${end - start} bytes at ${start}` })
  return ok(new Uint8Array(read.value))
}

const nowhere = new MessageChannel()
nowhere.port2.close()

/**
 * Gives the memory of read bytes back at once. Sent to a closed port they are freed; left to the garbage collector they
 * pile up to 250 MB, and `ArrayBuffer.transfer(0)` only hides them from it (2 GB in Chromium 156).
 */
export const release = (bytes: Bytes): void => nowhere.port1.postMessage(null, [bytes.buffer])

export const makeSliceReader = (file: StreamedFile, path: string, from: number, stallMs: number): SliceReader => {
  let at = from
  let streamEnd = from
  let stream: ReadableStreamDefaultReader<Bytes> | undefined

  /** Streams fail with "network error"; a slice says why. */
  const check = (): Promise<Result<Bytes, DriveError>> => readSlice(file, path, 0, 1, stallMs)

  return {
    next: async () => {
      if (!stream || at === streamEnd) {
        streamEnd = Math.min(at + STREAM_BYTES, file.size)
        stream = file.slice(at, streamEnd).stream().getReader()
      }
      const read = await watched(stream.read(), path, stallMs)
      if (!read.ok) {
        if (read.error.type === 'ReadStalled') return read
        const reason = await check()
        return reason.ok ? read : reason
      }
      const bytes = read.value.value
      if (!bytes) return err({ type: 'FileUnreadable', path, reason: `ends at ${at} of ${file.size} bytes` })
      at += bytes.length
      return ok(bytes)
    },
    check,
    stop: () => {
      stream?.cancel().catch(() => undefined)
    },
  }
}
