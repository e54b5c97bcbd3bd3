// The adapters of this page, each made once: the browser itself, storage, keys, drives, workers, sharing.

import { toHex } from './core/bytes.ts'
import type { Bytes } from './core/ids.ts'
import { makeLive, type LiveValue } from './core/live.ts'
import type { Hidden } from './core/policy/secrecy.ts'
import type { Clock, Poster, Random } from './core/ports.ts'
import { makeDriveAccess } from './drive/driveAccess.ts'
import { makeFileAccess } from './drive/fileAccess.ts'
import { makePieceStore } from './drive/pieceStore.ts'
import { makeKeys } from './keys/makeKeys.ts'
import { makePlayback } from './playback/makePlayback.ts'
import { registerShell } from './pwa/registerShell.ts'
import { makeFacesClient } from './rpc/facesClient.ts'
import { makeFilmstripMaker } from './rpc/filmstripClient.ts'
import { makeFingerprintPool } from './rpc/fingerprintPool.ts'
import { makePieceClient } from './rpc/pieceClient.ts'
import { makeProberClient } from './rpc/proberClient.ts'
import { makeSegmentSource } from './rpc/segmentClient.ts'
import { makeVerifyClient } from './rpc/verifyClient.ts'
import { makeCatalogQueries } from './storage/catalogQueries.ts'
import { makeCatalogStore } from './storage/catalogStore.ts'
import { openDatabase } from './storage/database.ts'
import { makeFilmstripStore } from './storage/filmstripStore.ts'
import { makeKeyStore } from './storage/keyStore.ts'
import { makeLogQueries } from './storage/logQueries.ts'
import { makeLogStore } from './storage/logStore.ts'
import { makeCaseNotesStore, makeRemarksStore } from './storage/remarksStore.ts'
import { makeSettingsStore } from './storage/settingsStore.ts'
import { makeLazyRemarks } from './sync/lazyRemarks.ts'

/** `hidden`: null while nobody is at work; then the catalogue says nothing. */
export const makeAdapters = (hidden: LiveValue<Hidden | null>) => {
  const random: Random = { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) }
  const clock: Clock = { now: () => Date.now(), mono: () => Math.floor(performance.now()), boot: toHex(random.bytes(8)) }
  const pageVisible = makeLive(document.visibilityState === 'visible')
  document.addEventListener('visibilitychange', () => pageVisible.set(document.visibilityState === 'visible'))

  const database = openDatabase()
  const remarksStore = makeRemarksStore(database, hidden)
  const keys = makeKeys()
  const prober = makeProberClient()

  return {
    random,
    clock,
    pageVisible,
    every: (ms: number, run: () => void): void => void setInterval(run, ms),
    after: (ms: number, run: () => void): (() => void) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
    hashWhole: async (bytes: Bytes): Promise<string> => toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))),

    store: makeCatalogStore(database),
    catalog: makeCatalogQueries(database, hidden),
    logs: makeLogStore(database),
    logQueries: makeLogQueries(database),
    settingsStore: makeSettingsStore(database),
    keyStore: makeKeyStore(database),
    filmCache: makeFilmstripStore(database),
    remarksStore,
    remarks: makeLazyRemarks({ store: remarksStore }),
    caseNotes: makeLazyRemarks({ kind: 'case', store: makeCaseNotesStore(database) }),

    keys,
    verifier: makeVerifyClient(keys.verify),
    driveAccess: makeDriveAccess(),
    fileAccess: makeFileAccess(),
    pieceStore: makePieceStore('本机制作件 Made here'),
    fingerprinter: makeFingerprintPool(),
    prober,
    decodePhoto: async (bytes: Bytes): Promise<Poster | null> => {
      const photo = await prober.photo(bytes, { signal: new AbortController().signal })
      return photo.ok ? photo.value : null
    },
    player: makePlayback({ segments: makeSegmentSource() }),
    /** Anew for each use: it is ended with it. */
    makeFilmstripMaker,
    pieceMaker: makePieceClient(),
    faceFinder: makeFacesClient(),
    shell: registerShell('/shell.service.js'),
  }
}
