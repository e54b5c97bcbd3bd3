// Until when a Recording must be kept, and why (article 14): the longest rule wins, nothing here deletes anything.

import type { RecordingId } from '../ids.ts'
import { endOfPeriod } from './calendar.ts'
import type { KnownProfile, PolicyProfile, ProfileId } from './profile.ts'
import type { RetentionTerm } from './retentionTerm.ts'

/** What is known of one Recording when its retention is judged. Epoch milliseconds. */
export interface RetentionFacts {
  readonly recordingId: RecordingId
  /** End of the Recording by its own clock; null when no clock could be believed. */
  readonly recordedMs: number | null
  /** When it was first collected: counted from where `recordedMs` is null. */
  readonly collectedMs: number
  /** Ids of the profile's activity kinds and retention categories that it was filed under. */
  readonly categories: readonly string[]
  /** Rows of the unit's 音像记录清单 that it belongs to; a null term is a text that nobody could read. */
  readonly listed: readonly { readonly matter: string; readonly term: RetentionTerm | null }[]
  readonly cases: readonly CaseFacts[]
  readonly holds: readonly HoldFacts[]
}

export interface CaseFacts {
  readonly caseNumber: string
  readonly closedMs: number | null
  /** How long the Case itself is kept after it was closed; null while unknown. */
  readonly term: RetentionTerm | null
}

/** Only Holds that were not lifted. */
export interface HoldFacts {
  readonly hold: string
  readonly reason: string
  /** null: until it is lifted. */
  readonly untilMs: number | null
}

/** Why there is no end that could be named. */
export type Endless = 'permanent' | 'held' | 'caseOpen' | 'caseMissing' | 'caseTermUnknown' | 'termUnreadable' | 'unknownCategory'

export interface RetentionReason {
  readonly rule: 'least' | 'category' | 'list' | 'case' | 'hold'
  /** Category id, matter, case number or Hold id; empty for `least`. */
  readonly of: string
  /** First moment at which this reason no longer keeps it; null while `endless`. */
  readonly endMs: number | null
  readonly endless: Endless | null
  /** No reason keeps it longer. */
  readonly decides: boolean
}

export interface Retention {
  readonly recordingId: RecordingId
  readonly profile: ProfileId
  /** First moment at which it may be put before an approver for disposal; null for no such moment. */
  readonly endMs: number | null
  /** Counted from the day it was collected, because no clock could be believed. */
  readonly clockNotSet: boolean
  /** All that apply, longest first. */
  readonly reasons: readonly RetentionReason[]
}

/** Doubt keeps: an unknown category, an unreadable term or a Case without a known end means no end. */
export const judgeRetention = (facts: RetentionFacts, { id, profile }: KnownProfile): Retention => {
  const startMs = facts.recordedMs ?? facts.collectedMs
  const judge = (rule: RetentionReason['rule'], of: string, term: RetentionTerm | null): readonly Judged[] => endsOf(term, startMs, facts.cases, profile).map((end) => ({ rule, of, ...end }))
  const judged: readonly Judged[] = [
    ...judge('least', '', profile.retention.least),
    ...facts.categories.flatMap((category) => categoryEnds(category, profile, judge)),
    ...facts.listed.flatMap(({ matter, term }) => judge('list', matter, term)),
    ...facts.cases.map((one) => ({ rule: 'case' as const, of: one.caseNumber, ...caseEnd(one, profile) })),
    ...facts.holds.map(({ hold, untilMs }) => ({ rule: 'hold' as const, of: hold, ...(untilMs === null ? endless('held') : until(untilMs)) })),
  ]
  const longest = Math.max(...judged.map(lengthOf))
  const reasons = judged.map((one) => ({ ...one, decides: lengthOf(one) === longest })).toSorted((a, b) => (a.decides === b.decides ? compareLengths(b, a) : a.decides ? -1 : 1))
  return { recordingId: facts.recordingId, profile: id, endMs: longest === Infinity ? null : longest, clockNotSet: facts.recordedMs === null, reasons }
}

