// What may be done to pictures and sound on their way into a piece: the place where redaction hooks in.

export interface PicturePlace {
  readonly recordingId: string
  /** From the Recording's own begin, not rounded. */
  readonly atMs: number
  /** Degrees clockwise by which the picture is turned to stand upright, NaN where that is no quarter turn; `frame` is as it was coded. */
  readonly rotation: number
}

/** Owns the frame it is given: gives it back, or another one in the same size after closing it. Throwing ends the piece. */
export type PictureStep = (frame: VideoFrame, place: PicturePlace) => VideoFrame | Promise<VideoFrame>

export interface HeardSound {
  readonly recordingId: string
  /** Of the first number, from the Recording's own begin, not rounded. */
  readonly atMs: number
  readonly sampleRate: number
  /** One list for each channel, -1 to 1; changed in place. */
  readonly channels: readonly Float32Array[]
}

/** Called with everything that is heard, in order and without holes, about a second at a time. */
export type SoundStep = (sound: HeardSound) => void

/** null leaves as it is: sound is then copied where it can be, not encoded anew. */
export interface Steps {
  readonly picture: PictureStep | null
  readonly sound: SoundStep | null
}

export const noSteps: Steps = { picture: null, sound: null }
