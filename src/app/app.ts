// What the screens may ask for: commands that return a Result, and live queries. main.tsx builds it.

import type { PieceProgress } from '../core/piecePorts.ts'
import type { Player, PlayerEvents } from '../core/playbackPorts.ts'
import type { DirectoryRef, FileLike, FileRef, Finding, Live, StoredCheckpoint, StoredEntry, StoredLog } from '../core/ports.ts'
import type { Copy, Drive, Recording } from '../core/catalog/recording.ts'
import type { SearchFilter } from '../core/catalog/search.ts'
import type { GrammarSetting } from '../core/session/grammar.ts'
import type { Session } from '../core/session/session.ts'
import type { Bytes, DriveId, RecordingId, SessionId } from '../core/ids.ts'
import type { FieldreelError } from '../core/errors.ts'
import type { WatermarkLoss } from '../core/log/kinds.ts'
import type { LogNotice, LogProblem } from '../core/log/problems.ts'
import type { LogVerdict } from '../core/log/verifyLog.ts'
import type { DeedBook, DeedRow } from '../core/deeds/deedBook.ts'
import type { DeedFields, DeedType } from '../core/deeds/deedKinds.ts'
import type { Level } from '../core/deeds/secrecyDeeds.ts'
import type { Origin, PieceCut, Pieces } from '../core/pieces/piece.ts'
import type { CoveredBox, Redactions } from '../core/redaction/redactions.ts'
import type { Role } from '../core/policy/acts.ts'
import type { ExplainedGap } from '../core/policy/explainedGaps.ts'
import type { EntryPlace } from '../core/policy/findings/finding.ts'
import type { KnownProfile } from '../core/policy/profile.ts'
import type { DutyBoard } from '../core/policy/dutyBoard.ts'
import type { ClockCorrection } from '../core/policy/recorderClock.ts'
import type { KnownActivityList, ReadActivityList } from './activityLists.ts'
import type { Result } from '../core/result.ts'
import type { ClockAlignment } from '../core/viewing/projectAlignments.ts'
import type { Cover, CoverReason } from '../core/viewing/approvals.ts'
import type { AnswerRow, RequestRow } from '../core/viewing/requests.ts'
import type { UrgentVisit } from '../core/viewing/urgentVisits.ts'
import type { MarkerRow, ViewingRequest, ViewingRow, WithdrawnMarker } from '../core/viewing/viewing.ts'
import type { CaseRow } from '../core/cases/casesOf.ts'
import type { CasePick } from '../core/cases/picksOfRange.ts'
import type { NewPerson } from './addPerson.ts'
import type { AuditBook } from './audit.ts'
import type { AuditProofs } from './auditProofs.ts'
import type { CosignedHeads } from './cosignHeads.ts'
import type { CarriedDeeds, DeedFileOut } from './carryDeeds.ts'
import type { Custody } from './custody.ts'
import type { NewExplanation } from './explainGap.ts'
import type { Filmstrips } from './filmstrips.ts'
import type { MapFile } from './mapFile.ts'
import type { RecordingTrack } from './tracks.ts'
import type { WatchedAs } from './recordViewing.ts'
import type { ProfileDraft } from './profileDraft.ts'
import type { IssuedReceipt, NewReceipt } from './receipts.ts'
import type { NewAnswer, NewRequest } from './requests.ts'
import type { NewPiece, PieceOptions } from './makePiece.ts'
import type { KnownHead, NewRevocation, RosterEntry } from './revoke.ts'

export type { MarkerRow, ViewingRequest, ViewingRow, WithdrawnMarker }

export type { RecordingTrack }

export type { GrammarSetting, SearchFilter }

export type { CarriedDeeds, DeedFileOut }

export type { KnownHead, NewPerson, NewRevocation, RosterEntry }

export type { ExplainedGap, NewExplanation, Role }

export type { Cover, CoverReason, NewAnswer, NewRequest, RequestRow, UrgentVisit }

export type Answer<T> = Promise<Result<T, FieldreelError>>

// ---------------------------------------------------------------- who


export interface Person {
  readonly id: string
  readonly name: string
  readonly officerNumber: string
  /** At least one. */
  readonly roles: readonly Role[]
  /** Article 19: what this person may learn of. */
  readonly clearances: readonly Level[]
}

