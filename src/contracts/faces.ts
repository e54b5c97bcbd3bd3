// What crosses between the finder of faces and its worker: types only.

import type { DriveError, PlaybackError } from '../core/errors.ts'
import type { PieceCut } from '../core/pieces/piece.ts'
import type { PieceProgress } from '../core/piecePorts.ts'
import type { TimelinePart } from '../core/playbackPorts.ts'
import type { SeenFace } from '../core/redaction/linkFaces.ts'
import type { Result } from '../core/result.ts'

export interface FacesWorker {
  /** Reads verified bytes only. */
  find(cuts: readonly PieceCut[], parts: readonly TimelinePart[], settings: { readonly stallMs: number }, onProgress: (progress: PieceProgress) => void): Promise<Result<readonly SeenFace[], PlaybackError | DriveError>>
}
