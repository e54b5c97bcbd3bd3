// The manifest of a Drive's complete scan: an immutable, deterministic list of its files, named by its SHA-256.

import { decode, encode } from 'cborg'
import { equal, fromHex, sha256, toHex } from '../bytes.ts'
import { driveId, recordingId, type Bytes, type DriveId, type RecordingId } from '../ids.ts'
import { err, ok, type Result } from '../result.ts'
import type { TrustError } from '../errors.ts'
import { compareText } from './compareText.ts'
import { probeToValues, valuesToProbe } from './manifestProbe.ts'
import type { Probe } from './recording.ts'

export interface ManifestRow {
  readonly path: string
  readonly size: number
  readonly mtime: number
  /** null for a file that is not media, or could not be read. */
  readonly content: {
    readonly recordingId: RecordingId
    readonly xxh128: string
    /** SHA-256 over the list of block states; null for a file shorter than one block. */
    readonly blockStatesRoot: string | null
    /** So that other devices can search what they never held. */
    readonly probe: Probe
  } | null
}

export interface Manifest {
  readonly driveId: DriveId
  readonly rows: readonly ManifestRow[]
}

const FORMAT = 'fieldreel/manifest/v2'
/** About a million files. */
export const MAX_MANIFEST_BYTES = 256 << 20

/** Longer than any file system's; characters. */
const MAX_PATH = 4096

/** CBOR [format, drive, rows] with rows [path, size, mtime, null | [sha256, xxh128, blockStatesRoot | null, probe]], by path in code point order; probe: see manifestProbe. */
export const encodeManifest = (manifest: Manifest): { readonly bytes: Bytes; readonly root: string } => {
  const rows = [...manifest.rows].sort((a, b) => compareText(a.path, b.path))
  const bytes = new Uint8Array(encode([FORMAT, fromHex(manifest.driveId), rows.map(rowToValues)]))
  return { bytes, root: toHex(sha256(bytes)) }
}

/** Refuses anything `encodeManifest` would not have written. */
export const decodeManifest = (bytes: Uint8Array): Result<Manifest, TrustError> => {
  const refuse = (detail: string): Result<never, TrustError> => err({ type: 'FileNotRecognised', detail: `manifest: ${detail}` })
  if (bytes.length > MAX_MANIFEST_BYTES) return refuse('size')
  try {
    const value: unknown = decode(bytes, { strict: true })
    if (!Array.isArray(value) || value.length !== 3 || value[0] !== FORMAT) return refuse('format')
    const [, drive, list] = value as readonly unknown[]
    if (!isBytes(drive, 16) || !Array.isArray(list)) return refuse('drive')
    const rows = list.map(valuesToRow)
    const bad = rows.findIndex((row, index) => row === null || (index > 0 && compareText(rows[index - 1]?.path ?? '', row.path) >= 0))
    if (bad >= 0) return refuse(`row ${bad}`)
    const manifest = { driveId: driveId(toHex(drive)), rows: rows.filter((row) => row !== null) }
    return equal(encodeManifest(manifest).bytes, bytes) ? ok(manifest) : refuse('not deterministic')
  } catch (cause) {
    return refuse(cause instanceof Error ? cause.message : String(cause))
  }
}

/** What `encodeManifest` writes for a row. */
export const rowToValues = ({ path, size, mtime, content }: ManifestRow): readonly unknown[] => [
  path,
  size,
  mtime,
  content && [fromHex(content.recordingId), fromHex(content.xxh128), content.blockStatesRoot === null ? null : fromHex(content.blockStatesRoot), probeToValues(content.probe)],
]

/** null for anything `rowToValues` would not have made. */
export const valuesToRow = (values: unknown): ManifestRow | null => {
  if (!Array.isArray(values) || values.length !== 4) return null
  const [path, size, mtime, content] = values as readonly unknown[]
  if (typeof path !== 'string' || path.length > MAX_PATH || !isWhole(size) || size < 0 || !isWhole(mtime)) return null
  if (content === null) return { path, size, mtime, content }
  const read = valuesToContent(content)
  return read && { path, size, mtime, content: read }
}

const valuesToContent = (values: unknown): ManifestRow['content'] => {
  if (!Array.isArray(values) || values.length !== 4) return null
  const [sha, xxh, states, probed] = values as readonly unknown[]
  const probe = valuesToProbe(probed)
  if (!isBytes(sha, 32) || !isBytes(xxh, 16) || !(states === null || isBytes(states, 32)) || !probe) return null
  return { recordingId: recordingId(toHex(sha)), xxh128: toHex(xxh), blockStatesRoot: states && toHex(states), probe }
}

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value)
const isBytes = (value: unknown, length: number): value is Uint8Array => value instanceof Uint8Array && value.length === length
