// What crosses between the maker of pieces and the piece worker: types only.

import type { Cancelled, DriveError, PlaybackError, StorageError } from '../core/errors.ts'
import type { PiecePlan } from '../core/pieces/piece.ts'
import type { MadePiece, PieceProgress } from '../core/piecePorts.ts'
import type { TimelinePart } from '../core/playbackPorts.ts'
import type { Result } from '../core/result.ts'

export type PieceError = PlaybackError | DriveError | StorageError | Cancelled

export interface PieceSettings {
  /** A single read may take this long. */
  readonly stallMs: number
  /** Whom the piece names as its maker. */
  readonly author: string
}

/** Makes one piece; every byte it is made of was verified. */
export interface PieceWorker {
  make(plan: PiecePlan, parts: readonly TimelinePart[], target: FileSystemFileHandle, settings: PieceSettings, onProgress: (progress: PieceProgress) => void): Promise<Result<MadePiece, PieceError>>
  /** `make` then closes the file and answers Cancelled. */
  stop(): void
}
