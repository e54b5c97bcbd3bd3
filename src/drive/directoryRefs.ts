// The three ways a folder comes in: the picker, a drop on the window, a folder input.

import type { DriveError } from '../core/errors.ts'
import type { DirectoryRef } from '../core/ports.ts'
import { err, ok, type Result } from '../core/result.ts'
import { nameOf, rootError } from './driveErrors.ts'

export const canPickDirectory = (): boolean => 'showDirectoryPicker' in globalThis

/** Call from a click. null when the person closed the picker. */
export const pickDirectory = async (): Promise<Result<DirectoryRef | null, DriveError>> => {
  try {
    return ok(directoryFromHandle(await window.showDirectoryPicker({ id: 'fieldreel', mode: 'read' })))
  } catch (cause) {
    return nameOf(cause) === 'AbortError' ? ok(null) : err(rootError(cause, ''))
  }
}

/** Call synchronously in the drop event: the transfer is empty a moment later. Folders only. */
export const directoryFromDrop = async (transfer: DataTransfer): Promise<readonly DirectoryRef[]> => {
  const asked = [...transfer.items].flatMap((entry) => (entry.kind === 'file' && 'getAsFileSystemHandle' in entry ? [entry.getAsFileSystemHandle()] : []))
  const handles = await Promise.all(asked.map((handle) => handle.catch(() => null)))
  return handles.flatMap((handle) => (handle?.kind === 'directory' ? [directoryFromHandle(handle as FileSystemDirectoryHandle)] : []))
}

/** The files of `<input type="file" webkitdirectory>`; null when nothing was chosen. Cannot be kept for the next visit. */
export const directoryFromInput = (list: Iterable<File>): DirectoryRef | null => {
  const files = [...list]
  const name = files[0]?.webkitRelativePath.split('/')[0]
  if (name === undefined) return null
  const source: ReadonlyMap<string, File> = new Map(files.map((file) => [file.webkitRelativePath.slice(name.length + 1) || file.name, file]))
  return { kind: 'files', name, source }
}

export const directoryFromHandle = (handle: FileSystemDirectoryHandle): DirectoryRef => ({ kind: 'handle', name: handle.name, source: handle })

export const folderHandle = (directory: DirectoryRef): FileSystemDirectoryHandle | null => (directory.source instanceof FileSystemDirectoryHandle ? directory.source : null)

export const folderFiles = (directory: DirectoryRef): ReadonlyMap<string, File> | null => (directory.source instanceof Map ? (directory.source as ReadonlyMap<string, File>) : null)
