// Takes the files of pieces out of this browser once what they show is classified: it keeps them in the open (article 19). Their Deeds stay, and a piece can be made again when that has ended.

import type { PieceStore } from '../core/piecePorts.ts'
import type { CatalogStore, DriveAccess, Live } from '../core/ports.ts'
import type { AppendEntry } from './logWriter.ts'

export interface RemoveClassifiedDeps {
  /** Everything, also what is hidden from who is at work. */
  readonly store: Pick<CatalogStore, 'drives' | 'directory' | 'copiesOf' | 'apply'>
  readonly drives: Pick<DriveAccess, 'isSame'>
  readonly pieces: Pick<PieceStore, 'directory' | 'remove'>
  /** Every classified Recording, pieces of them among them; null while nobody is at work. */
  readonly classified: Live<ReadonlyMap<string, unknown> | null>
  readonly appendEntry: AppendEntry
}

/** By itself at every classification; call it when files were added. What fails is tried again the next time. */
export const makeRemoveClassified = (deps: RemoveClassifiedDeps): (() => Promise<void>) => {
  const { store, pieces } = deps
  let last: Promise<void> = Promise.resolve()
  let classified: ReadonlyMap<string, unknown> | null = null

  const remove = async (): Promise<void> => {
    if (!classified || classified.size === 0) return
    const directory = await pieces.directory()
    if (!directory.ok) return
    for (const { id } of await store.drives()) {
      const known = await store.directory(id)
      if (!known || !(await deps.drives.isSame(known, directory.value))) continue
      for (const { path, recordingId } of await store.copiesOf(id)) {
        if (!recordingId || !classified.has(recordingId)) continue
        const gone = (await pieces.remove(path)).ok && (await deps.appendEntry('piece-removed', { recording: recordingId, drive: id, path })).ok
        // Not missing: a row that is gone is none that the next scan looks for.
        if (gone) await store.apply({ removedCopies: [{ driveId: id, path }] })
      }
    }
  }

  const again = (): Promise<void> => (last = last.then(remove, remove))
  deps.classified.subscribe((now) => {
    classified = now
    void again()
  })
  return again
}
