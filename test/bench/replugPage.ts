// The page of the replug bench: indexes a dropped directory with the product's own parts, and counts what it opens.

import type { Work } from '../../src/app/app.ts'
import { indexDrive } from '../../src/app/indexDrive.ts'
import { makeSessionBook } from '../../src/app/sessionBook.ts'
import type { DirectoryRef, DriveAccess, StoredEntry } from '../../src/core/ports.ts'
import { ok } from '../../src/core/result.ts'
import { builtInGrammars } from '../../src/core/session/builtInGrammars.ts'
import { compileGrammars } from '../../src/core/session/grammar.ts'
import { directoryFromDrop } from '../../src/drive/directoryRefs.ts'
import { makeDriveAccess } from '../../src/drive/driveAccess.ts'
import { makeFingerprintPool } from '../../src/rpc/fingerprintPool.ts'
import { makeProberClient } from '../../src/rpc/proberClient.ts'
import { makeCatalogStore } from '../../src/storage/catalogStore.ts'
import { openDatabase } from '../../src/storage/database.ts'

export interface ReplugRun {
  readonly seconds: number
  readonly walkSeconds: number
  /** Whole size of every file opened: no more can have been read through them. */
  readonly openedBytes: number
  readonly drive: string
  readonly recordings: number
  readonly work: Work
}

export interface ReplugPage {
  dropped(): boolean
  index(): Promise<ReplugRun>
}

declare global {
  interface Window {
    replugBench: ReplugPage
  }
}

let directory: DirectoryRef | null = null

document.addEventListener('dragover', (event) => event.preventDefault())
document.addEventListener('drop', async (event) => {
  event.preventDefault()
  directory = (event.dataTransfer && (await directoryFromDrop(event.dataTransfer))[0]) ?? null
})

const index = async (): Promise<ReplugRun> => {
  if (!directory) throw new Error('nothing was dropped')
  const start = performance.now()
  const access = makeDriveAccess()
  let openedBytes = 0
  let walkSeconds = 0
  const drives: DriveAccess = {
    ...access,
    open: async (...call) => {
      const opened = await access.open(...call)
      if (opened.ok) openedBytes += opened.value.size
      return opened
    },
    walk: async (...call) => {
      const begin = performance.now()
      const walked = await access.walk(...call)
      walkSeconds += (performance.now() - begin) / 1000
      return walked
    },
  }
  const store = makeCatalogStore(openDatabase('replug'))
  const fingerprinter = makeFingerprintPool()
  const prober = makeProberClient()
  const works: Work[] = []
  const zone = 'Asia/Shanghai'
  const run = indexDrive(
    {
      drives, store, fingerprinter, prober,
      clock: { now: () => Date.now(), mono: () => Math.round(performance.now()), boot: '0'.repeat(16) },
      random: { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) },
      book: makeSessionBook(store, () => ({ zone, sessionGapMs: 1_800_000 })),
      rules: () => ({ grammars: compileGrammars(builtInGrammars), zone }),
      appendEntry: async (kind) => ok({ kind } as StoredEntry),
      report: (work) => works.push(work),
    },
    { directory, expected: null, sample: false },
  )
  const answer = await run.done
  const seconds = (performance.now() - start) / 1000
  fingerprinter.dispose()
  prober.dispose()
  const work = works.at(-1)
  if (!answer.ok || !work) throw new Error(JSON.stringify(answer))
  return { seconds, walkSeconds, openedBytes, drive: answer.value, recordings: (await store.recordings()).length, work }
}

window.replugBench = { dropped: () => directory !== null, index }