export type Identity =
  | { readonly state: 'loading' }
  /** First start. */
  | { readonly state: 'none' }
  /** A request file was made; waiting for the certificate file. */
  | { readonly state: 'requested'; readonly unit: string; readonly person: Person; readonly requestId: string; /** Null in stores of the first version. */ readonly request: OutFile | null }
  | { readonly state: 'locked'; readonly unit: string; readonly people: readonly Person[]; /** Ids of those who may use a passkey, too. */ readonly passkeys: readonly string[]; readonly device: string }
  | { readonly state: 'open'; readonly unit: string; readonly person: Person; /** All who may unlock this device. */ readonly people: readonly Person[]; /** Who asked to, and awaits a certificate. */ readonly waiting: readonly { readonly person: Person; readonly requestId: string; readonly request: OutFile }[]; readonly device: string; readonly logId: string; readonly mayEnrol: boolean; readonly agencyRoot: string }
  /** Another tab of this browser is the writer. */
  | { readonly state: 'otherTab' }

export interface SetUpForm {
  readonly unit: string
  readonly person: string
  readonly officerNumber: string
  readonly device: string
  readonly passphrase: string
}

/** A file to hand to the user: saved by the ui as a download. */
export interface OutFile {
  readonly name: string
  readonly bytes: Bytes
}

// ---------------------------------------------------------------- long work

export interface Work {
  readonly id: string
  readonly kind: 'index' | 'verify' | 'export' | 'exchange' | 'piece'
  readonly driveId: DriveId | null
  readonly title: string
  readonly phase: 'walking' | 'reading' | 'paused' | 'finishing' | 'done' | 'failed'
  readonly filesDone: number
  readonly filesTotal: number
  readonly bytesDone: number
  readonly bytesTotal: number
  /** Bytes a second over the last seconds; null until known. */
  readonly bytesPerSecond: number | null
  readonly secondsLeft: number | null
  /** Files and bytes taken over from an interrupted run. */
  readonly resumedFiles: number
  readonly resumedBytes: number
  /** Of a piece, which cannot be paused: seconds of footage, and how many of them are made in one. */
  readonly footage?: PieceProgress & { readonly speed: number | null }
  readonly error: FieldreelError | null
}

// ---------------------------------------------------------------- what is shown

/** Where one thing is: drawn as small fixed-place marks. */
export interface Whereabouts {
  readonly device: boolean
  readonly server: boolean
  readonly drives: readonly { readonly driveId: DriveId; readonly name: string; readonly connected: boolean; readonly lastSeenMs: number }[]
  readonly witnesses: number
}

export interface DriveRow {
  readonly drive: Drive
  /** 'connected': its folder answers now; 'permission': one click is needed; 'away': not plugged in. */
  readonly presence: 'connected' | 'permission' | 'away'
  readonly counts: { readonly recordings: number; readonly other: number; readonly failed: number; readonly pending: number; readonly missing: number }
  readonly bytes: number
}

export interface SessionRow {
  /** With true times, where the recorder's clock was measured: `clock` says what was taken off. */
  readonly session: Session
  readonly clock: ClockCorrection | null
  /** Of pieces: whose recorder they come from. Null for what recorders recorded. */
  readonly origin: Origin | null
  readonly kinds: readonly Recording['kind'][]
  readonly recordings: readonly Recording[]
  readonly posters: readonly RecordingId[]
  readonly tags: readonly string[]
  readonly findings: number
  /** Article 19; of Sessions that may be learned of. */
  readonly levels: readonly Level[]
  readonly whereabouts: Whereabouts
}

export interface LogHealth {
  readonly log: StoredLog
  readonly head: StoredCheckpoint | null
  readonly checkedMs: number | null
  readonly entries: number
  readonly problems: readonly LogProblem[]
  /** As of the last check. */
  readonly notices: readonly LogNotice[]
  /** Whose cosignatures were checked, each with the largest size it vouches for. */
  readonly witnesses: LogVerdict['witnesses']
}

export interface ExchangeState {
  readonly server: 'off' | 'unreachable' | 'connecting' | 'connected' | 'refused'
  readonly lastMs: number | null
  /** Entries of this device the server has not stored yet. */
  readonly waiting: number
  readonly error: FieldreelError | null
}

export interface Remarks {
  readonly tags: readonly string[]
  /** Plain text people edit together. */
  readonly text: string
  /** 'server' only after the server said it stored it. */
  readonly where: 'device' | 'server'
}

