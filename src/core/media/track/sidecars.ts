// Tracks beside recordings: GPX, Axis gpstrail JSON, NMEA sentences (also 70mai's GPSData) and DJI subtitles; each reader is bounded and believes nothing.

import { MAX_POINTS, pointOf, type ReadPoint, type TrackSource } from './track.ts'

/** Larger ones are not read. */
export const MAX_SIDECAR_BYTES = 8 << 20

export interface ReadSidecar {
  readonly source: TrackSource
  readonly points: readonly ReadPoint[]
}

/** By its ending only: whether it may hold a track at all. */
export const isSidecarPath = (path: string): boolean => /\.(gpx|json|nmea|srt|log|txt)$/i.test(path)

/** Null where the text holds no track. `utcOffsetMs`: of local times without zone. */
export const readSidecar = (path: string, text: string, utcOffsetMs: number): ReadSidecar | null => {
  const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase()
  const read = (source: TrackSource, points: readonly ReadPoint[]): ReadSidecar | null => (points.length > 0 ? { source, points } : null)
  if (ending === 'gpx') return read('gpx', readGpx(text))
  if (ending === 'json') return read('gpsTrail', readGpsTrail(text))
  if (ending === 'srt') return read('srt', readDjiSrt(text))
  return text.includes('$') ? read('nmea', readNmea(text)) : read('gpsData', read70mai(text, utcOffsetMs))
}

const first = <T>(list: Iterable<T>): readonly T[] => {
  const taken: T[] = []
  for (const one of list) {
    taken.push(one)
    if (taken.length >= MAX_POINTS) break
  }
  return taken
}

const attribute = (tag: string, name: string): number => Number(new RegExp(`\\b${name}\\s*=\\s*["']([^"']{1,32})["']`).exec(tag)?.[1] ?? Number.NaN)

/** GPX 1.0 and 1.1: track points with a time. Not an XML parser: what a recorder writes has neither entities nor comments here. */
export const readGpx = (text: string): readonly ReadPoint[] =>
  first(text.matchAll(/<trkpt\b([^>]{1,300})>([\s\S]{0,2000}?)<\/trkpt>/g)).flatMap(([, tag = '', body = '']) => {
    const time = Date.parse(/<time>\s*([^<]{10,40}?)\s*<\/time>/.exec(body)?.[1] ?? '')
    return pointOf(attribute(tag, 'lat'), attribute(tag, 'lon'), { kind: 'epoch', ms: time }) ?? []
  })

/** Every object with a WKT `POINT(lon lat)` and `SecondsFromStart` beside it, however deep (Axis body worn; LAYOUTS of its integration API). */
export const readGpsTrail = (text: string): readonly ReadPoint[] => {
  let root: unknown
  try {
    root = JSON.parse(text)
  } catch {
    return []
  }
  const points: ReadPoint[] = []
  const left: unknown[] = [root]
  for (let looked = 0; left.length > 0 && points.length < MAX_POINTS && looked < 10 * MAX_POINTS; looked++) {
    const value = left.pop()
    if (typeof value !== 'object' || value === null) continue
    const fields = Object.entries(value)
    const seconds = Number(fields.find(([name]) => /^secondsfromstart$/i.test(name))?.[1] ?? Number.NaN)
    for (const [, inner] of fields) {
      const wkt = typeof inner === 'string' && inner.length < 100 ? /^\s*POINT\s*(?:Z\s*)?\(\s*(-?[\d.]+)\s+(-?[\d.]+)/i.exec(inner) : null
      const point = wkt && pointOf(Number(wkt[2]), Number(wkt[1]), { kind: 'fromStart', ms: seconds * 1000 })
      if (point) points.push(point)
      else left.push(inner)
    }
  }
  return points
}

const degrees = (text: string, side: string): number => {
  const value = Number(text)
  const whole = Math.floor(value / 100)
  return (whole + (value - whole * 100) / 60) * (/[SW]/i.test(side) ? -1 : 1)
}

/** NMEA 0183 RMC: the only sentence with a date. A checksum that is there must match. */
export const readNmea = (text: string): readonly ReadPoint[] =>
  first(text.matchAll(/\$(G[NPLAB]RMC,[^\r\n*$]{10,90})(?:\*([0-9A-Fa-f]{2}))?/g)).flatMap(([, sentence = '', sum]) => {
    if (sum !== undefined && [...sentence].reduce((xor, letter) => xor ^ letter.charCodeAt(0), 0) !== Number.parseInt(sum, 16)) return []
    const [, time = '', valid, lat = '', north = '', lon = '', east = '', , , date = ''] = sentence.split(',')
    const [clock, day] = [/^(\d{2})(\d{2})(\d{2}(?:\.\d{1,3})?)/.exec(time), /^(\d{2})(\d{2})(\d{2})$/.exec(date)]
    if (valid !== 'A' || !clock || !day) return []
    const ms = Date.UTC(2000 + Number(day[3]), Number(day[2]) - 1, Number(day[1]), Number(clock[1]), Number(clock[2])) + Math.round(Number(clock[3]) * 1000)
    return pointOf(degrees(lat, north), degrees(lon, east), { kind: 'epoch', ms }) ?? []
  })

/** 70mai GPSData: `epoch,A,lat,lon,course,speed,…`; its clock counts local seconds. */
const read70mai = (text: string, utcOffsetMs: number): readonly ReadPoint[] =>
  first(text.matchAll(/^(\d{10}),A,(-?\d{1,2}\.\d{1,8}),(-?\d{1,3}\.\d{1,8}),/gm)).flatMap(([, time, lat, lon]) => pointOf(Number(lat), Number(lon), { kind: 'epoch', ms: Number(time) * 1000 - utcOffsetMs }) ?? [])

const cueTime = /(\d{2}):(\d{2}):(\d{2})[,.](\d{3})\s*-->/

/** DJI writes `GPS(lon,lat,…)` or `GPS(lat,lon,…M)` with metres, or `[latitude: …] [longitude: …]`. */
export const readDjiSrt = (text: string): readonly ReadPoint[] =>
  text
    .split(/\r?\n\s*\r?\n/, MAX_POINTS)
    .flatMap((block) => {
      const time = cueTime.exec(block)
      if (!time || block.length > 2000) return []
      const [, h, m, s, ms] = time
      const at = { kind: 'fromStart', ms: ((Number(h) * 60 + Number(m)) * 60 + Number(s)) * 1000 + Number(ms) } as const
      const named = /latitude\s*:\s*(-?[\d.]{1,15}).{1,40}?long?t?itude\s*:\s*(-?[\d.]{1,15})/s.exec(block)
      if (named) return pointOf(Number(named[1]), Number(named[2]), at) ?? []
      const gps = /GPS\s?\(\s*(-?[\d.]{1,15}),\s*(-?[\d.]{1,15}),\s*-?[\d.]{1,15}(M?)\)/.exec(block)
      if (!gps) return []
      const [, one, other, metres] = gps
      return pointOf(Number(metres ? one : other), Number(metres ? other : one), at) ?? []
    })
