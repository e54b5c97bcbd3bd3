// The coverage of a unit's list: which sessions each step has, the holes, what was registered under an earlier list; quick at 10,000 rows.

import { expect, test } from 'vitest'
import { sessionId } from '../../../../src/core/ids.ts'
import { readActivityList } from '../../../../src/core/policy/activityList.ts'
import { coverageOf } from '../../../../src/core/policy/coverage.ts'

const list = readActivityList(['类别,事项,环节,记录开始,记录结束,存储期限', '日常检查,网吧检查,亮证告知,到场,告知完毕,一年', ',,现场检查,进入,离开,一年', ',歌舞娱乐场所检查,亮证告知,到场,告知完毕,一年'].join('\n')).rows
const step = (matter: string, name: string, category = '日常检查') => ({ category, matter, step: name })
const registered = (id: string, ...steps: readonly ReturnType<typeof step>[]) => ({ id: sessionId(id), steps })

test('counts sessions by step of a matter, keeps the list’s order, and names the holes', () => {
  const coverage = coverageOf(list, [registered('s1', step('网吧检查', '亮证告知'), step('网吧检查', '亮证告知'), step('网吧检查', '现场检查')), registered('s2', step('网吧检查', '亮证告知')), registered('s3')])
  expect(coverage.matters.map(({ matter, steps }) => [matter, steps.map(({ row, sessions }) => [row.step, sessions])])).toEqual([
    ['网吧检查', [['亮证告知', ['s1', 's2']], ['现场检查', ['s1']]]],
    ['歌舞娱乐场所检查', [['亮证告知', []]]],
  ])
  expect([coverage.holes, coverage.outside]).toEqual([1, []])
})

test('a step of an earlier list is not lost', () => {
  expect(coverageOf(list, [registered('s1', step('网吧检查', '当事人陈述'))]).outside).toEqual([{ ...step('网吧检查', '当事人陈述'), sessions: ['s1'] }])
  expect(coverageOf([], [registered('s1', step('网吧检查', '亮证告知'))])).toMatchObject({ matters: [], holes: 0, outside: [{ sessions: ['s1'] }] })
})

test('the same step under another category or matter is another step', () => {
  const coverage = coverageOf(list, [registered('s1', step('网吧检查', '亮证告知', '投诉举报'))])
  expect([coverage.holes, coverage.outside.length]).toEqual([3, 1])
})

test('10,000 rows and 5,000 sessions', () => {
  const rows = Array.from({ length: 10_000 }, (_, n) => ({ ...list[0]!, matter: `事项${Math.floor(n / 8)}`, step: `环节${n % 8}`, line: n + 2 }))
  const sessions = Array.from({ length: 5_000 }, (_, n) => registered(`s${n}`, step(`事项${n % 1_250}`, `环节${n % 8}`)))
  const coverage = coverageOf(rows, sessions)
  expect(coverage.matters).toHaveLength(1_250)
  expect(coverage.matters.flatMap(({ steps }) => steps.flatMap((one) => one.sessions))).toHaveLength(5_000)
})
