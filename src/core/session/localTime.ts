// Local date and time in an IANA zone, from and to epoch milliseconds.

export interface LocalTime {
  readonly year: number
  /** 1–12. */
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

/** null for a date or time that does not exist (31 February, 25 o'clock). In a skipped hour the clock is read as before the change, in a doubled hour as the first. */
export const localToEpoch = (local: LocalTime, zone: string): number | null => {
  const wall = wallClock(local)
  const back = new Date(wall)
  if (local.month < 1 || local.month > 12 || back.getUTCMonth() !== local.month - 1 || back.getUTCDate() !== local.day) return null
  if (local.hour > 23 || local.minute > 59 || local.second > 59) return null
  const before = wall - offsetAt(wall - DAY_MS, zone)
  if (before + offsetAt(before, zone) === wall) return before
  const after = wall - offsetAt(wall + DAY_MS, zone)
  return after + offsetAt(after, zone) === wall ? after : before
}

export const epochToLocal = (ms: number, zone: string): LocalTime => {
  if (!isRegular(ms)) return readLocal(ms, zone)
  const wall = new Date(ms + offsetAt(ms, zone))
  return { year: wall.getUTCFullYear(), month: wall.getUTCMonth() + 1, day: wall.getUTCDate(), hour: wall.getUTCHours(), minute: wall.getUTCMinutes(), second: wall.getUTCSeconds() }
}

const readLocal = (ms: number, zone: string): LocalTime => {
  const parts = new Map(formatter(zone).formatToParts(ms).map((part) => [part.type, Number(part.value)]))
  const at = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0
  return { year: at('year'), month: at('month'), day: at('day'), hour: at('hour'), minute: at('minute'), second: at('second') }
}

/** `2026-03-26`. */
export const localDay = (ms: number, zone: string): string => {
  const { year, month, day } = epochToLocal(ms, zone)
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
}

/** `2026-03-26 09:36:21`. */
export const formatLocal = (ms: number, zone: string): string => {
  const { hour, minute, second } = epochToLocal(ms, zone)
  return `${localDay(ms, zone)} ${pad(hour, 2)}:${pad(minute, 2)}:${pad(second, 2)}`
}

export const isZone = (zone: string): boolean => {
  try {
    formatter(zone)
    return true
  } catch {
    return false
  }
}

const DAY_MS = 86_400_000

const pad = (value: number, length: number): string => String(value).padStart(length, '0')

const wallClock = (local: LocalTime): number => {
  const date = new Date(Date.UTC(2000, local.month - 1, local.day, local.hour, local.minute, local.second))
  // Date.UTC reads the years 0–99 as 1900–1999.
  date.setUTCFullYear(local.year, local.month - 1, local.day)
  return date.getTime()
}

/** Local time ahead of UTC, milliseconds. */
export const offsetAt = (ms: number, zone: string): number => {
  if (!isRegular(ms)) return readOffset(ms, zone)
  const known = offsets.get(zone) ?? new Map<number, number>()
  offsets.set(zone, known)
  const minute = Math.floor(ms / MINUTE_MS)
  const offset = known.get(minute) ?? readOffset(minute * MINUTE_MS, zone)
  if (known.size >= MAX_OFFSETS) known.clear()
  known.set(minute, offset)
  return offset
}

const readOffset = (ms: number, zone: string): number => wallClock(readLocal(ms, zone)) - Math.floor(ms / 1000) * 1000

/** Of the minutes asked for: the same few thousand Recordings are asked about again and again. */
const offsets = new Map<string, Map<number, number>>()
const MAX_OFFSETS = 100_000
const MINUTE_MS = 60_000

/** From 1973 on every zone changes its clock at a whole minute, and is a whole number of minutes ahead. */
const isRegular = (ms: number): boolean => ms >= 100_000_000_000 && ms <= 8_640_000_000_000_000

/** Making a formatter costs 50 µs, using one 2 µs to 20 µs. */
const formatters = new Map<string, Intl.DateTimeFormat>()

const formatter = (zone: string): Intl.DateTimeFormat => {
  const known = formatters.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-u-ca-gregory', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' })
  formatters.set(zone, made)
  return made
}
