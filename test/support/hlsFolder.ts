// An HLS folder as found on a drive, in a browser test: laid into the private file system, indexed by the real parts, and shown.

import { commands } from 'vitest/browser'
import { indexDrive, type IndexDeps } from '../../src/app/indexDrive.ts'
import { partOf } from '../../src/app/partOf.ts'
import { makeSessionBook } from '../../src/app/sessionBook.ts'
import type { Copy, Recording } from '../../src/core/catalog/recording.ts'
import type { TimelinePart } from '../../src/core/playbackPorts.ts'
import type { CatalogStore, StoredEntry } from '../../src/core/ports.ts'
import { ok } from '../../src/core/result.ts'
import type { Session } from '../../src/core/session/session.ts'
import { makeDriveAccess } from '../../src/drive/driveAccess.ts'
import { makeFingerprintPool } from '../../src/rpc/fingerprintPool.ts'
import { makeProberClient } from '../../src/rpc/proberClient.ts'
import { makeCatalogStore } from '../../src/storage/catalogStore.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { makeFolder, putFile, refOf } from './catalogParts.ts'

export interface IndexedFolder {
  readonly folder: FileSystemDirectoryHandle
  readonly store: CatalogStore
  readonly sessions: readonly Session[]
  readonly recordings: ReadonlyMap<string, Recording>
  readonly copies: readonly Copy[]
  /** Bodies of what was logged. */
  readonly entries: readonly unknown[]
  pathOf(recording: string): string
  /** Of one Session, as it would be watched. */
  partsOf(session: Session): Promise<readonly TimelinePart[]>
  index(): Promise<IndexedFolder>
  close(): void
}

const zone = 'Asia/Shanghai'

/** Files of the corpus below `from`. */
export const layFolder = async (name: string, from: string): Promise<FileSystemDirectoryHandle> => {
  const folder = await makeFolder(name)
  for (const path of await commands.corpusFolder(from)) await putFile(folder, path, await corpusFile(`${from}/${path}`))
  return folder
}

export const corpusFile = async (path: string): Promise<Uint8Array<ArrayBuffer>> => Uint8Array.from(atob(await commands.corpusBytes(path)), (char) => char.charCodeAt(0))

export const indexFolder = async (folder: FileSystemDirectoryHandle): Promise<IndexedFolder> => {
  const database = openDatabase(`hls-${Math.random()}`)
  const store = makeCatalogStore(database)
  const [fingerprinter, prober, drives] = [makeFingerprintPool({ workers: 1 }), makeProberClient({ workers: 1 }), makeDriveAccess()]
  const entries: unknown[] = []
  const deps: IndexDeps = {
    drives, store, fingerprinter, prober,
    clock: { now: () => Math.round(Date.now()), mono: () => Math.round(performance.now()), boot: '0'.repeat(16) },
    random: { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) },
    book: makeSessionBook(store, () => ({ zone, sessionGapMs: 30 * 60_000 })),
    rules: () => ({ grammars: [], zone }),
    appendEntry: async (kind, body) => {
      entries.push(body)
      return ok({ kind } as StoredEntry)
    },
    report: () => undefined,
  }
  const index = async (): Promise<IndexedFolder> => {
    const done = await indexDrive(deps, { directory: refOf(folder), expected: null, sample: false }).done
    if (!done.ok) throw new Error(JSON.stringify(done.error))
    const [sessions, list, copies] = await Promise.all([store.sessions(), store.recordings(), store.copiesOf(done.value)])
    const recordings = new Map<string, Recording>(list.map((recording) => [recording.id, recording]))
    return {
      folder, store, sessions, recordings, copies, entries, index,
      pathOf: (id) => copies.find(({ recordingId }) => recordingId === id)?.path ?? id,
      partsOf: async (session) => {
        const parts = await Promise.all(session.parts.map(async ({ recordingId, startMs, endMs }) => {
          const part = await partOf({ store, drives, clock: deps.clock, appendEntry: deps.appendEntry } as unknown as Parameters<typeof partOf>[0], recordings.get(recordingId)!)
          const [outline] = await store.outlines([recordingId])
          return part && { ...part, startMs, endMs, outline: outline ?? null }
        }))
        return parts.filter((part) => part !== null)
      },
      close: () => {
        fingerprinter.dispose()
        prober.dispose()
        database.close()
        indexedDB.deleteDatabase(database.name)
      },
    }
  }
  return index()
}
