// What making pieces needs of the outside world: who makes them, who looks at their pictures, where they are kept.

import type { Cancelled, DriveError, PlaybackError, StorageError } from './errors.ts'
import type { PieceCut, PiecePlan } from './pieces/piece.ts'
import type { TimelinePart } from './playbackPorts.ts'
import type { CancelSignal, DirectoryRef, FileLike } from './ports.ts'
import type { SeenFace } from './redaction/linkFaces.ts'
import type { Result } from './result.ts'

/** Written, not yet signed for. */
export interface MadePiece {
  /** Lower case, no dot. */
  readonly extension: 'mp4' | 'png'
  /** What is really in it, in its order. */
  readonly cuts: readonly PieceCut[]
}

export interface PieceProgress {
  /** Of the stretches asked for. */
  readonly secondsDone: number
  readonly secondsTotal: number
}

export interface PieceMaking {
  /** Whom the file itself names as its maker. */
  readonly author: string
  readonly signal: CancelSignal
  readonly onProgress: (progress: PieceProgress) => void
}

/** Makes pieces of verified bytes only, in a worker that is ended with the call. */
export interface PieceMaker {
  /** `target`: PieceDraft.target. `parts`: those the plan cuts from. Errors leave nothing worth keeping in `target`. */
  make(plan: PiecePlan, parts: readonly TimelinePart[], target: unknown, options: PieceMaking): Promise<Result<MadePiece, PlaybackError | DriveError | StorageError | Cancelled>>
}

/** Looks at verified pictures, on this device, in a worker that is ended with the call. */
export interface FaceFinder {
  /** `parts`: those of the cuts. */
  find(cuts: readonly PieceCut[], parts: readonly TimelinePart[], options: { readonly signal: CancelSignal; readonly onProgress: (progress: PieceProgress) => void }): Promise<Result<readonly SeenFace[], PlaybackError | DriveError | Cancelled>>
}

/** Where pieces are kept: a folder of this browser that is indexed like any Drive. */
export interface PieceStore {
  readonly directory: () => Promise<Result<DirectoryRef, StorageError>>
  begin(): Promise<Result<PieceDraft, StorageError>>
  /** What a killed program left that is whole and fingerprinted; removes its drafts. */
  pending(): Promise<Result<readonly PendingPiece[], StorageError>>
  /** Of a kept piece, by its path in the folder; nothing where it is not there. */
  remove(path: string): Promise<Result<void, StorageError>>
}

export interface PieceDraft {
  /** A FileSystemFileHandle. */
  readonly target: unknown
  file(): Promise<FileLike>
  /** Whole, and from now on found again after a kill: under its fingerprint. */
  settle(recording: string): Promise<Result<PendingPiece, StorageError>>
  drop(): Promise<void>
}

/** Between its fingerprint and the catalogue. */
export interface PendingPiece {
  readonly recording: string
  /** Moves it into the folder, under this path; nothing where that was done before. */
  keep(path: string): Promise<Result<void, StorageError>>
  /** It is in the catalogue now; or it is not to be kept, and what was not moved is removed. */
  drop(): Promise<void>
}
