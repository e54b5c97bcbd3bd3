// When a policy profile counts (article 21): what a unit adopted, since when, and what adopting another would mean.

import type { DeedRow } from '../deeds/deedBook.ts'
import { profileInForce, profileSpan, type KnownProfile } from './profile.ts'

/** A profile of this unit. */
export interface Adoption extends KnownProfile {
  /** null: the default, which needs no adoption. */
  readonly deed: DeedRow<'profile'> | null
  /** The later of signing and first being in a Log: a date alone can be written by anybody. Epoch milliseconds. */
  readonly adoptedMs: number
}

/**
 * By which somebody was permitted to act at that moment: in force by its days, and adopted by then. A profile adopted late
 * does not make earlier Deeds right or wrong.
 */
export const profileKnownAt = (profiles: readonly Adoption[], ms: number): Adoption | null => {
  const known = profiles.filter(({ adoptedMs }) => adoptedMs <= ms)
  return named(known, profileInForce(known, ms))
}

/** The rule of a day, whenever it was adopted: for what was recorded on that day. */
export const profileOn = (profiles: readonly Adoption[], dayMs: number): Adoption | null => named(profiles, profileInForce(profiles, dayMs))

/** The next moment at which a profile comes into force or ends; null where none is ahead. */
export const nextChange = (profiles: readonly KnownProfile[], nowMs: number): number | null => {
  const ahead = profiles.flatMap(({ profile }) => Object.values(profileSpan(profile))).filter((ms) => ms > nowMs && ms !== Infinity)
  return ahead.length > 0 ? Math.min(...ahead) : null
}

export interface AdoptionEffect {
  /** `now`: at once; `later`: at `fromMs`; `never`: another one goes before it, or its days are over. */
  readonly takes: 'now' | 'later' | 'never'
  readonly fromMs: number | null
  /** What would go before it. */
  readonly before: KnownProfile | null
  /** Its first day is in the past: it becomes the rule of those days, but not of Deeds that were signed in them. */
  readonly backdated: boolean
  /** Already adopted, word for word. */
  readonly known: boolean
}

export const adoptionEffect = (profiles: readonly Adoption[], candidate: KnownProfile, nowMs: number): AdoptionEffect => {
  const { beginMs, endMs } = profileSpan(candidate.profile)
  const all = [...profiles.filter(({ id }) => id !== candidate.id), candidate]
  const fromMs = Math.max(beginMs, nowMs)
  const winner = endMs <= nowMs ? null : profileInForce(all, fromMs)
  const wins = winner?.id === candidate.id
  return {
    takes: !wins ? 'never' : fromMs > nowMs ? 'later' : 'now',
    fromMs: wins ? fromMs : null,
    before: wins ? null : winner,
    backdated: beginMs < nowMs,
    known: profiles.some(({ id }) => id === candidate.id),
  }
}

const named = (profiles: readonly Adoption[], found: KnownProfile | null): Adoption | null => profiles.find(({ id }) => id === found?.id) ?? null
