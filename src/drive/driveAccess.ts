// DriveAccess over the File System Access API, with the files of a folder input as the fallback. Never writes.

import type { DriveError } from '../core/errors.ts'
import type { DirectoryRef, DriveAccess, FileLike, WalkedFile } from '../core/ports.ts'
import { err, ok, type Result } from '../core/result.ts'
import { pathError } from './driveErrors.ts'
import { folderFiles, folderHandle } from './directoryRefs.ts'
import { hasEntries, MAX_DEPTH, OWN_FOLDER, walkDrive } from './walkDrive.ts'

export const makeDriveAccess = (): DriveAccess => ({
  permission: async (directory) => {
    const handle = folderHandle(directory)
    if (!handle) return folderFiles(directory) ? 'granted' : 'denied'
    try {
      return await handle.queryPermission({ mode: 'read' })
    } catch {
      return 'denied'
    }
  },

  requestPermission: async (directory) => {
    const handle = folderHandle(directory)
    if (!handle) return folderFiles(directory) !== null
    try {
      return (await handle.requestPermission({ mode: 'read' })) === 'granted'
    } catch {
      // Outside a click the browser throws instead of asking.
      return false
    }
  },

  walk: async (directory, options) => {
    const handle = folderHandle(directory)
    if (handle) return walkDrive(handle, options)
    const listed = folderFiles(directory)
    if (!listed) return err({ type: 'DriveGone', name: directory.name })
    const files: WalkedFile[] = []
    const unreadable: DriveError[] = []
    for (const [path, file] of listed) {
      if (path.startsWith(`${OWN_FOLDER}/`)) continue
      if (path.split('/').length > MAX_DEPTH + 1) unreadable.push({ type: 'FileUnreadable', path, reason: 'depth' })
      else files.push({ path, size: file.size, mtime: file.lastModified })
    }
    options.onFound(files.length)
    return options.signal.aborted ? err({ type: 'Cancelled' }) : ok({ files, unreadable, mayHideNames: false })
  },

  isSame: async (a, b) => {
    const [left, right] = [folderHandle(a), folderHandle(b)]
    return left !== null && right !== null && left.isSameEntry(right)
  },

  overlaps: async (a, b) => {
    const [left, right] = [folderHandle(a), folderHandle(b)]
    return left !== null && right !== null && ((await left.resolve(right)) ?? (await right.resolve(left))) !== null
  },

  open: async (directory, path, expected) => {
    const opened = await openFile(directory, path)
    if (!opened.ok || !expected) return opened
    const found = { size: opened.value.size, mtime: opened.value.lastModified }
    return found.size === expected.size && found.mtime === expected.mtime ? opened : err({ type: 'FileChanged', path, expected, found })
  },
})

const openFile = async (directory: DirectoryRef, path: string): Promise<Result<FileLike, DriveError>> => {
  const root = folderHandle(directory)
  if (!root) {
    const file = folderFiles(directory)?.get(path)
    return file ? ok(file) : err({ type: 'FileGone', path })
  }
  try {
    const parts = path.split('/')
    const name = parts.pop() ?? path
    let folder = root
    for (const part of parts) folder = await folder.getDirectoryHandle(part)
    return ok(await (await folder.getFileHandle(name)).getFile())
  } catch (cause) {
    const error = pathError(cause, path)
    return error.type === 'FileGone' && !(await hasEntries(root)) ? err({ type: 'DriveGone', name: directory.name }) : err(error)
  }
}
