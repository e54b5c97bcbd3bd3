// Article 20, holes in what must be recorded without a break: Gaps that nobody explained, neither by voice nor in writing.

import type { AuditFacts } from './auditFacts.ts'
import { makeFinding, say, type AuditFinding } from './finding.ts'

/** The officer has until the hand-over is due to say why (articles 11 and 13); an exemption (article 7) is an answer. */
export const coverageHoles = ({ duty, handOvers, nowMs }: Pick<AuditFacts, 'duty' | 'handOvers' | 'nowMs'>): readonly AuditFinding[] => {
  const dueMs = new Map(handOvers.map(({ session, deadline }) => [session.id, deadline.dueMs]))
  return duty.rows.flatMap(({ session, gaps }) =>
    gaps.flatMap((gap): readonly AuditFinding[] =>
      gap.explanations.length > 0 || gap.exemptions.length > 0 || nowMs < (dueMs.get(session.id) ?? 0)
        ? []
        : [
            makeFinding(`${gap.before} ${gap.after}`, {
              kind: 'coverageHole', rule: 'gapUnexplained', article: 11, ms: gap.startMs,
              subject: { session: session.id, recording: gap.after, recorder: session.recorder, person: session.officer },
              evidence: [say('gapBegin', gap.startMs, 'moment'), say('gapEnd', gap.endMs, 'moment'), say('late', gap.endMs - gap.startMs, 'length'), say('recordingBefore', gap.before, 'hash'), say('recordingAfter', gap.after, 'hash')],
            }),
          ],
    ),
  )
}
