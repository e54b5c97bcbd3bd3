// The table of articles: all 21 are there, and every test it names exists under exactly that title.

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const table = readFileSync('test/articles.md', 'utf8')

test('names each of the 21 articles once', () => {
  const numbers = [...table.matchAll(/^\| (\d+) /gm)].map(([, number]) => Number(number))
  expect(numbers).toEqual(Array.from({ length: 21 }, (_, index) => index + 1))
})

test('every test it names is there', () => {
  let file = ''
  const missing: string[] = []
  let named = 0
  for (const [, path, title] of table.matchAll(/`(test\/(?:unit|browser|e2e|contract)\/[^`]+\.test\.tsx?)`|“([^”]+)”/g)) {
    if (path) {
      // The checker is not one of those that show something.
      file = path.endsWith('articles.test.ts') ? '' : readFileSync(path, 'utf8')
      continue
    }
    named += 1
    if (!["'", '"', '`'].some((sign) => file.includes(`${sign}${title}${sign}`))) missing.push(`${title}`)
  }
  expect(missing).toEqual([])
  expect(named).toBeGreaterThan(40)
})
