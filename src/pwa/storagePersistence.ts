// Asks the browser to keep our storage under pressure, and says how much is used.

export interface StorageReport {
  /** null where the browser does not say. */
  readonly persisted: boolean | null
  readonly usedBytes: number | null
  readonly quotaBytes: number | null
}

export const askPersistence = async (): Promise<boolean> => (await navigator.storage?.persist?.()) ?? false

export const readStorageReport = async (): Promise<StorageReport> => {
  const persisted = (await navigator.storage?.persisted?.()) ?? null
  const estimate = await navigator.storage?.estimate?.().catch(() => null)
  return { persisted, usedBytes: estimate?.usage ?? null, quotaBytes: estimate?.quota ?? null }
}
