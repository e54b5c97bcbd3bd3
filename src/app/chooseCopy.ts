// Finds a Copy of a Recording that can be read now.

import type { Copy, Recording } from '../core/catalog/recording.ts'
import type { DriveError, PlaybackError } from '../core/errors.ts'
import type { Assembly, CatalogStore, DirectoryRef, DriveAccess, FileLike } from '../core/ports.ts'
import { err, ok, type Result } from '../core/result.ts'
import { openAssembly } from './readPlaylists.ts'
import { recordFinding, type FindingDeps } from './recordFinding.ts'

export interface CopyDeps extends FindingDeps {
  readonly store: Pick<CatalogStore, 'apply' | 'copiesOfRecording' | 'directory' | 'drives'>
  readonly drives: Pick<DriveAccess, 'permission' | 'requestPermission' | 'open'>
}

export interface ChosenCopy {
  readonly copy: Copy
  readonly file: FileLike
  /** What it needs, where it is not understood alone. */
  readonly assembly: Assembly | null
}

/** Copies that need no question first. CopyUnavailable names the drives that would help, by the unit's own names. */
export const chooseCopy = async (deps: CopyDeps, recording: Recording): Promise<Result<ChosenCopy, DriveError | PlaybackError>> => {
  const copies = (await deps.store.copiesOfRecording(recording.id)).filter(({ state }) => state === 'fingerprinted')
  // What only another device read has no block states here: it is read once before it plays.
  const places = await Promise.all(copies.filter(({ reported }) => !reported).map((copy) => placeOf(deps, copy)))
  const found = places.filter((place) => place !== null)
  const inOrder = [...found.filter(({ permission }) => permission === 'granted'), ...found.filter(({ permission }) => permission === 'prompt')]
  let changed: DriveError | null = null
  let missing: DriveError | null = null
  for (const { copy, directory, permission } of inOrder) {
    if (permission === 'prompt' && !(await deps.drives.requestPermission(directory))) continue
    const opened = await openCopy(deps, copy, directory)
    const reading = recording.listed === undefined || recording.listed === 'setUp' ? null : recording.listed.reading
    const assembly = opened.ok && reading ? await openAssembly(deps.drives, directory, copy.path, reading) : ok(null)
    if (opened.ok && assembly.ok) return ok({ copy, file: opened.value, assembly: assembly.value })
    if (!opened.ok && opened.error.type === 'FileChanged') changed ??= opened.error
    // A key or set-up that lies beside another Copy, perhaps.
    if (!assembly.ok) missing ??= assembly.error
  }
  const error = changed ?? missing
  if (error) return err(error)
  const names = new Map((await deps.store.drives()).map(({ id, name }) => [id, name]))
  return err({ type: 'CopyUnavailable', recordingId: recording.id, drives: [...new Set(copies.map(({ driveId }) => names.get(driveId) ?? driveId))] })
}

interface Place {
  readonly copy: Copy
  readonly directory: DirectoryRef
  readonly permission: 'granted' | 'prompt'
}

const placeOf = async ({ store, drives }: CopyDeps, copy: Copy): Promise<Place | null> => {
  const directory = await store.directory(copy.driveId)
  const permission = directory ? await drives.permission(directory) : 'denied'
  return directory && permission !== 'denied' ? { copy, directory, permission } : null
}

const openCopy = async (deps: CopyDeps, copy: Copy, directory: DirectoryRef): Promise<Result<FileLike, DriveError>> => {
  const opened = await deps.drives.open(directory, copy.path, { size: copy.size, mtime: copy.mtime })
  if (opened.ok || opened.error.type !== 'FileChanged') return opened
  // FAT keeps local times, so a changed zone moves them all: the same size may be played, for every byte shown is checked.
  if (opened.error.found.size === copy.size) return deps.drives.open(directory, copy.path)
  const { expected, found, path } = opened.error
  const evidence = { expectedBytes: expected.size, foundBytes: found.size, expectedMtime: expected.mtime, foundMtime: found.mtime }
  await recordFinding(deps, { type: 'contentChanged', recordingId: copy.recordingId, driveId: copy.driveId, path, evidence })
  return opened
}
