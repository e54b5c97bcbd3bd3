// What the use cases need of the timeline: the parts it plays, the player, and what was presented.

import type { AudioTrack, Recovery, VideoTrack } from './catalog/recording.ts'
import type { DriveError, PlaybackError } from './errors.ts'
import type { Bytes, DriveId, RecordingId } from './ids.ts'
import type { SampleEntry } from './media/mp4/sampleEntry.ts'
import type { Outline } from './media/outline.ts'
import type { Assembly, FileLike } from './ports.ts'
import type { Result } from './result.ts'

/** What the timeline needs of one Recording; the copy it reads is chosen by the use case. */
export interface TimelinePart {
  readonly recordingId: RecordingId
  readonly driveId: DriveId
  readonly path: string
  readonly file: FileLike
  readonly startMs: number
  readonly endMs: number
  readonly video: VideoTrack | null
  readonly audio: AudioTrack | null
  /** From the catalogue; every byte shown is checked against these and `recordingId`. */
  readonly blockStates: Bytes
  /** Where its file is not understood alone. */
  readonly assembly?: Assembly
  /** Kept with the catalogue; without one the part is read when the timeline is opened. */
  readonly outline?: Outline | null
  /** How another Recording of its Session is set up, where its own set-up is lost and it is read by itself. */
  readonly borrowed?: SampleEntry
}

export interface KeptOutline {
  readonly recordingId: RecordingId
  readonly outline: Outline
}

/** What is done to a part so that it can be shown; codecs by the names the container gives them, null where nothing is done. */
export interface PartWork {
  /** Decoded and encoded anew as H.264. */
  readonly picture: string | null
  /** Decoded and written as FLAC, which loses nothing more. */
  readonly sound: string | null
  readonly recovered: Recovery | null
  /** It has no picture; a black one is shown. */
  readonly soundOnly?: true
}

export interface PlayerState {
  /** Wall-clock position of the shown picture, epoch milliseconds. */
  readonly wallMs: number
  readonly playing: boolean
  readonly rate: number
  readonly seeking: boolean
  readonly ended: boolean
  /** Index into the opened parts of the one being shown; parts left out count. */
  readonly part: number
  /** Of the part being shown, where something is done to it; `speed` is how many seconds of it are made ready in one, once measured. */
  readonly work?: PartWork & { readonly speed: number | null }
}

/** One presented picture, for core/viewing/intervals. */
export interface PresentedFrame {
  readonly recordingId: RecordingId
  /** Seconds from the Recording's own begin. */
  readonly mediaTime: number
  readonly wallMs: number
  readonly rate: number
  /** Grows with every seek: frames of different generations are never one interval. */
  readonly generation: number
  /** performance clock, milliseconds. */
  readonly atMs: number
  /** Page visible and the element on screen. */
  readonly visible: boolean
  /** The picture of the time before still stands: `mediaTime` is not its own. */
  readonly standing?: true
}

export interface PlayerEvents {
  readonly onState: (state: PlayerState) => void
  readonly onFrame: (frame: PresentedFrame) => void
  /** Playing has stopped and the picture is hidden before this is called. */
  readonly onFailure: (error: PlaybackError | DriveError) => void
}

/** What was to be on the timeline and is not, and why. */
export interface LeftOut {
  readonly recordingId: RecordingId
  readonly error: PlaybackError | DriveError
}

export interface Player {
  /** Made while it was opened, to be kept. */
  readonly outlines: readonly KeptOutline[]
  /** Parts that could not be read when it was opened; the others play. */
  readonly leftOut: readonly LeftOut[]
  play(): void
  pause(): void
  /** Into a Gap: goes to the begin of the next part. */
  seek(wallMs: number): void
  setRate(rate: number): void
  setMuted(muted: boolean): void
  step(frames: number): void
  /** Tries again after the drive came back. */
  resume(): void
  dispose(): void
}

export interface Playback {
  /** Loads what opening will need, while the form is being filled in. Reads nothing of any Recording. */
  warm(): void
  /** Begins to read, check and lay out what is shown first at `atMs`. Shows nothing: there is no element yet, and nothing is decoded. End it with `show` or `drop`. */
  prepare(parts: readonly TimelinePart[], atMs: number): PreparedPlayback
}

export interface PreparedPlayback {
  /** Puts a <video> into `container` (an HTMLElement) and shows the first frame. An error only when no part can be played. */
  show(container: unknown, events: PlayerEvents): Promise<Result<Player, PlaybackError | DriveError>>
  drop(): void
}
