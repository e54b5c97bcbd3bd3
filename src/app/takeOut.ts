// Hands a piece out as a file: under an Approval to extract or release it, whole and checked, and on record before it leaves (article 18).

import type { DriveError } from '../core/errors.ts'
import type { RecordingId } from '../core/ids.ts'
import type { Pieces } from '../core/pieces/piece.ts'
import type { CatalogStore, FileLike, Fingerprinter } from '../core/ports.ts'
import { err, ok } from '../core/result.ts'
import type { Answer } from './app.ts'
import { chooseCopy, type CopyDeps } from './chooseCopy.ts'
import type { AppendEntry } from './logWriter.ts'
import type { WayOut } from './warrants.ts'

export interface TakeOutDeps extends CopyDeps {
  readonly store: CopyDeps['store'] & Pick<CatalogStore, 'recordings'>
  readonly fingerprinter: Pick<Fingerprinter, 'fingerprint'>
  readonly appendEntry: AppendEntry
  readonly wayOut: WayOut
  readonly pieces: () => Pieces
}

/** NotApprovedToTakeOut; FileUnreadable where the piece is no longer what was signed for. */
export const makeTakeOut = (deps: TakeOutDeps): ((id: RecordingId) => Answer<FileLike>) => {
  /** One at a time: each counts against the number approved before the next is looked at. */
  let turn: Promise<unknown> = Promise.resolve()
  return (id) => {
    const taking = turn.then(() => takeOut(deps, id))
    turn = taking.catch(() => undefined)
    return taking
  }
}

const takeOut = async (deps: TakeOutDeps, id: RecordingId): Answer<FileLike> => {
  const deed = deps.pieces().get(id)
  const [recording] = await deps.store.recordings([id])
  if (!recording || !deed) return err({ type: 'CopyUnavailable', recordingId: id, drives: [] })
  const found = await deps.wayOut.findToTakeOut([id])
  if (!found.ok) return found
  const chosen = await chooseCopy(deps, recording)
  if (!chosen.ok) return chosen
  const { file, copy } = chosen.value
  const printed = await deps.fingerprinter.fingerprint(file, { path: copy.path, signal: new AbortController().signal })
  if (!printed.ok) return printed
  const changed: DriveError = { type: 'FileUnreadable', path: copy.path, reason: `SHA-256 ${printed.value.sha256}` }
  if (printed.value.sha256 !== id) return err(changed)
  const cited = await found.value.cite()
  if (!cited.ok) return cited
  const written = await deps.appendEntry('piece-export', { recording: id, person: found.value.person, approval: found.value.approval })
  return written.ok ? ok(file) : written
}
