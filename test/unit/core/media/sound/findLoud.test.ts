// What stands out of its background is found, joined and bounded; what does not, and what is only a whisper, is not.

import { expect, test } from 'vitest'
import { LEVEL_STEP_MS, levelOf } from '../../../../../src/core/media/filmstrip.ts'
import { findLoud, joinLoud } from '../../../../../src/core/media/sound/findLoud.ts'

const level = (decibels: number): number => levelOf(10 ** (decibels / 20))

/** Seconds of `background`, with `[from, to, decibels]` over it. */
const sound = (seconds: number, background: number, louder: readonly (readonly [number, number, number])[]): Uint8Array => {
  const levels = new Uint8Array((seconds * 1000) / LEVEL_STEP_MS).fill(level(background))
  for (const [from, to, decibels] of louder) levels.fill(level(decibels), (from * 1000) / LEVEL_STEP_MS, (to * 1000) / LEVEL_STEP_MS)
  return levels
}

test('a shout over a calm street is found where it is, and how loud it is', () => {
  const [shout, ...others] = findLoud(sound(600, -38, [[200, 202, -6]]))
  expect(others).toEqual([])
  expect(shout).toMatchObject({ fromMs: 200_000, toMs: 202_000 })
  expect(shout!.peakDb).toBeCloseTo(-6, 0)
  expect(shout!.overDb).toBeCloseTo(32, 0)
})

test('what lies within seconds is one moment; what lies further apart is two', () => {
  expect(findLoud(sound(600, -40, [[100, 101, -10], [103, 104, -4], [150, 150.2, -8]]))).toMatchObject([{ fromMs: 100_000, toMs: 104_000 }, { fromMs: 150_000, toMs: 150_200 }])
})

test('a noise that stays becomes the background: its begin is told once', () => {
  const found = findLoud(sound(600, -45, [[300, 600, -15]]))
  expect(found.length).toBe(1)
  expect(found[0]!.fromMs).toBe(300_000)
  expect(found[0]!.toMs).toBeLessThanOrEqual(340_000)
})

test('little over the background, and what is quiet in silence, is not loud', () => {
  expect(findLoud(sound(600, -20, [[200, 204, -10]]))).toEqual([])
  expect(findLoud(sound(600, -60, [[200, 204, -40]]))).toEqual([])
  expect(findLoud(sound(600, -10, []))).toEqual([])
})

test('silence, no sound, and less than a second of it', () => {
  for (const levels of [new Uint8Array(3000), new Uint8Array(0), new Uint8Array([0, 255])]) expect(findLoud(levels).length).toBeLessThanOrEqual(1)
  expect(findLoud(new Uint8Array(0))).toEqual([])
})

test('of a stretch full of noises only those that stand out most, in order of time', () => {
  const found = findLoud(sound(600, -45, [60, 120, 180, 240, 300, 360].map((at, i) => [at, at + 1, -28 + i * 4] as const)))
  expect(found.map(({ fromMs }) => fromMs)).toEqual([240_000, 300_000, 360_000])
})

test('a moment over the edge of two stretches is one', () => {
  const [before, after] = [findLoud(sound(600, -40, [[598, 600, -8]])), findLoud(sound(600, -40, [[0, 2, -3]]))]
  const joined = joinLoud([...before, ...after.map((moment) => ({ ...moment, fromMs: moment.fromMs + 600_000, toMs: moment.toMs + 600_000 }))])
  expect(joined).toMatchObject([{ fromMs: 598_000, toMs: 602_000 }])
  expect(joined[0]!.peakDb).toBeCloseTo(-3, 0)
})
