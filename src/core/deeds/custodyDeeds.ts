// Deeds of articles 13 and 14: what each Drive is for, duty and return, hand-over, Holds, categories, disposal.

import * as v from 'valibot'
import { deedKind } from './deedKind.ts'
import { count, hash, line, moment, optional, prose, reason } from './fieldShapes.ts'

/** What a Drive is for the unit: where it keeps its Recordings, what comes out of a Recorder, what is worked with; `none`: no longer the unit's. */
export const driveRoles = ['archive', 'recorder', 'work', 'none'] as const
export type DriveRole = (typeof driveRoles)[number]

/** SHA-256 of the attachment that lists what is meant: Recording ids, see core/deeds/recordingList. `title` is what people read. */
const listed = { title: line, list: hash, count }

export const custodyDeeds = {
  /** The newest one of a Drive counts; a Drive without one is not the unit's. */
  driveRole: deedKind(['registerDrive'], v.object({ drive: line, name: line, role: v.picklist(driveRoles), words: prose })),
  /** Being on duty: whose Sessions, by officer number or Recorder. A shift has its end; remote duty lasts until `dutyReturn`. */
  duty: deedKind(
    ['writeFieldNote'],
    v.pipe(
      v.object({ kind: v.picklist(['shift', 'remote']), officerNumber: line, recorder: line, place: line, fromMs: moment, toMs: optional(moment), words: prose }),
      v.check(({ kind, toMs, fromMs }) => (kind === 'remote' ? toMs === null : toMs !== null && toMs > fromMs), 'toMs'),
      v.check(({ officerNumber, recorder }) => (officerNumber + recorder).trim() !== '', 'officerNumber'),
    ),
  ),
  dutyReturn: deedKind(['writeFieldNote'], v.object({ duty: hash, returnedMs: moment, words: prose })),
  /** What the custodian took over, and onto which Drive. */
  handOver: deedKind(['collect'], v.object({ ...listed, drive: line, driveName: line, sessions: count, from: line, words: prose })),
  /** On the listed Recordings, and on what is in that Session or Case later. */
  hold: deedKind(['placeHold'], v.object({ ...listed, session: optional(line), caseNumber: line, reason, untilMs: optional(moment) })),
  lift: deedKind(['placeHold'], v.object({ hold: hash, reason })),
  /** Ids of the profile's retention categories; replaces what was said of these Recordings before. */
  category: deedKind(['collect'], v.object({ ...listed, session: optional(line), categories: v.pipe(v.array(line), v.maxLength(40)), words: prose })),
  /** What is to be removed with the system's own tools; `list` is a disposal list, see core/custody/disposalList. */
  disposal: deedKind(['recordDisposal'], v.object({ ...listed, request: hash, approval: hash, copies: count, drives: count, words: prose })),
  /** Whether what a disposal names is gone, as scans since then have seen it; `list` is what is still there. */
  disposalCheck: deedKind(['recordDisposal'], v.object({ disposal: hash, gone: count, left: count, unseen: count, list: hash, words: prose })),
} as const
