// GCJ-02, the shifted coordinates some recorders sold in China write: to and from WGS-84, by the published formula. For drawing only.

import type { Place } from './plotTrack.ts'

/** Krasovsky 1940, as the formula uses it. */
const AXIS = 6_378_245
const ECCENTRICITY2 = 0.006_693_421_622_965_943

/** The formula's own box; outside it nothing is shifted. It is not the border of any country. */
const isShifted = ({ lat, lon }: Place): boolean => lon >= 72.004 && lon <= 137.8347 && lat >= 0.8293 && lat <= 55.8271

/** Degrees added to WGS-84 at a place. */
const shiftAt = ({ lat, lon }: Place): Place => {
  const [x, y] = [lon - 105, lat - 35]
  const wave = (of: number, tall: number, taller: number): number => (tall * Math.sin(of * Math.PI) + taller * Math.sin((of / 3) * Math.PI)) * (2 / 3)
  const ripple = (20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * (2 / 3)
  const north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x)) + ripple + wave(y, 20, 40) + (160 * Math.sin((y / 12) * Math.PI) + 320 * Math.sin((y * Math.PI) / 30)) * (2 / 3)
  const east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x)) + ripple + wave(x, 20, 40) + (150 * Math.sin((x / 12) * Math.PI) + 300 * Math.sin((x / 30) * Math.PI)) * (2 / 3)
  const radians = (lat / 180) * Math.PI
  const squeeze = 1 - ECCENTRICITY2 * Math.sin(radians) ** 2
  const root = Math.sqrt(squeeze)
  return {
    lat: (north * 180) / (((AXIS * (1 - ECCENTRICITY2)) / (squeeze * root)) * Math.PI),
    lon: (east * 180) / ((AXIS / root) * Math.cos(radians) * Math.PI),
  }
}

export const toGcj02 = (place: Place): Place => {
  if (!isShifted(place)) return place
  const { lat, lon } = shiftAt(place)
  return { lat: place.lat + lat, lon: place.lon + lon }
}

/** Each round is about a thousand times nearer. */
const ROUNDS = 5

/** What `toGcj02` made, taken back to well below a millimetre. */
export const fromGcj02 = (shifted: Place): Place => {
  if (!isShifted(shifted)) return shifted
  let place = shifted
  for (let round = 0; round < ROUNDS; round++) {
    const { lat, lon } = shiftAt(place)
    place = { lat: shifted.lat - lat, lon: shifted.lon - lon }
  }
  return place
}
