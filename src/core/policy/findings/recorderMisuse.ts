// Article 20, a recorder not used as it must be: used by another officer than who carries it, or not at all on a declared shift.

import { dutiesOf } from '../../custody/duties.ts'
import { carrierAt, carrierMismatches } from '../recorders.ts'
import { serialKey } from '../recorderClock.ts'
import type { AuditFacts } from './auditFacts.ts'
import { makeFinding, say, type AuditFinding } from './finding.ts'

export const recorderMisuse = (facts: Pick<AuditFacts, 'sessions' | 'duty' | 'book' | 'nowMs'>): readonly AuditFinding[] => [...otherOfficers(facts), ...unusedRecorders(facts)]

/** Declared duty with that recorder is the answer: then it was lent. */
const otherOfficers = ({ sessions, duty, book }: Pick<AuditFacts, 'sessions' | 'duty' | 'book'>): readonly AuditFinding[] => {
  const duties = dutiesOf(book)
  return carrierMismatches(sessions.map(({ session }) => session), duty.recorders).flatMap(({ session, registered, found }): readonly AuditFinding[] => {
    const lent = duties.some(({ deed: { fields }, endMs }) => fields.officerNumber === found && fields.recorder !== '' && serialKey(fields.recorder) === serialKey(session.recorder ?? '') && session.startMs >= fields.fromMs && session.startMs < (endMs ?? Infinity))
    if (lent) return []
    return [
      makeFinding(session.id, {
        kind: 'recorderMisuse', rule: 'otherOfficer', article: 2, ms: session.startMs,
        subject: { session: session.id, recorder: session.recorder, person: found, recording: session.parts[0]?.recordingId ?? null },
        evidence: [say('recorder', session.recorder ?? ''), say('carrier', registered), say('officerInName', found), say('recordedBegin', session.startMs, 'moment')],
      }),
    ]
  })
}

/** A shift that is over, of somebody who carries a recorder, with no footage of either, and no exemption (article 7) for that time. */
const unusedRecorders = ({ sessions, duty, book, nowMs }: Pick<AuditFacts, 'sessions' | 'duty' | 'book' | 'nowMs'>): readonly AuditFinding[] => {
  const timed = sessions.map(({ session }) => session).filter(({ day }) => day !== 'unset')
  const byOfficer = Map.groupBy(timed, ({ officer }) => officer ?? '')
  const byRecorder = Map.groupBy(timed, ({ recorder }) => serialKey(recorder ?? ''))
  return dutiesOf(book).flatMap(({ deed, endMs }): readonly AuditFinding[] => {
    const { kind, officerNumber, recorder, fromMs, place } = deed.fields
    if (kind !== 'shift' || endMs === null || endMs > nowMs) return []
    const carried = recorder || (duty.recorders.find((row) => officerNumber !== '' && carrierAt(row, fromMs) === officerNumber)?.serial ?? '')
    if (carried === '') return []
    const used = [...(byRecorder.get(serialKey(carried)) ?? []), ...(byOfficer.get(officerNumber) ?? [])].some(({ startMs, endMs: until }) => startMs < endMs && until > fromMs)
    const exempt = duty.exemptions.some(({ deed: { fields } }) => fields.gap === null && fields.officerNumber === officerNumber && fields.fromMs < endMs && fields.toMs > fromMs)
    if (used || exempt) return []
    return [
      makeFinding(deed.id, {
        kind: 'recorderMisuse', rule: 'notUsed', article: 6, ms: fromMs,
        subject: { recorder: carried, person: officerNumber || deed.officerNumber },
        evidence: [say('recorder', carried), say('officer', officerNumber), say('shift', fromMs, 'moment', { logId: deed.logId, seq: deed.seq }), say('due', endMs, 'moment'), say('words', place), say('recordings', 0, 'count')],
      }),
    ]
  })
}
