// Decides what the playlists of a Drive say of each of its files: which playlist counts, when each file's turn is, what it needs, what is missing.

import type { Beside, Cipher, CipherMethod, Lack, Listed, Reading, Stretch } from '../../catalog/listed.ts'
import { compareText } from '../../catalog/compareText.ts'
import { BLOCK_BYTES, type TimeCandidate } from '../../catalog/recording.ts'
import type { MediaError } from '../../errors.ts'
import type { WalkedFile } from '../../ports.ts'
import { namedPaths, pathBetween } from './besidePaths.ts'
import type { NamedKey, NamedMap, NamedSegment } from './readPlaylist.ts'

export interface PlaylistFile {
  readonly path: string
  readonly sha256: string
  readonly segments: readonly NamedSegment[]
}

export interface ListedFile {
  /** `setUp`: it only sets others up, and shows nothing by itself. */
  readonly listed: Listed | 'setUp'
  readonly time: TimeCandidate | null
  /** Why nobody can understand it, where that is known before it is read. */
  readonly locked: Extract<MediaError, { type: 'EncryptedMedia' }> | null
}

export interface DriveFiles {
  /** The file a playlist means; null where the Drive has none. */
  find(from: string, uri: string): WalkedFile | null
}

/** Names on FAT come in either case. */
export const makeDriveFiles = (files: readonly WalkedFile[]): DriveFiles => {
  const exact = new Map(files.map((file) => [file.path, file]))
  const loose = new Map(files.map((file) => [looseName(file.path), file]))
  return {
    find: (from, uri) => {
      const paths = namedPaths(from, uri)
      for (const path of paths) {
        const found = exact.get(path)
        if (found) return found
      }
      for (const path of paths) {
        const found = loose.get(looseName(path))
        if (found) return found
      }
      return null
    },
  }
}

const looseName = (path: string): string => path.normalize('NFC').toLowerCase()

/** Longer than any key or set-up; read whole before it is used. */
export const MAX_BESIDE_BYTES = BLOCK_BYTES - 1

/** The keys and set-ups that playlists name and the Drive has: to be read before `planListed`. */
export const besideFiles = (playlists: readonly PlaylistFile[], files: DriveFiles): readonly WalkedFile[] => {
  const found = new Map<string, WalkedFile>()
  const add = (from: string, uri: string | null | undefined): void => {
    const file = uri ? files.find(from, uri) : null
    if (file && file.size > 0 && file.size <= MAX_BESIDE_BYTES) found.set(file.path, file)
  }
  for (const { path, segments } of playlists)
    for (const { key, map } of segments) for (const uri of [key?.uri, map?.uri, map?.key?.uri]) add(path, uri)
  return [...found.values()]
}

const keyBytes: Readonly<Record<CipherMethod, number>> = { 'AES-128': 16, 'AES-256': 32, 'AES-256-CTR': 32 }
const isMethod = (method: string): method is CipherMethod => Object.hasOwn(keyBytes, method)

interface Known {
  readonly files: DriveFiles
  /** SHA-256 of what was read of `besideFiles`, by path. */
  readonly hashes: ReadonlyMap<string, string>
  /** Begins of playlists as earlier scans set them, by the playlist's path. */
  readonly begins: ReadonlyMap<string, number>
}

type Locked = NonNullable<ListedFile['locked']>

const besideOf = (known: Known, playlist: string, media: string, uri: string): Beside | null => {
  const file = known.files.find(playlist, uri)
  const sha256 = file && known.hashes.get(file.path)
  return file && sha256 ? { path: pathBetween(media, file.path), size: file.size, sha256 } : null
}

const cipherOf = (known: Known, playlist: string, media: string, { method, uri, iv, format }: NamedKey, number: number | null): Cipher | Locked => {
  const locked = (why: Locked['why']): Locked => ({ type: 'EncryptedMedia', method: format === 'identity' ? method : `${method}, ${format}`.slice(0, 100), why })
  if (!isMethod(method) || format !== 'identity') return locked('method')
  const key = uri === null ? null : besideOf(known, playlist, media, uri)
  if (!key) return locked('noKey')
  // A set-up has no number to stand for it (RFC 8216 §4.3.2.5).
  const vector = iv ?? (number === null ? null : number.toString(16).padStart(32, '0'))
  return key.size === keyBytes[method] && vector !== null ? { method, key, iv: vector } : locked('wrongKey')
}

const isLocked = (found: Cipher | Locked | null): found is Locked => found !== null && 'type' in found

interface Turn {
  readonly segment: NamedSegment
  readonly atS: number
}

