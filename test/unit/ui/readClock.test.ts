// Times as people type them, and the moments they mean on a timeline.

import { expect, test } from 'vitest'
import { momentOfDay, readClock, readOffset } from '../../../src/ui/screens/viewing/readClock.ts'

const hour = 3_600_000

test('several ways to write a time', () => {
  expect(['14:32', '14:32:10', '143210', '1432', '9:05', '14：32'].map(readClock)).toEqual([52_320_000, 52_330_000, 52_330_000, 52_320_000, 32_700_000, 52_320_000])
  expect(['', '25:00', '14:60', 'noon', '1:2', '14:32:99'].map(readClock)).toEqual([null, null, null, null, null, null])
})

test('local times, also of the next day in a night shift', () => {
  // 20:00 to 06:00 in a zone eight hours ahead.
  const [from, to] = [Date.UTC(2026, 2, 26, 12), Date.UTC(2026, 2, 26, 22)]
  expect(momentOfDay(21 * hour, from, to, 8 * hour)).toBe(Date.UTC(2026, 2, 26, 13))
  expect(momentOfDay(2 * hour, from, to, 8 * hour)).toBe(Date.UTC(2026, 2, 26, 18))
  expect(momentOfDay(12 * hour, from, to, 8 * hour)).toBe(null)
})

test('an offset is read as people type it', () => {
  expect(['-37', '−0:37', '+1:02.5', '1:02:03', ' 0,4 s', '37 min', '', '1:2:3:4'].map(readOffset)).toEqual([-37_000, -37_000, 62_500, 3_723_000, 400, null, null, null])
})
