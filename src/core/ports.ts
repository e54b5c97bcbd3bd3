// What the use cases need from the outside world. Adapters implement these; core and app import nothing else of them.

import type { Beside, Reading } from './catalog/listed.ts'
import type { BlockStates, Copy, Drive, Probe, Recording } from './catalog/recording.ts'
import type { Session } from './session/session.ts'
import type { Cancelled, CannotPlay, DriveError, KeyError, LogError, MediaError, StorageError } from './errors.ts'
import type { Bytes, DriveId, LogId, RecordingId, SessionId } from './ids.ts'
import type { SignedEntry } from './log/exchange.ts'
import type { Outline } from './media/outline.ts'
import type { LogToVerify, LogVerdict } from './log/verifyLog.ts'
import type { KeptOutline, TimelinePart } from './playbackPorts.ts'
import type { Result } from './result.ts'
import type { Trust } from './trust/verifyChain.ts'

// ---------------------------------------------------------------- time, chance, cancelling

/** The part of an AbortSignal that is used; a real one fits. */
export interface CancelSignal {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/** A value that changes: calls back at once with today's value, then at every change. Returns the way to stop. */
export interface Live<T> {
  subscribe(next: (value: T) => void): () => void
}

export interface Clock {
  /** Epoch milliseconds, whole. */
  now(): number
  /** Milliseconds since this start of the program, whole; never goes back. */
  mono(): number
  /** One random id per start of the program, 16 hex characters. */
  readonly boot: string
}

export interface Random {
  bytes(length: number): Bytes
}

// ---------------------------------------------------------------- drives

/** The parts of a browser File that are used; a real File fits and is what crosses to workers. */
export interface FileLike {
  readonly name: string
  readonly size: number
  readonly lastModified: number
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> }
}

/** A file that is not understood alone, with what it needs; all of it is checked before a byte is used for what is shown. */
export interface Assembly {
  readonly reading: Reading
  readonly files: readonly (Beside & { readonly file: FileLike })[]
}

/** Opaque: a FileSystemDirectoryHandle, or the files of a folder input. */
export interface DirectoryRef {
  readonly kind: 'handle' | 'files'
  readonly name: string
  /** Only handles can be kept for the next visit. */
  readonly source: unknown
}

export interface WalkedFile {
  readonly path: string
  readonly size: number
  readonly mtime: number
}

export interface WalkResult {
  readonly files: readonly WalkedFile[]
  /** Entries that could not be read, with the reason; they do not stop the walk. */
  readonly unreadable: readonly DriveError[]
  /** Names with characters that a browser hides cannot be listed; true when the source is known to hide such names. */
  readonly mayHideNames: boolean
}

export interface DriveAccess {
  /** `prompt` needs a user gesture and `requestPermission`. */
  permission(directory: DirectoryRef): Promise<'granted' | 'prompt' | 'denied'>
  requestPermission(directory: DirectoryRef): Promise<boolean>
  walk(directory: DirectoryRef, options: { readonly signal: CancelSignal; readonly onFound: (files: number) => void }): Promise<Result<WalkResult, DriveError | Cancelled>>
  /** Whether both are the same folder of the same mounted volume; never true for folder inputs. */
  isSame(a: DirectoryRef, b: DirectoryRef): Promise<boolean>
  /** Whether both are the same, or one lies inside the other. */
  overlaps(a: DirectoryRef, b: DirectoryRef): Promise<boolean>
  /** Opens read-only. FileGone, DriveGone, FileUnreadable; FileChanged when `expected` is given and differs. */
  open(directory: DirectoryRef, path: string, expected?: { readonly size: number; readonly mtime: number }): Promise<Result<FileLike, DriveError>>
}

/** One file that was chosen: opaque. */
export interface FileRef {
  /** Only handles can be kept for the next visit. */
  readonly kind: 'handle' | 'file'
  readonly name: string
  readonly source: unknown
}

export interface FileAccess {
  /** `prompt` needs a user gesture and `requestPermission`. */
  permission(file: FileRef): Promise<'granted' | 'prompt' | 'denied'>
  requestPermission(file: FileRef): Promise<boolean>
  /** Opens read-only. FileGone, PermissionDenied, FileUnreadable. */
  open(file: FileRef): Promise<Result<FileLike, DriveError>>
}