/** Beyond the player's own failures: the log could not be written, so the player has been stopped. */
export type ViewingEvents = Omit<PlayerEvents, 'onFailure'> & { readonly onFailure: (error: FieldreelError) => void }

/** A running Viewing: the player, and the way to end it. */
export interface OpenViewing {
  readonly viewing: string
  readonly player: Player
  /** Parts of the Session that belong on the timeline and cannot be shown now, with the reason. */
  readonly leftOut: readonly { readonly recordingId: RecordingId; readonly error: FieldreelError }[]
  /** The Copies that are being read. */
  readonly sources: readonly { readonly recordingId: RecordingId; readonly driveId: DriveId; readonly path: string }[]
  addMarker(marker: { readonly wallMs: number; readonly toWallMs: number | null; readonly kind: string; readonly text: string }): Answer<void>
  /** Of a Marker that the viewer wrote, here or on another device: nobody else's withdrawal counts. */
  withdrawMarker(marker: string, reason: string): Answer<void>
  /** To the log, before the file is handed out: so many Markers of this Session. */
  exportMarkers(file: { readonly format: 'vtt' | 'jsonld'; readonly markers: number; readonly bytes: Bytes }): Answer<void>
  /** Id of the Deed it rests on; null for an urgent Viewing. */
  readonly approval: string | null
  /** What is watched from now on is watched so. */
  setView(view: WatchedAs): void
  /** To the log: the watermark over the picture was lost, and how. */
  loseWatermark(what: WatermarkLoss): Promise<void>
  /** Added to this Session's times, it stands on the clock of the other; milliseconds of either sign. */
  alignClock(against: SessionId, offsetMs: number): Answer<void>
  /** A new Recording, signed for by whoever is at work: its id. RoleNotAllowed, PieceOfClassified. */
  makePiece(piece: NewPiece, options: PieceOptions): Answer<RecordingId>
  /** Boxes proposed over faces; nothing is covered by that. */
  findFaces(cuts: readonly PieceCut[], options: PieceOptions): Answer<readonly CoveredBox[]>
  close(): Promise<void>
}

/** A photo or audio file whose every byte was checked; a registered Viewing until it is closed. */
export interface OpenWhole {
  readonly viewing: string
  readonly bytes: Bytes
  readonly type: string
  /** Not the file's own bytes: decoded and encoded anew, since no browser shows its kind. */
  readonly decoded: boolean
  readonly approval: string | null
  loseWatermark(what: WatermarkLoss): Promise<void>
  close(): Promise<void>
}

export interface SettingsState {
  /** IANA zone for file-name times. */
  readonly zone: string
  readonly grammars: readonly GrammarSetting[]
  readonly server: string
  readonly persisted: boolean | null
  readonly usedBytes: number | null
  readonly quotaBytes: number | null
}

export interface SignOptions {
  /** What the fields refer to by hash, whole. */
  readonly attachments?: readonly Bytes[]
  /** Somebody else of this device, who types their own passphrase; else whoever unlocked it. */
  readonly as?: { readonly person: string; readonly passphrase: string }
}

export interface App {
  // who
  readonly identity: Live<Identity>
  setUp(form: SetUpForm): Answer<void>
  unlock(personId: string, passphrase: string): Answer<void>
  /** PasskeyRefused, PasskeyWithoutPrf. */
  unlockByPasskey(personId: string): Answer<void>
  /** Makes a passkey for the person at work, who types their passphrase once more. */
  addPasskey(passphrase: string): Answer<void>
  lock(): Promise<void>
  /** Seconds until the device locks because nobody touches it, during the last minute; else null. */
  readonly idleSecondsLeft: Live<number | null>
  stayOpen(): void
  makeRequest(form: SetUpForm): Answer<OutFile>
  acceptCertificate(file: FileLike): Answer<void>
  /** Forgets a request that waits for its certificate. */
  startOver(): Answer<void>
  /** Reads a request file and says what would be signed. */
  readRequest(file: FileLike): Answer<{ readonly person: string; readonly officerNumber: string; readonly device: string; readonly made: number; readonly fingerprint: string; readonly request: Bytes }>
  /** `brief` for QR codes: the chain, this person and device, and revocations only. */
  certify(request: Bytes, roles: readonly Role[], clearances: readonly Level[]): Answer<{ readonly file: OutFile; readonly brief: OutFile }>
  /** Another person on this device: null when certified at once, else their request file. WrongPassphrase is the own one's. */
  addPerson(person: NewPerson): Answer<OutFile | null>
  /** Everybody and every device of the unit. */
  readonly roster: Live<readonly RosterEntry[]>
  revoke(revocation: NewRevocation): Answer<void>
  renewPerson(id: string, roles: readonly Role[], clearances: readonly Level[]): Answer<void>

