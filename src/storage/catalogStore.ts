// CatalogStore over IndexedDB: what one group of files changes is written in one transaction, or not at all.

import type { CatalogStore, DirectoryRef } from '../core/ports.ts'
import type { DriveId, RecordingId } from '../core/ids.ts'
import type { FieldreelDatabase } from './database.ts'
import { tryWrite } from './storageErrors.ts'

export const makeCatalogStore = (database: FieldreelDatabase): CatalogStore => {
  const { drives, directories, copies, recordings, blockStates, outlines, posters, progress, sessions, findings, manifests } = database
  /** The files of a folder input: gone with the page. */
  const visiting = new Map<DriveId, DirectoryRef>()

  return {
    apply: (changes) =>
      tryWrite(() =>
        database.transaction('rw', [drives, copies, recordings, blockStates, outlines, posters, progress, sessions, findings], async () => {
          if (changes.drive) await drives.put(changes.drive)
          if (changes.removedCopies?.length) await copies.bulkDelete(changes.removedCopies.map((copy): [DriveId, string] => [copy.driveId, copy.path]))
          if (changes.copies?.length) await copies.bulkPut([...changes.copies])
          if (changes.recordings?.length) await recordings.bulkPut([...changes.recordings])
          if (changes.blockStates?.length) await blockStates.bulkPut([...changes.blockStates])
          if (changes.outlines?.length) await outlines.bulkPut([...changes.outlines])
          if (changes.posters?.length) await posters.bulkPut([...changes.posters])
          if (changes.progress?.length) await progress.bulkPut([...changes.progress])
          const finished = changes.copies?.filter((copy) => copy.state !== 'pending') ?? []
          const stale = [...finished, ...(changes.removedCopies ?? [])]
          if (stale.length > 0) await progress.bulkDelete(stale.map((copy): [DriveId, string] => [copy.driveId, copy.path]))
          if (changes.removedSessions?.length) await sessions.bulkDelete([...changes.removedSessions])
          if (changes.sessions?.length) await sessions.bulkPut([...changes.sessions])
          if (changes.findings?.length) await findings.bulkPut([...changes.findings])
        }),
      ),
    drives: () => drives.toArray(),
    copiesOf: (drive) => copies.where('driveId').equals(drive).toArray(),
    copiesOfRecording: (recording) => copies.where('recordingId').equals(recording).toArray(),
    // Not `anyOf`: a cursor steps 2 ms from key to key, and an HLS folder has thousands.
    copiesOfRecordings: (ids) => database.transaction('r', copies, async () => (await Promise.all([...new Set(ids)].map((id) => copies.where('recordingId').equals(id).toArray()))).flat()),
    recordings: async (ids) => (ids ? (await recordings.bulkGet([...ids])).filter((found) => found !== undefined) : recordings.toArray()),
    blockStates: async (recording: RecordingId) => (await blockStates.get(recording))?.states ?? null,
    blockStatesOf: async (ids) => (await blockStates.bulkGet([...ids])).map((row) => row?.states ?? null),
    outlines: async (ids) => (await outlines.bulkGet([...ids])).map((row) => row?.outline ?? null),
    forgetOutlines: async (ids) => void (await tryWrite(() => outlines.bulkDelete([...ids]))),
    progressOf: (drive) => progress.where('driveId').equals(drive).toArray(),
    sessions: () => sessions.toArray(),
    manifest: async (root) => (await manifests.get(root))?.bytes ?? null,
    putManifest: (root, bytes) => tryWrite(() => manifests.put({ root, bytes })),
    directory: async (drive) => visiting.get(drive) ?? (await directories.get(drive))?.directory ?? null,
    putDirectory: async (driveId, directory) => {
      visiting.delete(driveId)
      if (directory.kind === 'files') visiting.set(driveId, directory)
      else await tryWrite(() => directories.put({ driveId, directory }))
    },
  }
}
