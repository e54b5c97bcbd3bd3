// The policy profile: strict reading, one name for one content, the rule of the day, what changed.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson, type Json } from '../../../../src/core/format/canonicalJson.ts'
import { defaultProfile } from '../../../../src/core/policy/defaultProfile.ts'
import { diffProfiles } from '../../../../src/core/policy/diffProfiles.ts'
import { exampleProfile } from '../../../../src/core/policy/exampleProfile.ts'
import { knownProfile, mayDo, profileInForce, readProfile, rolesFor, type PolicyProfile } from '../../../../src/core/policy/profile.ts'

const base = defaultProfile.profile
const day = (text: string): number => Date.parse(`${text}T00:00:00+08:00`)
const changed = (change: Partial<PolicyProfile>) => knownProfile({ ...base, ...change })

describe('the profiles that ship', () => {
  test.each([defaultProfile, exampleProfile])('%# reads back as itself', (known) => {
    expect(readProfile(known.text)).toEqual({ ok: true, value: known })
    expect(known.id).toMatch(/^[0-9a-f]{64}$/)
  })

  test('the default is the policy of 26 March 2020, version 1', () => {
    expect([base.issued, base.version, base.activityKinds.length, base.elements.length, base.gapCauses.length, base.articles.length, base.session.seamlessGapMs, base.handOver.hoursAfterReturn]).toEqual(['2020-03-26', 1, 6, 6, 6, 21, 40, 24])
    // Facts keep this id: it changes only together with the version.
    expect(defaultProfile.id).toBe('e04853ccf8ae1419e0e0f599b8ef67ee8be1e296b48d33dbd568ea7f559a6d7b')
  })

  test('every role and act is given to somebody', () => {
    expect(mayDo(base, ['auditor'], 'watch')).toBe(false)
    expect(mayDo(base, ['officer', 'viewer'], 'watch')).toBe(true)
    expect(rolesFor(base, 'approveViewing')).toEqual(['approver'])
    expect(rolesFor({ ...base, roles: [] }, 'watch')).toEqual([])
  })
})

describe('reading', () => {
  test('spacing and order of keys make no difference to the name', () => {
    const reversed = JSON.stringify(Object.fromEntries(Object.entries(base).reverse()), null, 2)
    expect(readProfile(reversed)).toEqual({ ok: true, value: defaultProfile })
  })

  const broken: readonly (readonly [string, string, (profile: Record<string, unknown>) => unknown])[] = [
    ['an unknown field', 'extra', (profile) => ({ ...profile, extra: 1 })],
    ['__proto__', '__proto__', (profile) => JSON.parse(`{"__proto__":{},${JSON.stringify(profile).slice(1)}`)],
    ['a missing field', 'zone', (profile) => ({ ...profile, zone: undefined })],
    ['a zone that is none', 'zone', (profile) => ({ ...profile, zone: 'Mars/Olympus' })],
    ['a day that does not exist', 'from', (profile) => ({ ...profile, from: '2026-02-29' })],
    ['an end before the begin', 'until', (profile) => ({ ...profile, until: '2020-03-25' })],
    ['a float', 'handOver.hoursAfterReturn', (profile) => ({ ...profile, handOver: { sameDay: true, hoursAfterReturn: 1.5 } })],
    ['a negative number', 'handOver.hoursAfterReturn', (profile) => ({ ...profile, handOver: { sameDay: true, hoursAfterReturn: -1 } })],
    ['an empty period', 'retention.least', (profile) => ({ ...profile, retention: { least: { type: 'period', from: 'recorded', months: 0, days: 0 }, categories: [] } })],
    ['the least kept with a case', 'retention.least', (profile) => ({ ...profile, retention: { least: { type: 'withCase' }, categories: [] } })],
    ['an id twice', 'gapCauses', (profile) => ({ ...profile, gapCauses: [base.gapCauses[0], base.gapCauses[0]] })],
    ['an empty label', 'gapCauses.0.label.zh', (profile) => ({ ...profile, gapCauses: [{ id: 'fault', label: { zh: ' ', en: 'x' } }] })],
    ['an act that is none', 'roles.0.may.0', (profile) => ({ ...profile, roles: [{ id: 'viewer', label: { zh: '人', en: 'x' }, may: ['fly'] }] })],
    ['another format', 'format', (profile) => ({ ...profile, format: 2 })],
  ]
  test.each(broken)('%s is refused with its place', (_, path, breakIt) => {
    const read = readProfile(JSON.stringify(breakIt(structuredClone(base))))
    expect(read.ok ? null : [read.error.type, read.error.path]).toEqual(['ProfileInvalid', path])
  })

  test('any text gives a profile or an error, and never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => !readProfile(text).ok))
    expect(readProfile('x'.repeat(2 << 20)).ok).toBe(false)
  })

  test('canonical text is one for one value, and parses to it', () => {
    const json = fc.letrec<{ value: Json }>((tie) => ({
      value: fc.oneof({ depthSize: 'small' }, fc.string({ unit: 'binary' }), fc.maxSafeInteger(), fc.boolean(), fc.constant(null), fc.array(tie('value')), fc.dictionary(fc.string({ unit: 'binary' }), tie('value'))),
    })).value
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalJson(value)
        expect(canonicalJson(JSON.parse(text) as Json)).toBe(text)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
    expect(canonicalJson({ b: [1, null], a: { d: '执', c: true } })).toBe('{"a":{"c":true,"d":"执"},"b":[1,null]}')
    expect(() => canonicalJson(0.5)).toThrow()
    expect(() => canonicalJson('\ud800')).toThrow()
  })
})

