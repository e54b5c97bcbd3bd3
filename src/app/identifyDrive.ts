// Decides which Drive a walked folder is, before anything on it is believed deleted; registers it when it is new.

import { toHex } from '../core/bytes.ts'
import { checkIdentity, movePath, recogniseDrive, type KnownDrive, type RootMove } from '../core/catalog/recogniseDrive.ts'
import type { Copy, Drive } from '../core/catalog/recording.ts'
import type { FieldreelError } from '../core/errors.ts'
import { driveId, type DriveId } from '../core/ids.ts'
import type { CatalogStore, Clock, DirectoryRef, DriveAccess, Random, WalkResult } from '../core/ports.ts'
import { err, ok, type Result } from '../core/result.ts'
import { drivePresence } from './drivePresence.ts'
import type { AppendEntry } from './logWriter.ts'
import type { SessionBook } from './sessionBook.ts'

export interface IdentifyDeps {
  readonly drives: DriveAccess
  readonly store: CatalogStore
  readonly book: SessionBook
  readonly clock: Clock
  readonly random: Random
  readonly appendEntry: AppendEntry
}

export interface IdentifiedDrive {
  readonly drive: Drive
  /** Its Copies as last seen, under today's paths. */
  readonly known: readonly Copy[]
  /** The root was moved: paths are other than in the last manifest. */
  readonly moved: boolean
}

export interface IdentifyTask {
  readonly directory: DirectoryRef
  readonly expected: DriveId | null
  readonly sample: boolean
}

export const identifyDrive = async (deps: IdentifyDeps, task: IdentifyTask, walked: WalkResult): Promise<Result<IdentifiedDrive, FieldreelError>> => {
  const { store } = deps
  const drives = await store.drives()
  const same = task.expected ?? (await driveWithHandle(deps, drives, task.directory))
  const drive = drives.find((one) => one.id === same)
  if (drive) {
    const known = await store.copiesOf(drive.id)
    const identity = checkIdentity(walked.files, known)
    if (identity === 'same') return ok(await welcome(deps, task, drive, known, { type: 'none' }))
    if (identity === 'gone') return err({ type: 'DriveGone', name: drive.name })
    if (task.expected) {
      const moved = recogniseDrive(walked.files, [{ driveId: drive.id, copies: known, connectedElsewhere: false }])
      return moved ? ok(await welcome(deps, task, drive, known, moved.move)) : err({ type: 'WrongDrive', expected: drive.name, found: task.directory.name })
    }
  }
  const candidates = await Promise.all(drives.map(async (one): Promise<KnownDrive> => ({ driveId: one.id, copies: await store.copiesOf(one.id), connectedElsewhere: await isElsewhere(deps, one.id, task.directory) })))
  const recognised = recogniseDrive(walked.files, candidates)
  const known = drives.find((one) => one.id === recognised?.driveId)
  if (recognised && known) return ok(await welcome(deps, task, known, candidates.find((one) => one.driveId === known.id)?.copies ?? [], recognised.move))
  return register(deps, task)
}

const register = async (deps: IdentifyDeps, { directory, sample }: IdentifyTask): Promise<Result<IdentifiedDrive, FieldreelError>> => {
  const now = deps.clock.now()
  const drive: Drive = { id: driveId(toHex(deps.random.bytes(16))), name: directory.name, folderNames: [directory.name], sample, firstSeenMs: now, lastSeenMs: now, scannedMs: null, manifest: null }
  const appended = await deps.appendEntry('drive-register', { drive: drive.id, name: drive.name })
  if (!appended.ok) return appended
  // The folder first: a Drive without one could not go on after a crash, nor be recognised while it has no files.
  await deps.store.putDirectory(drive.id, directory)
  const written = await deps.store.apply({ drive })
  return written.ok ? ok({ drive, known: [], moved: false }) : written
}

/** Remembers the folder and its name, and brings the Copies under today's paths. */
const welcome = async (deps: IdentifyDeps, { directory }: IdentifyTask, drive: Drive, copies: readonly Copy[], move: RootMove): Promise<IdentifiedDrive> => {
  const folderNames = [directory.name, ...drive.folderNames.filter((name) => name !== directory.name)]
  const visited: Drive = { ...drive, folderNames, lastSeenMs: deps.clock.now() }
  const known = move.type === 'none' ? copies : copies.flatMap((copy) => ({ ...copy, path: movePath(copy.path, move) ?? copy.path }))
  const movedCopies = known.filter((copy, index) => copy.path !== copies[index]?.path)
  const removedCopies = copies.filter((copy, index) => copy.path !== known[index]?.path)
  if (removedCopies.length > 0) await deps.book.load()
  const sessions = removedCopies.length > 0 ? deps.book.plan({ recordings: [], copies: movedCopies, removedCopies }) : {}
  const written = await deps.store.apply({ drive: visited, copies: movedCopies, removedCopies, ...sessions })
  if (!written.ok) deps.book.forget()
  await deps.store.putDirectory(drive.id, directory)
  return { drive: visited, known: written.ok ? known : copies, moved: removedCopies.length > 0 }
}

const driveWithHandle = async ({ drives, store }: IdentifyDeps, known: readonly Drive[], directory: DirectoryRef): Promise<DriveId | null> => {
  for (const drive of known) {
    const kept = await store.directory(drive.id)
    if (kept && (await drives.isSame(kept, directory))) return drive.id
  }
  return null
}

/** Whether the Drive answers at this moment in another place; a folder inside of it, or around it, is the same place. */
const isElsewhere = async (deps: IdentifyDeps, drive: DriveId, directory: DirectoryRef): Promise<boolean> => {
  const kept = await deps.store.directory(drive)
  return kept !== null && !(await deps.drives.overlaps(kept, directory)) && (await drivePresence(deps, drive)) === 'connected'
}
