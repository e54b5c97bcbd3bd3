// Deeds of article 20: what is answered to a Finding. Nothing replaces an answer; a later one stands beside it, and is what counts.

import * as v from 'valibot'
import { deedKind } from './deedKind.ts'
import { line, reason } from './fieldShapes.ts'

export const auditDeeds = {
  /** `finding` is an id of core/policy/findings; `title` is what the signer read. */
  findingAnswer: deedKind(['answerFinding'], v.object({ finding: v.pipe(line, v.regex(/^[0-9a-f]{32}$/)), title: line, state: v.picklist(['open', 'explained', 'confirmed', 'dismissed']), words: reason })),
} as const