// ---------------------------------------------------------------- fingerprints and probes (workers)

/** Enough to go on inside a file after a killed tab; made at a block boundary. */
export interface FingerprintProgress {
  /** Multiple of BLOCK_BYTES. */
  readonly bytesDone: number
  /** 32 bytes for each whole block so far. The last is the state of SHA-256 at `bytesDone`. */
  readonly blockStates: Bytes
  /** The hasher's own saved state of XXH128 at `bytesDone`. */
  readonly xxhState: Bytes
}

export interface Fingerprint {
  readonly sha256: string
  readonly xxh128: string
  readonly size: number
  /** See BlockStates: one 32-byte state after every whole block (floor(size / BLOCK_BYTES) of them). */
  readonly blockStates: Bytes
}

export interface FingerprintOptions {
  readonly path: string
  readonly signal: CancelSignal
  readonly resume?: FingerprintProgress
  /** Bytes newly read since the last call. */
  readonly onBytes?: (bytes: number) => void
  /** Called about every 64 MiB of one file, so that the work so far can be stored. */
  readonly onProgress?: (progress: FingerprintProgress) => void
}

/** A pool: call `fingerprint` for many files at once, it batches them into workers and lanes itself. */
export interface Fingerprinter {
  /** How many calls should be outstanding to keep the pool busy. */
  readonly width: number
  fingerprint(file: FileLike, options: FingerprintOptions): Promise<Result<Fingerprint, DriveError | Cancelled>>
  dispose(): void
}

export interface Poster {
  /** JPEG or WebP, at most 320 px wide. */
  readonly bytes: Bytes
  readonly type: string
  readonly width: number
  readonly height: number
}

/** Runs in a watched worker: at most 10 s and 200 MB a file, else the worker is ended and the file marked. */
export interface Prober {
  probe(file: FileLike, options: { readonly path: string; readonly zone: string; readonly signal: CancelSignal; readonly assembly?: Assembly }): Promise<Result<Probe, MediaError | DriveError | Cancelled>>
  /** How it is laid on a timeline; null where that is told when it is opened. CannotPlay: it would be refused then. */
  outline(file: FileLike, recording: Pick<TimelinePart, 'recordingId' | 'path' | 'video' | 'assembly'>, options: { readonly signal: CancelSignal }): Promise<Result<Outline | null, MediaError | DriveError | Cancelled | CannotPlay>>
  /** A small picture from a key frame near the beginning; null where none can be had. */
  poster(file: FileLike, probe: Probe, options: { readonly path: string; readonly signal: CancelSignal; readonly assembly?: Assembly }): Promise<Result<Poster | null, MediaError | DriveError | Cancelled>>
  /** A HEIC photo as one the browser shows; null where it cannot be decoded. */
  photo(bytes: Bytes, options: { readonly signal: CancelSignal }): Promise<Result<Poster | null, MediaError | DriveError | Cancelled>>
  dispose(): void
}

// ---------------------------------------------------------------- storage

export interface StoredProgress extends FingerprintProgress {
  readonly driveId: DriveId
  readonly path: string
  readonly size: number
  readonly mtime: number
}

/** What one finished file, or a group of them, changes; written in one transaction. */
export interface CatalogChanges {
  readonly drive?: Drive
  readonly copies?: readonly Copy[]
  /** Rows whose path is no longer in use: the Drive's root was moved, and their content lives on under the new path; or a piece that was removed on purpose. */
  readonly removedCopies?: readonly { readonly driveId: DriveId; readonly path: string }[]
  readonly recordings?: readonly Recording[]
  readonly blockStates?: readonly BlockStates[]
  readonly posters?: readonly { readonly recordingId: RecordingId; readonly poster: Poster }[]
  readonly outlines?: readonly KeptOutline[]
  /** Progress rows to put; a fingerprinted Copy's row is removed by the store itself. */
  readonly progress?: readonly StoredProgress[]
  readonly sessions?: readonly Session[]
  readonly removedSessions?: readonly string[]
  readonly findings?: readonly Finding[]
}

