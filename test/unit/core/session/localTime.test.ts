// Local time in a zone and back.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { epochToLocal, formatLocal, isZone, localDay, localToEpoch } from '../../../../src/core/session/localTime.ts'

const at = (year: number, month: number, day: number, hour = 0, minute = 0, second = 0) => ({ year, month, day, hour, minute, second })

test('a known moment', () => {
  expect(localToEpoch(at(2026, 3, 26, 9, 36, 21), 'Asia/Shanghai')).toBe(Date.UTC(2026, 2, 26, 1, 36, 21))
  expect(formatLocal(Date.UTC(2026, 2, 26, 1, 36, 21), 'Asia/Shanghai')).toBe('2026-03-26 09:36:21')
  expect(localDay(Date.UTC(2026, 2, 25, 16), 'Asia/Shanghai')).toBe('2026-03-26')
})

test.each([at(2026, 2, 29), at(2026, 13, 1), at(2026, 0, 1), at(2026, 4, 31), at(2026, 1, 1, 24), at(2026, 1, 1, 0, 60), at(2026, 1, 1, 0, 0, 60)])('%o does not exist', (local) => {
  expect(localToEpoch(local, 'Asia/Shanghai')).toBeNull()
})

test('the hours of a change of clocks', () => {
  // Berlin: 02:30 is skipped on 29 March 2026, and happens twice on 25 October.
  expect(localToEpoch(at(2026, 3, 29, 2, 30), 'Europe/Berlin')).toBe(Date.UTC(2026, 2, 29, 1, 30))
  expect(localToEpoch(at(2026, 10, 25, 2, 30), 'Europe/Berlin')).toBe(Date.UTC(2026, 9, 25, 0, 30))
})

test('there and back is the same in every zone, but for the doubled hour', () => {
  const zones = ['Asia/Shanghai', 'Asia/Urumqi', 'UTC', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Apia']
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(1990, 0, 1) / 1000, max: Date.UTC(2040, 0, 1) / 1000 }), fc.constantFrom(...zones), (seconds, zone) => {
      const back = localToEpoch(epochToLocal(seconds * 1000, zone), zone)
      return back === seconds * 1000 || formatLocal(back ?? 0, zone) === formatLocal(seconds * 1000, zone)
    }),
  )
})

test('zones', () => {
  expect([isZone('Asia/Chongqing'), isZone('Mars/Olympus')]).toEqual([true, false])
})
