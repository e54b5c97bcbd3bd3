// A time as people type it, as a moment of a Session.

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
