// What IndexedDB and Dexie throw, as errors of this product.

import Dexie from 'dexie'
import type { StorageError } from '../core/errors.ts'

/** Rethrows what is not the storage's own failure: that is a bug. */
export const toStorageError = async (error: unknown): Promise<StorageError> => {
  const causes = causesOf(error)
  if (causes.some((cause) => cause.name === 'QuotaExceededError')) {
    const { usage, quota } = await navigator.storage.estimate()
    return { type: 'StorageFull', usedBytes: usage ?? null, quotaBytes: quota ?? null }
  }
  const named = causes.find((cause) => cause instanceof Dexie.DexieError || cause instanceof DOMException)
  if (!named) throw error
  const detail = `${named.name}: ${named.message}`
  return blocked.has(named.name) ? { type: 'StorageBlocked', detail } : { type: 'StorageFailed', detail }
}

/** Dexie wraps: the DOMException may lie under `inner`, and in the failures of a bulk write. */
const causesOf = (error: unknown): readonly Error[] => {
  if (!(error instanceof Error)) return []
  const { inner, failures = [] } = error as { inner?: unknown; failures?: readonly unknown[] }
  return [error, ...causesOf(inner), ...failures.flatMap(causesOf)]
}

const blocked = new Set(['SecurityError', 'MissingAPIError', 'BlockedError', 'VersionError', 'OpenFailedError', 'DatabaseClosedError', 'InvalidStateError'])
