// Article 20, leaks: the unit's content on a Drive that is not the unit's (article 13: no private copies).

import { driveRolesOf, privateCopies } from '../../custody/driveRoles.ts'
import type { AuditFacts } from './auditFacts.ts'
import { makeFinding, say, type AuditFinding } from './finding.ts'

export const leaks = ({ copies, drives, book, sessions }: Pick<AuditFacts, 'copies' | 'drives' | 'book' | 'sessions'>): readonly AuditFinding[] => {
  const names = new Map<string, string>(drives.map(({ id, name }) => [id, name]))
  const inSession = new Map(sessions.flatMap(({ session }) => session.parts.map(({ recordingId }) => [recordingId as string, session] as const)))
  return privateCopies(copies, drives, driveRolesOf(book)).map(({ driveId, path, recordingId, alsoOn, seenMs }) => {
    const session = inSession.get(recordingId)
    return makeFinding(`${driveId}/${recordingId}`, {
      kind: 'leak', rule: 'privateCopy', article: 13, ms: seenMs,
      subject: { recording: recordingId, drive: driveId, session: session?.id ?? null, recorder: session?.recorder ?? null },
      evidence: [say('sha256', recordingId, 'hash'), say('drive', names.get(driveId) ?? driveId), say('path', path), say('alsoOn', alsoOn.map((id) => names.get(id) ?? id).join('、')), say('lastSeen', seenMs, 'moment')],
    })
  })
}
