// The unit's list from CSV: merged cells, other columns, faults with their line; and retention as units write it.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { policyText } from '../../../../src/app/policyText.ts'
import { fromHex, utf8 } from '../../../../src/core/bytes.ts'
import { readActivityList } from '../../../../src/core/policy/activityList.ts'
import { readRetentionTerm } from '../../../../src/core/policy/retentionTerm.ts'

const heading = '类别,事项,环节,记录开始,记录结束,存储期限'
const list = [
  '附件：黔江区文化和旅游发展委员会行政执法音像记录清单,,,,,',
  heading,
  '日常检查,网吧检查,进入场所,到达现场,离开现场,1年',
  ',,核对身份,"出示证件,说明来意",核对完毕,',
  ',演出检查,现场检查,到达现场,离开现场,6个月',
  '行政强制措施,查封,清点,宣布决定,当事人签字,案件办结后 2 年',
  ',扣押,交接,,,永久',
].join('\r\n')

describe('the list', () => {
  test('merged cells mean the cell above, within one category', () => {
    const { rows, problems } = readActivityList(list)
    expect(problems).toEqual([])
    expect(rows.map(({ line, category, matter, step, begins, ends, retention }) => [line, category, matter, step, begins, ends, retention])).toEqual([
      [3, '日常检查', '网吧检查', '进入场所', '到达现场', '离开现场', '1年'],
      [4, '日常检查', '网吧检查', '核对身份', '出示证件,说明来意', '核对完毕', '1年'],
      [5, '日常检查', '演出检查', '现场检查', '到达现场', '离开现场', '6个月'],
      [6, '行政强制措施', '查封', '清点', '宣布决定', '当事人签字', '案件办结后 2 年'],
      [7, '行政强制措施', '扣押', '交接', '宣布决定', '当事人签字', '永久'],
    ])
    expect(rows[3]?.term).toEqual({ type: 'period', from: 'caseClosed', months: 24, days: 0 })
  })

  test('columns in another order, other columns between, tabs, notes in the headings', () => {
    const text = '序号\t存储期限（自记录之日起）\t环节\t事项名称\t类 别\t记录开始时间\t记录结束时间\t备注\n1\t1年\t进入\t检查\t日常检查\t到达\t离开\t无'
    expect(readActivityList(text)).toMatchObject({ problems: [], rows: [{ line: 2, category: '日常检查', matter: '检查', step: '进入', begins: '到达', ends: '离开', retention: '1年' }] })
  })

  test('a cell of the category above is not taken into the next one', () => {
    const { rows, problems } = readActivityList(`${heading}\n甲,一,a,b,c,1年\n乙,,a,b,c,1年`)
    expect([rows.length, problems]).toEqual([1, [{ type: 'CellEmpty', line: 3, column: 'matter' }]])
  })

  test.each([
    ['', [{ type: 'HeadingMissing', line: 1 }]],
    ['随便,什么\n1,2', [{ type: 'HeadingMissing', line: 1 }]],
    ['类别,事项,环节,记录开始,记录结束', [{ type: 'ColumnMissing', line: 1, column: 'retention' }]],
    ['类别,类型,事项,环节,记录开始,记录结束,存储期限', [{ type: 'ColumnTwice', line: 1, column: 'category' }]],
    [heading, [{ type: 'ListEmpty', line: 1 }]],
    [`${heading}\n甲,一,a,b,c,很久`, [{ type: 'TermUnreadable', line: 2, text: '很久' }]],
    [`${heading}\n甲,一,a,b,c,1年\n甲,一,a,b,c,2年`, [{ type: 'RowTwice', line: 3, firstLine: 2 }]],
    [`${heading}\n甲,一,${'a'.repeat(501)},b,c,1年`, [{ type: 'CellTooLong', line: 2, column: 'step', limit: 500 }]],
    [`${heading}\n甲,一,"a,b,c,1年`, [{ type: 'UnclosedQuote', line: 2 }]],
  ])('faults of %j', (text, problems) => {
    expect(readActivityList(text).problems).toEqual(problems)
  })

  test('ten thousand rows', () => {
    const rows = Array.from({ length: 10_000 }, (_, n) => (n % 10 === 0 ? `类${n / 10},事${n},环${n},到达,离开,${(n % 3) + 1}年` : `,,环${n},,,`))
    const read = readActivityList([heading, ...rows].join('\n'))
    expect([read.rows.length, read.problems.length, read.rows.at(-1)?.category]).toEqual([10_000, 0, '类999'])
  })

  test('any text gives rows and problems, and never throws; every row is whole', () => {
    const cell = fc.constantFrom('', '甲', '1年', '永久', '"', '\n', ' ')
    const text = fc.array(fc.array(cell, { maxLength: 8 }).map((row) => row.join(','))).map((rows) => [heading, ...rows].join('\n'))
    fc.assert(fc.property(fc.oneof(text, fc.string()), (one) => readActivityList(one).rows.every((row) => [row.category, row.matter, row.step, row.begins, row.ends, row.retention].every((field) => field !== ''))))
  })
})

