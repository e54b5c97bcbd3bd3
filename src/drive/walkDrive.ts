// Lists every file of a real folder with its stamp; what cannot be read is reported beside, never skipped.

import type { Cancelled, DriveError } from '../core/errors.ts'
import type { CancelSignal, WalkedFile, WalkResult } from '../core/ports.ts'
import { err, ok, type Result } from '../core/result.ts'
import { pathError, rootError } from './driveErrors.ts'

/** Outstanding getFile() calls: 10,000 files take 1.5 s with 16 and 5 s with one (MEDIA). */
const OUTSTANDING = 16
/** A folder input may list through link loops; no recorder nests this deep. */
export const MAX_DEPTH = 64
/** What this product itself leaves on a drive for exchange. */
export const OWN_FOLDER = '.fieldreel'

export const walkDrive = async (root: FileSystemDirectoryHandle, options: { readonly signal: CancelSignal; readonly onFound: (files: number) => void }): Promise<Result<WalkResult, DriveError | Cancelled>> => {
  const files: WalkedFile[] = []
  const unreadable: DriveError[] = []
  const running = new Set<Promise<void>>()
  const folders: { readonly handle: FileSystemDirectoryHandle; readonly prefix: string; readonly depth: number }[] = [{ handle: root, prefix: '', depth: 0 }]

  const stat = async (handle: FileSystemFileHandle, path: string): Promise<void> => {
    try {
      const { size, lastModified } = await handle.getFile()
      files.push({ path, size, mtime: lastModified })
      if (files.length % 100 === 0) options.onFound(files.length)
    } catch (cause) {
      unreadable.push(pathError(cause, path))
    }
  }

  for (let folder = folders.pop(); folder; folder = folders.pop()) {
    const { handle: directory, prefix, depth } = folder
    try {
      for await (const handle of directory.values()) {
        if (options.signal.aborted) break
        const path = prefix + handle.name
        // Names that are not UTF-8 arrive as the empty text and cannot be opened.
        if (handle.name === '') unreadable.push({ type: 'FileUnreadable', path, reason: 'name' })
        else if (handle.kind === 'file') {
          const task = stat(handle, path).finally(() => running.delete(task))
          running.add(task)
          if (running.size >= OUTSTANDING) await Promise.race(running)
        } else if (path === OWN_FOLDER) continue
        else if (depth >= MAX_DEPTH) unreadable.push({ type: 'FileUnreadable', path: `${path}/`, reason: 'depth' })
        else folders.push({ handle, prefix: `${path}/`, depth: depth + 1 })
      }
    } catch (cause) {
      if (depth === 0) return err(rootError(cause, root.name))
      unreadable.push(pathError(cause, prefix))
    }
    if (options.signal.aborted) break
  }
  await Promise.all(running)
  if (options.signal.aborted) return err({ type: 'Cancelled' })
  if (unreadable.length > 0 && files.length > 0 && !(await hasEntries(root))) return err({ type: 'DriveGone', name: root.name })
  options.onFound(files.length)
  return ok({ files, unreadable, mayHideNames: true })
}

/** A pulled drive fails, or leaves an empty mount point behind. */
export const hasEntries = async (root: FileSystemDirectoryHandle): Promise<boolean> => {
  try {
    const first = await root.keys().next()
    return !first.done
  } catch {
    return false
  }
}
