// The map between wall-clock and media time goes there and back, for any parts and gaps.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mediaToWall, partAt, wallToMedia, type MediaSpan } from '../../../../src/core/media/timeline.ts'

/** Parts in order, each followed by a gap of 0 ms and more. */
const spansArbitrary = fc.array(fc.record({ seconds: fc.integer({ min: 40, max: 600_000 }), gapMs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 10_000_000 })) }), { minLength: 1, maxLength: 40 }).map((rows) => {
  const spans: MediaSpan[] = []
  let [startMs, mediaStart] = [1_700_000_000_000, 0]
  for (const { seconds: ms, gapMs } of rows) {
    spans.push({ startMs, endMs: startMs + ms, mediaStart, mediaSeconds: ms / 1000 })
    startMs += ms + gapMs
    mediaStart += ms / 1000
  }
  return spans
})

test('inside a part both maps undo each other', () => {
  fc.assert(
    fc.property(spansArbitrary, fc.nat(), fc.double({ min: 0, max: 0.99, noNaN: true }), (spans, which, share) => {
      const span = spans[which % spans.length]!
      const wall = span.startMs + (span.endMs - span.startMs - 3) * share
      const media = wallToMedia(spans, wall)
      expect(mediaToWall(spans, media)).toBeCloseTo(wall, 1)
      expect(partAt(spans, media)).toBe(which % spans.length)
    }),
  )
})

test('a moment in a gap leads to the begin of the next part', () => {
  fc.assert(
    fc.property(spansArbitrary, fc.nat(), (spans, which) => {
      const i = which % spans.length
      const [span, next] = [spans[i]!, spans[i + 1]]
      if (!next || next.startMs === span.endMs) return
      for (const wall of [span.endMs, (span.endMs + next.startMs) / 2, next.startMs - 1]) expect(wallToMedia(spans, wall)).toBe(next.mediaStart)
    }),
  )
})

test('later on one clock is never earlier on the other', () => {
  fc.assert(
    fc.property(spansArbitrary, fc.double({ min: -0.1, max: 1.1, noNaN: true }), fc.double({ min: -0.1, max: 1.1, noNaN: true }), (spans, a, b) => {
      const [first, last] = [spans[0]!, spans.at(-1)!]
      const [low, high] = [Math.min(a, b), Math.max(a, b)]
      const wallAt = (share: number): number => first.startMs + (last.endMs - first.startMs) * share
      expect(wallToMedia(spans, wallAt(low))).toBeLessThanOrEqual(wallToMedia(spans, wallAt(high)) + 1e-6)
      const mediaAt = (share: number): number => (last.mediaStart + last.mediaSeconds) * share
      expect(mediaToWall(spans, mediaAt(low))).toBeLessThanOrEqual(mediaToWall(spans, mediaAt(high)) + 1e-3)
    }),
  )
})

test('a part longer than its place on the wall clock does not run into the next', () => {
  const spans = [
    { startMs: 0, endMs: 1000, mediaStart: 0, mediaSeconds: 1.06 },
    { startMs: 1000, endMs: 2000, mediaStart: 1.06, mediaSeconds: 1 },
  ]
  expect(mediaToWall(spans, 1.04)).toBe(1000)
  expect(mediaToWall(spans, 1.06)).toBe(1000)
  expect(mediaToWall(spans, 1.16)).toBeCloseTo(1100, 6)
})

test('before and after everything: the first and the last moment', () => {
  const spans = [{ startMs: 5000, endMs: 6000, mediaStart: 0, mediaSeconds: 1 }]
  expect(wallToMedia(spans, 0)).toBe(0)
  expect(wallToMedia(spans, 9000)).toBeCloseTo(1, 2)
  expect(mediaToWall(spans, 99)).toBe(6000)
})