  // drives
  readonly drives: Live<readonly DriveRow[]>
  readonly work: Live<readonly Work[]>
  copies(drive: DriveId): Live<readonly Copy[]>
  addDrive(directory: DirectoryRef): Answer<DriveId>
  addSampleDrive(): Answer<DriveId>
  /** Asks for permission when needed (call from a click), then indexes. */
  reconnectDrive(drive: DriveId): Answer<void>
  renameDrive(drive: DriveId, name: string): Answer<void>
  /** Compares a folder input's listing with what was walked; the paths the walk did not see. */
  checkCompleteness(drive: DriveId, listing: DirectoryRef): Answer<readonly string[]>
  pauseWork(id: string): void
  resumeWork(id: string): void
  cancelWork(id: string): void
  dismissWork(id: string): void

  // archive
  search(filter: SearchFilter): Live<readonly SessionRow[]>
  /** Values for the filters' menus. */
  readonly facets: Live<{ readonly recorders: readonly string[]; readonly officers: readonly string[]; readonly tags: readonly string[] }>
  session(id: SessionId): Live<SessionRow | null>
  recordingCopies(id: RecordingId): Live<readonly (Copy & { readonly driveName: string })[]>
  poster(id: RecordingId): Promise<{ readonly bytes: Bytes; readonly type: string } | null>
  remarks(session: SessionId): Live<Remarks>
  setTags(session: SessionId, tags: readonly string[]): Answer<void>
  setRemark(session: SessionId, text: string): Answer<void>
  readonly findings: Live<readonly Finding[]>

  // deeds
  /** What people signed, of all logs held here, judged. */
  readonly deeds: Live<DeedBook>
  /** Signs a Deed and writes it into the log, what it refers to first. RoleNotAllowed, KeysLocked; WrongPassphrase and NotEnrolled where another person signs. */
  sign<T extends DeedType>(type: T, fields: DeedFields<T>, options?: SignOptions): Answer<DeedRow<T>>
  /** These Deeds with what they refer to and the certificates to judge them by; `brief` for QR codes, see planDeedExport. */
  exportDeeds(ids: readonly string[], options?: { readonly brief?: boolean }): Answer<DeedFileOut>
  /** Checks each; new ones enter the log, refused ones are named there. ForeignAgency, FileNotRecognised for a file refused whole. */
  importDeeds(file: FileLike): Answer<CarriedDeeds>

  /** Made of Recordings, and Recordings themselves: by their own ids. */
  readonly pieces: Live<Pieces>
  /** Of whoever is at work, of this Session; null for none. */
  redactionDraft(session: SessionId): Promise<Redactions | null>
  /** On this device, until it is signed for; of classified Recordings nothing is kept. */
  keepRedactionDraft(session: SessionId, redactions: Redactions): Answer<void>
  /** A piece as a file (a Blob), on record before it is handed out. NotApprovedToTakeOut without an Approval to extract or release it. */
  takeOut(piece: RecordingId): Answer<FileLike>
  /** What lets whoever is at work here take it out, and how often still; or why nothing does. */
  wayOut(piece: RecordingId): Live<Result<Cover, readonly CoverReason[]>>

  // policy
  /** The profile by which is judged here and now. */
  readonly policy: Live<KnownProfile>
  /** Kept on this device, of whoever changed it last; null while there is none. */
  readonly profileDraft: Live<ProfileDraft | null>
  /** null: adopted or discarded. */
  keepProfileDraft(draft: ProfileDraft | null): Answer<void>
  /** Of one Session, with what was said of each (article 11). */
  gaps(session: SessionId): Live<readonly ExplainedGap[]>
  explainGap(explanation: NewExplanation): Answer<void>

  // duty: articles 2, 4 to 11
  /** What is asked of each Session and Recorder, and what was signed of it. */
  readonly duty: Live<DutyBoard>
  /** The unit's local day, `2026-03-26`. */
  readonly today: Live<string>
  /** The 音像记录清单 that was imported last; null: none. */
  readonly activityList: Live<KnownActivityList | null>
  /** Reads without importing: problems by line, and how it was encoded. FileNotRecognised, FileUnreadable. */
  readActivityList(file: FileLike): Answer<ReadActivityList>

