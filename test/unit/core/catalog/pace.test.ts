// Reading speed over the last seconds.

import { expect, test } from 'vitest'
import { makePace } from '../../../../src/core/catalog/pace.ts'

test('unknown at first, then the speed of the last five seconds', () => {
  const pace = makePace()
  expect(pace.bytesPerSecond(0)).toBeNull()
  for (let at = 0; at <= 500; at += 50) pace.add(at, 50)
  expect(pace.bytesPerSecond(500)).toBeNull()
  for (let at = 550; at <= 10_000; at += 50) pace.add(at, 50)
  expect(pace.bytesPerSecond(10_000)).toBeCloseTo(1000, -2)
  for (let at = 10_050; at <= 20_000; at += 50) pace.add(at, 500)
  expect(pace.bytesPerSecond(20_000)).toBeCloseTo(10_000, -3)
  expect(pace.secondsLeft(20_000, 100_000)).toBeCloseTo(10, 0)
})

test('a stall shows, and a pause does not count', () => {
  const pace = makePace()
  for (let at = 0; at <= 2000; at += 100) pace.add(at, 100)
  expect(pace.bytesPerSecond(12_000)).toBe(0)
  expect(pace.secondsLeft(12_000, 5)).toBeNull()
  pace.reset()
  expect(pace.bytesPerSecond(13_000)).toBeNull()
})
