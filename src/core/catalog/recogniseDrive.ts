// Tells by its content which known Drive a folder is: the name, the letter and the label say nothing.

import type { DriveId } from '../ids.ts'
import type { WalkedFile } from '../ports.ts'
import type { Copy } from './recording.ts'

export interface KnownDrive {
  readonly driveId: DriveId
  readonly copies: readonly Copy[]
  /** Its folder answers right now, and it is another folder than the one walked. */
  readonly connectedElsewhere: boolean
}

/** How today's paths differ from the known ones: the root was moved one folder up or down. */
export type RootMove =
  | { readonly type: 'none' }
  /** Known `DCIM/a.mp4` is now `a.mp4`. */
  | { readonly type: 'down'; readonly folder: string }
  /** Known `a.mp4` is now `DCIM/a.mp4`. */
  | { readonly type: 'up'; readonly folder: string }

export interface RecognisedDrive {
  readonly driveId: DriveId
  readonly move: RootMove
  /** Files that agree in path, size and time. */
  readonly matched: number
}

/**
 * The Drive of which most files are found again with the same path, size and time, if that is at least half of what it
 * held: files may be added without limit, names of the root may change. With a moved root they must also be half of
 * what is there now, or an archive disk that holds a copy of a card in a folder would be taken for the card.
 *
 * A clone with the same times cannot be told from its original by a listing. If the original is connected now under
 * another handle, the clone is another Drive; if it is not, it is taken for the original. Empty folders are never the
 * same Drive, and less than half of a Drive is another one (deleted from, or copied in part: not decidable).
 */
export const recogniseDrive = (files: readonly WalkedFile[], drives: readonly KnownDrive[]): RecognisedDrive | null => {
  const found = stampsByPath(files)
  const candidates = drives.filter((drive) => !drive.connectedElsewhere).flatMap((drive) => bestMove(drive, files, found) ?? [])
  return candidates.sort((a, b) => b.matched - a.matched || (a.driveId < b.driveId ? -1 : 1))[0] ?? null
}

export type DriveIdentity = 'same' | 'gone' | 'other'

/**
 * Whether a folder that was one Drive still is, before anything on it is believed deleted. One fingerprinted file that
 * agrees proves it. Nothing left at all is what an emptied mount point looks like (MEDIA): the Drive is gone, its
 * files are not. Other files only: another drive.
 */
export const checkIdentity = (files: readonly WalkedFile[], known: readonly Copy[]): DriveIdentity => {
  const present = known.filter(isPresent)
  if (present.length === 0) return 'same'
  const found = stampsByPath(files)
  const telling = present.filter((copy) => copy.recordingId !== null)
  if ((telling.length > 0 ? telling : present).some((copy) => found.get(copy.path) === stamp(copy))) return 'same'
  return files.length === 0 || files.length < present.length / 20 ? 'gone' : 'other'
}

/** The known path under today's root; null when it lies outside of it. */
export const movePath = (path: string, move: RootMove): string | null => {
  if (move.type === 'none') return path
  if (move.type === 'up') return `${move.folder}/${path}`
  return path.startsWith(`${move.folder}/`) ? path.slice(move.folder.length + 1) : null
}

/** Seen at the last scan and still believed there. */
export const isPresent = (copy: Copy): boolean => copy.state !== 'missing'

const stamp = (file: { readonly size: number; readonly mtime: number }): string => `${file.size}:${file.mtime}`

const stampsByPath = (files: readonly WalkedFile[]): ReadonlyMap<string, string> => new Map(files.map((file) => [file.path, stamp(file)]))

const bestMove = (drive: KnownDrive, files: readonly WalkedFile[], found: ReadonlyMap<string, string>): RecognisedDrive | null => {
  // Empty files have no content to be known by.
  const copies = drive.copies.filter((copy) => isPresent(copy) && copy.size > 0)
  const count = (move: RootMove): number =>
    copies.reduce((matched, copy) => {
      const path = movePath(copy.path, move)
      return path !== null && found.get(path) === stamp(copy) ? matched + 1 : matched
    }, 0)
  const stay = count({ type: 'none' })
  if (stay > 0 && stay * 2 >= copies.length) return { driveId: drive.driveId, move: { type: 'none' }, matched: stay }
  const moves = [
    ...topFolders(copies).map((folder): RootMove => ({ type: 'down', folder })),
    ...topFolders(files).map((folder): RootMove => ({ type: 'up', folder })),
  ].map((move): RecognisedDrive => ({ driveId: drive.driveId, move, matched: count(move) }))
  const best = moves.sort((a, b) => b.matched - a.matched)[0]
  return best && best.matched > 0 && best.matched * 2 >= copies.length && best.matched * 2 >= files.length ? best : null
}

/** The fullest ones; a root moved through any other could not hold half of the files. */
const topFolders = (files: readonly { readonly path: string }[]): readonly string[] => {
  const counts = new Map<string, number>()
  for (const { path } of files) {
    const slash = path.indexOf('/')
    if (slash > 0) counts.set(path.slice(0, slash), (counts.get(path.slice(0, slash)) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => b[1] - a[1]).slice(0, 2).map(([folder]) => folder)
}
