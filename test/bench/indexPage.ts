// The page of the index bench: takes a dropped directory, fingerprints or only reads all files in it.

import type { Fingerprint } from '../../src/core/ports.ts'
import { makeFingerprintPool } from '../../src/rpc/fingerprintPool.ts'

export interface IndexBenchPage {
  /** Files in the dropped directory; 0 until it is there. */
  files(): number
  /** Seconds, and one line of digests a file. */
  fingerprint(workers?: number): Promise<{ readonly seconds: number; readonly digests: Readonly<Record<string, string>>; readonly states: number }>
  /** Seconds; files are dealt to `workers` readers. */
  read(workers: number): Promise<number>
}

declare global {
  interface Window {
    indexBench: IndexBenchPage
  }
}

let handles: FileSystemFileHandle[] = []

document.addEventListener('dragover', (event) => event.preventDefault())
document.addEventListener('drop', async (event) => {
  event.preventDefault()
  const directory = (await event.dataTransfer!.items[0]!.getAsFileSystemHandle()) as FileSystemDirectoryHandle
  const found: FileSystemFileHandle[] = []
  for await (const entry of directory.values()) if (entry.kind === 'file') found.push(entry)
  handles = found.sort((a, b) => (a.name < b.name ? -1 : 1))
})

const readAll = (files: readonly File[]): Promise<void> =>
  new Promise((resolve) => {
    const worker = new Worker(new URL('./indexRead.worker.ts', import.meta.url), { type: 'module' })
    worker.onmessage = () => {
      worker.terminate()
      resolve()
    }
    worker.postMessage(files)
  })

window.indexBench = {
  files: () => handles.length,
  fingerprint: async (workers) => {
    const start = performance.now()
    const pool = makeFingerprintPool(workers ? { workers } : {})
    const signal = new AbortController().signal
    const digests: Record<string, string> = {}
    let states = 0
    let at = 0
    const follow = async (): Promise<void> => {
      while (at < handles.length) {
        const handle = handles[at++]!
        const result = await pool.fingerprint(await handle.getFile(), { path: handle.name, signal })
        if (!result.ok) throw new Error(JSON.stringify(result.error))
        const value: Fingerprint = result.value
        digests[handle.name] = value.sha256
        states += value.blockStates.length / 32
      }
    }
    await Promise.all(Array.from({ length: pool.width }, follow))
    const seconds = (performance.now() - start) / 1000
    pool.dispose()
    return { seconds, digests, states }
  },
  read: async (workers) => {
    const start = performance.now()
    const shares: File[][] = Array.from({ length: workers }, () => [])
    const files = await Promise.all(handles.map((handle) => handle.getFile()))
    files.forEach((file, at) => shares[at % workers]!.push(file))
    await Promise.all(shares.map(readAll))
    return (performance.now() - start) / 1000
  },
}
