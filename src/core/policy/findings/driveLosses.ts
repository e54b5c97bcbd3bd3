// Article 20, lost or damaged drives: the only Copy of something on a Drive that was not seen for long, was given up, or cannot be read.

import { disposedRecordings } from '../../custody/disposals.ts'
import { driveRolesOf } from '../../custody/driveRoles.ts'
import type { Copy, Drive } from '../../catalog/recording.ts'
import type { AuditFacts } from './auditFacts.ts'
import { makeFinding, say, type AuditFinding } from './finding.ts'

const dayMs = 86_400_000

/** A Drive of which everything is also on another that was seen since is no loss. */
export const driveLosses = ({ copies, drives, book, disposals, profile, nowMs }: Pick<AuditFacts, 'copies' | 'drives' | 'book' | 'disposals' | 'profile' | 'nowMs'>): readonly AuditFinding[] => {
  const roles = driveRolesOf(book)
  const disposed = disposedRecordings(disposals)
  const unseenMs = profile.profile.audit.driveUnseenDays * dayMs
  const isUnseen = ({ lastSeenMs }: Drive): boolean => nowMs - lastSeenMs > unseenMs
  const unitsDrives = drives.filter(({ id, sample }) => !sample && roles.has(id))
  const safe = new Set<string>(unitsDrives.filter((drive) => !isUnseen(drive) && roles.get(drive.id)?.fields.role !== 'none').map(({ id }) => id))
  const safeRecordings = new Set(copies.filter(({ driveId, state }) => state === 'fingerprinted' && safe.has(driveId)).map(({ recordingId }) => recordingId as string | null))
  const byDrive = Map.groupBy(copies, ({ driveId }) => driveId)
  const onlyHere = (drive: Drive, states: readonly Copy['state'][]): readonly Copy[] =>
    (byDrive.get(drive.id) ?? []).filter(({ state, recordingId }) => states.includes(state) && recordingId !== null && !safeRecordings.has(recordingId) && !disposed.has(recordingId))

  return unitsDrives.flatMap((drive): readonly AuditFinding[] => {
    const role = roles.get(drive.id)
    const place = role && { logId: role.logId, seq: role.seq }
    const told = (only: readonly Copy[]) => [say('drive', drive.name, 'text', place ?? null), say('lastSeen', drive.lastSeenMs, 'moment'), say('recordings', new Set(only.map(({ recordingId }) => recordingId)).size, 'count'), say('path', only[0]?.path ?? ''), say('otherCopies', 0, 'count')]
    const base = { kind: 'driveLoss', article: 12, subject: { drive: drive.id } } as const
    const only = onlyHere(drive, ['fingerprinted'])
    const givenUp = role?.fields.role === 'none'
    const lost = only.length > 0 && (givenUp || isUnseen(drive)) ? [makeFinding(drive.id, { ...base, rule: givenUp ? 'driveGivenUp' : 'driveUnseen', ms: givenUp ? role.madeMs : drive.lastSeenMs, evidence: told(only) })] : []
    const damaged = onlyHere(drive, ['failed'])
    return damaged.length === 0 ? lost : [...lost, makeFinding(drive.id, { ...base, rule: 'unreadable', ms: drive.lastSeenMs, evidence: [...told(damaged), say('problem', damaged[0]?.error?.type ?? '')] })]
  })
}
