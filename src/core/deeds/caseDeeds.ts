// Deeds of Cases, of Releases and of receipts: articles 1, 14 and 15.

import * as v from 'valibot'
import { deedKind } from './deedKind.ts'
import { count, hash, line, moment, optional, prose, reason } from './fieldShapes.ts'

/** Recordings in one `caseLink`: so many ids fit a Deed. */
export const maxLinked = 400
/** Recordings of one `receipt`: it is to fit a few printed pages. */
export const maxReceipted = 20

/** As people write it: not blank. */
const number = v.pipe(line, v.check((text) => text.trim() !== '', 'blank'))
const whole = v.pipe(v.number(), v.safeInteger())

export const caseDeeds = {
  /** Opens a Case 案卷; a later one of the same number says again what it is called. `term`: how long it is kept, as the unit writes it. */
  case: deedKind(['keepCase'], v.object({ caseNumber: number, title: line, kind: line, openedMs: moment, term: optional(line) })),
  /**
   * Attaches Recordings as evidence: of a Session those it had that day. `range`: a part of the one Recording that is named,
   * milliseconds from its own begin.
   */
  caseLink: deedKind(
    ['keepCase'],
    v.pipe(
      v.object({
        caseNumber: number,
        session: optional(line),
        recordings: v.pipe(v.array(hash), v.minLength(1), v.maxLength(maxLinked)),
        range: optional(v.pipe(v.object({ fromMs: count, toMs: count }), v.check(({ fromMs, toMs }) => fromMs < toMs, 'toMs'))),
        words: prose,
      }),
      v.check(({ recordings, range }) => range === null || recordings.length === 1, 'range'),
    ),
  ),
  /** Takes what a `caseLink` attached off again; both stay on record. */
  caseUnlink: deedKind(['keepCase'], v.object({ link: hash, reason })),
  /** `term`: how long the closed Case is kept; null leaves what was said before. */
  caseClosing: deedKind(['keepCase'], v.object({ caseNumber: number, closedMs: moment, term: optional(line), words: prose })),
  caseReopening: deedKind(['keepCase'], v.object({ caseNumber: number, reason })),
  /** Article 1: what a party is told of Recordings, so that anybody can check them later. */
  receipt: deedKind(
    ['keepCase', 'extractEvidence'],
    v.object({
      party: v.pipe(line, v.check((text) => text.trim() !== '', 'blank')),
      reason,
      caseNumber: line,
      recordings: v.pipe(
        v.array(
          v.object({
            recording: hash,
            xxh128: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/, 'xxh128')),
            size: count,
            name: line,
            recorder: optional(line),
            officer: optional(line),
            /** By the recorder's clock; null where it could not be believed, or the length is not known. */
            startMs: optional(moment),
            endMs: optional(moment),
            /** Which clock that is: one of TimeSource. */
            clock: optional(line),
            /** What to add to that clock for the true time, where it was measured (article 5). */
            offsetMs: optional(whole),
            uncertaintyMs: optional(count),
          }),
        ),
        v.minLength(1),
        v.maxLength(maxReceipted),
      ),
    }),
  ),
} as const
