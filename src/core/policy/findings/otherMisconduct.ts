// Article 20, other: viewing without approval, urgent viewing not approved in time, hand-over overdue, Deeds and logs that do not stand.

import { overdueHandOvers } from '../../custody/handOvers.ts'
import type { ViewingRow } from '../../viewing/viewing.ts'
import type { AuditFacts } from './auditFacts.ts'
import { makeFinding, say, type AuditFinding, type FindingRule } from './finding.ts'

export const otherMisconduct = (facts: Pick<AuditFacts, 'viewings' | 'urgentVisits' | 'book' | 'handOvers' | 'logs' | 'logged'>): readonly AuditFinding[] => {
  const viewings = unapproved(facts)
  const told = new Set(viewings.map(({ subject }) => subject.viewing))
  return [...viewings, ...urgent(facts), ...overdue(facts), ...faulty(facts), ...logProblems(facts, told), ...clocks(facts)]
}

const ofViewing = ({ viewing, session, person, recordings }: ViewingRow) => ({ viewing, session, person, recording: recordings[0] ?? null })
const toldOf = ({ person, openedMs, watchedMs, reason }: ViewingRow) => [say('viewer', person), say('opened', openedMs, 'moment'), say('watched', watchedMs, 'length'), say('reason', reason)]

/** Article 16. An Approval must stand, be for this person, cover what was registered, and be older than the Viewing. */
const unapproved = ({ viewings, book }: Pick<AuditFacts, 'viewings' | 'book'>): readonly AuditFinding[] => {
  const requests = new Map(book.of('request').map((deed) => [deed.id, deed]))
  const approvals = new Map(book.of('approval').map((deed) => [deed.id, deed]))
  return viewings.flatMap((row): readonly AuditFinding[] => {
    if (row.urgent) return []
    const make = (rule: FindingRule, more: Parameters<typeof makeFinding>[1]['evidence']): readonly AuditFinding[] => [makeFinding(row.viewing, { kind: 'other', rule, article: 16, ms: row.openedMs, subject: ofViewing(row), evidence: [...toldOf(row), ...more] })]
    if (row.approval === null) return make('noApproval', [])
    const approval = approvals.get(row.approval)
    const request = approval && requests.get(approval.fields.request)
    const wrong = !approval ? (book.find(row.approval)?.fault ?? 'missing') : !request ? 'noRequest' : request.person !== row.personId ? 'otherPerson' : approval.person === request.person ? 'own' : row.openedMs > Math.min(approval.fields.untilMs, request.fields.untilMs) ? 'expired' : null
    return wrong === null ? [] : make('badApproval', [say('approval', row.approval, 'hash', approval ? { logId: approval.logId, seq: approval.seq } : null), say('fault', wrong)])
  })
}

/** Answered late, refused, or not answered at all. */
const urgent = ({ urgentVisits }: Pick<AuditFacts, 'urgentVisits'>): readonly AuditFinding[] =>
  urgentVisits.flatMap(({ visit, viewings: [first], request, approved, deadline }): readonly AuditFinding[] => {
    const answer = request?.answer ?? null
    const rule: FindingRule | null = deadline.state === 'overdue' ? 'urgentOverdue' : answer && !approved ? 'urgentRefused' : deadline.state === 'late' ? 'urgentLate' : null
    if (rule === null) return []
    const answered = answer ? [say('answered', answer.madeMs, 'moment', { logId: answer.logId, seq: answer.seq })] : []
    return [makeFinding(visit, { kind: 'other', rule, article: 16, ms: first.openedMs, subject: ofViewing(first), evidence: [...toldOf(first), ...(deadline.dueMs === null ? [] : [say('due', deadline.dueMs, 'moment')]), ...answered] })]
  })

/** Article 13. */
const overdue = ({ handOvers }: Pick<AuditFacts, 'handOvers'>): readonly AuditFinding[] =>
  overdueHandOvers(handOvers).map(({ session, deadline, recordings, handed }) =>
    makeFinding(session.id, {
      kind: 'other', rule: 'handOverOverdue', article: 13, ms: deadline.dueMs ?? session.endMs,
      subject: { session: session.id, recorder: session.recorder, person: session.officer, recording: session.parts[0]?.recordingId ?? null },
      evidence: [say('recordedEnd', session.endMs, 'moment'), say('due', deadline.dueMs ?? 0, 'moment'), say('late', deadline.lateMs, 'length'), say('recordings', recordings - handed, 'count')],
    }),
  )

/** What was signed and does not stand; a type of a later version is no fault of anybody. */
const faulty = ({ book }: Pick<AuditFacts, 'book'>): readonly AuditFinding[] =>
  book.faulty
    .filter(({ fault }) => fault !== 'unknownType')
    .map(({ id, type, fault, name, madeMs, seenMs, logId, seq }) =>
      makeFinding(id, { kind: 'other', rule: 'deedFault', article: 18, ms: seenMs, subject: { log: logId, person: name }, evidence: [say('deedType', type), say('fault', fault ?? ''), say('signer', name), say('answered', madeMs, 'moment', { logId, seq })] }),
    )

/** One for each log and kind of problem; each of its entries is named. A Viewing that is a Finding of its own already is not told twice. */
const logProblems = ({ logs }: Pick<AuditFacts, 'logs'>, told: ReadonlySet<string | null>): readonly AuditFinding[] =>
  logs.flatMap(({ logId, device, problems }) =>
    [...Map.groupBy(problems.filter(({ type, detail }) => type !== 'approvalMissing' || !told.has(detail.split(':')[0] ?? '')), ({ type }) => type)].map(([type, list]) =>
      makeFinding(`${logId} ${type}`, {
        kind: 'other', rule: 'logProblem', article: 16, ms: 0, subject: { log: logId },
        evidence: [say('found', device), say('problem', type), say('entries', list.length, 'count'), ...list.slice(0, 5).map(({ seq, detail }) => say('detail', detail, 'text', seq === null ? null : { logId, seq }))],
      }),
    ),
  )

/** Article 5: the recorder's clock was not set; and what a device could not take in. */
const clocks = ({ logged }: Pick<AuditFacts, 'logged'>): readonly AuditFinding[] =>
  logged.flatMap(({ id, type, ms, recordingId, driveId, path, evidence, entry }): readonly AuditFinding[] =>
    type !== 'clockNotSet' && type !== 'logProblem'
      ? []
      : [
          makeFinding(id, {
            kind: 'other', rule: type, article: type === 'clockNotSet' ? 5 : 16, ms,
            subject: { recording: recordingId, drive: driveId, log: typeof evidence['logId'] === 'string' ? evidence['logId'] : null },
            evidence: [...(path ? [say('path', path)] : []), ...Object.entries(evidence).map(([name, value]) => say('other', `${name}: ${value}`)), say('lastSeen', ms, 'moment', entry)],
          }),
        ],
  )
