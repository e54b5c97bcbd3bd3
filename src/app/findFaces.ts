// Looks for faces in what a Viewing covers, on this device, and proposes boxes; a person takes or drops each.

import { toHex } from '../core/bytes.ts'
import type { PieceCut } from '../core/pieces/piece.ts'
import type { FaceFinder } from '../core/piecePorts.ts'
import type { TimelinePart } from '../core/playbackPorts.ts'
import type { Random } from '../core/ports.ts'
import { linkFaces } from '../core/redaction/linkFaces.ts'
import type { CoveredBox } from '../core/redaction/redactions.ts'
import { err, ok } from '../core/result.ts'
import type { Answer } from './app.ts'
import type { PieceOptions } from './makePiece.ts'

/** CopyUnavailable for a Recording that is not in the Viewing. */
export type FindFaces = (parts: readonly TimelinePart[], cuts: readonly PieceCut[], options: PieceOptions) => Answer<readonly CoveredBox[]>

export const makeFindFaces = ({ finder, random }: { readonly finder: FaceFinder; readonly random: Random }): FindFaces => async (parts, cuts, options) => {
  const asked = parts.filter(({ recordingId }) => cuts.some((cut) => cut.recordingId === recordingId))
  const strange = cuts.find((cut) => asked.every(({ recordingId }) => recordingId !== cut.recordingId))
  if (strange) return err({ type: 'CopyUnavailable', recordingId: strange.recordingId, drives: [] })
  const found = await finder.find(cuts, asked, options)
  if (!found.ok) return found
  const length = (id: string): number => {
    const part = asked.find(({ recordingId }) => recordingId === id)
    return part ? Math.ceil(part.endMs - part.startMs) : 0
  }
  return ok(linkFaces(found.value, length, () => toHex(random.bytes(4))))
}
