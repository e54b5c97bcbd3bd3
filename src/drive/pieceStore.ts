// Where pieces are kept: a folder of the browser's private file system, which is indexed like any Drive.

import type { StorageError } from '../core/errors.ts'
import type { PendingPiece, PieceStore } from '../core/piecePorts.ts'
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

const ifThere = async <T>(handle: Promise<T>): Promise<T | null> =>
  handle.catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'NotFoundError') return null
    throw cause
  })

/** `name`: what the Drive is called at first. In `drafts` what is being written; in `pending` a folder for each piece not yet in the catalogue, with its file until that is moved. */
export const makePieceStore = (name: string): PieceStore => {
  /** Drafts and pending pieces of this page: at work, not left over. */
  const own = new Set<string>()
  const folder = async (of: 'pieces' | 'drafts' | 'pending'): Promise<FileSystemDirectoryHandle> => (await navigator.storage.getDirectory()).getDirectoryHandle(of, { create: true })

  const place = async (path: string, create: boolean): Promise<{ readonly folder: FileSystemDirectoryHandle; readonly name: string }> => {
    const parts = path.split('/')
    const file = parts.pop() ?? path
    let into = await folder('pieces')
    for (const part of parts) into = await into.getDirectoryHandle(part, { create })
    return { folder: into, name: file }
  }

  const pendingPiece = (recording: string): PendingPiece => ({
    recording,
    keep: (path) =>
      tryFiles(async () => {
        const waiting = await ifThere(folder('pending').then((all) => all.getDirectoryHandle(recording)))
        const file = waiting && (await ifThere(waiting.getFileHandle(recording)))
        if (!file) return
        const { folder: into, name: last } = await place(path, true)
        await (file as Movable).move(into, last)
      }),
    drop: async () => {
      own.delete(recording)
      // What cannot be removed now is found at the next start.
      await tryFiles(async () => (await folder('pending')).removeEntry(recording, { recursive: true }))
    },
  })

  return {
    directory: () => tryFiles(async () => ({ kind: 'handle', name, source: await folder('pieces') })),
    begin: () =>
      tryFiles(async () => {
        const drafts = await folder('drafts')
        const draft = crypto.randomUUID()
        own.add(draft)
        const target = (await drafts.getFileHandle(draft, { create: true })) as Movable
        return {
          target,
          file: () => target.getFile(),
          settle: (recording) =>
            tryFiles(async () => {
              own.add(recording)
              await target.move(await (await folder('pending')).getDirectoryHandle(recording, { create: true }), recording)
              own.delete(draft)
              return pendingPiece(recording)
            }),
          drop: async () => {
            own.delete(draft)
            await drafts.removeEntry(draft).catch(() => undefined)
          },
        }
      }),
    pending: () =>
      tryFiles(async () => {
        const drafts = await folder('drafts')
        for await (const draft of drafts.keys()) if (!own.has(draft)) await tryFiles(() => drafts.removeEntry(draft))
        const found: PendingPiece[] = []
        for await (const recording of (await folder('pending')).keys()) if (!own.has(recording)) found.push(pendingPiece(recording))
        return found
      }),
    remove: (path) =>
      tryFiles(async () => {
        const there = await ifThere(place(path, false))
        if (!there) return
        await ifThere(there.folder.removeEntry(there.name))
        // Its own folder tells by its name when it was recorded. One that is not empty stays.
        if (path.includes('/')) await tryFiles(async () => (await folder('pieces')).removeEntry(path.split('/')[0] ?? ''))
      }),
  }
}
