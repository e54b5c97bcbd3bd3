// The page of the filmstrip bench: makes the small pictures and sound levels of the files of a dropped directory.

import { driveId, recordingId } from '../../src/core/ids.ts'
import { chunkCount } from '../../src/core/media/filmstrip.ts'
import type { TimelinePart } from '../../src/core/playbackPorts.ts'
import { makeFilmstripMaker } from '../../src/rpc/filmstripClient.ts'
import { makeFingerprintPool } from '../../src/rpc/fingerprintPool.ts'
import { droppedFiles } from './droppedFiles.ts'

export interface FilmstripFigures {
  readonly ms: number
  readonly pictures: number
  readonly bytes: number
}

export interface FilmstripBench {
  names(): readonly string[]
  prepare(): Promise<void>
  pictures(seconds: number): Promise<FilmstripFigures>
  levels(seconds: number): Promise<number>
}

declare global {
  interface Window {
    filmstripBench: FilmstripBench
  }
}

const files = droppedFiles()

const maker = makeFilmstripMaker()
const { signal } = new AbortController()
let parts: readonly TimelinePart[] = []

window.filmstripBench = {
  names: () => [...files.keys()],
  prepare: async () => {
    const pool = makeFingerprintPool()
    parts = await Promise.all(
      [...files].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(async ([path, file]): Promise<TimelinePart> => {
        const print = await pool.fingerprint(file, { path, signal })
        if (!print.ok) throw new Error(print.error.type)
        return { recordingId: recordingId(print.value.sha256), driveId: driveId('00'.repeat(16)), path, file, startMs: 0, endMs: 0, video: null, audio: null, blockStates: print.value.blockStates }
      }),
    )
    pool.dispose()
  },
  pictures: async (seconds) => {
    const begin = performance.now()
    let [pictures, bytes] = [0, 0]
    for (const part of parts)
      for (let chunk = 0; chunk < chunkCount(seconds * 1000); chunk++) {
        const sheet = await maker.pictures(part, chunk, signal)
        if (!sheet.ok) throw new Error(sheet.error.type)
        pictures += sheet.value.times.length
        bytes += sheet.value.bytes.length
      }
    return { ms: performance.now() - begin, pictures, bytes }
  },
  levels: async (seconds) => {
    const begin = performance.now()
    for (const part of parts) for (let chunk = 0; chunk < chunkCount(seconds * 1000); chunk++) if (!(await maker.levels(part, chunk, signal)).ok) throw new Error('levels')
    return performance.now() - begin
  },
}
