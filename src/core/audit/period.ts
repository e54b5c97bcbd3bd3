// The time an audit is about: a month, a quarter, or days from–to, as text for addresses and as moments of the unit's zone.

import { dayToEpoch, endOfDay } from '../policy/calendar.ts'

export interface Period {
  /** `2026-10`, `2026-Q4` or `2026-09-01_2026-09-20`. */
  readonly text: string
  /** Local days, both included. */
  readonly from: string
  readonly to: string
  readonly fromMs: number
  /** First moment after it. */
  readonly untilMs: number
}

const two = (value: number): string => String(value).padStart(2, '0')
const lastDay = (year: number, month: number): string => `${year}-${two(month)}-${two(new Date(Date.UTC(year, month, 0)).getUTCDate())}`

const make = (text: string, from: string, to: string, zone: string): Period | null => {
  const [fromMs, lastMs] = [dayToEpoch(from, zone), dayToEpoch(to, zone)]
  return fromMs === null || lastMs === null || lastMs < fromMs ? null : { text, from, to, fromMs, untilMs: endOfDay(lastMs, zone) }
}

/** Null for what is none. */
export const readPeriod = (text: string, zone: string): Period | null => {
  const [, year = '', month, quarter] = /^(\d{4})-(?:(0[1-9]|1[0-2])|Q([1-4]))$/.exec(text) ?? []
  if (month) return make(text, `${year}-${month}-01`, lastDay(Number(year), Number(month)), zone)
  if (quarter) return make(text, `${year}-${two(Number(quarter) * 3 - 2)}-01`, lastDay(Number(year), Number(quarter) * 3), zone)
  const [, from = '', to = ''] = /^(\d{4}-\d{2}-\d{2})_(\d{4}-\d{2}-\d{2})$/.exec(text) ?? []
  return make(text, from, to, zone)
}

/** The quarter of a local day. */
export const quarterOf = (day: string): string => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`

/** Months and quarters that hold any of these days' months, newest first. */
export const periodChoices = (firstDay: string, today: string): { readonly quarters: readonly string[]; readonly months: readonly string[] } => {
  const months: string[] = []
  for (let [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))]; months.length < 24 && `${year}-${two(month)}` >= firstDay.slice(0, 7); [year, month] = month === 1 ? [year - 1, 12] : [year, month - 1]) months.push(`${year}-${two(month)}`)
  return { months, quarters: [...new Set(months.map((month) => quarterOf(`${month}-01`)))] }
}

export const isWithin = ({ fromMs, untilMs }: Period, ms: number): boolean => ms >= fromMs && ms < untilMs
