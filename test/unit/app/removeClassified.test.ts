// Article 19 for pieces: what was classified after a piece of it was made takes the piece's file out of this browser, on record, and nothing else.

import { expect, test } from 'vitest'
import { makeRemoveClassified } from '../../../src/app/removeClassified.ts'
import type { AppendEntry } from '../../../src/app/logWriter.ts'
import type { Copy, Drive } from '../../../src/core/catalog/recording.ts'
import type { StorageError } from '../../../src/core/errors.ts'
import { driveId, logId, recordingId } from '../../../src/core/ids.ts'
import { makeLive } from '../../../src/core/live.ts'
import type { DirectoryRef } from '../../../src/core/ports.ts'
import { err, ok, type Result } from '../../../src/core/result.ts'

const [here, archive] = [driveId('1'.repeat(32)), driveId('2'.repeat(32))]
const [secret, open] = [recordingId('a'.repeat(64)), recordingId('b'.repeat(64))]
const copyOf = (drive: Copy['driveId'], recording: Copy['recordingId']): Copy => ({ driveId: drive, path: `${recording?.slice(0, 8)}.mp4`, size: 3, mtime: 0, state: 'fingerprinted', recordingId: recording, error: null, seenMs: 0 })
const folder = (source: string): DirectoryRef => ({ kind: 'handle', name: source, source })

const makeBench = () => {
  const did: string[] = []
  const classified = makeLive<ReadonlyMap<string, unknown> | null>(null)
  let copies = [copyOf(here, secret), copyOf(here, open), copyOf(archive, secret)]
  let removed: Result<void, StorageError> = ok(undefined)
  const appendEntry: AppendEntry = async (kind, body) => {
    did.push(`${kind} ${JSON.stringify(body)}`)
    return ok({ logId: logId('l'), seq: 0, bytes: new Uint8Array(0), signature: new Uint8Array(0), leaf: '', kind, timeMs: 0 })
  }
  const again = makeRemoveClassified({
    store: {
      drives: async () => [{ id: here } as Drive, { id: archive } as Drive],
      directory: async (drive) => folder(drive),
      copiesOf: async (drive) => copies.filter((copy) => copy.driveId === drive),
      apply: async ({ removedCopies = [] }) => {
        copies = copies.filter((copy) => removedCopies.every((gone) => gone.driveId !== copy.driveId || gone.path !== copy.path))
        return ok(undefined)
      },
    },
    drives: { isSame: async (a, b) => a.source === b.source },
    pieces: { directory: async () => ok(folder(here)), remove: async (path) => (did.push(`remove ${path}`), removed) },
    classified,
    appendEntry,
  })
  return { did, classified, again, copies: () => copies, fail: (error: StorageError | null) => (removed = error ? err(error) : ok(undefined)) }
}

test('of this browser alone, once, and on record after it is gone', async () => {
  const { did, classified, again, copies } = makeBench()
  await again()
  expect(did).toEqual([])
  classified.set(new Map([[secret, 'state']]))
  await again()
  await again()
  expect(did).toEqual(['remove aaaaaaaa.mp4', `piece-removed ${JSON.stringify({ recording: secret, drive: here, path: 'aaaaaaaa.mp4' })}`])
  expect(copies()).toEqual([copyOf(here, open), copyOf(archive, secret)])
})

test('what cannot be removed now stays listed, unrecorded, and is tried again', async () => {
  const { did, classified, again, copies, fail } = makeBench()
  fail({ type: 'StorageFailed', detail: 'locked' })
  classified.set(new Map([[secret, 'state']]))
  await again()
  expect(new Set(did)).toEqual(new Set(['remove aaaaaaaa.mp4']))
  expect(copies()).toHaveLength(3)
  fail(null)
  await again()
  expect(did.at(-1)).toContain('piece-removed')
  expect(copies()).toHaveLength(2)
})
