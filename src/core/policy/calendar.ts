// Calendar periods in a unit's zone: the next midnight, and a date so many months or days on.

import { epochToLocal, localToEpoch } from '../session/localTime.ts'

/** Whole months, then whole days; a year is twelve months. */
export interface Period {
  readonly months: number
  readonly days: number
}

/** A calendar day of a zone. */
interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** The first moment after the local day of `ms`; where midnight is skipped, the first moment that exists after it. */
export const endOfDay = (ms: number, zone: string): number => dayStart(plusDays(dayOf(ms, zone), 1), zone)

/**
 * The moment a period that begins on the local day of `fromMs` is over: that day does not count, the period ends with
 * the corresponding day of the last month, or with that month's last day where there is none, at 24:00 (Civil Code of
 * the PRC, articles 201 to 203).
 */
export const endOfPeriod = (fromMs: number, { months, days }: Period, zone: string): number => dayStart(plusDays(plusMonths(dayOf(fromMs, zone), months), days + 1), zone)

/** First moment of `2026-03-26` in the zone; null where there is no such day in the calendar. */
export const dayToEpoch = (text: string, zone: string): number | null => {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)?.map(Number) ?? []
  return year === undefined || month === undefined || day === undefined ? null : localToEpoch({ year, month, day, ...midnight }, zone)
}

const midnight = { hour: 0, minute: 0, second: 0 }

const dayStart = (day: Day, zone: string): number => {
  const key = `${zone} ${day.year} ${day.month} ${day.day}`
  const known = dayStarts.get(key)
  if (known !== undefined) return known
  const start = localToEpoch({ year: day.year, month: day.month, day: day.day, ...midnight }, zone)
  if (start === null) throw new Error(`no day ${JSON.stringify(day)}`)
  dayStarts.set(key, start)
  return start
}

/** The same day for a whole quarter of an hour: since 1972 no zone is off UTC by anything finer. */
const dayOf = (ms: number, zone: string): Day => {
  if (ms < quartersSinceMs) return epochToLocal(ms, zone)
  const key = `${zone} ${Math.floor(ms / quarterMs)}`
  const known = days.get(key)
  if (known) return known
  const { year, month, day } = epochToLocal(ms, zone)
  const made = { year, month, day }
  if (days.size >= daysKept) days.clear()
  days.set(key, made)
  return made
}

const quarterMs = 900_000
const quartersSinceMs = Date.UTC(1973, 0, 1)
const days = new Map<string, Day>()
const daysKept = 50_000

/** Zones make a day cost 20 µs, and thousands of Recordings share their days. */
const dayStarts = new Map<string, number>()

const plusDays = ({ year, month, day }: Day, days: number): Day => {
  const date = new Date(Date.UTC(2000, month - 1, day))
  date.setUTCFullYear(year, month - 1, day + days)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

const plusMonths = ({ year, month, day }: Day, months: number): Day => {
  const count = year * 12 + month - 1 + months
  const [toYear, toMonth] = [Math.floor(count / 12), (count % 12) + 1]
  const last = new Date(Date.UTC(2000, toMonth, 0))
  last.setUTCFullYear(toYear, toMonth, 0)
  return { year: toYear, month: toMonth, day: Math.min(day, last.getUTCDate()) }
}
