// The page of the clip bench: makes pieces of the files of a dropped directory, in the browser's own file system.

import { makePieceStore } from '../../src/drive/pieceStore.ts'
import { driveId, recordingId } from '../../src/core/ids.ts'
import type { TimelinePart } from '../../src/core/playbackPorts.ts'
import { makeFingerprintPool } from '../../src/rpc/fingerprintPool.ts'
import { makePieceClient } from '../../src/rpc/pieceClient.ts'
import { droppedFiles } from './droppedFiles.ts'

export interface ClipFigures {
  readonly ms: number
  readonly bytes: number
}

export interface ClipBench {
  names(): readonly string[]
  prepare(): Promise<void>
  /** Of the one file there is: its first seconds. */
  make(work: 'copy' | 'exact' | 'still', seconds: number): Promise<ClipFigures>
}

declare global {
  interface Window {
    clipBench: ClipBench
  }
}

const files = droppedFiles()

const maker = makePieceClient()
const store = makePieceStore('bench')
const { signal } = new AbortController()
let part: TimelinePart | null = null

window.clipBench = {
  names: () => [...files.keys()],
  prepare: async () => {
    const [file] = [...files.values()]
    if (!file) throw new Error('no file')
    const pool = makeFingerprintPool()
    const print = await pool.fingerprint(file, { path: file.name, signal })
    pool.dispose()
    if (!print.ok) throw new Error(print.error.type)
    part = { recordingId: recordingId(print.value.sha256), driveId: driveId('00'.repeat(16)), path: file.name, file, startMs: 0, endMs: 0, video: null, audio: null, blockStates: print.value.blockStates }
  },
  make: async (work, seconds) => {
    if (!part) throw new Error('not prepared')
    const begun = await store.begin()
    if (!begun.ok) throw new Error(begun.error.type)
    const cut = { recordingId: part.recordingId, fromMs: 0, toMs: seconds * 1000 }
    const plan = work === 'copy' ? ({ work, cut } as const) : work === 'exact' ? ({ work, cuts: [cut] } as const) : ({ work, cut: { ...cut, fromMs: cut.toMs }, burntIn: null } as const)
    const begin = performance.now()
    const made = await maker.make(plan, [part], begun.value.target, { author: 'bench', signal, onProgress: () => undefined })
    const ms = performance.now() - begin
    if (!made.ok) throw new Error(JSON.stringify(made.error))
    const { size } = await begun.value.file()
    await begun.value.drop()
    return { ms, bytes: size }
  },
}
