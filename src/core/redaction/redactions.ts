// What is covered and muted in a redacted piece: its shape, its limits, and what makes it well formed; kept whole with the piece's Deed.

import type { RecordingId } from '../ids.ts'

/** Where a box is in the upright picture: corner and size as parts of it, 0 to `pictureParts` each. */
export interface BoxPlace {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A place set by a person or a proposal; shown at `atMs`, milliseconds from the Recording's own begin. Whole numbers. */
export interface BoxKey extends BoxPlace {
  readonly atMs: number
}

export const pictureParts = 10_000

export const boxSubjects = ['face', 'plate', 'screen', 'other'] as const
export type BoxSubject = (typeof boxSubjects)[number]

/** `blur`: few large squares of one colour each; `solid`: one colour, black. Neither can be undone. */
export const boxStyles = ['blur', 'solid'] as const
export type BoxStyle = (typeof boxStyles)[number]

/** `mute`: silence; `tone`: a tone of 1 kHz in place of the sound. */
export const soundStyles = ['mute', 'tone'] as const
export type SoundStyle = (typeof soundStyles)[number]

/** Covers a part of the picture from `fromMs` until `toMs`; between its keys it moves in a straight line, before the first and after the last it stands still. */
export interface CoveredBox {
  readonly id: string
  readonly recordingId: RecordingId
  readonly subject: BoxSubject
  readonly style: BoxStyle
  /** `proposed`: found by a detector, and accepted by the person who signs. */
  readonly origin: 'drawn' | 'proposed'
  readonly fromMs: number
  readonly toMs: number
  /** By time, at least one, none before `fromMs` or after `toMs`. */
  readonly keys: readonly BoxKey[]
}

export interface MutedSound {
  readonly id: string
  readonly recordingId: RecordingId
  readonly style: SoundStyle
  readonly fromMs: number
  readonly toMs: number
}

export interface Redactions {
  readonly boxes: readonly CoveredBox[]
  readonly sounds: readonly MutedSound[]
}

export const noRedactions: Redactions = { boxes: [], sounds: [] }

/** A list is read and signed by people: far more than a person can check is a mistake. */
export const maxBoxes = 1_000
export const maxSounds = 1_000
/** Of all boxes together. */
export const maxKeys = 20_000

/** Null for a well-formed list; else what is wrong, for the programmer. */
export const redactionsProblem = ({ boxes, sounds }: Redactions): string | null => {
  if (boxes.length > maxBoxes) return 'too many boxes'
  if (sounds.length > maxSounds) return 'too many sounds'
  if (boxes.reduce((sum, { keys }) => sum + keys.length, 0) > maxKeys) return 'too many keys'
  const rows = [...boxes, ...sounds]
  if (!rows.every(({ id }) => /^[0-9a-z-]{1,40}$/.test(id))) return 'an id'
  if (new Set(rows.map(({ id }) => id)).size < rows.length) return 'an id twice'
  return rows.map(rangeProblem).find((problem) => problem !== null) ?? boxes.map(keysProblem).find((problem) => problem !== null) ?? null
}

const isWhole = (value: number): boolean => Number.isSafeInteger(value) && value >= 0

const rangeProblem = ({ id, fromMs, toMs }: CoveredBox | MutedSound): string | null => (isWhole(fromMs) && isWhole(toMs) && fromMs < toMs ? null : `range of ${id}`)

const keysProblem = ({ id, fromMs, toMs, keys }: CoveredBox): string | null => {
  if (keys.length === 0) return `no key in ${id}`
  const inOrder = keys.every(({ atMs }, index) => isWhole(atMs) && atMs >= fromMs && atMs <= toMs && atMs > (keys[index - 1]?.atMs ?? -1))
  if (!inOrder) return `key times of ${id}`
  return keys.every(isInside) ? null : `key outside the picture in ${id}`
}

const isInside = ({ x, y, width, height }: BoxPlace): boolean =>
  [x, y, width, height].every(isWhole) && width > 0 && height > 0 && x + width <= pictureParts && y + height <= pictureParts
