// Which statement about the begin is believed, and which clocks were never set.

import { expect, test } from 'vitest'
import type { TimeCandidate } from '../../../../src/core/catalog/recording.ts'
import { chooseTime, isPlausibleTime } from '../../../../src/core/session/chooseTime.ts'

const zone = 'Asia/Shanghai'
const now = Date.UTC(2026, 5, 1)
const good = Date.UTC(2026, 2, 26, 1, 36, 21)
const says = (source: TimeCandidate['source'], ms: number): TimeCandidate => ({ source, ms, zone: 'utc', plausible: true })

test.each([
  ['1904', Date.UTC(1904, 0, 1)],
  ['1970', 3_600_000],
  ['1980', Date.UTC(1980, 0, 1)],
  ['2000-01-01 and some hours', Date.UTC(2000, 0, 1, 5)],
  ['2016-01-01 of the recorder zone', Date.UTC(2015, 11, 31, 20)],
  ['2033', Date.UTC(2033, 0, 1)],
  ['the day after tomorrow', now + 2 * 86_400_000],
])('%s cannot be right', (_, ms) => {
  expect(isPlausibleTime(ms, now, zone)).toBe(false)
})

test('the name goes before the container, the container before the photo tags', () => {
  expect(chooseTime([says('exif', good + 3), says('container', good + 2), says('name', good)], now, zone)).toMatchObject({ startMs: good, timeSource: 'name' })
  expect(chooseTime([says('exif', good + 3), says('container', good + 2)], now, zone)).toMatchObject({ startMs: good + 2, timeSource: 'container' })
})

test('an implausible one is passed over for the next, and kept with its mark', () => {
  const chosen = chooseTime([says('name', Date.UTC(2016, 0, 1, 3)), says('container', good)], now, zone)
  expect(chosen).toMatchObject({ startMs: good, timeSource: 'container' })
  expect(chosen.times.map((time) => time.plausible)).toEqual([false, true])
})

test('with an unset clock the time of the file is not used instead', () => {
  expect(chooseTime([says('container', Date.UTC(1904, 0, 1)), says('fileSystem', good)], now, zone)).toMatchObject({ startMs: null, timeSource: null })
})

test('with nothing else the time of the file is used, and said', () => {
  expect(chooseTime([says('fileSystem', good)], now, zone)).toMatchObject({ startMs: good, timeSource: 'fileSystem' })
  expect(chooseTime([], now, zone).startMs).toBeNull()
})

test('what the probe found implausible stays so', () => {
  expect(chooseTime([{ ...says('container', good), plausible: false }], now, zone).startMs).toBeNull()
})
