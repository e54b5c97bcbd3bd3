// Deeds of pieces 制作件: stills and stretches taken out of Recordings, each a new Recording of its own (article 18).

import * as v from 'valibot'
import { deedKind } from './deedKind.ts'
import { count, hash, line, optional, prose } from './fieldShapes.ts'

/** `copy`: as recorded, from key frame to key frame; `exact` and `redacted`: to the frame, encoded anew. */
export const pieceWorks = ['still', 'copy', 'exact', 'redacted'] as const
export type PieceWork = (typeof pieceWorks)[number]

/** Stretches of one piece. */
export const maxCuts = 100

/** A stretch of one Recording, milliseconds from its own begin; of a still both are its one picture's time. */
const cut = v.pipe(v.object({ recording: hash, fromMs: count, toMs: count }), v.check(({ fromMs, toMs }) => fromMs <= toMs, 'toMs'))

export const pieceDeeds = {
  /** Says of a new Recording what it was made from, how, and by whom: the signer. The originals stay as they are. */
  piece: deedKind(
    ['extractEvidence'],
    v.object({
      recording: hash,
      xxh128: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/, 'xxh128')),
      size: count,
      name: line,
      work: v.picklist(pieceWorks),
      /** What is in it, in its order: really, which of a copy is more than was asked for. */
      cuts: v.pipe(v.array(cut), v.minLength(1), v.maxLength(maxCuts)),
      /** The Viewing during which it was made. */
      viewing: line,
      caseNumber: line,
      /** What it is for. */
      words: prose,
      /** SHA-256 of the attachment that lists what was covered and muted, see core/redaction; null where nothing was. */
      redactions: optional(hash),
    }),
  ),
} as const
