// What is known of one media file's content, of its Copies, and of the Drive they lie on.

import type { Bytes, DriveId, RecordingId } from '../ids.ts'
import type { DriveError, MediaError } from '../errors.ts'
import type { Listed } from './listed.ts'

export type MediaKind = 'video' | 'audio' | 'photo'

/** Where a time was read, best first; `name` is the recorder's own file name, `playlist` a playlist beside it. */
export type TimeSource = 'name' | 'playlist' | 'container' | 'exif' | 'gps' | 'fileSystem'

/** One statement about when a Recording began. */
export interface TimeCandidate {
  readonly source: TimeSource
  /** Epoch milliseconds; a local time without zone was read in the policy profile's zone. */
  readonly ms: number
  /** `utc` and `offset` are sure of their zone, `local` was assumed. */
  readonly zone: 'utc' | 'offset' | 'local'
  /** false: cannot be right (1904, 1970, clock never set, the future); shown, never used. */
  readonly plausible: boolean
}

export interface VideoTrack {
  /** RFC 6381 where known ("avc1.640028"), else the container's own tag ("mp4v", "MJPG"). */
  readonly codec: string
  readonly width: number
  readonly height: number
  /** Clockwise degrees: 0, 90, 180, 270. */
  readonly rotation: number
  /** Frames per second, null where it varies or is unknown. */
  readonly fps: number | null
}

export interface AudioTrack {
  readonly codec: string
  readonly sampleRate: number
  readonly channels: number
}

export type PlayMode =
  /** Chromium decodes it and it can be cut at its key frames: plays on the verified timeline. */
  | 'timeline'
  /** Decoded and encoded anew while playing, where the browser cannot play it itself; on the same timeline. */
  | 'decoded'
  /** A whole verified file handed to an <img> or <audio>. */
  | 'whole'
  /** Cannot be shown here; fingerprinting, logging and export still work. */
  | 'none'

/** How: without the container's index, without the movie box that a lost battery never wrote, up to where the file ends, from inside a packet. */
export type Recovery = 'noIndex' | 'noMovieBox' | 'cut' | 'misaligned'

/** What a probe reads from the content alone. Durations in milliseconds, null where the file does not say. */
export interface Probe {
  readonly kind: MediaKind
  /** Lower case: mp4 mov 3gp ts mkv webm avi wav mp3 m4a amr aac flac ogg jpeg heic png. */
  readonly container: string
  readonly durationMs: number | null
  readonly video: VideoTrack | null
  readonly audio: AudioTrack | null
  readonly times: readonly TimeCandidate[]
  readonly place: { readonly lat: number; readonly lon: number } | null
  /** Maker and model, encoder or software tags, as found. */
  readonly device: string | null
  readonly playMode: PlayMode
  /** Set when something is wrong with the file although it could be read in part. */
  readonly damage: MediaError | null
  /** Set when what is shown had to be found again in a damaged file: a recovered view, the original unchanged. */
  readonly recovered?: Recovery
  /** Why it cannot be shown although its coding can; as CannotPlay has it. */
  readonly refused?: string
  /** Milliseconds of film in the file that its edit list leaves out; only where it is more than a player needs to begin. */
  readonly hiddenMs?: number
  /** What a playlist beside it says; `setUp`: it only sets other files up and shows nothing by itself. */
  readonly listed?: Listed | 'setUp'
}

export interface Recording extends Probe {
  readonly id: RecordingId
  readonly size: number
  /** 32 hex characters. */
  readonly xxh128: string
  /** The chosen begin, epoch milliseconds; null when no clock could be believed ("clock not set"). */
  readonly startMs: number | null
  readonly timeSource: TimeSource | null
  /** Recorder serial 产品序号 and officer number 警号, from the file name grammar. */
  readonly recorder: string | null
  readonly officer: string | null
  readonly sequence: number | null
  /** Which camera of a recorder that has several (front, back, inside), from the file name grammar. */
  readonly channel: string | null
  readonly grammar: string | null
  readonly indexedMs: number
  /** Known from another device's manifest; no Copy of it was ever read here, so there are no block states. */
  readonly reported?: true
}

export type CopyState =
  /** Seen, not yet fingerprinted. */
  | 'pending'
  /** Whole file read once and fingerprinted. */
  | 'fingerprinted'
  /** Not media: counted and listed, not fingerprinted. */
  | 'other'
  /** Could not be read; `error` says why. Tried again at the next scan. */
  | 'failed'
  /** Was here at an earlier scan. */
  | 'missing'

/** A Recording (or a file that is not one) at one path on one Drive. */
export interface Copy {
  readonly driveId: DriveId
  /** Relative to the Drive's folder, `/` between parts, exactly as listed. */
  readonly path: string
  readonly size: number
  readonly mtime: number
  readonly state: CopyState
  readonly recordingId: RecordingId | null
  readonly error: DriveError | MediaError | null
  readonly seenMs: number
  /** Known from another device's manifest; this file was never read here. It is read at the next scan, whatever its size and time. */
  readonly reported?: true
}

export interface Drive {
  readonly id: DriveId
  /** The unit's own name for it; starts as the folder's name. */
  readonly name: string
  /** Names of the folder or volume at each visit, newest first. */
  readonly folderNames: readonly string[]
  readonly sample: boolean
  readonly firstSeenMs: number
  readonly lastSeenMs: number
  /** When the last scan ran to its end, null while none has. */
  readonly scannedMs: number | null
  /** SHA-256 (hex) of the last manifest; null before the first complete scan. */
  readonly manifest: string | null
}

/** The state of SHA-256 after each whole 1 MiB block: 32 bytes each, big-endian words, block i at 32·i. */
export interface BlockStates {
  readonly recordingId: RecordingId
  readonly states: Bytes
}

export const BLOCK_BYTES = 1 << 20

/** Sound found by an earlier version opened whole. */
export const isOnTimeline = ({ kind, playMode }: Pick<Probe, 'kind' | 'playMode'>): boolean => playMode === 'timeline' || playMode === 'decoded' || (playMode === 'whole' && kind === 'audio')
