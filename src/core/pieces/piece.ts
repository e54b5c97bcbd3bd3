// What a piece is made from, and which Recordings are pieces.

import type { DeedBook, DeedRow } from '../deeds/deedBook.ts'
import type { RecordingId } from '../ids.ts'
import type { Session } from '../session/session.ts'
import type { Redactions } from '../redaction/redactions.ts'

/** A stretch of one Recording, whole milliseconds from its own begin, `toMs` exclusive; of a still both are its picture's time. */
export interface PieceCut {
  readonly recordingId: RecordingId
  readonly fromMs: number
  readonly toMs: number
}

export type PiecePlan =
  /** One picture at its full size. `burntIn`: lines put under it inside the picture; null leaves it as it is. */
  | { readonly work: 'still'; readonly cut: PieceCut; readonly burntIn: readonly string[] | null }
  /** Nothing is encoded anew: begins at the key frame at or before `fromMs` and ends before the one at or after `toMs`. */
  | { readonly work: 'copy'; readonly cut: PieceCut }
  /** Exact to the frame; stretches that follow each other become one. */
  | { readonly work: 'exact'; readonly cuts: readonly PieceCut[] }
  | { readonly work: 'redacted'; readonly cuts: readonly PieceCut[]; readonly redactions: Redactions }

export const cutsOf = (plan: PiecePlan): readonly PieceCut[] => ('cuts' in plan ? plan.cuts : [plan.cut])

/** By the piece's own Recording; the first Deed about one counts. */
export type Pieces = ReadonlyMap<string, DeedRow<'piece'>>

export const piecesOf = (book: DeedBook): Pieces => new Map(book.of('piece').toReversed().map((deed) => [deed.fields.recording, deed]))

/** In the folder of pieces: each in a folder of its own, never in one Session with another. */
export const piecePath = ({ name, recording }: Pick<DeedRow<'piece'>['fields'], 'name' | 'recording'>): string => `${name.slice(0, name.lastIndexOf('.'))}-${recording.slice(0, 8)}/${name}`

/** Whoever was given everything a piece is made from was given the piece. */
export const isWithin = (granted: ReadonlySet<string>, recording: string, pieces: Pieces): boolean =>
  granted.has(recording) || (pieces.get(recording)?.fields.cuts.every((cut) => granted.has(cut.recording)) ?? false)

/** Who recorded what a Session of pieces was made from, where that is in the catalogue; null for what recorders recorded. */
export interface Origin {
  readonly recorder: string | null
  readonly officer: string | null
}

export const originOf = ({ parts }: Pick<Session, 'parts'>, pieces: Pieces, sessionOf: ReadonlyMap<string, Origin>): Origin | null => {
  const made = parts.flatMap(({ recordingId }) => pieces.get(recordingId) ?? [])
  if (made.length === 0 || made.length < parts.length) return null
  // The stretches of one piece follow each other in one Session.
  const parent = made.flatMap(({ fields }) => fields.cuts).map(({ recording }) => sessionOf.get(recording)).find((session) => session !== undefined)
  return { recorder: parent?.recorder ?? null, officer: parent?.officer ?? null }
}

/** What recorders recorded: pieces are nobody's duty to make, hand over or explain. */
export const withoutPieces = <T extends { readonly recordings: readonly { readonly id: RecordingId }[] }>(rows: readonly T[], pieces: Pieces): readonly T[] =>
  pieces.size === 0 ? rows : rows.filter(({ recordings }) => recordings.length === 0 || recordings.some(({ id }) => !pieces.has(id)))
