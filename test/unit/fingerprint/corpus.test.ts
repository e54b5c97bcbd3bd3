// Real camera files: SHA-256 and XXH128 of the worker's own code against the corpus's published list.

import { openAsBlob, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { StreamedFile } from '../../../workers/fingerprint/sliceReader.ts'
import { makeFileHasher } from '../../../workers/fingerprint/fileHasher.ts'
import { makeSmallFileHasher } from '../../../workers/fingerprint/smallFile.ts'
import { sharedData } from '../../support/sharedData.ts'

const MIB = 1 << 20
const LARGEST = 64 * MIB

test.skipIf(!sharedData)('every corpus file up to 64 MiB has its listed digests (skipped without the corpus)', { timeout: 120_000 }, async () => {
  const [head = '', ...rows] = readFileSync(join(sharedData!, 'HASHES.tsv'), 'utf8').trim().split('\n')
  const columns = head.split('\t')
  const large = await makeFileHasher(() => undefined, { stallMs: 60_000, largeFiles: 6 })
  const small = await makeSmallFileHasher(60_000)
  let next = 0
  let checked = 0
  const follow = async (): Promise<void> => {
    while (next < rows.length) {
      const id = next++
      const row = Object.fromEntries(rows[id]!.split('\t').map((value, at) => [columns[at], value]))
      const path = join(sharedData!, row['path']!)
      const size = statSync(path, { throwIfNoEntry: false })?.size
      if (size === undefined || size !== Number(row['size']) || size > LARGEST) continue
      const blob = await openAsBlob(path)
      const file = { name: path, size, lastModified: 0, slice: (start: number, end: number) => blob.slice(start, end) } as StreamedFile
      const found = await (size < MIB ? small : large.hash)({ id, path, file, resume: null })
      expect(found, row['path']).toMatchObject({ ok: true, value: { sha256: row['sha256'], xxh128: row['xxh128'], size } })
      checked++
    }
  }
  await Promise.all(Array.from({ length: 6 }, follow))
  expect(checked).toBeGreaterThan(20)
})
