// Article 20, deleted or missing files: a Recording of which no Copy is left, and numbers a recorder gave that are nowhere.

import { disposedPlaces, disposedRecordings } from '../../custody/disposals.ts'
import { driveRolesOf, roleOfDrive } from '../../custody/driveRoles.ts'
import type { AuditFacts } from './auditFacts.ts'
import { makeFinding, say, type AuditFinding } from './finding.ts'
import type { LoggedFinding } from './loggedFindings.ts'

/** A Recording whose listed disposal removed it, or of which a Copy is left on a Drive of the unit, is not missing. */
export const missingFiles = (facts: Pick<AuditFacts, 'copies' | 'drives' | 'disposals' | 'logged' | 'sessions' | 'book' | 'duty'>): readonly AuditFinding[] => {
  const roles = driveRolesOf(facts.book)
  // A unit that has not yet said what its Drives are for keeps on all of them.
  const isUnits = (drive: string): boolean => roles.size === 0 || roleOfDrive(roles, drive) !== 'none'
  const kept = new Set(facts.copies.filter(({ state, driveId }) => (state === 'fingerprinted' || state === 'failed') && isUnits(driveId)).map(({ recordingId }) => recordingId as string | null))
  const disposed = disposedRecordings(facts.disposals)
  const places = disposedPlaces(facts.disposals)
  const driveNames = new Map<string, string>(facts.drives.map(({ id, name }) => [id, name]))
  const inSession = new Map(facts.sessions.flatMap(({ session }) => session.parts.map(({ recordingId }) => [recordingId as string, session] as const)))

  const lost = new Map<string, { readonly ms: number; readonly path: string; readonly driveId: string; readonly logged: LoggedFinding | null }>()
  for (const { recordingId, state, seenMs, path, driveId } of facts.copies) if (recordingId && state === 'missing') lost.set(recordingId, { ms: seenMs, path, driveId, logged: null })
  for (const one of facts.logged) if (one.type === 'copyMissing' && one.recordingId) lost.set(one.recordingId, { ms: one.ms, path: one.path ?? '', driveId: one.driveId ?? '', logged: one })
  const gone = [...lost].flatMap(([recording, { ms, path, driveId, logged }]): readonly AuditFinding[] => {
    if (kept.has(recording) || disposed.has(recording) || places.has(`${driveId}/${path}`)) return []
    const session = inSession.get(recording)
    return [
      makeFinding(recording, {
        kind: 'missingFile', rule: 'gone', article: 18, ms,
        subject: { recording, drive: driveId, session: session?.id ?? null, recorder: session?.recorder ?? null, person: session?.officer ?? null },
        evidence: [say('expected', recording, 'hash'), say('drive', driveNames.get(driveId) ?? driveId), say('path', path), say('lastSeen', ms, 'moment', logged?.entry ?? null), say('otherCopies', 0, 'count')],
      }),
    ]
  })

  const missingNumbers = facts.duty.rows.flatMap(({ session, signs }) =>
    signs.flatMap((sign): readonly AuditFinding[] =>
      sign.type !== 'sequenceMissing'
        ? []
        : [
            makeFinding(`${sign.other} ${sign.recording}`, {
              kind: 'missingFile', rule: 'sequenceMissing', article: 11, ms: session.startMs,
              subject: { recording: sign.recording, session: session.id, recorder: session.recorder, person: session.officer },
              evidence: [say('was', sign.was, 'count'), say('is', sign.is, 'count'), say('recordingBefore', sign.other, 'hash'), say('recordingAfter', sign.recording, 'hash')],
            }),
          ],
    ),
  )
  return [...gone, ...missingNumbers]
}
