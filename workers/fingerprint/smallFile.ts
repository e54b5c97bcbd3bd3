// Fingerprints a file without a whole block in one read: WebCrypto is faster here than four lanes.

import { createXXHash128 } from 'hash-wasm'
import type { HashTask } from '../../src/contracts/hash.ts'
import type { DriveError } from '../../src/core/errors.ts'
import type { Fingerprint } from '../../src/core/ports.ts'
import { ok, type Result } from '../../src/core/result.ts'
import { toHex } from './sha256Lanes.ts'
import { readSlice, release } from './sliceReader.ts'

export type SmallFileHasher = (task: HashTask) => Promise<Result<Fingerprint, DriveError>>

export const makeSmallFileHasher = async (stallMs: number): Promise<SmallFileHasher> => {
  const xxh = await createXXHash128()
  return async ({ file, path }) => {
    const read = await readSlice(file, path, 0, file.size, stallMs)
    if (!read.ok) return read
    const bytes = read.value
    const digest = crypto.subtle.digest('SHA-256', bytes)
    const xxh128 = xxh.init().update(bytes).digest()
    const sha256 = toHex(new Uint8Array(await digest))
    release(bytes)
    return ok({ sha256, xxh128, size: file.size, blockStates: new Uint8Array(0) })
  }
}
