// Shows a photo: every byte is checked before any is handed out, and the Viewing is registered first.

import { BLOCK_BYTES, type Recording } from '../core/catalog/recording.ts'
import type { DriveError, FieldreelError } from '../core/errors.ts'
import type { Bytes, RecordingId } from '../core/ids.ts'
import type { CatalogStore, FileLike } from '../core/ports.ts'
import { err, ok, type Result } from '../core/result.ts'
import type { ViewingRequest } from '../core/viewing/viewing.ts'
import type { Answer, OpenWhole } from './app.ts'
import { chooseCopy, type CopyDeps } from './chooseCopy.ts'
import { recordFinding } from './recordFinding.ts'
import type { Warrants } from './warrants.ts'
import { recordViewing, type RecordDeps } from './recordViewing.ts'

export interface OpenWholeDeps extends CopyDeps, RecordDeps {
  readonly store: CopyDeps['store'] & Pick<CatalogStore, 'recordings'>
  /** SHA-256, hex. */
  readonly hashWhole: (bytes: Bytes) => Promise<string>
  /** HEIC as something the browser shows; null where it cannot be decoded. */
  readonly decodePhoto: (bytes: Bytes) => Promise<{ readonly bytes: Bytes; readonly type: string } | null>
  readonly warrants: Warrants
}

export const openWhole = async (deps: OpenWholeDeps, request: ViewingRequest, id: RecordingId, onEnd: (error: FieldreelError) => void): Answer<OpenWhole> => {
  const [recording] = await deps.store.recordings([id])
  if (!recording) throw new Error(`no recording ${id}`)
  const isHeic = recording.container === 'heic' && recording.video?.codec !== 'av01'
  const type = mimeTypes[recording.container]
  const cannot = err({ type: 'CannotPlay', recordingId: id, codec: recording.container } as const)
  if (!type) return cannot

  const found = await deps.warrants.find(request, [id])
  if (!found.ok) return found
  const cited = await found.value.cite()
  if (!cited.ok) return cited
  const chosen = await chooseCopy(deps, recording)
  if (!chosen.ok) return chosen
  const { copy, file } = chosen.value
  const read = await readAll(file, copy.path)
  if (!read.ok) return read
  const hash = await deps.hashWhole(read.value)
  if (hash !== id) {
    // The whole was hashed, not its blocks: which one differs is not known, so the first is named.
    await recordFinding(deps, { type: 'blockMismatch', recordingId: id, driveId: copy.driveId, path: copy.path, evidence: { expectedSha256: id, foundSha256: hash } })
    return err({ type: 'BlockMismatch', recordingId: id, block: 0, driveId: copy.driveId, path: copy.path })
  }

  const shown = isHeic ? await deps.decodePhoto(read.value) : { bytes: read.value, type }
  if (!shown) return cannot
  const registered = await recordViewing(deps, { ...found.value.opening, session: request.sessionId, recordings: [id] }, { pictures: 1, full: false }, () => undefined)
  if (!registered.ok) return registered
  const record = registered.value
  const watch = deps.warrants.watch(found.value, (error) => void record.close(error.why).then(() => onEnd(error)))
  const close = (): Promise<void> => {
    watch.stop()
    return record.close('closed')
  }
  record.addFrame(stillOf(recording))
  return ok({ viewing: record.viewing, bytes: shown.bytes, type: shown.type, decoded: isHeic, approval: found.value.opening.approval ?? null, loseWatermark: record.loseWatermark, close })
}

/** Slices: one read above 2 GiB fails in Chromium, and a pulled drive should be noticed early. */
const readAll = async (file: FileLike, path: string): Promise<Result<Bytes, DriveError>> => {
  const bytes = new Uint8Array(file.size)
  for (let at = 0; at < file.size; at += sliceBytes) {
    try {
      bytes.set(new Uint8Array(await file.slice(at, Math.min(file.size, at + sliceBytes)).arrayBuffer()), at)
    } catch (cause) {
      return err({ type: 'FileUnreadable', path, reason: cause instanceof Error ? cause.message : String(cause) })
    }
  }
  return ok(bytes)
}

/** One picture, and nothing before or after it. */
const stillOf = ({ id }: Recording) => ({ recordingId: id, mediaTime: 0, wallMs: 0, rate: 1, generation: 0, atMs: 0, visible: true })

const sliceBytes = 4 * BLOCK_BYTES

const mimeTypes: Readonly<Record<string, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  heic: 'image/avif',
}
