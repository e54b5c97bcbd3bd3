// Deeds of articles 4 to 8 and 11: what officers and heads write about the use of recorders. A later one stands beside the earlier.

import * as v from 'valibot'
import { deedKind } from './deedKind.ts'
import { count, hash, line, moment, optional, prose, reason } from './fieldShapes.ts'

/** Which Session is meant: by one of its Recordings, so that it stays the same when files are grouped anew. `session` is its id when it was written. */
const session = { session: line, recording: hash }

/** How a recorder's clock was read; see core/policy/recorderClock. `gps`: from a track of `recording`, see core/media/track/gpsBegin. */
export const readingMethods = ['filmed', 'newestFile', 'typed', 'gps'] as const
export type ReadingMethod = (typeof readingMethods)[number]

const step = v.object({ category: line, matter: line, step: line })

export const dutyDeeds = {
  /** Article 2: who carries a Recorder since when; `officerNumber` empty: in store. */
  recorder: deedKind(['registerDrive', 'writeFieldNote'], v.object({ serial: line, model: line, officerNumber: line, sinceMs: moment, words: prose })),
  /** Article 5: what the Recorder showed at `atMs`, the time of this computer; `set`: its clock was put right at once. */
  clockReading: deedKind(
    ['writeFieldNote'],
    v.object({ serial: line, method: v.picklist(readingMethods), atMs: moment, shownMs: moment, uncertaintyMs: count, set: v.boolean(), recording: optional(hash), words: prose }),
  ),
  /** Article 5: the check before use. Battery in percent; free space in MiB; the clock as it was found. */
  preUse: deedKind(
    ['writeFieldNote'],
    v.object({ serial: line, battery: v.pipe(count, v.maxValue(100)), freeMib: count, clock: v.picklist(['right', 'wrong', 'measured']), reading: optional(hash), words: prose }),
  ),
  /** Article 4: 与工作无关, or no longer. */
  workFlag: deedKind(['writeFieldNote'], v.object({ ...session, unrelated: v.boolean(), reason })),
  /** Article 6: what was done; `kind` is an id of the profile's activity kinds, `steps` are of the 音像记录清单. */
  activity: deedKind(['writeFieldNote'], v.object({ ...session, kind: line, steps: v.pipe(v.array(step), v.maxLength(40)), words: prose })),
  /** Article 7: `ground` is an id of the profile's exemptions. Explains the Gap between two Recordings, or a time without a Session. */
  exemption: deedKind(
    ['writeFieldNote'],
    v.object({ ground: line, reason, basis: reason, place: line, officerNumber: line, fromMs: moment, toMs: moment, gap: optional(v.object({ before: hash, after: hash })) }),
  ),
  /** Articles 7 and 11: a head has read it. `of` is the id of an exemption, or of the explanation of a Gap. */
  acknowledgement: deedKind(['acknowledgeReport'], v.object({ kind: v.picklist(['exemption', 'interruption']), of: line, words: prose })),
  /** Article 8: why nobody was told, or why it cannot be heard. */
  noticeNote: deedKind(['writeFieldNote'], v.object({ ...session, reason })),
} as const
