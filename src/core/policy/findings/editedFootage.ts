// Article 20, edited or false footage: content that no longer has its fingerprint, and signs of editing inside a Session (article 11).

import type { EditSign } from '../editSigns.ts'
import type { AuditFacts } from './auditFacts.ts'
import { makeFinding, say, type AuditFinding, type Evidence, type FindingRule } from './finding.ts'

export const editedFootage = ({ duty, logged, drives, sessions }: Pick<AuditFacts, 'duty' | 'logged' | 'drives' | 'sessions'>): readonly AuditFinding[] => {
  const names = new Map<string, string>(drives.map(({ id, name }) => [id, name]))
  const inSession = new Map(sessions.flatMap(({ session }) => session.parts.map(({ recordingId }) => [recordingId as string, session] as const)))
  const changed = logged.flatMap((one): readonly AuditFinding[] => {
    if (one.type !== 'contentChanged' && one.type !== 'blockMismatch') return []
    const session = inSession.get(one.recordingId ?? '')
    const told = Object.entries(one.evidence).map(([name, value]): Evidence => say(name === 'block' ? 'block' : /before|expected/i.test(name) ? 'expected' : /after|found/i.test(name) ? 'found' : 'other', isEvidenceName(name) || typeof value === 'number' ? value : `${name}: ${value}`))
    return [
      makeFinding(one.id, {
        kind: 'editedFootage', rule: one.type, article: 18, ms: one.ms,
        subject: { recording: one.recordingId, drive: one.driveId, session: session?.id ?? null, recorder: session?.recorder ?? null, person: session?.officer ?? null },
        evidence: [say('drive', names.get(one.driveId ?? '') ?? one.driveId ?? ''), say('path', one.path ?? ''), ...told, say('lastSeen', one.ms, 'moment', one.entry)],
      }),
    ]
  })
  const signed = duty.rows.flatMap(({ session, signs }) =>
    signs.flatMap((sign): readonly AuditFinding[] => {
      const rule = ruleOf(sign)
      if (rule === null) return []
      // Several signs of one file are one Finding each; the encoder's fields change together.
      if (sign.type === 'encoderChanged' && signs.some((other) => other.type === 'software' && other.recording === sign.recording)) return []
      return [
        makeFinding(`${rule} ${sign.recording} ${'field' in sign ? sign.field : ''}`, {
          kind: 'editedFootage', rule, article: 11, ms: session.startMs,
          subject: { recording: sign.recording, session: session.id, recorder: session.recorder, person: session.officer },
          evidence: evidenceOf(sign),
        }),
      ]
    }),
  )
  return [...changed, ...signed]
}

const isEvidenceName = (name: string): boolean => /^(expected|found|before|after|sha256)/i.test(name)

/** Missing numbers are missing files. */
const ruleOf = ({ type }: EditSign): FindingRule | null => (type === 'sequenceMissing' ? null : type === 'sequenceTwice' ? 'sequenceBack' : type)

const evidenceOf = (sign: EditSign): readonly Evidence[] => {
  switch (sign.type) {
    case 'software':
      return [say('sha256', sign.recording, 'hash'), say('software', sign.word), say('found', sign.is)]
    case 'editList':
      return [say('sha256', sign.recording, 'hash'), say('was', sign.was, 'length'), say('is', sign.is, 'length')]
    case 'timesDisagree':
      return [say('sha256', sign.recording, 'hash'), say('was', sign.was, 'moment'), say('is', sign.is, 'moment'), say('other', sign.sources.join(' / ')), say('late', Math.abs(sign.is - sign.was), 'length')]
    case 'encoderChanged':
      return [say('recordingBefore', sign.other, 'hash'), say('recordingAfter', sign.recording, 'hash'), say('other', sign.field), say('was', sign.was), say('is', sign.is)]
    default:
      return [say('recordingBefore', sign.other, 'hash'), say('recordingAfter', sign.recording, 'hash'), say('was', sign.was, 'count'), say('is', sign.is, 'count')]
  }
}
