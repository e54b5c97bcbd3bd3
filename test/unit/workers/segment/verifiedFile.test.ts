// Verified reads: what was fetched ahead is checked like anything else and read once, and checked blocks are shared by files.

import { expect, test } from 'vitest'
import { BLOCK_BYTES } from '../../../../src/core/catalog/recording.ts'
import { driveId, recordingId } from '../../../../src/core/ids.ts'
import type { TimelinePart } from '../../../../src/core/playbackPorts.ts'
import { makeBlockVerifier } from '../../../../workers/fingerprint/blockVerifier.ts'
import { makeSha256Lanes, PIECE_BYTES, STATE_BYTES } from '../../../../workers/fingerprint/sha256Lanes.ts'
import { makeKeptBlocks, makeVerifiedFile, ReadFailure } from '../../../../workers/segment/verifiedFile.ts'

const original = Uint8Array.from({ length: 3.5 * BLOCK_BYTES }, (_, i) => (i * 31 + (i >> 8)) % 251)

const fingerprintOf = async (bytes: Uint8Array): Promise<Pick<TimelinePart, 'recordingId' | 'blockStates'>> => {
  const lanes = await makeSha256Lanes()
  const whole = Math.floor(bytes.length / BLOCK_BYTES)
  const blockStates = new Uint8Array(whole * STATE_BYTES)
  lanes.load(0, null)
  for (let block = 0; block < whole; block++) {
    lanes.input(0).set(bytes.subarray(block * BLOCK_BYTES, (block + 1) * BLOCK_BYTES))
    lanes.compress(0, 0, BLOCK_BYTES / PIECE_BYTES)
    blockStates.set(lanes.save(0), block * STATE_BYTES)
  }
  const rest = bytes.subarray(whole * BLOCK_BYTES)
  lanes.input(0).set(rest)
  return { recordingId: recordingId(lanes.finish(0, 0, rest.length, bytes.length)), blockStates }
}

/** Counts the reads of its bytes. */
const makePart = async (bytes: Uint8Array<ArrayBuffer>): Promise<{ readonly part: TimelinePart; readonly reads: () => readonly string[] }> => {
  const reads: string[] = []
  const blob = new Blob([bytes])
  const slice = (start: number, end: number): Blob => {
    reads.push(`${start / BLOCK_BYTES}–${end / BLOCK_BYTES}`)
    return blob.slice(start, end)
  }
  const file = { name: 'a.mp4', size: bytes.length, lastModified: 0, slice }
  const part = { ...(await fingerprintOf(original)), driveId: driveId('00'.repeat(16)), path: 'a.mp4', file, startMs: 0, endMs: 1000, video: null, audio: null }
  return { part, reads: () => reads.splice(0) }
}

const verifier = await makeBlockVerifier()

test('what was fetched ahead is read once, and given as it is', async () => {
  const { part, reads } = await makePart(original)
  const file = makeVerifiedFile(part, verifier, 1000)
  file.fetch(1, 2)
  expect(await file.read(1.5 * BLOCK_BYTES, 2.5 * BLOCK_BYTES)).toEqual(original.slice(1.5 * BLOCK_BYTES, 2.5 * BLOCK_BYTES))
  expect(reads()).toEqual(['1–3'])
  // The block it ended in is kept; what comes behind is read.
  await file.read(2.5 * BLOCK_BYTES, 3.5 * BLOCK_BYTES)
  expect(reads()).toEqual(['3–3.5'])
})

test('what was fetched ahead and not asked for stands in nobody’s way', async () => {
  const { part, reads } = await makePart(original)
  const file = makeVerifiedFile(part, verifier, 1000)
  file.fetch(0, 0)
  expect(await file.read(3 * BLOCK_BYTES, 3.5 * BLOCK_BYTES)).toEqual(original.slice(3 * BLOCK_BYTES))
  expect(reads()).toEqual(['0–1', '3–3.5'])
})

test('a changed byte is refused, fetched ahead or not', async () => {
  const changed = original.slice()
  changed[2 * BLOCK_BYTES + 5]! ^= 1
  const { part, reads } = await makePart(changed)
  for (const ahead of [true, false]) {
    const file = makeVerifiedFile(part, verifier, 1000)
    if (ahead) file.fetch(1, 2)
    const failure = await file.read(1.5 * BLOCK_BYTES, 2.5 * BLOCK_BYTES).catch((thrown: unknown) => thrown)
    expect(reads()).toEqual(['1–3'])
    expect(failure).toBeInstanceOf(ReadFailure)
    expect((failure as ReadFailure).failure).toMatchObject({ type: 'BlockMismatch', block: 2 })
    // Its neighbour is good.
    expect(await file.read(BLOCK_BYTES, BLOCK_BYTES + 16)).toEqual(original.slice(BLOCK_BYTES, BLOCK_BYTES + 16))
    reads()
  }
})

test('checked blocks are shared, and only the last sixteen are kept', async () => {
  const kept = makeKeptBlocks()
  const { part, reads } = await makePart(original)
  await makeVerifiedFile(part, verifier, 1000, kept).read(0, 16)
  reads()
  await makeVerifiedFile(part, verifier, 1000, kept).read(100, 116)
  expect(reads()).toEqual([])
  for (let block = 0; block < 16; block++) kept.set(recordingId('ab'.repeat(32)), block, new Uint8Array(1))
  await makeVerifiedFile(part, verifier, 1000, kept).read(100, 116)
  expect(reads()).toEqual(['0–1'])
})
