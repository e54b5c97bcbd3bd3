// What each Drive is for the unit (article 13), and what lies on Drives that are not the unit's.

import type { Copy, Drive } from '../catalog/recording.ts'
import type { DriveRole } from '../deeds/custodyDeeds.ts'
import type { DeedBook, DeedRow } from '../deeds/deedBook.ts'
import type { DriveId, RecordingId } from '../ids.ts'

/** Of each Drive the Deed that counts: the newest. */
export const driveRolesOf = (book: DeedBook): ReadonlyMap<string, DeedRow<'driveRole'>> => new Map(book.of('driveRole').map((deed) => [deed.fields.drive, deed]))

export const roleOfDrive = (roles: ReadonlyMap<string, DeedRow<'driveRole'>>, drive: string): DriveRole => roles.get(drive)?.fields.role ?? 'none'

/** Evidence for a Finding: content of the unit's on a Drive nobody registered (article 13: no private copies). */
export interface PrivateCopy {
  readonly driveId: DriveId
  readonly path: string
  readonly recordingId: RecordingId
  /** The unit's Drives that have the same content. */
  readonly alsoOn: readonly DriveId[]
  readonly seenMs: number
}

/** Only what is there now. The sample Drive is nobody's. */
export const privateCopies = (copies: readonly Copy[], drives: readonly Drive[], roles: ReadonlyMap<string, DeedRow<'driveRole'>>): readonly PrivateCopy[] => {
  const samples = new Set<string>(drives.filter(({ sample }) => sample).map(({ id }) => id))
  const isUnits = (drive: DriveId): boolean => roleOfDrive(roles, drive) !== 'none'
  const there = copies.filter(({ state, driveId }) => state === 'fingerprinted' && !samples.has(driveId))
  const registered = Map.groupBy(there.filter(({ driveId }) => isUnits(driveId)), ({ recordingId }) => recordingId)
  return there.flatMap(({ driveId, path, recordingId, seenMs }) => {
    const known = recordingId === null || isUnits(driveId) ? undefined : registered.get(recordingId)
    return known && recordingId ? [{ driveId, path, recordingId, alsoOn: [...new Set(known.map((copy) => copy.driveId))], seenMs }] : []
  })
}