const readingOf = (known: Known, playlist: string, file: WalkedFile, turns: readonly Turn[]): Reading | Locked | null => {
  const cipher = (key: NamedKey | null, number: number | null): Cipher | Locked | null => key && cipherOf(known, playlist, file.path, key, number)
  const stretches: Stretch[] = []
  for (const { segment: { key, number, range } } of turns) {
    const found = cipher(key, number)
    if (isLocked(found)) return found
    const [start, end] = [Math.min(range?.start ?? 0, file.size), Math.min(range?.end ?? file.size, file.size)]
    // One named again is not read again.
    if (start >= (stretches.at(-1)?.end ?? 0)) stretches.push({ start, end, cipher: found })
  }
  const ciphered = stretches.some((stretch) => stretch.cipher !== null)
  const map: NamedMap | null = turns[0]?.segment.map ?? null
  const own = map !== null && known.files.find(playlist, map.uri)?.path === file.path
  const setUpCipher = map && (!own || ciphered) ? cipher(map.key, null) : null
  if (isLocked(setUpCipher)) return setUpCipher
  if (map && own && ciphered && map.range) stretches.unshift({ ...clipped(map.range, file.size), cipher: setUpCipher })
  const beside = map && !own ? besideOf(known, playlist, file.path, map.uri) : null
  const setUp = map && beside ? { file: beside, ...clipped(map.range ?? { start: 0, end: beside.size }, beside.size), cipher: setUpCipher } : null
  return setUp || ciphered ? { setUp, stretches: ciphered ? stretches : [] } : null
}

const clipped = ({ start, end }: { readonly start: number; readonly end: number }, size: number): { readonly start: number; readonly end: number } => ({ start: Math.min(start, size), end: Math.min(end, size) })

/** Of those that stand in a row, so many are named. */
const NAMES = 5

const addLack = (before: Lack | null, { uri, gap, seconds }: NamedSegment): Lack => ({
  count: (before?.count ?? 0) + 1,
  declared: (before?.declared ?? 0) + (gap ? 1 : 0),
  lengthMs: (before?.lengthMs ?? 0) + Math.round(seconds * 1000),
  names: [...(before?.names ?? []), ...((before?.count ?? 0) < NAMES ? [uri.slice(-100)] : [])],
})

/** The moment of each segment: of the last told one and what passed since; of those before the first, backwards. */
const timesOf = (turns: readonly Turn[]): readonly (TimeCandidate | null)[] => {
  const first = turns.findIndex(({ segment }) => segment.time)
  const whole = !turns.slice(0, first + 1).some(({ segment }, i) => i > 0 && segment.discontinuity)
  let told = whole && first >= 0 ? turns[first] : undefined
  return turns.map((turn) => {
    if (turn.segment.time) told = turn
    const time = told?.segment.time
    return time && told ? { ...time, ms: time.ms + Math.round((turn.atS - told.atS) * 1000) } : null
  })
}

const planPlaylist = ({ path, sha256, segments }: PlaylistFile, known: Known, into: Map<string, ListedFile>): void => {
  let atS = 0
  const turns = segments.map((segment): Turn => {
    const turn = { segment, atS }
    atS += segment.seconds
    return turn
  })
  const times = timesOf(turns)
  const found = turns.map(({ segment }) => (segment.gap ? null : known.files.find(path, segment.uri)))
  const byFile = Map.groupBy(turns.keys(), (i) => found[i]?.path ?? '')
  const begins = turns.flatMap((turn, i) => {
    const file = found[i]
    return file && byFile.get(file.path)?.at(-1) === i ? [file.mtime - Math.round((turn.atS + turn.segment.seconds) * 1000)] : []
  })
  const beginMs = known.begins.get(path) ?? begins.reduce((least, ms) => Math.min(least, ms), Infinity)
  let lack: Lack | null = null
  let last = ''
  for (const [i, turn] of turns.entries()) {
    const { segment } = turn
    const file = found[i]
    if (!file) {
      lack = addLack(lack, segment)
      continue
    }
    const own = byFile.get(file.path) ?? []
    const before = lack
    lack = null
    last = file.path
    if (own[0] !== i || into.has(file.path)) continue
    const reading = readingOf(known, path, file, own.flatMap((at) => turns[at] ?? []))
    const locked = reading && 'type' in reading ? reading : null
    const count = own.filter((at) => turns[at]?.segment.range?.start === segment.range?.start).length
    const listed: Listed = {
      playlist: { path: pathBetween(file.path, path), sha256 },
      number: segment.number,
      atMs: Math.round(turn.atS * 1000),
      beginMs, count, before, after: null,
      reading: reading && !('type' in reading) ? reading : null,
    }
    into.set(file.path, { listed, time: times[i] ?? null, locked })
  }
  const end = into.get(last)
  if (lack && end && end.listed !== 'setUp' && end.listed.playlist.sha256 === sha256) into.set(last, { ...end, listed: { ...end.listed, after: lack } })
}

/** By path. Of several playlists that name a file the one that finds the most counts, so that one recording follows one playlist. */
export const planListed = (playlists: readonly PlaylistFile[], known: Known): ReadonlyMap<string, ListedFile> => {
  const weighed = playlists.map((playlist) => ({ playlist, weight: new Set(playlist.segments.flatMap(({ uri }) => known.files.find(playlist.path, uri)?.path ?? [])).size }))
  const inOrder = weighed.filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight || compareText(a.playlist.path, b.playlist.path))
  const planned = new Map<string, ListedFile>()
  for (const { playlist } of inOrder) planPlaylist(playlist, known, planned)
  for (const { playlist: { path, segments } } of inOrder)
    for (const { map } of segments) {
      const file = map && known.files.find(path, map.uri)
      if (file && !planned.has(file.path)) planned.set(file.path, { listed: 'setUp', time: null, locked: null })
    }
  return planned
}
