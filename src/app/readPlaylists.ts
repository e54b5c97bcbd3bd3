// Reads the HLS playlists of a Drive, the keys and set-ups they name, and answers what they say of each of its files.

import { fromUtf8, sha256, toHex } from '../core/bytes.ts'
import type { Beside, Reading } from '../core/catalog/listed.ts'
import type { Copy, Recording } from '../core/catalog/recording.ts'
import type { DriveError } from '../core/errors.ts'
import type { Bytes } from '../core/ids.ts'
import { resolvePath } from '../core/media/hls/besidePaths.ts'
import { besideFiles, makeDriveFiles, planListed, type ListedFile, type PlaylistFile } from '../core/media/hls/planListed.ts'
import { readPlaylist } from '../core/media/hls/readPlaylist.ts'
import type { Assembly, CatalogStore, Clock, DirectoryRef, DriveAccess, WalkedFile } from '../core/ports.ts'
import { err, ok, type Result } from '../core/result.ts'

export interface PlaylistDeps {
  readonly drives: Pick<DriveAccess, 'open'>
  readonly store: Pick<CatalogStore, 'recordings'>
  readonly clock: Pick<Clock, 'now'>
}

/** Of a day in two-second segments, with every tag there is. */
const MAX_PLAYLIST_BYTES = 16 << 20
const OUTSTANDING = 16

/** By path; what cannot be read says nothing. `known`: Copies as last seen. */
export const readPlaylists = async (deps: PlaylistDeps, directory: DirectoryRef, walked: readonly WalkedFile[], known: readonly Copy[], zone: string): Promise<ReadonlyMap<string, ListedFile>> => {
  const named = walked.filter(({ path, size }) => /\.m3u8?$/i.test(path) && size > 0 && size <= MAX_PLAYLIST_BYTES)
  if (named.length === 0) return new Map()
  const context = { zone, nowMs: deps.clock.now() }
  const playlists = await eachOf(named, async (file): Promise<PlaylistFile | null> => {
    const bytes = await readWhole(deps, directory, file)
    const segments = bytes && readPlaylist(fromUtf8(bytes), context)
    return bytes && segments && { path: file.path, sha256: toHex(sha256(bytes)), segments }
  })
  const files = makeDriveFiles(walked)
  const hashes = await eachOf(besideFiles(playlists, files), async (file): Promise<readonly [string, string] | null> => {
    const bytes = await readWhole(deps, directory, file)
    return bytes && [file.path, toHex(sha256(bytes))]
  })
  return planListed(playlists, { files, hashes: new Map(hashes), begins: await knownBegins(deps, known) })
}

const readWhole = async ({ drives }: PlaylistDeps, directory: DirectoryRef, { path, size, mtime }: WalkedFile): Promise<Bytes | null> => {
  const opened = await drives.open(directory, path, { size, mtime })
  return opened.ok ? opened.value.slice(0, size).arrayBuffer().then((buffer) => new Uint8Array(buffer), () => null) : null
}

const eachOf = async <T, R>(list: readonly T[], work: (one: T) => Promise<R | null>): Promise<readonly R[]> => {
  const found: (R | null)[] = []
  let next = 0
  const run = async (): Promise<void> => {
    while (next < list.length) {
      const at = next++
      found[at] = await work(list[at] as T)
    }
  }
  await Promise.all(Array.from({ length: Math.min(OUTSTANDING, list.length) }, run))
  return found.filter((one) => one !== null)
}

/** A playlist that grew keeps its begin: what was recorded first stays where it is. */
const knownBegins = async ({ store }: PlaylistDeps, known: readonly Copy[]): Promise<ReadonlyMap<string, number>> => {
  const recordings = new Map((await store.recordings(known.flatMap(({ recordingId }) => recordingId ?? []))).map((recording) => [recording.id, recording]))
  return new Map(
    known.flatMap(({ path, recordingId }): readonly (readonly [string, number])[] => {
      const listed = recordingId === null ? undefined : recordings.get(recordingId)?.listed
      const playlist = listed === undefined || listed === 'setUp' ? null : resolvePath(path, listed.playlist.path)
      return playlist === null || listed === undefined || listed === 'setUp' ? [] : [[playlist, listed.beginMs]]
    }),
  )
}

/** Paths whose Copies were read when the playlists said something else of them, or nothing. */
export const listedAnew = async ({ store }: PlaylistDeps, known: readonly Copy[], listed: ReadonlyMap<string, ListedFile>): Promise<ReadonlySet<string>> => {
  const touched = known.filter(({ path }) => listed.has(path))
  const recordings = new Map((await store.recordings(touched.flatMap(({ recordingId }) => recordingId ?? []))).map((recording) => [recording.id, recording]))
  return new Set(touched.filter(({ path, recordingId }) => !saysTheSame(recordingId === null ? null : (recordings.get(recordingId) ?? null), listed.get(path) as ListedFile)).map(({ path }) => path))
}

/** A playlist that only grew says the same of what it named before. */
const saysTheSame = (recording: Recording | null, { listed, locked }: ListedFile): boolean => {
  // Only what is encrypted was passed over although it is media.
  if (!recording) return listed === 'setUp' || (locked === null && !(listed.reading?.stretches.length))
  const before = recording.listed
  if (listed === 'setUp' || before === 'setUp' || before === undefined) return listed === before
  const said = ({ playlist, number, atMs, count, before: lack, reading }: typeof listed): string => JSON.stringify([playlist.path, number, atMs, count, lack, reading])
  return said(before) === said(listed)
}

/** Opens what a file needs to be understood, beside its own path. */
export const openAssembly = async (drives: Pick<DriveAccess, 'open'>, directory: DirectoryRef, path: string, reading: Reading): Promise<Result<Assembly, DriveError>> => {
  const wanted = new Map<string, Beside>()
  for (const beside of [reading.setUp?.file, reading.setUp?.cipher?.key, ...reading.stretches.map(({ cipher }) => cipher?.key)]) if (beside) wanted.set(beside.path, beside)
  const files: Assembly['files'][number][] = []
  for (const beside of wanted.values()) {
    const at = resolvePath(path, beside.path)
    const opened: Result<Assembly['files'][number]['file'], DriveError> = at === null ? err({ type: 'FileGone', path: beside.path }) : await drives.open(directory, at)
    if (!opened.ok) return opened
    files.push({ ...beside, file: opened.value })
  }
  return ok({ reading, files })
}
