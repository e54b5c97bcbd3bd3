// Every field of a profile has its place in viewer, editor and comparison: a field that is added to the profile without one fails here.

import { expect, test } from 'vitest'
import { defaultProfile } from '../../../src/core/policy/defaultProfile.ts'
import type { Json } from '../../../src/core/format/canonicalJson.ts'
import { fieldAt, policySections, putAt, sectionOf, valueAt } from '../../../src/ui/screens/policy/policyFields.ts'

const leaves = (value: Json, path: string): readonly string[] => {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return [path]
  return Object.entries(value as { readonly [key: string]: Json }).flatMap(([key, one]) => leaves(one, path === '' ? key : `${path}.${key}`))
}

test('every leaf of a profile belongs to a field, and every field is in the profile', () => {
  const { format: _, ...profile } = defaultProfile.profile
  expect(leaves(profile as Json, '').filter((path) => fieldAt(path) === null || sectionOf(path) === null)).toEqual([])
  expect(policySections.flatMap(({ fields }) => fields).filter(({ path }) => valueAt(profile as Json, path) === undefined)).toEqual([])
})

test('places as the reader and the comparison name them are found', () => {
  expect([fieldAt('gapCauses[weather].label.en')?.path, fieldAt('roles.0.may.2')?.path, fieldAt('handOver.sameDay')?.path, fieldAt('unitX'), fieldAt('articles[order]')?.path]).toEqual(['gapCauses', 'roles', 'handOver.sameDay', null, 'articles'])
})

test('putting a value in leaves everything else as it was', () => {
  const before = defaultProfile.profile as unknown as Json
  const after = putAt(before, 'handOver.hoursAfterReturn', 48)
  expect(valueAt(after, 'handOver')).toEqual({ sameDay: true, hoursAfterReturn: 48 })
  expect(valueAt(before, 'handOver.hoursAfterReturn')).toBe(24)
  expect(valueAt(putAt(before, ['gapCauses', 1, 'label', 'zh'], '摔坏'), ['gapCauses', 1, 'label'])).toEqual({ zh: '摔坏', en: 'Recorder damaged' })
})
