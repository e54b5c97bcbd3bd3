// Whether a known drive answers at this moment, without reading any content.

import { isPresent } from '../core/catalog/recogniseDrive.ts'
import type { DriveId } from '../core/ids.ts'
import type { CatalogStore, DriveAccess } from '../core/ports.ts'
import type { DriveRow } from './app.ts'

export type Presence = DriveRow['presence']

/** Files looked for: one that is found with its size and time is enough. */
const SAMPLE = 3

export const drivePresence = async ({ store, drives }: { readonly store: CatalogStore; readonly drives: DriveAccess }, drive: DriveId): Promise<Presence> => {
  const directory = await store.directory(drive)
  if (!directory) return 'away'
  const permission = await drives.permission(directory)
  if (permission === 'denied') return 'away'
  if (permission === 'prompt') return 'permission'
  const copies = (await store.copiesOf(drive)).filter(isPresent)
  const telling = copies.filter((copy) => copy.recordingId !== null)
  const sample = (telling.length > 0 ? telling : copies).slice(0, SAMPLE)
  for (const { path, size, mtime } of sample) if ((await drives.open(directory, path, { size, mtime })).ok) return 'connected'
  return sample.length === 0 && (await drives.walk(directory, { signal: new AbortController().signal, onFound: () => undefined })).ok ? 'connected' : 'away'
}
