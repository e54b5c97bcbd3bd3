// CSV as RFC 4180 and as spreadsheets write it.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCsv } from '../../../../src/core/format/csv.ts'

const limits = { maxLength: 100_000, maxRecords: 1_000 }
const fields = (text: string, separator?: string) => {
  const read = readCsv(text, limits, separator)
  return read.ok ? read.value.map((record) => record.fields) : read.error
}

test.each([
  ['a,b\nc,d', [['a', 'b'], ['c', 'd']]],
  ['a,b\r\nc,d\r\n', [['a', 'b'], ['c', 'd']]],
  ['a,b\rc,d\r', [['a', 'b'], ['c', 'd']]],
  ['\ufeff"类别",事项', [['类别', '事项']]],
  ['"a,b","c ""d"""\n', [['a,b', 'c "d"']]],
  ['"a\r\nb",c', [['a\r\nb', 'c']]],
  ['a,,\n,,b', [['a', '', ''], ['', '', 'b']]],
  ['a"b,c', [['a"b', 'c']]],
  ['a\n\n \n,,\nb', [['a'], ['b']]],
  ['""', []],
  ['', []],
])('%j', (text, expected) => {
  expect(fields(text)).toEqual(expected)
})

test('lines are those of an editor', () => {
  const read = readCsv('a\n\n"b\nc",d\r\ne', limits)
  expect(read.ok && read.value.map(({ line }) => line)).toEqual([1, 3, 5])
})

test('faults are values with their line', () => {
  expect(fields('a\n"b')).toEqual({ type: 'UnclosedQuote', line: 2 })
  expect(fields('a\n"b"c')).toEqual({ type: 'TextAfterQuote', line: 2 })
  expect(fields('x'.repeat(100_001))).toEqual({ type: 'TooLong', line: 1 })
  expect(fields('x\n'.repeat(1_001))).toMatchObject({ type: 'TooManyRecords' })
})

test('another separator', () => {
  expect(fields('a\tb,c', '\t')).toEqual([['a', 'b,c']])
})

test('what is written is read back, whatever is in it', () => {
  const field = fc.string({ unit: fc.constantFrom('a', '类', '"', ',', '\n', '\r', ' ', '\r\n') })
  const records = fc.array(fc.array(field, { minLength: 1, maxLength: 5 }).filter((row) => row.some((one) => one.trim() !== '')), { maxLength: 6 })
  fc.assert(
    fc.property(records, fc.constantFrom('\n', '\r\n'), fc.boolean(), (rows, lineEnd, last) => {
      const text = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')).join(lineEnd) + (last ? lineEnd : '')
      expect(fields(text)).toEqual(rows)
    }),
  )
})

test('any text gives records or a fault, and never throws or hangs', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r'), maxLength: 40 }), (text) => typeof readCsv(text, limits).ok === 'boolean'), { numRuns: 2_000 })
})
