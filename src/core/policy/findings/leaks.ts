// Article 20, leaks: the unit's content on a Drive that is not the unit's (article 13: no private copies), and pictures shown without their watermark.

import { driveRolesOf, privateCopies } from '../../custody/driveRoles.ts'
import type { AuditFacts } from './auditFacts.ts'
import { makeFinding, say, type AuditFinding } from './finding.ts'

export const leaks = (facts: Pick<AuditFacts, 'copies' | 'drives' | 'book' | 'sessions' | 'viewings'>): readonly AuditFinding[] => [...copiesElsewhere(facts), ...watermarksLost(facts)]

/** One for each Viewing: whoever takes the watermark off means to film or copy the picture. */
const watermarksLost = ({ viewings }: Pick<AuditFacts, 'viewings'>): readonly AuditFinding[] =>
  viewings.flatMap(({ viewing, session, person, openedMs, reason, logId, watermarkLost }): readonly AuditFinding[] => {
    const [first] = watermarkLost
    if (!first) return []
    return [
      makeFinding(viewing, {
        kind: 'leak', rule: 'watermarkLost', article: 16, ms: first.ms,
        subject: { viewing, session, person, recording: first.recording },
        evidence: [say('viewer', person), say('opened', openedMs, 'moment'), say('reason', reason), ...watermarkLost.slice(0, 5).flatMap(({ what, ms, seq }) => [say('detail', what), say('found', ms, 'moment', { logId, seq })])],
      }),
    ]
  })

const copiesElsewhere = ({ copies, drives, book, sessions }: Pick<AuditFacts, 'copies' | 'drives' | 'book' | 'sessions'>): readonly AuditFinding[] => {
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
