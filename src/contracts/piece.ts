// What crosses between the page and the piece worker: types only.

import type { StorageError } from '../core/errors.ts'
import type { PiecePlan } from '../core/pieces/piece.ts'
import type { MadePiece, PieceProgress, TimelinePart } from '../core/ports.ts'
import type { Result } from '../core/result.ts'
import type { SegmentError, SegmentSettings } from './segment.ts'

/** One call, then it is ended. */
export interface PieceWorker {
  /** `target`: a FileSystemFileHandle of the private file system. */
  make(plan: PiecePlan, parts: readonly TimelinePart[], target: unknown, settings: SegmentSettings, onProgress: (progress: PieceProgress) => void): Promise<Result<MadePiece, SegmentError | StorageError>>
}
