// Deeds of articles 16 to 18: asking to look, copy out or dispose; the approver's answer; the custodian's registration.

import * as v from 'valibot'
import { purposes } from '../log/kinds.ts'
import { deedKind } from './deedKind.ts'
import { count, hash, line, moment, optional, prose, reason } from './fieldShapes.ts'

/** What is asked for. */
export const uses = ['view', 'extract', 'release', 'dispose'] as const
export type Use = (typeof uses)[number]

export const viewingDeeds = {
  request: deedKind(
    ['requestViewing', 'extractEvidence', 'recordDisposal'],
    v.object({
      use: v.picklist(uses),
      /** What the approver reads: recorder, day, length; written by the program from the catalogue. */
      title: line,
      session: optional(line),
      caseNumber: line,
      /** SHA-256 of the attachment that lists what is covered: Recording ids, one a line, sorted. */
      list: hash,
      count,
      purpose: v.picklist(purposes),
      reason,
      /** Until when it is wanted. */
      untilMs: moment,
      /** How many Viewings; 0: any number. */
      times: count,
      /** The urgent Viewing that is to be approved afterwards; null for what is asked before. */
      urgentViewing: optional(line),
    }),
  ),
  approval: deedKind(['approveViewing', 'approveRelease', 'approveDisposal'], v.object({ request: hash, untilMs: moment, times: count, words: prose })),
  refusal: deedKind(['approveViewing', 'approveRelease', 'approveDisposal'], v.object({ request: hash, words: reason })),
  /** By who asked, or by who approved: it ends both. */
  withdrawal: deedKind(['requestViewing', 'extractEvidence', 'recordDisposal', 'approveViewing', 'approveRelease', 'approveDisposal'], v.object({ request: hash, words: prose })),
  registration: deedKind(['registerViewing'], v.object({ request: hash, approval: hash, words: prose })),
} as const
