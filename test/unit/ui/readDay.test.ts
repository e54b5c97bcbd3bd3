// Days as people type them.

import { expect, test } from 'vitest'
import { readDay } from '../../../src/ui/parts/readDay.ts'

test.each([
  ['2026-03-26', '2026-03-26'],
  [' 2026/3/6 ', '2026-03-06'],
  ['2026.03.26', '2026-03-26'],
  ['20260326', '2026-03-26'],
  ['2026年3月26日', '2026-03-26'],
  ['', ''],
])('reads %j', (typed, day) => expect(readDay(typed)).toBe(day))

test.each(['2026-02-30', '2026-13-01', '26-3-2026', '3月26日', 'yesterday', '2026-03-26x'])('refuses %j', (typed) => expect(readDay(typed)).toBe(null))
