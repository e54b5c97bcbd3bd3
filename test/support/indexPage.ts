// A page that indexes a dropped directory with the product's own parts, and counts what it opens.

import type { Work } from '../../src/app/app.ts'
import { indexDrive, type IndexRun } from '../../src/app/indexDrive.ts'
import { makeSessionBook } from '../../src/app/sessionBook.ts'
import type { FieldreelError } from '../../src/core/errors.ts'
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

export interface IndexOutcome {
  readonly drive: string | null
  readonly error: FieldreelError | null
  readonly seconds: number
  readonly walkSeconds: number
  /** Whole size of every file opened: no more can have been read through them. */
  readonly openedBytes: number
  readonly paths: Readonly<Record<string, string>>
  readonly recordings: number
  readonly sessions: number
  readonly works: readonly Work[]
}

export interface IndexPage {
  dropped(): boolean
  start(): void
  latest(): Work | null
  /** Copies in the catalogue that are fingerprinted. */
  stored(): Promise<number>
  pause(): void
  resume(): void
  /** Waits for the run that was started. */
  outcome(): Promise<IndexOutcome>
}

declare global {
  interface Window {
    indexPage: IndexPage
  }
}

const database = openDatabase('indexPage')
let directory: DirectoryRef | null = null
let run: IndexRun | null = null
let outcome: Promise<IndexOutcome> | null = null
const works: Work[] = []

document.addEventListener('dragover', (event) => event.preventDefault())
document.addEventListener('drop', async (event) => {
  event.preventDefault()
  directory = (event.dataTransfer && (await directoryFromDrop(event.dataTransfer))[0]) ?? null
})

const index = async (folder: DirectoryRef): Promise<IndexOutcome> => {
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
  const store = makeCatalogStore(database)
  const fingerprinter = makeFingerprintPool()
  const prober = makeProberClient()
  const zone = 'Asia/Shanghai'
  run = indexDrive(
    {
      drives, store, fingerprinter, prober,
      clock: { now: () => Date.now(), mono: () => Math.round(performance.now()), boot: '0'.repeat(16) },
      random: { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) },
      book: makeSessionBook(store, () => ({ zone, sessionGapMs: 1_800_000 })),
      rules: () => ({ grammars: compileGrammars(builtInGrammars), zone }),
      appendEntry: async (kind) => ok({ kind } as StoredEntry),
      report: (work) => works.push(work),
    },
    { directory: folder, expected: null, sample: false },
  )
  const answer = await run.done
  const seconds = (performance.now() - start) / 1000
  fingerprinter.dispose()
  prober.dispose()
  const all = await store.drives()
  const copies = (await Promise.all(all.map((drive) => store.copiesOf(drive.id)))).flat()
  return {
    drive: answer.ok ? answer.value : null,
    error: answer.ok ? null : answer.error,
    seconds, walkSeconds, openedBytes,
    paths: Object.fromEntries(copies.map((copy) => [copy.path, copy.state])),
    recordings: (await store.recordings()).length,
    sessions: (await store.sessions()).length,
    works,
  }
}

window.indexPage = {
  dropped: () => directory !== null,
  start: () => {
    if (!directory) throw new Error('nothing was dropped')
    outcome = index(directory)
  },
  latest: () => works.at(-1) ?? null,
  stored: () => database.copies.filter((copy) => copy.state === 'fingerprinted').count(),
  pause: () => run?.pause(),
  resume: () => run?.resume(),
  outcome: () => outcome ?? Promise.reject(new Error('not started')),
}