describe('the rule of the day', () => {
  const first = changed({ from: '2020-03-26', until: '2023-12-31' })
  const second = changed({ from: '2024-01-01', version: 2 })
  const correction = changed({ from: '2024-01-01', version: 3 })

  test('is the one in force, by its own zone', () => {
    expect(profileInForce([first, second], day('2020-03-26') - 1)).toBeNull()
    expect(profileInForce([first, second], day('2020-03-26'))).toBe(first)
    expect(profileInForce([second, first], day('2024-01-01') - 1)).toBe(first)
    expect(profileInForce([first, second], day('2024-01-01'))).toBe(second)
    expect(profileInForce([second, correction, first], day('2024-06-01'))).toBe(correction)
    expect(profileInForce([changed({ from: '2020-03-26', until: '2020-03-26' })], day('2020-03-27'))).toBeNull()
  })

  test('does not depend on the order of the profiles', () => {
    const days = fc.integer({ min: 0, max: 3_000 }).map((n) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10))
    const profiles = fc.array(fc.record({ from: days, version: fc.nat(3) }).map(changed), { minLength: 1, maxLength: 6 })
    fc.assert(fc.property(profiles, days, (list, when) => profileInForce(list, day(when))?.id === profileInForce([...list].reverse(), day(when))?.id))
  })
})

describe('the difference', () => {
  test('of a profile to itself is none', () => {
    expect(diffProfiles(base, structuredClone(base))).toEqual([])
  })

  test('names each place', () => {
    const [fault, ...others] = base.gapCauses
    if (!fault) throw new Error('no causes')
    const after: PolicyProfile = { ...base, handOver: { sameDay: false, hoursAfterReturn: 24 }, gapCauses: [...others, { ...fault, label: { ...fault.label, en: 'Broken' } }], articles: base.articles.slice(0, 20) }
    expect(diffProfiles(base, after)).toEqual([
      { path: 'articles[21]', before: base.articles[20], after: undefined },
      { path: 'gapCauses[fault].label.en', before: 'Recorder failed', after: 'Broken' },
      { path: 'gapCauses[order]', before: base.gapCauses.map(({ id }) => id), after: after.gapCauses.map(({ id }) => id) },
      { path: 'handOver.sameDay', before: true, after: false },
    ])
  })

  test('a retention term is one value', () => {
    const [category] = base.retention.categories
    if (!category) throw new Error('no categories')
    const after: PolicyProfile = { ...base, retention: { ...base.retention, categories: base.retention.categories.with(0, { ...category, term: { type: 'permanent' } }) } }
    expect(diffProfiles(base, after)).toEqual([{ path: `retention.categories[${category.id}].term`, before: category.term, after: { type: 'permanent' } }])
  })

  test('is empty exactly when the names are equal', () => {
    const some = fc.record({ version: fc.nat(3), hours: fc.nat(3), causes: fc.shuffledSubarray([...base.gapCauses]) }).map(({ version, hours, causes }) => changed({ version, gapCauses: causes, handOver: { sameDay: true, hoursAfterReturn: hours } }))
    fc.assert(fc.property(some, some, (a, b) => (diffProfiles(a.profile, b.profile).length === 0) === (a.id === b.id)))
  })
})
