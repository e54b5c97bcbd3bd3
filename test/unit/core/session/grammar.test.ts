// File-name grammars: every built-in layout, and patterns that must be refused before they run.

import { expect, test } from 'vitest'
import { builtInGrammars } from '../../../../src/core/session/builtInGrammars.ts'
import { compileGrammar, compileGrammars, readName, type GrammarSetting } from '../../../../src/core/session/grammar.ts'
import { formatLocal } from '../../../../src/core/session/localTime.ts'

const zone = 'Asia/Shanghai'
const grammars = compileGrammars(builtInGrammars)
const read = (path: string) => {
  const reading = readName(path, grammars, zone)
  return reading && { ...reading, ms: reading.ms === null ? null : formatLocal(reading.ms, zone) }
}
const setting = (pattern: string): GrammarSetting => ({ id: 'own', title: 'own', pattern, enabled: true })

test('every built-in grammar passes its own check', () => {
  expect(builtInGrammars.flatMap((grammar) => compileGrammar(grammar)).filter((compiled) => !compiled.ok)).toEqual([])
})

test.each([
  ['A123456_012345_20260326093621.mp4', { grammar: 'gat947', recorder: 'A123456', officer: '012345', sequence: null, channel: null, ms: '2026-03-26 09:36:21' }],
  ['DCIM/20260326/A123456_012345_20260326093621_0007.MP4', { grammar: 'gat947', recorder: 'A123456', sequence: 7, ms: '2026-03-26 09:36:21' }],
  ['DCIM/200520001/16334400AA.MP4', { grammar: 'cobanFocusX1', recorder: null, channel: 'AA', ms: '2020-05-20 16:33:44' }],
  ['DCIM/200520001/16334400.JPG', { grammar: 'cobanFocusX1', channel: null, ms: '2020-05-20 16:33:44' }],
  ['DCIM/160101000/00000500BB.MP4', { grammar: 'cobanFocusX1', ms: '2016-01-01 00:00:05' }],
  ['kevin@20260326-01120129-093621.MP4', { grammar: 'safeFleet', officer: 'kevin', recorder: '01120129', ms: '2026-03-26 09:36:21' }],
  ['0a1b2c3d-0000-4000-8000-0123456789ab_B8A44F000001_20260326T013621Z/20260326_093621_ab12.mkv', { grammar: 'axis', recorder: 'B8A44F000001', ms: '2026-03-26 09:36:21' }],
  ['Normal/Front/NO20260326-093621-000123F.MP4', { grammar: '70mai', sequence: 123, channel: 'F', ms: '2026-03-26 09:36:21' }],
  ['20260326093621_000123F.TS', { grammar: 'viofo', sequence: 123, channel: 'F', ms: '2026-03-26 09:36:21' }],
  ['Mar.26.2026/CAR7_Mar.26.2026_09.36.21+.avi', { grammar: 'havis', recorder: 'CAR7', ms: '2026-03-26 09:36:21' }],
  ['20260326-093621_NOR_D1.avi', { grammar: 'cowon', channel: 'D1', ms: '2026-03-26 09:36:21' }],
  ['2026/03/2026-03-26/CAM01/VID_20260326_093621.mp4', { grammar: 'timeOnly', recorder: null, ms: '2026-03-26 09:36:21' }],
])('%s', (path, expected) => {
  expect(read(path)).toMatchObject(expected)
})

test.each(['holiday.mp4', 'A123_12_20260326.mp4', 'a/b/c', ''])('%s fits none', (path) => {
  expect(read(path)).toBeNull()
})

test('a date that does not exist is no time', () => {
  expect(read('A123456_012345_20260231093621.mp4')).toMatchObject({ recorder: 'A123456', ms: null })
})

test.each([
  ['(?<recorder>a+)+$', 'tooCostly'],
  ['(?<recorder>(a|aa)*)$', 'tooCostly'],
  ['(?:a|a){1,30}(?<recorder>b)', 'tooCostly'],
  ['(?<recorder>.*).*.*x', 'tooCostly'],
  [`${'a?'.repeat(40)}(?<recorder>b)`, 'tooCostly'],
  ['(?<recorder>a)\\1', 'unsupported'],
  ['(?=a)(?<recorder>a)', 'unsupported'],
  ['(?<!a)(?<recorder>a)', 'unsupported'],
  ['(?<owner>a)', 'unsupported'],
  ['(?<year>\\d{4})(?<month>\\d\\d)', 'noGroups'],
  ['(?<recorder>[)', 'syntax'],
  [`(?<recorder>${'a'.repeat(500)})`, 'tooLong'],
])('refuses %s', (pattern, reason) => {
  const compiled = compileGrammar(setting(pattern))
  expect(compiled.ok ? null : compiled.error.reason).toBe(reason)
})

test('quantifiers inside a class or escaped are plain characters', () => {
  expect(compileGrammar(setting('(?<recorder>[*+?{}()|]\\*\\+[a-z]{2})\\.mp4')).ok).toBe(true)
})

test('a hostile path against the costliest pattern that passes ends at once', () => {
  const compiled = compileGrammar(setting('(?<recorder>[a-z]*)[a-z]{0,100}x'))
  if (!compiled.ok) throw new Error(compiled.error.detail)
  expect(readName('a'.repeat(10_000), [compiled.value], zone)).toBeNull()
})
