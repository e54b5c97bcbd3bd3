// CSV that comes back as it was, and runs nothing in a spreadsheet.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCsv } from '../../../../src/core/format/csv.ts'
import { writeCsv } from '../../../../src/core/format/writeCsv.ts'

const limits = { maxLength: 1 << 20, maxRecords: 1_000 }

test('any text comes back', () => {
  const cell = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => text.trim() !== '' && !/^[=+\-@\t\r]/.test(text))
  fc.assert(fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 5 }), (rows) => {
    const read = readCsv(writeCsv(rows), limits)
    expect(read.ok && read.value.map(({ fields }) => fields)).toEqual(rows)
  }))
})

test('formulas become text; numbers stay numbers', () => {
  expect(writeCsv([['=HYPERLINK("x")', '-1', -1, '@a', '说"明', 'a,b']])).toBe('\ufeff"\'=HYPERLINK(""x"")",\'-1,-1,\'@a,"说""明","a,b"\r\n')
})
