// Edits of shared text and tags: exact, small, and never through the middle of a character.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { readConfirm, readStored } from '../../../../src/core/remarks/confirm.ts'
import { cleanTags, planTagEdit } from '../../../../src/core/remarks/planTagEdit.ts'
import { planTextEdit } from '../../../../src/core/remarks/planTextEdit.ts'

const apply = (from: string, to: string): string => {
  const edit = planTextEdit(from, to)
  return edit ? from.slice(0, edit.at) + edit.insert + from.slice(edit.at + edit.remove) : from
}

// Few characters, so that runs repeat; two emoji that share a surrogate.
const text = fc.array(fc.constantFrom('甲', '乙', 'a', '\n', '👮', '👯', '🎥'), { maxLength: 12 }).map((parts) => parts.join(''))

test('the edit makes the wanted text, also in Yjs', () => {
  fc.assert(
    fc.property(text, text, (from, to) => {
      expect(apply(from, to)).toBe(to)
      const shared = new Y.Doc().getText('text')
      shared.insert(0, from)
      const edit = planTextEdit(from, to)
      if (edit) {
        shared.delete(edit.at, edit.remove)
        shared.insert(edit.at, edit.insert)
      }
      expect(shared.toString()).toBe(to)
    }),
  )
})

test('only what differs is touched', () => {
  expect(planTextEdit('第一段。第二段。', '第一段。第二段。')).toBeNull()
  expect(planTextEdit('第一段。', '第一段。第二段。')).toEqual({ at: 4, remove: 0, insert: '第二段。' })
  expect(planTextEdit('abcd', 'abXd')).toEqual({ at: 2, remove: 1, insert: 'X' })
  expect(planTextEdit('👮', '👯')).toEqual({ at: 0, remove: 2, insert: '👯' })
})

test('tags are cleaned, and each comes or goes by itself', () => {
  expect(cleanTags([' 夜间 ', '夜间', '', '  ', 'a\n b', 'e\u0301'])).toEqual(['a b', '\u00e9', '夜间'])
  expect(planTagEdit(['a', 'b'], ['b', 'c'])).toEqual({ add: ['c'], remove: ['a'] })
})

test('only messages of the right shape are read', () => {
  expect(readConfirm('{"confirm":true}')).toEqual({ confirm: true })
  expect(readStored('{"stored":"AAA=","version":3}')).toEqual({ stored: 'AAA=', version: 3 })
  for (const bad of ['', 'null', '[]', '{"confirm":1}', '{"stored":1,"version":3}', '{"stored":"","version":1.5}']) {
    expect(readConfirm(bad)).toBeNull()
    expect(readStored(bad)).toBeNull()
  }
})
