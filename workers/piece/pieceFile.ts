// The file a piece is written into, in the browser's private file system: synchronous, in place, closed whatever happens.

import type { StorageError } from '../../src/core/errors.ts'

/** Carries an expected failure of storage up to the worker's edge. */
export class WriteFailure extends Error {
  readonly failure: StorageError

  constructor(failure: StorageError) {
    super(failure.type)
    this.failure = failure
  }
}

/** Its methods throw WriteFailure. */
export interface PieceFile {
  readonly length: number
  append(bytes: Uint8Array<ArrayBuffer>): void
  /** Over what was written before. */
  put(bytes: Uint8Array<ArrayBuffer>, at: number): void
  close(): void
}

const full = async (): Promise<WriteFailure> => {
  const { usage, quota } = await navigator.storage.estimate()
  return new WriteFailure({ type: 'StorageFull', usedBytes: usage ?? null, quotaBytes: quota ?? null })
}

/** What a DOMException of the file system means; passes on what is a bug. */
export const whyUnwritten = async (thrown: unknown): Promise<unknown> => {
  if (!(thrown instanceof DOMException)) return thrown
  return thrown.name === 'QuotaExceededError' ? full() : new WriteFailure({ type: 'StorageFailed', detail: `${thrown.name}: ${thrown.message}` })
}

export const openPieceFile = async (target: FileSystemFileHandle): Promise<PieceFile> => {
  const handle = await target.createSyncAccessHandle()
  let length = 0
  const put = (bytes: Uint8Array<ArrayBuffer>, at: number): void => {
    for (let done = 0; done < bytes.length; ) {
      const written = handle.write(bytes.subarray(done), { at: at + done })
      // Of a full private window Chromium answers its error as if it were a count, 2³² − 8.
      if (written === 0 || written > bytes.length - done) throw new DOMException('nothing more could be written', 'QuotaExceededError')
      done += written
    }
  }
  return {
    get length() {
      return length
    },
    append: (bytes) => {
      put(bytes, length)
      length += bytes.length
    },
    put,
    close: () => handle.close(),
  }
}
