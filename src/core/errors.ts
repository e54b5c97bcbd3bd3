// Every expected failure of the product; ui/messages.ts must have a sentence for each, in Chinese and English.

import type { CoverFault } from './viewing/approvals.ts'
import type { RequestState } from './viewing/requests.ts'

export type DriveError =
  | { readonly type: 'PermissionDenied'; readonly name: string }
  | { readonly type: 'DriveGone'; readonly name: string }
  | { readonly type: 'WrongDrive'; readonly expected: string; readonly found: string }
  | { readonly type: 'FileGone'; readonly path: string }
  | { readonly type: 'FileChanged'; readonly path: string; readonly expected: FileStamp; readonly found: FileStamp }
  | { readonly type: 'FileUnreadable'; readonly path: string; readonly reason: string }
  | { readonly type: 'ReadStalled'; readonly path: string; readonly afterMs: number }

/** What the directory says of a file: bytes, and epoch milliseconds. */
export interface FileStamp {
  readonly size: number
  readonly mtime: number
}

/** Why a file's content could not be understood. Fingerprinting does not depend on any of these. */
export type MediaError =
  | { readonly type: 'EmptyFile' }
  | { readonly type: 'NotMedia' }
  | { readonly type: 'DamagedMedia'; readonly detail: string }
  /** A playlist says so; its key is not on the Drive, does not open it, or the method is none that can be undone here. */
  | { readonly type: 'EncryptedMedia'; readonly method: string; readonly why: 'noKey' | 'wrongKey' | 'method' }
  | { readonly type: 'ProbeTimeout'; readonly limitMs: number }
  | { readonly type: 'ProbeCrashed'; readonly detail: string }

export type StorageError =
  | { readonly type: 'StorageFull'; readonly usedBytes: number | null; readonly quotaBytes: number | null }
  | { readonly type: 'StorageBlocked'; readonly detail: string }
  | { readonly type: 'StorageFailed'; readonly detail: string }

export type KeyError =
  | { readonly type: 'WrongPassphrase' }
  | { readonly type: 'WeakPassphrase'; readonly minLength: number }
  | { readonly type: 'KeysLocked' }
  | { readonly type: 'NotEnrolled' }
  /** The authenticator gives out no secret (no PRF): it cannot open anything here. */
  | { readonly type: 'PasskeyWithoutPrf' }
  /** Dismissed, timed out, or not the passkey that was registered. */
  | { readonly type: 'PasskeyRefused'; readonly detail: string }
  | { readonly type: 'CryptoUnavailable'; readonly detail: string }

export type LogError =
  | { readonly type: 'AnotherWriter' }
  | { readonly type: 'LogBehindWitness'; readonly localSize: number; readonly witnessedSize: number }
  /** Too much for one Entry: bytes. */
  | { readonly type: 'EntryTooLarge'; readonly size: number; readonly limit: number }
  | { readonly type: 'LogMalformed'; readonly seq: number; readonly detail: string }
  /** No scan in a log that is held here fixes this Recording's fingerprint: nothing could be proven of it. */
  | { readonly type: 'NotInScan'; readonly recordingId: string }

export type TrustError =
  | { readonly type: 'CertificateInvalid'; readonly detail: string }
  | { readonly type: 'ForeignAgency'; readonly expected: string; readonly found: string }
  | { readonly type: 'FileNotRecognised'; readonly detail: string }

export type PlaybackError =
  | { readonly type: 'BlockMismatch'; readonly recordingId: string; readonly block: number; readonly driveId: string; readonly path: string }
  | { readonly type: 'CopyUnavailable'; readonly recordingId: string; readonly drives: readonly string[] }
  /** `why`: its coding can be shown, but not this. */
  | { readonly type: 'CannotPlay'; readonly recordingId: string; readonly codec: string; readonly why?: string }
  | { readonly type: 'PlayerFailed'; readonly detail: string }

