// Attaches Recordings or a range to a Case (article 14: evidence), in as many Deeds as they need.

import type { CasePick } from '../core/cases/picksOfRange.ts'
import { maxLinked } from '../core/deeds/caseDeeds.ts'
import { ok } from '../core/result.ts'
import type { Answer, App } from './app.ts'

export const attachToCase = async (sign: App['sign'], caseNumber: string, picks: readonly CasePick[], words: string): Answer<void> => {
  for (const { session, recordings, range } of picks) {
    for (let at = 0; at < recordings.length; at += maxLinked) {
      const signed = await sign('caseLink', { caseNumber, session, recordings: recordings.slice(at, at + maxLinked), range, words })
      if (!signed.ok) return signed
    }
  }
  return ok(undefined)
}
