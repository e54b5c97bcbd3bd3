// Runs a write so that what IndexedDB throws comes back as a value.

import type { StorageError } from '../core/errors.ts'
import { err, ok, type Result } from '../core/result.ts'
import { toStorageError } from './storageError.ts'

export const tryWrite = async (write: () => PromiseLike<unknown>): Promise<Result<void, StorageError>> => {
  try {
    await write()
    return ok(undefined)
  } catch (error) {
    return err(await toStorageError(error))
  }
}
