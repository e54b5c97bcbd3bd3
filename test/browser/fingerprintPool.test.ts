// The fingerprint pool in real Chromium: digests, block states, resume, cancel, files that fail.

import { afterAll, expect, test } from 'vitest'
import type { FileLike, Fingerprint, FingerprintProgress } from '../../src/core/ports.ts'
import { makeFingerprintPool } from '../../src/rpc/fingerprintPool.ts'
import { makeBlockVerifier } from '../../workers/fingerprint/blockVerifier.ts'

const MIB = 1 << 20
const pool = makeFingerprintPool({ workers: 2 })
afterAll(() => pool.dispose())

const never = new AbortController().signal
const hex = (bytes: ArrayBuffer): string => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
const sha256Of = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> => hex(await crypto.subtle.digest('SHA-256', bytes))

/** Different at every place, the same in every run: xorshift32. */
const contentOf = (size: number, seed = 1): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(size)
  let x = seed * 2654435761
  for (let at = 0; at < size; at++) {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    bytes[at] = x
  }
  return bytes
}
const fileOf = (bytes: Uint8Array<ArrayBuffer>, name = 'a.mp4'): File => new File([bytes], name)

/** Chromium drops large in-memory Files when many are alive: anything big is put in a real file. */
const put = async (name: string, bytes: Uint8Array<ArrayBuffer>): Promise<File> => {
  const handle = await (await navigator.storage.getDirectory()).getFileHandle(name, { create: true })
  const writable = await handle.createWritable()
  await writable.write(bytes)
  await writable.close()
  return handle.getFile()
}
const remove = async (...names: readonly string[]): Promise<void> => {
  const root = await navigator.storage.getDirectory()
  for (const name of names) await root.removeEntry(name)
}