export type CannotPlay = Extract<PlaybackError, { readonly type: 'CannotPlay' }>

/** A file-name grammar that cannot be used, with the part that is refused. */
export type GrammarError = { readonly type: 'GrammarInvalid'; readonly grammar: string; readonly reason: 'syntax' | 'tooLong' | 'tooCostly' | 'unsupported' | 'noGroups'; readonly detail: string }

export type SyncError =
  | { readonly type: 'ServerUnreachable'; readonly url: string }
  | { readonly type: 'ServerRefused'; readonly status: number; readonly reason: string }
  | { readonly type: 'ForkDetected'; readonly logId: string; readonly notes: readonly string[] }

/** Shared tags and text have limits, so that one update always fits one message. */
export type RemarksError = { readonly type: 'RemarkTooLong'; readonly limit: number }

/** A policy profile that cannot be used: where, and what is wrong there. */
export type ProfileError = { readonly type: 'ProfileInvalid'; readonly path: string; readonly detail: string }

export type PolicyError =
  | ProfileError
  /** The profile does not permit this act to the person's role; `needed` are the roles that may. */
  | { readonly type: 'RoleNotAllowed'; readonly role: string; readonly needed: readonly string[] }
  /** It would hand out what this person is not cleared for (article 19). */
  | { readonly type: 'NotCleared' }
  /** Of a classified Recording no piece is made: this browser keeps files in the open (article 19). */
  | { readonly type: 'PieceOfClassified' }
  /** The Session was grouped anew: there is no such Gap any more. */
  | { readonly type: 'GapGone'; readonly session: string }

/** Articles 16 to 18: why nothing may be shown, or signed. `needed` are roles. */
export type ViewingError =
  | { readonly type: 'NotApproved'; readonly fault: CoverFault; readonly needed: readonly string[] }
  /** To take a piece out of the program. */
  | { readonly type: 'NotApprovedToTakeOut'; readonly fault: CoverFault; readonly needed: readonly string[] }
  | { readonly type: 'UrgentNotAllowed' }
  /** While it was being watched. */
  | { readonly type: 'ApprovalEnded'; readonly why: 'expired' | 'withdrawn'; readonly untilMs: number }
  /** Nobody answers their own Request. */
  | { readonly type: 'OwnRequest'; readonly name: string }
  /** Only who asked or approved may withdraw it. */
  | { readonly type: 'NotYours'; readonly name: string }
  /** It was answered, withdrawn or has expired meanwhile. */
  | { readonly type: 'RequestClosed'; readonly state: RequestState }

export type PieceMakingError =
  /** The disk was full before the piece was whole and signed for. */
  | { readonly type: 'NoRoomForPiece'; readonly usedBytes: number | null; readonly quotaBytes: number | null }
  /** Signed for and whole; not yet in the catalogue. */
  | { readonly type: 'PieceNotFiled'; readonly name: string; readonly why: FieldreelError }

/** Articles 13 and 14: why nothing was taken over, or put up for disposal. Counts. */
export type CustodyError =
  /** So many Sessions are not whole on that Drive, or it is no archive Drive. */
  | { readonly type: 'HandOverNotReady'; readonly sessions: number; readonly drive: string }
  /** Recordings that must be kept, by why. */
  | { readonly type: 'NotDisposable'; readonly held: number; readonly notDue: number; readonly endless: number; readonly disposed: number }
  /** A disposal that cannot go on from where it stands. */
  | { readonly type: 'DisposalClosed'; readonly state: string }

/** What was chosen as a map is no PMTiles file of version 3. */
export type MapError = { readonly type: 'NotAMap'; readonly name: string }

export type Cancelled = { readonly type: 'Cancelled' }

export type FieldreelError =
  | DriveError | MediaError | StorageError | KeyError | LogError | TrustError | PlaybackError | GrammarError | SyncError | RemarksError | PolicyError | ViewingError | PieceMakingError | CustodyError | MapError | Cancelled