describe('the text of the file', () => {
  const decoder = new TextDecoder('gb18030')
  const pairs = new Map(Array.from({ length: 126 * 191 }, (_, n): [string, readonly number[]] => {
    const pair = [0x81 + Math.floor(n / 191), 0x40 + (n % 191)]
    return [decoder.decode(Uint8Array.from(pair)), pair]
  }))
  const gb18030 = (text: string): Uint8Array => Uint8Array.from([...text].flatMap((one) => pairs.get(one) ?? [one.charCodeAt(0)]))

  test('UTF-8 with and without a mark, and GB 18030, give the same list', () => {
    const expected = readActivityList(list)
    for (const [bytes, encoding] of [[utf8(list), 'utf-8'], [utf8(`\ufeff${list}`), 'utf-8'], [gb18030(list), 'gb18030']] as const) {
      const decoded = policyText(bytes)
      expect(decoded.ok && [decoded.value.encoding, readActivityList(decoded.value.text)]).toEqual([encoding, expected])
    }
  })

  test('rare characters of GB 18030 beyond GBK', () => {
    const decoded = policyText(fromHex('8139ef3195328236'))
    expect(decoded.ok && decoded.value.text).toBe('㐂𠀀')
  })

  test('what is neither is refused', () => {
    expect(policyText(Uint8Array.of(0xff, 0xfe, 0x7b, 0x7c)).ok).toBe(false)
    expect(policyText(new Uint8Array(Buffer.from(heading, 'utf16le'))).ok).toBe(false)
  })
})

describe('retention as units write it', () => {
  const recorded = (months: number, days = 0) => ({ type: 'period', from: 'recorded', months, days })
  test.each([
    ['1年', recorded(12)],
    ['6个月', recorded(6)],
    ['6 个 月', recorded(6)],
    ['１年', recorded(12)],
    ['三年', recorded(36)],
    ['十五年', recorded(180)],
    ['二十年', recorded(240)],
    ['两年', recorded(24)],
    ['一年半', recorded(18)],
    ['半年', recorded(6)],
    ['1年6个月', recorded(18)],
    ['90天', recorded(0, 90)],
    ['30日', recorded(0, 30)],
    ['两周', recorded(0, 14)],
    ['不少于1年', recorded(12)],
    ['1年以上', recorded(12)],
    ['2 years', recorded(24)],
    ['永久', { type: 'permanent' }],
    ['永久保存', { type: 'permanent' }],
    ['案件办结后 2 年', { type: 'period', from: 'caseClosed', months: 24, days: 0 }],
    ['结案后五年', { type: 'period', from: 'caseClosed', months: 60, days: 0 }],
    ['案件办结之日起保存3年', { type: 'period', from: 'caseClosed', months: 36, days: 0 }],
    ['与案卷保存期限一致', { type: 'withCase' }],
    ['同案卷', { type: 'withCase' }],
  ])('%s', (text, term) => {
    expect(readRetentionTerm(text)).toEqual(term)
  })

  test.each(['', '很久', '0年', '年', '1', '-1年', '1.5年', '1年或永久', '案件办结后', '半天', '十十年', '一年1'])('%s is not understood', (text) => {
    expect(readRetentionTerm(text)).toBeNull()
  })

  test('any text', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('1', '年', '月', '半', '十', '二', '个', '案', '后', 'a') }), (text) => readRetentionTerm(text) !== undefined))
  })
})