/** Something an auditor should look at, with its evidence. */
export interface Finding {
  readonly id: string
  readonly type: 'contentChanged' | 'copyMissing' | 'blockMismatch' | 'logProblem' | 'clockNotSet'
  readonly ms: number
  readonly recordingId: RecordingId | null
  readonly driveId: DriveId | null
  readonly path: string | null
  /** Facts to show and print: both sides of what disagrees. */
  readonly evidence: Readonly<Record<string, string | number>>
}

export interface CatalogStore {
  apply(changes: CatalogChanges): Promise<Result<void, StorageError>>
  drives(): Promise<readonly Drive[]>
  copiesOf(drive: DriveId): Promise<readonly Copy[]>
  copiesOfRecording(recording: RecordingId): Promise<readonly Copy[]>
  copiesOfRecordings(ids: readonly RecordingId[]): Promise<readonly Copy[]>
  recordings(ids?: readonly RecordingId[]): Promise<readonly Recording[]>
  blockStates(recording: RecordingId): Promise<Bytes | null>
  /** In the order of the ids, as the next. */
  blockStatesOf(ids: readonly RecordingId[]): Promise<readonly (Bytes | null)[]>
  outlines(ids: readonly RecordingId[]): Promise<readonly (Outline | null)[]>
  /** They are made anew when next needed. */
  forgetOutlines(ids: readonly RecordingId[]): Promise<void>
  progressOf(drive: DriveId): Promise<readonly StoredProgress[]>
  sessions(): Promise<readonly Session[]>
  manifest(root: string): Promise<Bytes | null>
  putManifest(root: string, bytes: Bytes): Promise<Result<void, StorageError>>
  directory(drive: DriveId): Promise<DirectoryRef | null>
  putDirectory(drive: DriveId, directory: DirectoryRef): Promise<void>
}

/** An Entry as kept: the exact signed bytes. See TRUST: Entry. */
export interface StoredEntry {
  readonly logId: LogId
  readonly seq: number
  /** Deterministic CBOR of the entry. */
  readonly bytes: Bytes
  /** Ed25519 over "fieldreel/entry/v1\0" || bytes. */
  readonly signature: Bytes
  /** SHA-256(0x00 || bytes), hex. */
  readonly leaf: string
  /** Copied out for queries. */
  readonly kind: string
  readonly timeMs: number
}

export interface StoredLog {
  readonly logId: LogId
  /** Raw 32 bytes. */
  readonly publicKey: Bytes
  readonly incarnation: number
  /** Written by this device: its only writer. */
  readonly own: boolean
  readonly deviceName: string
  readonly size: number
  /** Entries the server has said it stored. */
  readonly onServer: number
}

export interface StoredCheckpoint {
  readonly logId: LogId
  readonly size: number
  /** The whole C2SP signed note, text. */
  readonly note: string
  /** Names of those who cosigned. */
  readonly witnesses: readonly string[]
}

export interface LogStore {
  logs(): Promise<readonly StoredLog[]>
  putLog(log: StoredLog): Promise<Result<void, StorageError>>
  /** Strict durability. Refuses (LogMalformed) anything but the next sequence numbers of that log. Also used for what comes in. */
  append(entries: readonly StoredEntry[]): Promise<Result<void, StorageError | LogError>>
  last(log: LogId): Promise<StoredEntry | null>
  /** `to` exclusive. */
  read(log: LogId, from: number, to: number): Promise<readonly StoredEntry[]>
  leaves(log: LogId, to: number): Promise<readonly string[]>
  byKind(kind: string): Promise<readonly StoredEntry[]>
  checkpoints(log: LogId): Promise<readonly StoredCheckpoint[]>
  putCheckpoint(checkpoint: StoredCheckpoint): Promise<Result<void, StorageError>>
  /** Deeds whose person's signature was found right once, by body and signature: checking thousands again at every start takes seconds. */
  verifiedDeeds(): Promise<readonly string[]>
  putVerifiedDeeds(names: readonly string[]): Promise<Result<void, StorageError>>
}

