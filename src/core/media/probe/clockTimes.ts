// Times found inside files: any written form to epoch milliseconds, and which of them can be right.

import type { TimeCandidate, TimeSource } from '../../catalog/recording.ts'
import { localToEpoch, type LocalTime } from '../../session/localTime.ts'
import type { TimeContext } from './found.ts'

const DAY_MS = 86_400_000
const MIN_MS = Date.UTC(1990, 0, 1)
/** 2000-01-01 in any zone: where many recorders begin to count when their clock was never set. */
const RESET_FROM = Date.UTC(1999, 11, 31, 10)
const RESET_TO = Date.UTC(2000, 0, 2, 12)

/** false for 1904, 1970, 1980, the first of January 2000, and the future. A day of grace: a wrong zone or a clock some minutes ahead is not an unset clock. */
export const isPlausible = (ms: number, nowMs: number): boolean => ms >= MIN_MS && !(ms >= RESET_FROM && ms < RESET_TO) && ms <= nowMs + DAY_MS

export const timeAt = (source: TimeSource, ms: number, zone: TimeCandidate['zone'], context: TimeContext): TimeCandidate => ({
  source, ms, zone, plausible: isPlausible(ms, context.nowMs),
})

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const clockReading = (parts: readonly (string | undefined)[]): LocalTime => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map((part) => Number(part ?? 0))
  return { year, month, day, hour, minute, second }
}

/**
 * A date in any form found in media: `2012:09:10 20:52:00` (EXIF), `2019-07-24T11:25:40+0300` (QuickTime), `MON SEP 10 20:52:00 2012`
 * (AVI IDIT). Without an offset it is local; `offset` gives one that stands elsewhere, as in EXIF. null where no date can be read.
 */
export const parseTime = (text: string, source: TimeSource, context: TimeContext, offset = ''): TimeCandidate | null => {
  const iso = /(\d{4})[:\-/.](\d{1,2})[:\-/.](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(\.\d+)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?/.exec(text)
  const words = /([A-Za-z]{3})\s+(\d{1,2})\s+(\d{2}):(\d{2}):(\d{2})\s+(\d{4})/.exec(text)
  const reading = iso
    ? clockReading(iso.slice(1, 7))
    : words
      ? clockReading([words[6], String(months.indexOf((words[1] ?? '').toLowerCase()) + 1), words[2], words[3], words[4], words[5]])
      : null
  if (!reading) return null
  const fraction = Math.round(Number(iso?.[7] ?? 0) * 1000)
  const zone = iso?.[8] ?? /^\s*(Z|[+-]\d{2}:?\d{2})/.exec(offset)?.[1] ?? ''
  const ms = localToEpoch(reading, zone === '' ? context.zone : 'UTC')
  if (ms === null) return null
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))
  const ahead = zone === '' || zone === 'Z' ? 0 : (zone.startsWith('-') ? -minutes : minutes) * 60_000
  return timeAt(source, ms + fraction - ahead, zone === '' ? 'local' : zone === 'Z' ? 'utc' : 'offset', context)
}

/** Seconds from 1904-01-01 to 1970-01-01. */
const FROM_1904 = 2_082_844_800

/** Seconds since 1904 (ISO/IEC 14496-12 §8.2.2), 0 where never set. What would lie before 1970 was written by a device that counts from 1970. */
export const movieTime = (seconds: number, context: TimeContext): TimeCandidate => {
  const unix = seconds === 0 || seconds >= FROM_1904 ? seconds - FROM_1904 : seconds
  return timeAt('container', Math.min(8.64e12, unix) * 1000, 'utc', context)
}
