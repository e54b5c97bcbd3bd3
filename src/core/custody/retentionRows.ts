// Until when everything is kept (article 14): gathers what is known of each Recording, judges it, and sums it up by Session.

import { caseFactsOf, casesByRecording } from '../cases/caseLinks.ts'
import type { CaseRow } from '../cases/casesOf.ts'
import type { Recording } from '../catalog/recording.ts'
import type { DeedBook } from '../deeds/deedBook.ts'
import type { RecordingId } from '../ids.ts'
import type { KnownProfile } from '../policy/profile.ts'
import { isDue, judgeRetention, type Retention, type RetentionFacts, type RetentionReason } from '../policy/retention.ts'
import type { RetentionTerm } from '../policy/retentionTerm.ts'
import type { Session } from '../session/session.ts'
import { sessionNotes } from '../policy/sessionNotes.ts'
import { listedIn } from './deedLists.ts'
import { holdFacts, makeHoldFinder, type HoldRow } from './holds.ts'

/** A step of the unit's 音像记录清单. */
export interface ListedStep {
  readonly category: string
  readonly matter: string
  readonly step: string
}

/** As screens list it, with true times where a clock was measured. */
export interface SessionHoldings {
  readonly session: Session
  readonly recordings: readonly Pick<Recording, 'id' | 'indexedMs'>[]
}

export interface RetentionSources {
  readonly sessions: readonly SessionHoldings[]
  readonly book: DeedBook
  readonly cases: readonly CaseRow[]
  readonly holds: readonly HoldRow[]
  /** How long the unit's list keeps a step; null for one that it does not have. */
  readonly termOf: (step: ListedStep) => RetentionTerm | null
}

/** One for each Recording. */
export const retentionFactsOf = ({ sessions, book, cases, holds, termOf }: RetentionSources): readonly RetentionFacts[] => {
  const categories = new Map<string, readonly string[]>()
  // The newest Deed says all of a Recording's categories anew.
  for (const { fields } of book.of('category')) for (const id of listedIn(book, fields.list) ?? []) categories.set(id, fields.categories)
  const notesOf = sessionNotes(book)
  const attached = casesByRecording(cases)
  const holdsOn = makeHoldFinder(holds)
  const facts = new Map<string, RetentionFacts>()
  for (const { session, recordings } of sessions) {
    const activity = notesOf(session).activity?.fields
    const ends = new Map(session.day === 'unset' ? [] : session.parts.map(({ recordingId, endMs }) => [recordingId, endMs]))
    const listed = (activity?.steps ?? []).map((step) => ({ matter: `${step.matter} · ${step.step}`, term: termOf(step) }))
    for (const { id, indexedMs } of recordings) {
      facts.set(id, {
        recordingId: id,
        recordedMs: ends.get(id) ?? null,
        collectedMs: indexedMs,
        categories: [...new Set([...(categories.get(id) ?? []), ...(activity ? [activity.kind] : [])])],
        listed,
        cases: caseFactsOf(attached.get(id)),
        holds: holdsOn(id, [session.id], attached.get(id)).map(holdFacts),
      })
    }
  }
  return [...facts.values()]
}

/** One Session as the due list has it. */
export interface RetentionRow {
  readonly session: Session
  readonly retentions: readonly Retention[]
  /** The longest of its Recordings; null where one has no end. */
  readonly endMs: number | null
  /** What keeps it longest, each reason once. */
  readonly deciding: readonly RetentionReason[]
  readonly categories: readonly string[]
  readonly clockNotSet: boolean
}

/** Sessions whose Recordings are known; due first, then by their end, those without an end last. */
export const retentionRows = (sessions: readonly Session[], facts: readonly RetentionFacts[], profile: KnownProfile): readonly RetentionRow[] => {
  const judged = new Map(facts.map((one) => [one.recordingId as string, { facts: one, retention: judgeRetention(one, profile) }]))
  return sessions
    .flatMap((session): readonly RetentionRow[] => {
      const own = [...new Set(session.parts.map(({ recordingId }) => recordingId))].flatMap((id) => judged.get(id) ?? [])
      if (own.length === 0) return []
      const ends = own.map(({ retention }) => retention.endMs ?? Infinity)
      const longest = Math.max(...ends)
      const deciding = own.filter((_, at) => ends[at] === longest).flatMap(({ retention }) => retention.reasons.filter(({ decides }) => decides))
      return [
        {
          session,
          retentions: own.map(({ retention }) => retention),
          endMs: longest === Infinity ? null : longest,
          deciding: [...new Map(deciding.map((reason) => [`${reason.rule} ${reason.of} ${reason.endless ?? ''}`, reason])).values()],
          categories: [...new Set(own.flatMap((one) => one.facts.categories))],
          clockNotSet: own.some(({ retention }) => retention.clockNotSet),
        },
      ]
    })
    .toSorted((a, b) => (a.endMs ?? Infinity) - (b.endMs ?? Infinity) || a.session.startMs - b.session.startMs || 0)
}

/** How many of its Recordings may be put before an approver now. */
export const dueCount = (row: RetentionRow, nowMs: number): number => row.retentions.filter((retention) => isDue(retention, nowMs)).length

export interface RetentionSummary {
  readonly recordings: number
  readonly due: number
  readonly held: number
  /** Without an end, for whatever reason. */
  readonly endless: number
  /** Kept because nobody knows better: an unreadable term, an unknown category, a Case without a term. */
  readonly doubtful: number
  readonly clockNotSet: number
}

/** For audits and the board of principles. */
export const retentionSummary = (all: readonly Retention[], nowMs: number): RetentionSummary => {
  const count = (fits: (one: Retention) => boolean): number => all.filter(fits).length
  return {
    recordings: all.length,
    due: count((one) => isDue(one, nowMs)),
    held: count(({ reasons }) => reasons.some(({ rule, endless, endMs }) => rule === 'hold' && (endless !== null || (endMs ?? 0) > nowMs))),
    endless: count(({ endMs }) => endMs === null),
    doubtful: count(({ reasons }) => reasons.some(({ decides, endless }) => decides && isDoubt(endless))),
    clockNotSet: count(({ clockNotSet }) => clockNotSet),
  }
}

export const isDoubt = (endless: RetentionReason['endless']): boolean => endless === 'caseMissing' || endless === 'caseTermUnknown' || endless === 'termUnreadable' || endless === 'unknownCategory'

export interface RefusedRecording {
  readonly recordingId: RecordingId
  readonly why: 'held' | 'notDue' | 'endless' | 'disposed'
  readonly retention: Retention | null
}

/** What may be put before an approver, and what may not, and why: doubt keeps. */
export const planDisposal = (chosen: readonly RecordingId[], retentions: ReadonlyMap<string, Retention>, disposed: ReadonlySet<string>, nowMs: number): { readonly may: readonly RecordingId[]; readonly mayNot: readonly RefusedRecording[] } => {
  const judged = chosen.map((recordingId): RefusedRecording | RecordingId => {
    const retention = retentions.get(recordingId) ?? null
    if (disposed.has(recordingId)) return { recordingId, why: 'disposed', retention }
    if (retention && isDue(retention, nowMs)) return recordingId
    const held = retention?.reasons.some(({ rule, endless, endMs }) => rule === 'hold' && (endless !== null || (endMs ?? 0) > nowMs))
    return { recordingId, why: held ? 'held' : retention?.endMs === null ? 'endless' : 'notDue', retention }
  })
  return { may: judged.filter((one) => typeof one === 'string'), mayNot: judged.filter((one) => typeof one !== 'string') }
}
