// Which key frames stand for a chunk, and how loud is how high.

import { expect, test } from 'vitest'
import { CHUNK_MS, chunkCount, levelOf, pickSegments } from '../../../../src/core/media/filmstrip.ts'

const every = (seconds: number, until: number): readonly number[] => Array.from({ length: Math.ceil(until / seconds) }, (_, i) => i * seconds)

test('one segment for every ten seconds', () => {
  const starts = every(2, 1200)
  expect(pickSegments(starts, 0).map((i) => starts[i])).toEqual(every(10, 600))
  expect(pickSegments(starts, 1).map((i) => starts[i])).toEqual(every(10, 600).map((s) => s + 600))
})

test('key frames far apart stand once', () => {
  const starts = every(25, 100)
  expect(pickSegments(starts, 0).map((i) => starts[i])).toEqual([0, 25, 50, 75])
})

test('behind the end there is nothing', () => {
  expect(pickSegments(every(2, 31), 0)).toHaveLength(4)
  expect(pickSegments(every(2, 31), 1)).toEqual([])
  expect(pickSegments([], 0)).toEqual([])
})

test('chunks of ten minutes, at least one', () => {
  expect([0, 1, CHUNK_MS, CHUNK_MS + 1].map(chunkCount)).toEqual([1, 1, 1, 2])
})

test('levels: −60 dB and below is nothing, full scale is everything', () => {
  expect([0, 0.0005, 0.001, 1, 2].map(levelOf)).toEqual([0, 0, 0, 255, 255])
  expect(levelOf(0.03162)).toBeCloseTo(128, -1)
})
