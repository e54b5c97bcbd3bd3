// The list a disposal refers to by hash: which files on which Drives; and the same as plain text for whoever removes them.

import { fromUtf8, utf8 } from '../bytes.ts'
import type { Copy, Drive } from '../catalog/recording.ts'
import { canonicalJson } from '../format/canonicalJson.ts'
import { driveId, recordingId, type Bytes, type DriveId, type RecordingId } from '../ids.ts'
import * as v from 'valibot'

export interface ListedFile {
  readonly path: string
  readonly recordingId: RecordingId
  /** Bytes. */
  readonly size: number
}

export interface ListedDrive {
  readonly driveId: DriveId
  readonly name: string
  /** By path. */
  readonly files: readonly ListedFile[]
}

export type DisposalList = readonly ListedDrive[]

/** Every known place of these Recordings, whether the Drive is plugged in or not. */
export const planDisposalList = (recordings: readonly RecordingId[], copies: readonly Copy[], drives: readonly Drive[]): DisposalList => {
  const chosen = new Set<string>(recordings)
  const places = copies.filter((copy): copy is Copy & { recordingId: RecordingId } => copy.recordingId !== null && chosen.has(copy.recordingId) && copy.state === 'fingerprinted')
  const names = new Map(drives.map(({ id, name }) => [id, name]))
  return [...Map.groupBy(places, (copy) => copy.driveId)]
    .map(([drive, files]) => ({ driveId: drive, name: names.get(drive) ?? drive, files: files.map(({ path, recordingId: id, size }) => ({ path, recordingId: id, size })).toSorted((a, b) => (a.path < b.path ? -1 : 1)) }))
    .toSorted((a, b) => (a.driveId < b.driveId ? -1 : 1))
}

export const countFiles = (list: DisposalList): number => list.reduce((sum, { files }) => sum + files.length, 0)

export const writeDisposalList = (list: DisposalList): Bytes => utf8(canonicalJson(list as unknown as Parameters<typeof canonicalJson>[0]))

/** Null for what is no such list. */
export const readDisposalList = (bytes: Uint8Array): DisposalList | null => {
  try {
    const parsed = v.safeParse(shape, JSON.parse(fromUtf8(bytes)))
    return parsed.success ? parsed.output.map((drive) => ({ driveId: driveId(drive.driveId), name: drive.name, files: drive.files.map((file) => ({ ...file, recordingId: recordingId(file.recordingId) })) })) : null
  } catch {
    return null
  }
}

const shape = v.array(
  v.object({
    driveId: v.string(),
    name: v.string(),
    files: v.array(v.object({ path: v.string(), recordingId: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)), size: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) })),
  }),
)

/** One Drive's files as `sha256sum -c` reads them: to be checked before anything is removed. Escapes as coreutils do. */
export const sumsText = ({ files }: ListedDrive): string =>
  files
    .map(({ path, recordingId: id }) => {
      const escaped = path.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
      return `${escaped === path ? '' : '\\'}${id}  ${escaped}\n`
    })
    .join('')
