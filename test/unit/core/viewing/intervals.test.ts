// What counts as watched, and that nothing else does.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { recordingId } from '../../../../src/core/ids.ts'
import type { WatchedInterval } from '../../../../src/core/log/kinds.ts'
import type { PresentedFrame } from '../../../../src/core/playbackPorts.ts'
import { addFrame, hasIntervals, noIntervals, stillRate, takeIntervals } from '../../../../src/core/viewing/intervals.ts'

const base: PresentedFrame = { recordingId: recordingId('a'), mediaTime: 0, wallMs: 0, rate: 1, generation: 0, atMs: 0, visible: true }

/** A run of 25 frames a second. */
const playing = (fromS: number, toS: number, change: Partial<PresentedFrame> = {}, atMs = 0): readonly PresentedFrame[] => {
  const rate = change.rate ?? 1
  return Array.from({ length: Math.round((toS - fromS) * 25) + 1 }, (_, index) => ({ ...base, ...change, mediaTime: fromS + index / 25, atMs: atMs + (index * 40) / rate }))
}

const watched = (frames: readonly PresentedFrame[]): readonly WatchedInterval[] => takeIntervals(frames.reduce(addFrame, noIntervals)).intervals

describe('intervals', () => {
  test('playing on is one half-open range', () => {
    expect(watched(playing(2, 5))).toEqual([{ recordingId: 'a', fromMs: 2000, toMs: 5000, rate: 100 }])
  })

  test('a seek, a hidden page, a stall, a leap and another recording each end the range', () => {
    const first = playing(0, 1)
    const ranges = (after: readonly PresentedFrame[]) => watched([...first, ...after]).map(({ fromMs, toMs }) => [fromMs, toMs])
    expect(ranges(playing(8, 9, { generation: 1 }, 1040))).toEqual([[0, 1000], [8000, 9000]])
    expect(ranges([...playing(1.04, 2, { visible: false }, 1040), ...playing(2.04, 3, {}, 2040)])).toEqual([[0, 1000], [2040, 3000]])
    expect(ranges(playing(1.04, 2, {}, 3000))).toEqual([[0, 1000], [1040, 2000]])
    expect(ranges(playing(1.5, 2.5, {}, 1040))).toEqual([[0, 1000], [1500, 2500]])
    expect(ranges(playing(0.2, 1.2, {}, 1040))).toEqual([[0, 1000], [200, 1200]])
    expect(ranges(playing(1.04, 2, { recordingId: recordingId('b') }, 1040))).toEqual([[0, 1000], [1040, 2000]])
  })

  test('each speed is its own range, without a hole', () => {
    expect(watched([...playing(0, 1), ...playing(1.04, 3, { rate: 4 }, 1020)])).toEqual([
      { recordingId: 'a', fromMs: 0, toMs: 1000, rate: 100 },
      { recordingId: 'a', fromMs: 1000, toMs: 3000, rate: 400 },
    ])
  })

  test('at sixteen times the speed a picture that was late, and the next that was not, are one range', () => {
    const fast = (mediaTime: number, atMs: number) => ({ ...base, rate: 16, mediaTime, atMs })
    expect(watched([fast(0, 0), fast(0.8, 110), fast(2.6, 160), fast(3.2, 200)]).map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([[0, 3200]])
  })

  test('stepping through still pictures is on record', () => {
    const steps = [0, 1, 2].map((generation) => ({ ...base, generation, mediaTime: generation, atMs: generation * 3000 }))
    expect(watched(steps)).toEqual([0, 1000, 2000].map((fromMs) => ({ recordingId: 'a', fromMs, toMs: fromMs + 1, rate: stillRate })))
  })

  test('taking twice says nothing twice, and playing goes on without a hole', () => {
    const first = takeIntervals(playing(0, 1).reduce(addFrame, noIntervals))
    expect(hasIntervals(first.state)).toBe(false)
    expect(takeIntervals(first.state).intervals).toEqual([])
    const second = takeIntervals(playing(1.04, 2, {}, 1040).reduce(addFrame, first.state))
    expect(second.intervals).toEqual([{ recordingId: 'a', fromMs: 1000, toMs: 2000, rate: 100 }])
  })

  const anyFrames = fc.array(
    fc.record({
      recordingId: fc.constantFrom(recordingId('a'), recordingId('b')),
      step: fc.oneof(fc.constant(0.04), fc.integer({ min: -1000, max: 5000 }).map((ms) => ms / 1000)),
      wall: fc.oneof(fc.constant(40), fc.integer({ min: 0, max: 2000 })),
      rate: fc.constantFrom(0.5, 1, 2, 16),
      seek: fc.boolean(),
      visible: fc.boolean(),
    }),
    { maxLength: 60 },
  ).map((steps) => {
    let [mediaTime, atMs, generation] = [0, 0, 0]
    return steps.map(({ recordingId: id, step, wall, rate, seek, visible }): PresentedFrame => {
      mediaTime = Math.max(0, mediaTime + step)
      atMs += wall
      if (seek) generation++
      return { recordingId: id, mediaTime, wallMs: 0, rate, generation, atMs, visible }
    })
  })

  test('property: never more than 1.5 × speed × the wall time that passed, and what goes by in 0.1 s, between any two frames', () => {
    fc.assert(
      fc.property(anyFrames, (frames) => {
        for (const [index, frame] of frames.slice(1).entries()) {
          const last = frames[index]!
          const limit = (frame.atMs - last.atMs) * Math.max(frame.rate, last.rate) * 1.5 + 100 * Math.max(1, frame.rate, last.rate)
          expect(watched([last, frame]).filter(({ rate }) => rate !== stillRate).reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0)).toBeLessThanOrEqual(limit)
        }
      }),
    )
  })

  test('property: nothing hidden counts, every range is forward and whole', () => {
    fc.assert(
      fc.property(anyFrames, (frames) => {
        expect(watched(frames.map((frame) => ({ ...frame, visible: false })))).toEqual([])
        for (const { fromMs, toMs, rate } of watched(frames)) expect([toMs > fromMs, Number.isInteger(fromMs), Number.isInteger(toMs), Number.isInteger(rate)]).toEqual([true, true, true, true])
      }),
    )
  })

  test('property: taking in between changes only where ranges are cut', () => {
    fc.assert(
      fc.property(anyFrames, fc.nat(), (frames, cut) => {
        const at = frames.length ? cut % frames.length : 0
        const first = takeIntervals(frames.slice(0, at).reduce(addFrame, noIntervals))
        const second = takeIntervals(frames.slice(at).reduce(addFrame, first.state))
        const moving = (list: readonly WatchedInterval[]) => list.filter(({ rate }) => rate !== stillRate).reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0)
        expect(moving([...first.intervals, ...second.intervals])).toBe(moving(watched(frames)))
      }),
    )
  })
})
