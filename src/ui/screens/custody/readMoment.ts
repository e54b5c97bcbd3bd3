// A moment as it is written everywhere here, `2026-03-26 09:00`, in the unit's zone.

import { localToEpoch } from '../../../core/session/localTime.ts'

/** null for what is no such moment. Full-width signs and a `T` are taken, too. */
export const readMoment = (text: string, zone: string): number | null => {
  const found = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text.normalize('NFKC').trim())
  if (!found) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1).map((part) => Number(part ?? 0))
  return localToEpoch({ year, month, day, hour, minute, second }, zone)
}
