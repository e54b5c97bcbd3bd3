// Article 20, use outside duty: flagged as unrelated to work, or tied to no duty, activity or Case although this officer declares duty.

import { dutyTies } from '../dutyTies.ts'
import { untiedRecordings } from '../untied.ts'
import { dutiesOf } from '../../custody/duties.ts'
import type { AuditFacts } from './auditFacts.ts'
import { makeFinding, say, type AuditFinding } from './finding.ts'

export const offDutyUse = ({ duty, book }: Pick<AuditFacts, 'duty' | 'book'>): readonly AuditFinding[] => {
  const flagged = duty.rows.flatMap(({ session, notes: { workFlag } }): readonly AuditFinding[] =>
    workFlag?.fields.unrelated
      ? [
          makeFinding(workFlag.id, {
            kind: 'offDutyUse', rule: 'unrelated', article: 4, ms: session.startMs,
            subject: { session: session.id, recorder: session.recorder, person: session.officer, recording: workFlag.fields.recording },
            evidence: [say('recordedBegin', session.startMs, 'moment'), say('signer', workFlag.name, 'text', { logId: workFlag.logId, seq: workFlag.seq }), say('reason', workFlag.fields.reason)],
          }),
        ]
      : [],
  )
  const declaring = new Set(dutiesOf(book).map(({ deed }) => deed.fields.officerNumber))
  const untied = untiedRecordings(duty.rows, [], dutyTies(book)).sessions.filter(({ officer, day }) => day !== 'unset' && officer !== null && declaring.has(officer))
  const unaccounted = untied.map((session) =>
    makeFinding(session.id, {
      kind: 'offDutyUse', rule: 'unaccounted', article: 4, ms: session.startMs,
      subject: { session: session.id, recorder: session.recorder, person: session.officer, recording: session.parts[0]?.recordingId ?? null },
      evidence: [say('recordedBegin', session.startMs, 'moment'), say('recordedEnd', session.endMs, 'moment'), say('dutyDeclared', 0, 'count'), say('activities', 0, 'count'), say('cases', 0, 'count')],
    }),
  )
  return [...flagged, ...unaccounted]
}
