// Turns what IndexedDB throws into StorageErrors, and runs a write so that nothing is thrown.

import type { StorageError } from '../core/errors.ts'
import { err, ok, type Result } from '../core/result.ts'

/** Dexie wraps the browser's own error in `inner`; a failed transaction may only name it there. */
const namesOf = (cause: unknown): readonly string[] => {
  if (typeof cause !== 'object' || cause === null) return []
  const { name, inner } = cause as { readonly name?: unknown; readonly inner?: unknown }
  return [String(name), ...namesOf(inner)]
}

export const storageError = async (cause: unknown): Promise<StorageError> => {
  const names = namesOf(cause)
  if (names.includes('QuotaExceededError')) {
    const { usage, quota } = await navigator.storage.estimate().catch((): StorageEstimate => ({}))
    return { type: 'StorageFull', usedBytes: usage ?? null, quotaBytes: quota ?? null }
  }
  const detail = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)
  const blocked = ['SecurityError', 'InvalidStateError', 'MissingAPIError', 'DatabaseClosedError', 'OpenFailedError'].some((name) => names.includes(name))
  return { type: blocked ? 'StorageBlocked' : 'StorageFailed', detail }
}

export const tryWrite = async (write: () => PromiseLike<unknown>): Promise<Result<void, StorageError>> => {
  try {
    await write()
    return ok(undefined)
  } catch (cause) {
    return err(await storageError(cause))
  }
}
