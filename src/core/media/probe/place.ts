// Places as cameras write them: ISO 6709 strings and degrees, minutes, seconds.

import type { Place } from './found.ts'

/** A place that can be one; 0,0 is what recorders write without a fix. */
export const placeOf = (lat: number, lon: number): Place | null =>
  Number.isFinite(lat) && Number.isFinite(lon) && Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && !(lat === 0 && lon === 0) ? { lat, lon } : null

/** ISO 6709 `+DD.D+DDD.D/`, also with minutes (`+DDMM.M+DDDMM.M`) and with longitudes that were not padded (`+51.5932-0.2431/`). */
export const parseIso6709 = (text: string): Place | null => {
  const match = /([+-])(\d{1,6}(?:\.\d*)?)([+-])(\d{1,7}(?:\.\d*)?)/.exec(text)
  if (!match) return null
  const [, latSign, lat = '', lonSign, lon = ''] = match
  const value = (sign: string | undefined, digits: string, degreeDigits: number): number => {
    const whole = digits.split('.')[0]?.length ?? 0
    const number = Number(digits)
    const magnitude =
      whole <= degreeDigits
        ? number
        : whole <= degreeDigits + 2
          ? Math.floor(number / 100) + (number % 100) / 60
          : Math.floor(number / 10_000) + Math.floor((number % 10_000) / 100) / 60 + (number % 100) / 3600
    return sign === '-' ? -magnitude : magnitude
  }
  return placeOf(value(latSign, lat, 2), value(lonSign, lon, 3))
}
