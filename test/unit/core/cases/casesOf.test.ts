// Cases folded from what was signed: versions, closing and reopening, what is attached, and what retention is told of it.

import { describe, expect, test } from 'vitest'
import { caseFactsOf, casesByRecording } from '../../../../src/core/cases/caseLinks.ts'
import { caseKey } from '../../../../src/core/cases/caseNumber.ts'
import { picksOfRange } from '../../../../src/core/cases/picksOfRange.ts'
import { casesOf, findCase } from '../../../../src/core/cases/casesOf.ts'
import type { DeedFields } from '../../../../src/core/deeds/deedKinds.ts'
import { recordingId, sessionId } from '../../../../src/core/ids.ts'
import { defaultProfile } from '../../../../src/core/policy/defaultProfile.ts'
import { judgeRetention } from '../../../../src/core/policy/retention.ts'
import { baseMs } from '../../../support/agency.ts'
import { makeDeedBench } from '../../../support/deedBench.ts'

const [first, second] = ['a'.repeat(64), 'b'.repeat(64)]
const caseNumber = '黔江文执〔2026〕031 号'
const opened: DeedFields<'case'> = { caseNumber, title: '某网吧接纳未成年人案', kind: '行政处罚', openedMs: baseMs, term: null }
const link: DeedFields<'caseLink'> = { caseNumber, session: 's1', recordings: [first, second], range: null, words: '' }
const unitOfTwo = () => makeDeedBench({ 王敏: ['officer'], 李华: ['approver'] })
const by = { by: '王敏' } as const

describe('a case', () => {
  test('has the number it was opened under, and the title it was given last', async () => {
    const bench = await unitOfTwo()
    await bench.sign('case', opened, by)
    await bench.sign('case', { ...opened, caseNumber: '黔江文执[2026]031号', title: '某网吧案', term: '5年' }, by)
    expect(casesOf(bench.book())).toMatchObject([{ number: caseNumber, title: '某网吧案', termText: '5年', term: { type: 'period', months: 60 }, closedMs: null }])
    expect(findCase(casesOf(bench.book()), '黔江文执（2026）031号'.replace('（', '〔').replace('）', '〕'))?.number).toBe(caseNumber)
  })

  test('is not made by an attachment, nor by somebody who may not', async () => {
    const bench = await unitOfTwo()
    await bench.sign('caseLink', link, by)
    await bench.sign('case', opened, { by: '李华' })
    expect(casesOf(bench.book())).toEqual([])
    await bench.sign('case', opened, by)
    expect(casesOf(bench.book())[0]?.links).toHaveLength(1)
  })

  test('closes with its term, and opens again', async () => {
    const bench = await unitOfTwo()
    await bench.sign('case', { ...opened, term: '1年' }, by)
    await bench.sign('caseClosing', { caseNumber, closedMs: baseMs + 5, term: '永久', words: '' }, by)
    expect(casesOf(bench.book())[0]).toMatchObject({ closedMs: baseMs + 5, term: { type: 'permanent' } })
    await bench.sign('caseReopening', { caseNumber, reason: '当事人申请复议' }, by)
    expect(casesOf(bench.book())[0]).toMatchObject({ closedMs: null, term: { type: 'permanent' } })
    await bench.sign('caseClosing', { caseNumber, closedMs: baseMs + 9, term: null, words: '' }, by)
    expect(casesOf(bench.book())[0]).toMatchObject({ closedMs: baseMs + 9, termText: '永久' })
    expect(casesOf(bench.book())[0]?.history.map(({ type }) => type)).toEqual(['case', 'caseClosing', 'caseReopening', 'caseClosing'])
  })

  test('keeps on record what was taken off, with the reason', async () => {
    const bench = await unitOfTwo()
    await bench.sign('case', opened, by)
    const id = await bench.sign('caseLink', link, by)
    await bench.sign('caseUnlink', { link: id, reason: '挂错案卷' }, by)
    await bench.sign('caseUnlink', { link: id, reason: '再移一次' }, by)
    await bench.sign('caseUnlink', { link: 'c'.repeat(64), reason: '没有这一件' }, by)
    const [row] = casesOf(bench.book())
    expect(row?.links).toMatchObject([{ ended: { fields: { reason: '挂错案卷' } } }])
    expect(row?.history).toHaveLength(4)
    expect(casesByRecording(casesOf(bench.book())).size).toBe(0)
  })

  test('refuses a range over several recordings, and one that ends before it begins', async () => {
    const bench = await unitOfTwo()
    await bench.sign('case', opened, by)
    await bench.sign('caseLink', { ...link, range: { fromMs: 0, toMs: 5 } }, by)
    await bench.sign('caseLink', { ...link, recordings: [first], range: { fromMs: 5, toMs: 5 } }, by)
    await bench.sign('caseLink', { ...link, recordings: [first], range: { fromMs: 1, toMs: 5 } }, by)
    expect(casesOf(bench.book())[0]?.links).toHaveLength(1)
    expect(bench.book().faulty.map(({ fault }) => fault)).toEqual(['malformed', 'malformed'])
  })
})

test('a recording in a case is kept as long as the case (article 14)', async () => {
  const bench = await unitOfTwo()
  const retention = () => judgeRetention({ recordingId: recordingId(first), recordedMs: baseMs, collectedMs: baseMs, categories: [], listed: [], cases: caseFactsOf(casesByRecording(casesOf(bench.book())).get(first)), holds: [] }, defaultProfile)
  const aYear = retention().endMs ?? 0
  await bench.sign('case', opened, by)
  const id = await bench.sign('caseLink', link, by)
  await bench.sign('caseLink', { ...link, recordings: [first], session: null }, by)
  expect(retention().endMs).toBe(null)
  await bench.sign('caseClosing', { caseNumber, closedMs: baseMs + 86_400_000, term: '案件办结后5年', words: '' }, by)
  expect(retention().endMs).toBeGreaterThan(aYear)
  expect(caseFactsOf(casesByRecording(casesOf(bench.book())).get(second))).toHaveLength(1)
  await bench.sign('caseUnlink', { link: id, reason: '重复' }, by)
  expect(casesByRecording(casesOf(bench.book())).get(first)?.[0]?.links).toHaveLength(1)
  expect(casesByRecording(casesOf(bench.book())).has(second)).toBe(false)
})

test('numbers are compared as people mean them', () => {
  expect(caseKey(caseNumber)).toBe(caseKey('黔江文执［２０２６］031号'))
  expect(caseKey(caseNumber)).not.toBe(caseKey('黔江文执〔2026〕032号'))
})

test('a marked range takes in whole recordings, and parts of those at its ends', () => {
  const session = { id: sessionId('s1'), parts: [first, second, 'c'.repeat(64)].map((id, at) => ({ recordingId: recordingId(id), startMs: at * 10_000, endMs: at * 10_000 + 9_000.5 })) }
  expect(picksOfRange(session, 22_000, 4_000).map(({ recordings, range }) => [recordings[0]?.[0], range])).toEqual([['a', { fromMs: 4_000, toMs: 9_001 }], ['b', null], ['c', { fromMs: 0, toMs: 2_000 }]])
  expect(picksOfRange(session, 9_500, 9_900)).toEqual([])
})
