// FileAccess over the File System Access API, with the file of a plain input as the fallback. Never writes.

import type { FileAccess, FileRef } from '../core/ports.ts'
import { err, ok } from '../core/result.ts'
import { nameOf, pathError } from './driveErrors.ts'

const handleOf = ({ source }: FileRef): FileSystemFileHandle | null => (source instanceof FileSystemFileHandle ? source : null)

export const makeFileAccess = (): FileAccess => ({
  permission: async (ref) => (await handleOf(ref)?.queryPermission({ mode: 'read' }).catch(() => 'denied' as const)) ?? (ref.source instanceof File ? 'granted' : 'denied'),
  // Outside a click the browser throws instead of asking.
  requestPermission: async (ref) => (await handleOf(ref)?.requestPermission({ mode: 'read' }).catch(() => 'denied')) === 'granted' || ref.source instanceof File,
  open: async (ref) => {
    const handle = handleOf(ref)
    if (!handle) return ref.source instanceof File ? ok(ref.source) : err({ type: 'FileGone', path: ref.name })
    try {
      return ok(await handle.getFile())
    } catch (cause) {
      return err(pathError(cause, ref.name))
    }
  },
})

/** Call from a click. null when the person closed the picker. */
export const pickMapFile = async (): Promise<FileRef | null> => {
  try {
    const [handle] = await window.showOpenFilePicker({ id: 'fieldreel-map', types: [{ accept: { 'application/octet-stream': ['.pmtiles'] } }] })
    return handle ? { kind: 'handle', name: handle.name, source: handle } : null
  } catch (cause) {
    if (nameOf(cause) === 'AbortError') return null
    throw cause
  }
}

export const fileFromInput = (file: File): FileRef => ({ kind: 'file', name: file.name, source: file })
