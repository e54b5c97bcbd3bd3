// Times as people type them beside a recorder: a day and a clock, a moment within a file.

import { localToEpoch } from '../../../core/session/localTime.ts'
import { zone } from '../../i18n/formats.ts'
import { readDay } from '../../parts/readDay.ts'

/** `9:36`, `09:36:21`, `093621`, with tenths; null: not a time. */
export const readClock = (text: string): { readonly hour: number; readonly minute: number; readonly second: number; readonly ms: number } | null => {
  const found = /^(\d{1,2})[:：](\d{2})(?:[:：](\d{2})(?:[.．](\d))?)?$/.exec(text.trim()) ?? /^(\d{2})(\d{2})(\d{2})()$/.exec(text.trim())
  if (!found) return null
  const [hour, minute, second, tenth] = [found[1], found[2], found[3] || '0', found[4] || '0'].map(Number) as [number, number, number, number]
  return hour < 24 && minute < 60 && second < 60 ? { hour, minute, second, ms: tenth * 100 } : null
}

/** In the unit's zone; null for what is no time. */
export const readMoment = (day: string, clock: string): number | null => {
  const [date, time] = [readDay(day), readClock(clock)]
  if (!date || !time) return null
  const [year, month, dayOfMonth] = date.split('-').map(Number) as [number, number, number]
  const ms = localToEpoch({ year, month, day: dayOfMonth, hour: time.hour, minute: time.minute, second: time.second }, zone())
  return ms === null ? null : ms + time.ms
}

/** Milliseconds into a file: `12`, `1:02`, `1:02:03.4`. */
export const readPosition = (text: string): number | null => {
  const found = /^(?:(?:(\d+):)?(\d{1,2}):)?(\d{1,5})(?:\.(\d))?$/.exec(text.trim().replaceAll('：', ':'))
  return found ? (Number(found[1] ?? 0) * 3_600 + Number(found[2] ?? 0) * 60 + Number(found[3])) * 1_000 + Number(found[4] ?? 0) * 100 : null
}