export interface LogQueries {
  readonly logs: Live<readonly StoredLog[]>
  /** Of every log. */
  readonly checkpoints: Live<readonly StoredCheckpoint[]>
  entriesOf(log: string): Live<readonly StoredEntry[]>
}

// ---------------------------------------------------------------- settings

/** Small things of this device, by key. */
export interface SettingsStore {
  get(key: string): Promise<unknown>
  put(key: string, value: unknown): Promise<Result<void, StorageError>>
  live(key: string): Live<unknown>
}

/** The shared tags and text about one Session or Case as this device has them: for search, and to rebuild the editing cache from. */
export interface StoredRemarks<K extends string = SessionId> {
  /** A SessionId, or a Case's number. */
  readonly about: K
  readonly tags: readonly string[]
  readonly text: string
  /** The server's number for the state it said it stored; null while it has not. */
  readonly serverVersion: number | null
  /** The whole Yjs document as one V1 update. */
  readonly state: Bytes
}

export interface RemarksStore<K extends string = SessionId> {
  all(): Promise<readonly StoredRemarks<K>[]>
  get(about: K): Promise<StoredRemarks<K> | null>
  put(remarks: StoredRemarks<K>): Promise<Result<void, StorageError>>
}

// ---------------------------------------------------------------- keys

/** Signs with a key that lives unwrapped in memory only. */
export interface Signer {
  /** Raw Ed25519 public key, 32 bytes. */
  readonly publicKey: Bytes
  sign(message: Bytes): Promise<Bytes>
}

/** A seed at rest: AES-256-GCM under Argon2id(passphrase, salt), or under the secret a passkey gives for `salt`. */
export interface WrappedSeed {
  readonly publicKey: Bytes
  readonly salt: Bytes
  readonly iv: Bytes
  readonly sealed: Bytes
  /** Argon2id: memory in KiB, passes, lanes; or the id of the passkey. */
  readonly kdf: { readonly memoryKib: number; readonly passes: number; readonly lanes: number } | { readonly credential: Bytes }
}

export interface NewSeed {
  readonly wrapped: WrappedSeed
  readonly signer: Signer
}

/** Seeds at rest by name, see app/seeds. */
export interface KeyStore {
  get(id: string): Promise<WrappedSeed | null>
  put(rows: readonly { readonly id: string; readonly wrapped: WrappedSeed }[]): Promise<Result<void, StorageError>>
}

export interface Keys {
  /** New seeds, as many as asked for: wrapped for storage, and signers for now. One derived key wraps them all. */
  create(passphrase: string, count: number): Promise<Result<readonly NewSeed[], KeyError>>
  /** As `create`, followed by `shared` wrapped anew for whoever types the new passphrase; `own` opens them here and now. */
  createBeside(passphrase: string, count: number, shared: readonly WrappedSeed[], own: string): Promise<Result<readonly NewSeed[], KeyError>>
  /** In the order given; seeds made together cost one derivation. */
  unwrap(wrapped: readonly WrappedSeed[], passphrase: string): Promise<Result<readonly Signer[], KeyError>>
  /** Makes a passkey and wraps these seeds for it, too; the passphrase opens them. PasskeyWithoutPrf, PasskeyRefused. */
  wrapForPasskey(wrapped: readonly WrappedSeed[], passphrase: string, person: { readonly id: string; readonly name: string }): Promise<Result<readonly WrappedSeed[], KeyError>>
  /** Those of one passkey; the authenticator asks the person. */
  unwrapByPasskey(wrapped: readonly WrappedSeed[]): Promise<Result<readonly Signer[], KeyError>>
  verify(publicKey: Bytes, message: Bytes, signature: Bytes): Promise<boolean>
}

/** Checks whole logs, every signature, in workers. */
export interface LogVerifier {
  verify(log: LogToVerify, entries: EntrySource, trust: Trust | null, options: VerifyOptions): Promise<Result<LogVerdict, KeyError | Cancelled>>
  dispose(): void
}

export interface EntrySource {
  readonly size: number
  /** `to` exclusive. */
  read(from: number, to: number): Promise<readonly SignedEntry[]>
}

export interface VerifyOptions {
  readonly signal: CancelSignal
  /** Entries checked so far. */
  readonly onProgress: (done: number) => void
}
