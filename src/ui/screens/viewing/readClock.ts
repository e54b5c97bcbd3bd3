// A time, and an offset of a clock, as people type them.

/** `14:32`, `14:32:10`, `143210`, `14：32`; null for anything else. Milliseconds from midnight. */
export const readClock = (text: string): number | null => {
  const found = /^(\d{1,2})[:：.]?(\d{2})(?:[:：.]?(\d{2}))?$/.exec(text.trim())
  const [hours, minutes, seconds] = [Number(found?.[1]), Number(found?.[2]), Number(found?.[3] ?? 0)]
  return found && hours < 24 && minutes < 60 && seconds < 60 ? ((hours * 60 + minutes) * 60 + seconds) * 1000 : null
}

/** The first such local time at or after the begin of the day in which `fromMs` lies, that is not before `fromMs` unless none is. `aheadMs`: local time before UTC. */
export const momentOfDay = (dayMs: number, fromMs: number, toMs: number, aheadMs: number): number | null => {
  const day = 86_400_000
  const midnight = Math.floor((fromMs + aheadMs) / day) * day - aheadMs
  for (const ms of [midnight + dayMs, midnight + day + dayMs]) if (ms >= fromMs && ms <= toMs) return ms
  return null
}

/** An offset: `-37`, `+1:02.5`, `−0:00:37 s`; milliseconds, null for anything else. */
export const readOffset = (text: string): number | null => {
  const found = /^([+\-−])?\s*(?:(?:(\d+):)?(\d+):)?(\d+(?:[.,]\d+)?)\s*s?$/.exec(text.trim())
  if (!found) return null
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = found
  const ms = Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds.replace(',', '.'))) * 1000)
  return sign === '-' || sign === '−' ? -ms : ms
}
