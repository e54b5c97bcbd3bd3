// The sample drive: the app's own clips, put into the browser's private file system so that they index like any folder.

import { err, ok, type Result } from '../core/result.ts'
import type { StorageError } from '../core/errors.ts'
import type { DirectoryRef } from '../core/ports.ts'

interface SampleList {
  readonly name: string
  readonly files: readonly { readonly path: string }[]
}

const write = async (root: FileSystemDirectoryHandle, path: string, bytes: Blob): Promise<void> => {
  const parts = path.split('/')
  const name = parts.pop() ?? path
  let folder = root
  for (const part of parts) folder = await folder.getDirectoryHandle(part, { create: true })
  const existing = await folder.getFileHandle(name, { create: true })
  // Written once only: a rewrite would give the file a new time and make an unchanged drive look changed.
  if ((await existing.getFile()).size === bytes.size) return
  const stream = await existing.createWritable()
  await stream.write(bytes)
  await stream.close()
}

/** `base`: address of the folder that holds sample.json; in the offline shell it is precached. */
export const makeSampleDirectory = async (base: string): Promise<Result<DirectoryRef, StorageError>> => {
  try {
    const list = (await (await fetch(`${base}/sample.json`)).json()) as SampleList
    const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('sample', { create: true })
    for (const { path } of list.files) {
      const response = await fetch(`${base}/${path.split('/').map(encodeURIComponent).join('/')}`)
      if (!response.ok) return err({ type: 'StorageFailed', detail: `${path}: ${response.status}` })
      await write(root, path, await response.blob())
    }
    return ok({ kind: 'handle', name: list.name, source: root })
  } catch (cause) {
    return err({ type: 'StorageFailed', detail: String(cause) })
  }
}
