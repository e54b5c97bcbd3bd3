// Times and places as recorders write them, and the clocks that were never set.

import { expect, test } from 'vitest'
import { isPlausible, movieTime, parseTime } from '../../../../../src/core/media/probe/clockTimes.ts'
import { deviceName } from '../../../../../src/core/media/probe/found.ts'
import { parseIso6709, placeOf } from '../../../../../src/core/media/probe/place.ts'
import { fromUtf8 } from '../../../../../src/core/bytes.ts'

const NOW = Date.UTC(2026, 10, 23)
const context = { zone: 'Asia/Shanghai', nowMs: NOW }

const forms: readonly (readonly [string, string, string])[] = [
  ['2012:09:10 20:52:00', '2012-09-10T12:52:00.000Z', 'local'],
  ['2012/09/10 20:52', '2012-09-10T12:52:00.000Z', 'local'],
  ['MON SEP 10 20:52:00 2012', '2012-09-10T12:52:00.000Z', 'local'],
  ['Mon Sep  3 20:52:00 2012\n', '2012-09-03T12:52:00.000Z', 'local'],
  ['2019-07-24T11:25:40+0300', '2019-07-24T08:25:40.000Z', 'offset'],
  ['2021:05:16 12:27:36.107-07:00', '2021-05-16T19:27:36.107Z', 'offset'],
  ['2026-03-26T01:30:00.000000Z', '2026-03-26T01:30:00.000Z', 'utc'],
  ['2019-01-01', '2018-12-31T16:00:00.000Z', 'local'],
]
test.each(forms)('%j', (text, iso, zone) => {
  const time = parseTime(text, 'container', context)
  expect([time && new Date(time.ms).toISOString(), time?.zone, time?.plausible]).toEqual([iso, zone, true])
})

test('an offset that stands elsewhere, and texts that are no time', () => {
  expect(parseTime('2020:12:17 10:03:00', 'exif', context, '+01:00')).toEqual({ source: 'exif', ms: Date.UTC(2020, 11, 17, 9, 3), zone: 'offset', plausible: true })
  for (const text of ['', '0000:00:00 00:00:00', '2020:13:01 00:00:00', '2020:02:30 00:00:00', '    :  :     :  :  ', 'XXX YYY 10 20:52:00 2012', '2020:01:01 25:00:00']) expect(parseTime(text, 'exif', context)).toBeNull()
})

test('clocks that were never set, and the future', () => {
  const at = (iso: string): boolean => isPlausible(Date.parse(iso), NOW)
  for (const iso of ['1904-01-01T00:00:00Z', '1970-01-01T00:00:00Z', '1980-01-01T00:00:00Z', '1980-01-06T00:00:00Z', '2000-01-01T00:00:00Z', '1999-12-31T16:00:00Z', '2000-01-01T11:59:59Z', '2033-05-18T03:33:20Z']) expect([iso, at(iso)]).toEqual([iso, false])
  for (const iso of ['1999-06-01T00:00:00Z', '2000-01-03T00:00:00Z', '2004-07-09T09:39:02Z', '2026-11-23T00:00:00Z', '2026-11-23T09:00:00Z']) expect([iso, at(iso)]).toEqual([iso, true])
})

test('movie times: from 1904, not set, and from devices that count from 1970', () => {
  expect(movieTime(0, context)).toMatchObject({ ms: Date.UTC(1904, 0, 1), plausible: false, zone: 'utc' })
  expect(movieTime(2_082_844_800 + 1_700_000_000, context)).toMatchObject({ ms: 1_700_000_000_000, plausible: true })
  expect(movieTime(1_700_000_000, context)).toMatchObject({ ms: 1_700_000_000_000, plausible: true })
  expect(movieTime(2_082_844_800, context)).toMatchObject({ ms: 0, plausible: false })
  expect(movieTime(0xffff_ffff, context).plausible).toBe(false)
  expect(Number.isFinite(movieTime(2 ** 64, context).ms)).toBe(true)
})

test('ISO 6709', () => {
  const at = (text: string): string => ((place) => (place ? `${place.lat.toFixed(4)},${place.lon.toFixed(4)}` : 'none'))(parseIso6709(text))
  expect(at('+27.2939+112.6932/')).toBe('27.2939,112.6932')
  expect(at('+51.5932-0.2431/')).toBe('51.5932,-0.2431')
  expect(at('+51.5334-000.1255+026.756/')).toBe('51.5334,-0.1255')
  expect(at('+2923.40+10633.60/')).toBe('29.3900,106.5600')
  expect(at('-294530.0-1063015.0/')).toBe('-29.7583,-106.5042')
  for (const text of ['', '65.0', '+0.0000+000.0000/', '+91.0+000.0/', '+10.0+181.0/', '+29.5']) expect(at(text)).toBe('none')
  expect(placeOf(Number.NaN, 1)).toBeNull()
})

test('names of devices', () => {
  expect(deviceName('Apple', 'iPhone 6')).toBe('Apple iPhone 6')
  expect(deviceName('HTC', 'HTC Desire')).toBe('HTC Desire')
  expect(deviceName('', undefined, null, '  \0')).toBeNull()
  expect(deviceName('x'.repeat(500))).toHaveLength(200)
})

test('UTF-8, also broken', () => {
  for (const text of ['Kamera', '执法记录仪', '📷 é', '']) expect(fromUtf8(new TextEncoder().encode(text))).toBe(text)
  expect(fromUtf8(Uint8Array.of(0x41, 0xff, 0x42, 0xe6, 0x89))).toBe('A\ufffdB\ufffd\ufffd')
})