export const isDue = (retention: Retention, nowMs: number): boolean => retention.endMs !== null && retention.endMs <= nowMs

/** What may be put before an approver, the longest due first. */
export const dueList = (all: readonly RetentionFacts[], profile: KnownProfile, nowMs: number): readonly Retention[] =>
  all.map((facts) => judgeRetention(facts, profile)).filter((retention) => isDue(retention, nowMs)).toSorted((a, b) => (a.endMs ?? 0) - (b.endMs ?? 0))

export interface ChangeEffect {
  readonly before: Retention
  readonly after: Retention
}

/** What another profile would mean: nothing is deleted by it, and nothing is changed by asking. */
export interface SimulatedChange {
  /** Not due by the old profile, due by the new one. */
  readonly becomesDue: readonly ChangeEffect[]
  readonly noLongerDue: readonly ChangeEffect[]
  /** Kept less long, or longer, whether due or not; counts. */
  readonly shorter: number
  readonly longer: number
  readonly same: number
}

export const simulateChange = (all: readonly RetentionFacts[], before: KnownProfile, after: KnownProfile, nowMs: number): SimulatedChange => {
  const effects = all.map((facts) => ({ before: judgeRetention(facts, before), after: judgeRetention(facts, after) }))
  const difference = (effect: ChangeEffect): number => compareEnds(effect.after.endMs, effect.before.endMs)
  return {
    becomesDue: effects.filter((effect) => !isDue(effect.before, nowMs) && isDue(effect.after, nowMs)),
    noLongerDue: effects.filter((effect) => isDue(effect.before, nowMs) && !isDue(effect.after, nowMs)),
    shorter: effects.filter((effect) => difference(effect) < 0).length,
    longer: effects.filter((effect) => difference(effect) > 0).length,
    same: effects.filter((effect) => difference(effect) === 0).length,
  }
}

type End = Pick<RetentionReason, 'endMs' | 'endless'>
type Judged = Omit<RetentionReason, 'decides'>

const until = (endMs: number): End => ({ endMs, endless: null })
const endless = (why: Endless): End => ({ endMs: null, endless: why })
const lengthOf = ({ endMs }: End): number => endMs ?? Infinity
const compareEnds = (a: number | null, b: number | null): number => (a === b ? 0 : (a ?? Infinity) < (b ?? Infinity) ? -1 : 1)
const compareLengths = (a: End, b: End): number => compareEnds(a.endMs, b.endMs)

const categoryEnds = (category: string, profile: PolicyProfile, judge: (rule: 'category', of: string, term: RetentionTerm) => readonly Judged[]): readonly Judged[] => {
  const own = profile.retention.categories.find(({ id }) => id === category)
  if (own) return judge('category', category, own.term)
  // An activity kind without a term of its own asks for no more than the least.
  return profile.activityKinds.some(({ id }) => id === category) ? [] : [{ rule: 'category', of: category, ...endless('unknownCategory') }]
}

/** One end for each Case where the term depends on Cases. */
const endsOf = (term: RetentionTerm | null, startMs: number, cases: readonly CaseFacts[], profile: PolicyProfile): readonly End[] => {
  if (!term) return [endless('termUnreadable')]
  if (term.type === 'permanent') return [endless('permanent')]
  if (term.type === 'period' && term.from === 'recorded') return [until(endOfPeriod(startMs, term, profile.zone))]
  if (cases.length === 0) return [endless('caseMissing')]
  return cases.map((one) => {
    if (term.type === 'withCase') return caseEnd(one, profile)
    return one.closedMs === null ? endless('caseOpen') : until(endOfPeriod(one.closedMs, term, profile.zone))
  })
}

/** A Recording attached to a Case is evidence, and kept as long as the Case. */
const caseEnd = ({ closedMs, term }: CaseFacts, { zone }: PolicyProfile): End => {
  if (term?.type === 'permanent') return endless('permanent')
  if (closedMs === null) return endless('caseOpen')
  return term?.type === 'period' ? until(endOfPeriod(closedMs, term, zone)) : endless('caseTermUnknown')
}