const fingerprint = async (file: FileLike, more: { resume?: FingerprintProgress; onProgress?: (progress: FingerprintProgress) => void; onBytes?: (bytes: number) => void } = {}): Promise<Fingerprint> => {
  const result = await pool.fingerprint(file, { path: file.name, signal: never, ...more })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

const sizes = [0, 1, 55, 56, 63, 64, 65, 200, 241, 1_000_000, MIB - 1, MIB, MIB + 1, 2 * MIB + 60, 4 * MIB, 5 * MIB + 123, 17 * MIB + 63]

test.each(sizes)('%i bytes: SHA-256 equals WebCrypto, every block state verifies', async (size) => {
  const bytes = contentOf(size)
  let counted = 0
  const found = await fingerprint(fileOf(bytes), { onBytes: (count) => (counted += count) })
  expect(found.sha256).toBe(await sha256Of(bytes))
  expect(found.size).toBe(size)
  expect(counted).toBe(size)
  expect(found.blockStates.length).toBe(Math.floor(size / MIB) * 32)
  const verifier = await makeBlockVerifier()
  expect(verifier.verifyBlocks(bytes, 0, found.blockStates, size, found.sha256)).toBe(-1)
})

test('published digests: SHA-256 of FIPS 180-4, XXH128 as xxhsum prints it', async () => {
  const ofText = (text: string): Promise<Fingerprint> => fingerprint(fileOf(new TextEncoder().encode(text)))
  expect(await ofText('')).toMatchObject({ sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', xxh128: '99aa06d3014798d86001c324468d497f' })
  expect(await ofText('abc')).toMatchObject({ sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', xxh128: '06b05ab6733a618578af5f94892f3950' })
  expect((await ofText('a'.repeat(1_000_000))).sha256).toBe('cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0')
})

test('sixteen files of different lengths at once', async () => {
  const contents = Array.from({ length: 16 }, (_, at) => contentOf((at % 2 === 0 ? 1 : 3) * MIB + at * 70_001, at + 1))
  const found = await Promise.all(contents.map((bytes, at) => fingerprint(fileOf(bytes, `${at}.mp4`))))
  const again = await Promise.all(contents.map((bytes) => fingerprint(fileOf(bytes))))
  for (const [at, bytes] of contents.entries()) {
    expect(found[at]!.sha256).toBe(await sha256Of(bytes))
    expect(found[at]).toEqual(again[at])
  }
})

test('resumes at the stored progress with the same result, reading only the rest', async () => {
  const bytes = contentOf(130 * MIB + 17)
  const file = await put('long.mp4', bytes)
  const kept: FingerprintProgress[] = []
  const whole = await fingerprint(file, { onProgress: (progress) => kept.push(progress) })
  expect(kept.map((progress) => progress.bytesDone)).toEqual([64 * MIB, 128 * MIB])
  expect(whole.sha256).toBe(await sha256Of(bytes))
  for (const resume of kept) {
    let read = 0
    expect(await fingerprint(file, { resume, onBytes: (count) => (read += count) })).toEqual(whole)
    expect(read).toBe(bytes.length - resume.bytesDone)
  }
  await remove('long.mp4')
})

test('resumes in the middle of what four lanes share, and starts again when the state is from another version', async () => {
  const files = await Promise.all([1, 2, 3, 4].map((seed) => put(`lane${seed}.mp4`, contentOf(66 * MIB + seed * 1000, seed))))
  const kept = new Map<number, FingerprintProgress>()
  const whole = await Promise.all(files.map((file, at) => fingerprint(file, { onProgress: (progress) => kept.set(at, progress) })))
  expect(await Promise.all(files.map((file, at) => fingerprint(file, at < 3 ? { resume: kept.get(at)! } : {})))).toEqual(whole)
  expect(await fingerprint(files[0]!, { resume: { ...kept.get(0)!, xxhState: new Uint8Array(8) } })).toEqual(whole[0])
  await remove(...files.map((file) => file.name))
})

test('cancel ends at once, at any time, and the pool goes on', async () => {
  const bytes = contentOf(40 * MIB)
  const file = await put('cancel.mp4', bytes)
  const cancel = new AbortController()
  const many = Array.from({ length: 30 }, (_, at) => pool.fingerprint(file, { path: `${at}`, signal: cancel.signal, onBytes: () => cancel.abort() }))
  for (const result of await Promise.all(many)) expect(result).toEqual({ ok: false, error: { type: 'Cancelled' } })
  expect(await pool.fingerprint(file, { path: 'b', signal: cancel.signal })).toEqual({ ok: false, error: { type: 'Cancelled' } })
  expect((await fingerprint(file)).sha256).toBe(await sha256Of(bytes))
  await remove('cancel.mp4')
})

test('a file that cannot cross to a worker is named, its neighbours are finished', async () => {
  // A function cannot be cloned into a worker.
  const poison: FileLike = { name: 'poison', size: 2 * MIB, lastModified: 0, slice: () => ({ arrayBuffer: async () => new ArrayBuffer(0) }) }
  const bytes = contentOf(6 * MIB)
  const good = [1, 2, 3].map(() => fingerprint(fileOf(bytes)))
  expect(await pool.fingerprint(poison, { path: 'poison', signal: never })).toMatchObject({ ok: false, error: { type: 'FileUnreadable', path: 'poison' } })
  for (const found of await Promise.all(good)) expect(found.sha256).toBe(await sha256Of(bytes))
})

test('a file removed or changed after it was opened is named, its neighbours are finished', async () => {
  const bytes = contentOf(9 * MIB)
  const gone = await put('gone.mp4', bytes)
  const changed = await put('changed.mp4', bytes)
  const kept = await put('kept.mp4', bytes)
  await remove('gone.mp4')
  await put('changed.mp4', bytes.subarray(0, 5 * MIB))
  const results = await Promise.all([gone, changed, kept].map((file) => pool.fingerprint(file, { path: file.name, signal: never })))
  expect(results[0]).toEqual({ ok: false, error: { type: 'FileGone', path: 'gone.mp4' } })
  expect(results[1]).toMatchObject({ ok: false, error: { type: 'FileUnreadable', path: 'changed.mp4' } })
  expect(results[2]).toMatchObject({ ok: true, value: { sha256: await sha256Of(bytes) } })
  await remove('changed.mp4', 'kept.mp4')
})

test('dispose ends what is open', async () => {
  const own = makeFingerprintPool({ workers: 1 })
  const file = fileOf(contentOf(8 * MIB))
  const open = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((at) => own.fingerprint(file, { path: `${at}`, signal: never }))
  own.dispose()
  for (const result of await Promise.all(open)) expect(result).toEqual({ ok: false, error: { type: 'Cancelled' } })
})
