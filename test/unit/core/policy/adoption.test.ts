// When an adopted profile counts: for permission from its adoption on, for recorded days from its first day on; never backwards.

import { describe, expect, test } from 'vitest'
import { utf8 } from '../../../../src/core/bytes.ts'
import type { DeedFields } from '../../../../src/core/deeds/deedKinds.ts'
import { adoptionEffect, nextChange, profileKnownAt, profileOn, type Adoption } from '../../../../src/core/policy/adoption.ts'
import { defaultProfile } from '../../../../src/core/policy/defaultProfile.ts'
import { exampleProfile } from '../../../../src/core/policy/exampleProfile.ts'
import { knownProfile, type KnownProfile, type PolicyProfile } from '../../../../src/core/policy/profile.ts'
import { baseMs } from '../../../support/agency.ts'
import { makeDeedBench } from '../../../support/deedBench.ts'

const day = (text: string): number => Date.parse(`${text}T00:00:00+08:00`)
const changed = (change: Partial<PolicyProfile>): KnownProfile => knownProfile({ ...defaultProfile.profile, ...change })
/** Viewers may not ask to look. */
const stricter = (change: Partial<PolicyProfile> = {}): KnownProfile => changed({ version: 2, roles: defaultProfile.profile.roles.map((role) => ({ ...role, may: role.may.filter((act) => act !== 'requestViewing') })), ...change })
const request: DeedFields<'request'> = { use: 'view', title: 'DSJ3A71', session: 's1', caseNumber: '', list: 'a'.repeat(64), count: 1, purpose: 'casework', reason: '核对', untilMs: baseMs + 86_400_000, times: 0, urgentViewing: null }
const unit = () => makeDeedBench({ 管理员: ['administrator'], 王敏: ['viewer'] })

describe('adopting', () => {
  const adopt = async (bench: Awaited<ReturnType<typeof unit>>, known: KnownProfile, how: { readonly by?: string; readonly atMs?: number; readonly seenMs?: number } = {}) =>
    bench.sign('profile', { profile: await bench.attach(utf8(known.text)), words: '' }, { by: '管理员', ...how })

  test('does not change how earlier Deeds were judged, although its first day was before them', async () => {
    const bench = await unit()
    const before = await bench.sign('request', request, { by: '王敏', atMs: baseMs + 1_000 })
    const late = stricter()
    await adopt(bench, late, { atMs: baseMs + 2_000 })
    const after = await bench.sign('request', request, { by: '王敏', atMs: baseMs + 3_000 })
    const book = bench.book()
    expect([book.find(before)?.fault, book.find(after)?.fault]).toEqual([null, 'roleNotAllowed'])
    expect([book.profileAt(baseMs + 1_999).id, book.profileAt(baseMs + 2_000).id]).toEqual([defaultProfile.id, late.id])
    // What was recorded on those days is judged by the rule of the day, as known today.
    expect(book.profileOn(day('2020-04-01')).id).toBe(late.id)
  })

  test('counts from when a Log has it: a backdated signature gains nothing', async () => {
    const bench = await unit()
    await adopt(bench, stricter(), { atMs: baseMs + 1_000, seenMs: baseMs + 9_000 })
    expect(bench.book().profiles.map(({ adoptedMs }) => adoptedMs)).toEqual([0, baseMs + 9_000])
  })

  test('waits for its own first day', async () => {
    const bench = await unit()
    const ahead = stricter({ from: '2030-01-01' })
    await adopt(bench, ahead)
    expect(bench.book().profileAt(day('2030-01-01') - 1).id).toBe(defaultProfile.id)
    expect(bench.book().profileAt(day('2030-01-01')).id).toBe(ahead.id)
  })

  test('is for an administrator by the default profile, whatever the adopted one says', async () => {
    const bench = await unit()
    const id = await adopt(bench, stricter(), { by: '王敏' })
    expect([bench.book().find(id)?.fault, bench.book().profiles.length]).toEqual(['roleNotAllowed', 1])
    const nobody = changed({ version: 3, roles: [] })
    await adopt(bench, nobody)
    const again = await adopt(bench, stricter({ version: 4 }))
    expect(bench.book().find(again)?.fault).toBe(null)
  })

  test('of a text that is missing, damaged or spelled otherwise is none', async () => {
    const bench = await unit()
    for (const text of ['{}', JSON.stringify(stricter().profile, null, 1)]) await bench.sign('profile', { profile: await bench.attach(utf8(text)), words: '' }, { by: '管理员' })
    await bench.sign('profile', { profile: 'e'.repeat(64), words: '' }, { by: '管理员' })
    expect(bench.book().profiles.map(({ id }) => id)).toEqual([defaultProfile.id])
  })
})

describe('the rule of a moment', () => {
  const as = (known: KnownProfile, adoptedMs: number): Adoption => ({ ...known, deed: null, adoptedMs })
  const base = as(defaultProfile, 0)

  test('two of one day: the higher version, then the greater id, in any order', () => {
    const [second, third] = [as(changed({ from: '2026-01-01', version: 2 }), 1), as(changed({ from: '2026-01-01', version: 3 }), 1)]
    const twin = as(changed({ from: '2026-01-01', version: 3, issued: '2026-01-01' }), 1)
    const when = day('2026-02-01')
    expect(profileOn([base, third, second], when)).toBe(third)
    expect(profileKnownAt([second, base, third], when)).toBe(third)
    expect(profileOn([base, third, twin], when)).toBe(profileOn([twin, third, base], when))
  })

  test('the next change is the first begin or end ahead', () => {
    const limited = changed({ from: '2026-01-01', until: '2026-06-30' })
    expect(nextChange([defaultProfile], day('2026-01-01'))).toBe(null)
    expect(nextChange([defaultProfile, limited], day('2025-12-31'))).toBe(day('2026-01-01'))
    expect(nextChange([defaultProfile, limited], day('2026-01-01'))).toBe(day('2026-07-01'))
  })

  test('what adopting would do is said before it is signed', () => {
    const now = day('2026-04-01')
    expect(adoptionEffect([base], exampleProfile, now)).toEqual({ takes: 'now', fromMs: now, before: null, backdated: true, known: false })
    expect(adoptionEffect([base], changed({ from: '2026-05-01' }), now)).toMatchObject({ takes: 'later', fromMs: day('2026-05-01'), backdated: false })
    expect(adoptionEffect([base, as(exampleProfile, 1)], changed({ version: 9 }), now)).toMatchObject({ takes: 'never', fromMs: null, before: { id: exampleProfile.id } })
    expect(adoptionEffect([base], changed({ from: '2026-01-01', until: '2026-02-01' }), now)).toMatchObject({ takes: 'never', before: null })
    expect(adoptionEffect([base], defaultProfile, now)).toMatchObject({ takes: 'now', known: true })
  })
})
