// Attaches Recordings or a range to a Case (article 14: evidence), in as many Deeds as they need.

import { maxLinked } from '../core/deeds/caseDeeds.ts'
import type { RecordingId, SessionId } from '../core/ids.ts'
import { ok } from '../core/result.ts'
import type { Answer, App } from './app.ts'

/** A whole Session, single Recordings of it, or a part of one. */
export interface CasePick {
  readonly session: SessionId | null
  readonly recordings: readonly RecordingId[]
  /** Milliseconds from the one Recording's own begin. */
  readonly range: { readonly fromMs: number; readonly toMs: number } | null
}

export const attachToCase = async (sign: App['sign'], caseNumber: string, picks: readonly CasePick[], words: string): Answer<void> => {
  for (const { session, recordings, range } of picks) {
    for (let at = 0; at < recordings.length; at += maxLinked) {
      const signed = await sign('caseLink', { caseNumber, session, recordings: recordings.slice(at, at + maxLinked), range, words })
      if (!signed.ok) return signed
    }
  }
  return ok(undefined)
}
