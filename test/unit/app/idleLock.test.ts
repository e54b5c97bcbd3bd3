// Locking when nobody is there: after the policy's minutes, with a warning, not while something plays.

import { expect, test } from 'vitest'
import { makeIdleLock } from '../../../src/app/idleLock.ts'

const bench = (minutes = 10) => {
  const state = { ms: 1_000_000, open: true, busy: false, locked: 0 }
  const idle = makeIdleLock({ clock: { now: () => state.ms }, minutes: () => minutes, isOpen: () => state.open, isBusy: () => state.busy, lock: () => (state.locked += 1) })
  let seen: number | null = null
  idle.secondsLeft.subscribe((value) => (seen = value))
  const pass = (seconds: number): number | null => {
    state.ms += seconds * 1_000
    idle.tick()
    return seen
  }
  return { state, idle, pass }
}

test('warns in the last minute and locks at its end, once', () => {
  const { state, pass } = bench()
  expect(pass(539)).toBe(null)
  expect(pass(1)).toBe(60)
  expect(pass(59)).toBe(1)
  expect(state.locked).toBe(0)
  expect(pass(1)).toBe(null)
  expect(state.locked).toBe(1)
  state.open = false
  pass(3_600)
  expect(state.locked).toBe(1)
})

test('a touch begins anew; playing and reading hold it off, and count as presence', () => {
  const { state, idle, pass } = bench()
  pass(550)
  idle.touch()
  expect(pass(550)).toBe(50)
  state.busy = true
  expect(pass(7_200)).toBe(null)
  state.busy = false
  expect(pass(539)).toBe(null)
  expect(state.locked).toBe(0)
})

test('a device that slept locks at once; a clock set back begins anew; 0 is never', () => {
  const slept = bench()
  slept.pass(36_000)
  expect(slept.state.locked).toBe(1)
  const back = bench()
  expect(back.pass(-86_400)).toBe(null)
  expect(back.pass(590)).toBe(10)
  expect(back.state.locked).toBe(0)
  const never = bench(0)
  never.pass(360_000)
  expect(never.state.locked).toBe(0)
})
