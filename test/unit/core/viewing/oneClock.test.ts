// Several recorders on one clock: gaps of one are filled by another, and nobody goes back in time.

import { expect, test } from 'vitest'
import { covers, leaderAt, moveOn, nextMoment, type ClockLane } from '../../../../src/core/viewing/oneClock.ts'

/** 0–100, gap, 200–300. */
const a: ClockLane = { id: 'a', offsetMs: 0, parts: [{ startMs: 0, endMs: 100 }, { startMs: 200, endMs: 300 }] }
/** By its own clock 1050–1150; its clock is 1000 ahead. */
const b: ClockLane = { id: 'b', offsetMs: -1000, parts: [{ startMs: 1050, endMs: 1150 }] }
/** 400–500. */
const c: ClockLane = { id: 'c', offsetMs: 0, parts: [{ startMs: 400, endMs: 500 }] }

test('an offset moves what a lane covers', () => {
  expect([covers(b, 49), covers(b, 50), covers(b, 149), covers(b, 150)]).toEqual([false, true, true, false])
})

test('the leader stays while it has footage, else the first that has', () => {
  expect(leaderAt([a, b], 60, 'b')).toBe('b')
  expect(leaderAt([a, b], 60, null)).toBe('a')
  expect(leaderAt([a, b], 120, 'a')).toBe('b')
  expect(leaderAt([a, b], 170, 'a')).toBe(null)
})

test('behind a gap of all comes the earliest begin', () => {
  expect(nextMoment([a, b, c], 160)).toBe(200)
  expect(nextMoment([a, b, c], 310)).toBe(400)
  expect(nextMoment([a, b, c], 120)).toBe(120)
  expect(nextMoment([a, b, c], 500)).toBe(null)
})

test('a gap of the leader is filled by whoever has footage of it', () => {
  expect(moveOn([a, b], 'a', 99, 200)).toEqual({ ms: 100, leader: 'b' })
  // b ends in a's gap: nobody has the rest, and the leader has none to fill.
  expect(moveOn([a, c], 'a', 99, 201)).toEqual({ ms: 201, leader: 'a' })
  expect(moveOn([a, b], 'a', 60, 61)).toEqual({ ms: 61, leader: 'a' })
})

test('another that begins within the gap is waited for, not skipped', () => {
  const late: ClockLane = { id: 'late', offsetMs: 0, parts: [{ startMs: 150, endMs: 170 }] }
  expect(moveOn([a, late], 'a', 99.5, 200)).toEqual({ ms: 150, leader: 'late' })
})

test('split files without a gap between them are no reason to change the leader', () => {
  const split: ClockLane = { id: 'split', offsetMs: 0, parts: [{ startMs: 0, endMs: 100 }, { startMs: 100, endMs: 200 }] }
  expect(moveOn([split, b], 'split', 99, 101)).toEqual({ ms: 101, leader: 'split' })
})
