// The profile in force is taken up when it is adopted, at its midnight, and after the clock was set; the catalogue is read anew only where it matters.

import { describe, expect, test } from 'vitest'
import { makePolicyInForce } from '../../../src/app/policyInForce.ts'
import { emptyBook, type DeedBook } from '../../../src/core/deeds/deedBook.ts'
import { makeLive } from '../../../src/core/live.ts'
import { profileKnownAt, type Adoption } from '../../../src/core/policy/adoption.ts'
import { defaultProfile } from '../../../src/core/policy/defaultProfile.ts'
import { knownProfile, type KnownProfile, type PolicyProfile } from '../../../src/core/policy/profile.ts'
import { ok } from '../../../src/core/result.ts'

const day = (text: string): number => Date.parse(`${text}T00:00:00+08:00`)
const changed = (change: Partial<PolicyProfile>): KnownProfile => knownProfile({ ...defaultProfile.profile, version: 2, ...change })
const bookOf = (...adopted: readonly KnownProfile[]): DeedBook => {
  const profiles: readonly Adoption[] = [defaultProfile, ...adopted].map((one) => ({ ...one, deed: null, adoptedMs: 0 }))
  return { ...emptyBook, profiles, profileAt: (ms) => profileKnownAt(profiles, ms) ?? defaultProfile }
}

const start = (nowMs: number) => {
  const clock = { ms: nowMs, now: () => clock.ms }
  const timers: { readonly atMs: number; readonly run: () => void }[] = []
  const kept = new Map<string, unknown>()
  const policy = makeLive<KnownProfile>(defaultProfile)
  const deeds = makeLive<DeedBook>(bookOf())
  let reread = 0
  const deps = { policy, deeds, clock, settings: { get: async (key: string) => kept.get(key), put: async (key: string, value: unknown) => { kept.set(key, value); return ok(undefined) } }, first: defaultProfile, reread: async () => { reread += 1 } }
  const inForce = makePolicyInForce({
    ...deps,
    after: (ms, run) => {
      const timer = { atMs: clock.ms + ms, run }
      timers.push(timer)
      return () => void timers.splice(timers.indexOf(timer), 1)
    },
  })
  const goTo = async (ms: number): Promise<void> => {
    while ((timers[0]?.atMs ?? Infinity) <= ms) {
      clock.ms = timers[0]?.atMs ?? 0
      timers.shift()?.run()
    }
    clock.ms = ms
    await new Promise((resume) => setTimeout(resume))
  }
  return { ...deps, inForce, goTo, timers, rereads: () => reread, kept }
}

describe('the profile in force', () => {
  test('comes at its midnight, to the millisecond, and goes at the end of its last day', async () => {
    const ahead = changed({ from: '2026-05-01', until: '2026-05-31' })
    const one = start(day('2026-04-30') + 1)
    one.deeds.set(bookOf(ahead))
    await one.goTo(day('2026-05-01') - 1)
    expect(one.policy.get().id).toBe(defaultProfile.id)
    await one.goTo(day('2026-05-01'))
    expect(one.policy.get().id).toBe(ahead.id)
    await one.goTo(day('2026-06-01'))
    expect(one.policy.get().id).toBe(defaultProfile.id)
    expect(one.timers).toHaveLength(1)
    one.inForce.dispose()
    expect(one.timers).toHaveLength(0)
  })

  test('is looked at again after the clock was set, forward or back', async () => {
    const ahead = changed({ from: '2026-05-01' })
    const one = start(day('2026-04-01'))
    one.deeds.set(bookOf(ahead))
    one.clock.ms = day('2026-07-01')
    one.timers[0]?.run()
    expect(one.policy.get().id).toBe(ahead.id)
    one.clock.ms = day('2026-04-01')
    one.timers.at(-1)?.run()
    expect(one.policy.get().id).toBe(defaultProfile.id)
  })

  test('the catalogue is read anew once, when zone or Sessions change, and not before all logs were read', async () => {
    const one = start(day('2026-04-01'))
    const other = changed({ session: { gapMinutes: 10, seamlessGapMs: 40 } })
    one.deeds.set(bookOf(other))
    await one.goTo(one.clock.ms + 1)
    expect(one.rereads()).toBe(0)
    await one.inForce.begin()
    expect(one.rereads()).toBe(1)
    one.deeds.set(bookOf(other, changed({ version: 3, session: other.profile.session, handOver: { sameDay: false, hoursAfterReturn: 1 } })))
    await one.goTo(one.clock.ms + 1)
    expect(one.rereads()).toBe(1)
    one.deeds.set(bookOf(changed({ version: 4, zone: 'Asia/Urumqi' })))
    await one.goTo(one.clock.ms + 1)
    expect(one.rereads()).toBe(2)
  })
})