  // requests and approvals (articles 16 to 18)
  /** Newest first, of every use; as of now. */
  readonly requests: Live<readonly RequestRow[]>
  readonly urgentVisits: Live<readonly UrgentVisit[]>
  /** What lets whoever is at work here watch all of a Session, or why nothing does. */
  cover(session: SessionId): Live<Result<Cover, readonly CoverReason[]>>
  ask(request: NewRequest, options?: SignOptions): Answer<DeedRow<'request'>>
  /** OwnRequest, RequestClosed, RoleNotAllowed; an attempt that is refused is on record. */
  answer(request: string, answer: NewAnswer, options?: SignOptions): Answer<AnswerRow>
  register(request: string, words: string, options?: SignOptions): Answer<DeedRow<'registration'>>
  /** NotYours, RequestClosed. */
  withdraw(request: string, words: string): Answer<DeedRow<'withdrawal'>>

  // custody: articles 13 and 14
  readonly custody: Custody

  // cases: article 14, and the receipt of article 1
  readonly cases: Live<readonly CaseRow[]>
  attachToCase(caseNumber: string, picks: readonly CasePick[], words: string): Answer<void>
  /** NotInScan where nothing could be proven; beyond it what `sign` says. */
  issueReceipt(receipt: NewReceipt): Answer<IssuedReceipt>
  /** The file of an earlier receipt, with the proofs and witnesses of today. */
  openReceipt(deed: string): Answer<IssuedReceipt>
  /** The page that checks receipts: one file that opens anywhere. */
  receiptPage(): Answer<OutFile>
  /** What people write together about a Case; no evidence. */
  caseNotes(number: string): Live<Remarks>
  setCaseNotes(number: string, text: string): Answer<void>

  // viewing
  /** While the form is being filled in: the picture then comes sooner after the registration. */
  prepareViewing(): void
  openSession(request: ViewingRequest, container: unknown, events: ViewingEvents): Answer<OpenViewing>
  /** That hold. */
  markers(session: SessionId): Live<readonly MarkerRow[]>
  withdrawnMarkers(session: SessionId): Live<readonly WithdrawnMarker[]>
  /** How recorders' clocks were found to differ. */
  readonly alignments: Live<readonly ClockAlignment[]>
  /** Where a Session was; ends early when aborted. */
  /** What places are drawn on, see app/mapFile. */
  readonly mapFile: Live<MapFile>
  /** NotAMap, and what opening it can say. */
  chooseMap(file: FileRef): Answer<void>
  /** Asks for permission when needed: call from a click. */
  openMap(): Answer<void>
  forgetMap(): Answer<void>
  readTracks(session: SessionId, signal: AbortSignal, onTrack: (track: RecordingTrack) => void): Promise<void>
  /** Small pictures and sound levels of what may be seen here. */
  readonly filmstrips: Filmstrips
  /** A photo or whole audio file, verified and logged like any viewing; `onEnd` when its Approval ran out: hide it. */
  openWhole(request: ViewingRequest, recording: RecordingId, onEnd: (error: FieldreelError) => void): Answer<OpenWhole>

  // proof
  readonly viewings: Live<readonly ViewingRow[]>
  readonly logs: Live<readonly LogHealth[]>
  entries(log: string): Live<readonly StoredEntry[]>
  verifyLogs(onProgress: (done: number, total: number) => void): Answer<readonly LogHealth[]>
  exportBundle(): Answer<OutFile>

  // audit: articles 3 and 20
  /** Everything an audit asks, as of now, and what the detectors find in it. */
  readonly audit: Live<AuditBook>
  /** For an export: heads, and the cited Entries with their proofs. */
  auditProofs(cited: readonly EntryPlace[]): Answer<AuditProofs>
  /** Checks every log, and cosigns the newest head of each that holds with the auditor's own key. NotEnrolled without a certificate for it. */
  cosignHeads(onProgress: (done: number, total: number) => void): Answer<CosignedHeads>

  // exchange, settings
  readonly exchange: Live<ExchangeState>
  exchangeNow(): Answer<void>
  readonly settings: Live<SettingsState>
  setServer(url: string): Answer<void>
  setGrammars(grammars: readonly GrammarSetting[]): Answer<void>
  askPersistence(): Promise<boolean>
}

