// Calendar periods in a zone: leap days, months of different length, days without a midnight.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayToEpoch, endOfDay, endOfPeriod } from '../../../../src/core/policy/calendar.ts'
import { formatLocal, localDay } from '../../../../src/core/session/localTime.ts'

const china = 'Asia/Shanghai'
const zones = fc.constantFrom(china, 'UTC', 'Europe/Berlin', 'America/Sao_Paulo', 'America/Havana', 'Asia/Beirut', 'Pacific/Apia', 'America/St_Johns')
const moments = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 0, 1) })
const at = (text: string): number => Date.parse(`${text}+08:00`)

test.each([
  ['2026-03-26T09:36:21', 12, 0, '2027-03-27T00:00:00'],
  ['2024-02-29T12:00:00', 12, 0, '2025-03-01T00:00:00'],
  ['2024-02-29T12:00:00', 48, 0, '2028-03-01T00:00:00'],
  ['2026-08-31T23:59:59', 6, 0, '2027-03-01T00:00:00'],
  ['2026-01-31T00:00:00', 1, 0, '2026-03-01T00:00:00'],
  ['2026-12-31T00:00:00', 0, 7, '2027-01-08T00:00:00'],
])('from %s for %i months and %i days', (from, months, days, end) => {
  expect(formatLocal(endOfPeriod(at(from), { months, days }, china), china)).toBe(end.replace('T', ' '))
})

test('a day ends where the next begins, also where midnight is skipped, doubled, or a whole day is missing', () => {
  // Clocks went from 24:00 to 01:00; from 01:00 back to 00:00; Apia had no 30 December 2011.
  expect(formatLocal(endOfDay(Date.UTC(2018, 10, 3, 15), 'America/Sao_Paulo'), 'America/Sao_Paulo')).toBe('2018-11-04 01:00:00')
  expect(endOfDay(Date.UTC(2026, 9, 31, 15), 'America/Havana')).toBe(Date.UTC(2026, 10, 1, 4))
  expect(formatLocal(endOfDay(Date.UTC(2011, 11, 30, 0), 'Pacific/Apia'), 'Pacific/Apia')).toBe('2011-12-31 00:00:00')
})

test('the end of a day is the first moment that is not of it', () => {
  fc.assert(
    fc.property(moments, zones, (ms, zone) => {
      const end = endOfDay(ms, zone)
      expect(end).toBeGreaterThan(ms)
      expect(localDay(end - 1, zone)).toBe(localDay(ms, zone))
      expect(localDay(end, zone) > localDay(ms, zone)).toBe(true)
    }),
  )
})

test('a longer period never ends sooner, nor does a later begin', () => {
  const periods = fc.record({ months: fc.nat(600), days: fc.nat(400) })
  fc.assert(
    fc.property(moments, fc.nat(400 * 86_400_000), periods, fc.nat(24), fc.nat(60), zones, (ms, later, period, months, days, zone) => {
      const end = endOfPeriod(ms, period, zone)
      expect(end).toBeGreaterThan(ms)
      expect(endOfPeriod(ms + later, period, zone)).toBeGreaterThanOrEqual(end)
      expect(endOfPeriod(ms, { months: period.months + months, days: period.days + days }, zone)).toBeGreaterThanOrEqual(end)
    }),
  )
})

test('days of the calendar', () => {
  expect([dayToEpoch('2026-03-26', china), dayToEpoch('2026-02-30', china), dayToEpoch('26.3.2026', china)]).toEqual([at('2026-03-26T00:00:00'), null, null])
})
