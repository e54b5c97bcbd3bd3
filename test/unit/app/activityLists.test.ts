// A 音像记录清单 as a file: every encoding spreadsheets write, what is no list, and the one that counts among those imported.

import { describe, expect, test } from 'vitest'
import { makeKnownActivityList, readActivityListFile } from '../../../src/app/activityLists.ts'
import { utf8 } from '../../../src/core/bytes.ts'
import type { Bytes } from '../../../src/core/ids.ts'
import type { FileLike } from '../../../src/core/ports.ts'
import { makeDeedBench } from '../../support/deedBench.ts'

const head = '类别,事项,环节,记录开始,记录结束,存储期限'
const text = `${head}\r\n日常检查,网吧检查,亮证告知,到达现场,告知完毕,一年\r\n,,现场检查,进入场所,离开场所,二年\r\n`
const file = (bytes: Uint8Array, size = bytes.length): FileLike => ({ name: '清单.csv', size, lastModified: 0, slice: (from, to) => new Blob([bytes.slice(from, to)]) })
/** `类别,事项,环节,记录开始,记录结束,存储期限` and `检查,网吧,告知,到场,离场,一年` in GB 18030. */
const gb = Uint8Array.from('c0e0b1f02ccac2cfee2cbbb7bdda2cbcc7c2bcbfaacabc2cbcc7c2bcbde1caf82cb4e6b4a2c6dacfde0abcecb2e92ccdf8b0c92cb8e6d6aa2cb5bdb3a12cc0ebb3a12cd2bbc4ea'.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
const read = async (bytes: Uint8Array, size?: number) => {
  const answer = await readActivityListFile(file(bytes, size))
  return answer.ok ? [answer.value.encoding, answer.value.rows.map(({ step }) => step), answer.value.problems] : answer.error
}

describe('reading', () => {
  test.each<[string, Bytes, string, readonly string[]]>([
    ['UTF-8', utf8(text), 'utf-8', ['亮证告知', '现场检查']],
    ['UTF-8 with a byte order mark', utf8(`\ufeff${text}`), 'utf-8', ['亮证告知', '现场检查']],
    ['GB 18030', gb, 'gb18030', ['告知']],
    ['titles above, merged cells, other columns', utf8(`本单位清单\n\n序号,${head}\n1,检查,网吧,告知,到场,离场,一年\n2,,,询问,开始,结束,`), 'utf-8', ['告知', '询问']],
  ])('%s', async (_, bytes, encoding, steps) => {
    expect(await read(bytes)).toEqual([encoding, steps, []])
  })

  test('names every problem by its line', async () => {
    const bad = `${head}\n检查,网吧,告知,到场,离场,一年\n检查,网吧,告知,到场,离场,一年\n检查,网吧,询问,到场,离场,看情况\n检查,网吧,,到场,离场,一年`
    expect(await read(utf8(bad))).toMatchObject(['utf-8', ['告知'], [{ type: 'RowTwice', line: 3, firstLine: 2 }, { type: 'TermUnreadable', line: 4, text: '看情况' }, { type: 'CellEmpty', line: 5, column: 'step' }]])
    expect(await read(utf8('类别,事项,环节\n检查,网吧,告知'))).toMatchObject(['utf-8', [], [{ type: 'ColumnMissing', column: 'begins' }, { type: 'ColumnMissing', column: 'ends' }, { type: 'ColumnMissing', column: 'retention' }]])
    expect(await read(utf8(head))).toMatchObject(['utf-8', [], [{ type: 'ListEmpty' }]])
    expect(await read(utf8(''))).toMatchObject(['utf-8', [], [{ type: 'HeadingMissing' }]])
  })

  test('refuses what is no text, too much, or cannot be read', async () => {
    expect(await read(Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0, 0xff, 0xff))).toMatchObject({ type: 'FileNotRecognised' })
    expect(await read(utf8(text), 1 << 30)).toMatchObject({ type: 'FileNotRecognised' })
    const gone: FileLike = { ...file(utf8(text)), slice: () => ({ arrayBuffer: () => Promise.reject(new Error('NotReadableError')) }) }
    expect(await readActivityListFile(gone)).toMatchObject({ ok: false, error: { type: 'FileUnreadable', path: '清单.csv' } })
  })
})

test('of those imported the last one counts whose file is here', async () => {
  const bench = await makeDeedBench({ 管理: ['administrator'], 王敏: ['officer'] })
  const known = makeKnownActivityList()
  expect(known(bench.book())).toBeNull()
  const sign = async (bytes: Bytes, by: string) => bench.sign('activityList', { file: await bench.attach(bytes), name: '清单.csv', rows: 2, words: '' }, { by })
  await sign(utf8(text), '管理')
  expect(known(bench.book())?.rows.map(({ step }) => step)).toEqual(['亮证告知', '现场检查'])
  await sign(gb, '王敏')
  expect(known(bench.book())?.rows).toHaveLength(2)
  await bench.sign('activityList', { file: 'f'.repeat(64), name: '还没到.csv', rows: 2, words: '' }, { by: '管理' })
  expect(known(bench.book())?.rows).toHaveLength(2)
  await sign(gb, '管理')
  expect(known(bench.book())?.rows.map(({ step }) => step)).toEqual(['告知'])
})
