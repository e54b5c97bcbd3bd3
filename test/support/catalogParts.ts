// Small real parts for tests of indexing: a fingerprinter over WebCrypto, a prober that reads a marker, folders in OPFS.

import type { Probe } from '../../src/core/catalog/recording.ts'
import { toHex } from '../../src/core/bytes.ts'
import type { DirectoryRef, Fingerprinter, Prober } from '../../src/core/ports.ts'
import { err, ok } from '../../src/core/result.ts'

/** Whole-file SHA-256; xxh128 is the begin of it. `onRead` sees every byte count asked for. */
export const makePlainFingerprinter = (onRead: (bytes: number) => void = () => undefined, width = 4): Fingerprinter => ({
  width,
  fingerprint: async (file, options) => {
    if (options.signal.aborted) return err({ type: 'Cancelled' })
    try {
      onRead(file.size)
      const bytes = await file.slice(0, file.size).arrayBuffer()
      if (options.signal.aborted) return err({ type: 'Cancelled' })
      options.onBytes?.(bytes.byteLength)
      const sha256 = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
      return ok({ sha256, xxh128: sha256.slice(0, 32), size: file.size, blockStates: new Uint8Array(Math.floor(file.size / (1 << 20)) * 32) })
    } catch (cause) {
      return err({ type: 'FileUnreadable', path: options.path, reason: String(cause) })
    }
  },
  dispose: () => undefined,
})

/** Files that begin with `clip <seconds>` are video of that length, everything else is not media. */
export const makePlainProber = (onRead: (bytes: number) => void = () => undefined): Prober => ({
  probe: async (file, options) => {
    try {
      onRead(32)
      const head = new TextDecoder().decode(await file.slice(0, 32).arrayBuffer())
      if (head.startsWith('damaged')) return err({ type: 'DamagedMedia', detail: 'test' })
      const seconds = /^clip (\d+)/.exec(head)?.[1]
      if (seconds === undefined) return err({ type: 'NotMedia' })
      return ok<Probe>({ kind: 'video', container: 'mp4', durationMs: Number(seconds) * 1000, video: null, audio: null, times: [], place: null, device: null, playMode: 'timeline', damage: null })
    } catch (cause) {
      return err({ type: 'FileUnreadable', path: options.path, reason: String(cause) })
    }
  },
  outline: async () => ok(null),
  poster: async () => ok({ bytes: new Uint8Array([1]), type: 'image/jpeg', width: 1, height: 1 }),
  photo: async () => ok(null),
  dispose: () => undefined,
})

/** An empty folder of the browser's private file system. */
export const makeFolder = async (name: string): Promise<FileSystemDirectoryHandle> => {
  const root = await navigator.storage.getDirectory()
  await root.removeEntry(name, { recursive: true }).catch(() => undefined)
  return root.getDirectoryHandle(name, { create: true })
}

export const putFile = async (root: FileSystemDirectoryHandle, path: string, content: string | Uint8Array<ArrayBuffer>): Promise<void> => {
  const parts = path.split('/')
  const name = parts.pop() ?? path
  let folder = root
  for (const part of parts) folder = await folder.getDirectoryHandle(part, { create: true })
  const stream = await (await folder.getFileHandle(name, { create: true })).createWritable()
  await stream.write(content)
  await stream.close()
}

export const removeFile = async (root: FileSystemDirectoryHandle, path: string): Promise<void> => {
  const parts = path.split('/')
  const name = parts.pop() ?? path
  let folder = root
  for (const part of parts) folder = await folder.getDirectoryHandle(part)
  await folder.removeEntry(name)
}

export const refOf = (handle: FileSystemDirectoryHandle): DirectoryRef => ({ kind: 'handle', name: handle.name, source: handle })
