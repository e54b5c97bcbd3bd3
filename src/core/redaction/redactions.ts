// What is covered and muted in a redacted piece; kept whole with the piece's Deed.

/** Corner and size as parts of the upright picture, 0 to `pictureParts` each; shown at `atMs`, milliseconds from the Recording's own begin. */
export interface BoxKey {
  readonly atMs: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export const pictureParts = 10_000

/** Covers a part of the picture from `fromMs` until `toMs`; between its keys it moves in a straight line, before the first and after the last it stands still. */
export interface CoveredBox {
  readonly id: string
  readonly recordingId: string
  readonly subject: 'face' | 'plate' | 'screen' | 'other'
  readonly style: 'blur' | 'solid'
  readonly fromMs: number
  readonly toMs: number
  /** By time, at least one. */
  readonly keys: readonly BoxKey[]
}

export interface MutedSound {
  readonly id: string
  readonly recordingId: string
  readonly style: 'mute' | 'tone'
  readonly fromMs: number
  readonly toMs: number
}

export interface Redactions {
  readonly boxes: readonly CoveredBox[]
  readonly sounds: readonly MutedSound[]
}
