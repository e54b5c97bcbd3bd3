// Where pieces are kept: a folder of the browser's private file system, which is indexed like any Drive.

import type { StorageError } from '../core/errors.ts'
import type { PieceStore } from '../core/piecePorts.ts'
import { err, ok, type Result } from '../core/result.ts'

/** Chromium has it for files of the private file system; not yet in the standard library's types. */
type Movable = FileSystemFileHandle & { move(folder: FileSystemDirectoryHandle, name: string): Promise<void> }

const tryFiles = async <T>(work: () => Promise<T>): Promise<Result<T, StorageError>> => {
  try {
    return ok(await work())
  } catch (cause) {
    if (!(cause instanceof DOMException)) throw cause
    if (cause.name !== 'QuotaExceededError') return err({ type: 'StorageFailed', detail: `${cause.name}: ${cause.message}` })
    const { usage, quota } = await navigator.storage.estimate()
    return err({ type: 'StorageFull', usedBytes: usage ?? null, quotaBytes: quota ?? null })
  }
}

/** `name`: what the Drive is called at first. */
export const makePieceStore = (name: string): PieceStore => {
  const folder = async (of: 'pieces' | 'drafts'): Promise<FileSystemDirectoryHandle> => (await navigator.storage.getDirectory()).getDirectoryHandle(of, { create: true })

  const place = async (path: string): Promise<{ readonly folder: FileSystemDirectoryHandle; readonly name: string }> => {
    const parts = path.split('/')
    const file = parts.pop() ?? path
    let into = await folder('pieces')
    for (const part of parts) into = await into.getDirectoryHandle(part, { create: true })
    return { folder: into, name: file }
  }

  return {
    directory: () => tryFiles(async () => ({ kind: 'handle', name, source: await folder('pieces') })),
    begin: () =>
      tryFiles(async () => {
        const drafts = await folder('drafts')
        const target = (await drafts.getFileHandle(crypto.randomUUID(), { create: true })) as Movable
        return {
          target,
          file: () => target.getFile(),
          keep: (path) =>
            tryFiles(async () => {
              const { folder: into, name: file } = await place(path)
              await target.move(into, file)
            }),
          drop: () => drafts.removeEntry(target.name).catch(() => undefined),
        }
      }),
    sweep: async () => {
      const swept = await tryFiles(async () => (await navigator.storage.getDirectory()).removeEntry('drafts', { recursive: true }))
      // Nothing to sweep, or something another tab still writes: the next start tries again.
      void swept
    },
  }
}
