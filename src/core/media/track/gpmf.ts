// GoPro's telemetry (GPMF, github.com/gopro/gpmf-parser): nested key, type, size and repeat; only the GPS streams are read.

import { viewOf } from '../mp4/boxes.ts'
import { placeOf } from '../probe/place.ts'

export interface GpmfFix {
  readonly lat: number
  readonly lon: number
  /** When it was taken by the satellites' clock, epoch milliseconds; left out where the stream does not tell. */
  readonly gpsMs?: number
}

interface Item {
  readonly key: string
  readonly type: number
  readonly size: number
  readonly repeat: number
  readonly at: number
  readonly end: number
}

const HEADER = 8
const MAX_ITEMS = 4_000

const itemsIn = (view: DataView, from: number, to: number): readonly Item[] => {
  const items: Item[] = []
  for (let at = from; at + HEADER <= to && items.length < MAX_ITEMS; ) {
    const key = String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3))
    const [type, size, repeat] = [view.getUint8(at + 4), view.getUint8(at + 5), view.getUint16(at + 6)]
    const end = at + HEADER + size * repeat
    if (end > to) break
    items.push({ key, type, size, repeat, at: at + HEADER, end })
    // Padded to 32 bits.
    at = at + HEADER + ((size * repeat + 3) & ~3)
  }
  return items
}

/** Only `l` and `s` are used for scales of GPS. */
const numberAt = (view: DataView, { type, at, end }: Item, index: number): number => {
  const width = type === 0x6c ? 4 : type === 0x73 ? 2 : 0
  const place = at + index * width
  if (width === 0 || place + width > end) return Number.NaN
  return width === 4 ? view.getInt32(place) : view.getInt16(place)
}

/** Where latitude stands in a row, bytes and fields; longitude follows it. Both are an int32 over a scale of their own. */
const positions: Readonly<Record<string, { readonly offset: number; readonly field: number }>> = {
  GPS5: { offset: 0, field: 0 },
  GPS9: { offset: 0, field: 0 },
  // The Karma drone's own position: after a time.
  GLPI: { offset: 4, field: 1 },
}

const fixOf = (view: DataView, stream: readonly Item[]): GpmfFix | null => {
  const gps = stream.find(({ key }) => Object.hasOwn(positions, key))
  const position = gps && positions[gps.key]
  const scale = stream.find(({ key }) => key === 'SCAL')
  const lock = stream.find(({ key }) => key === 'GPSF')
  if (!gps || !position || !scale || gps.repeat === 0 || gps.size < position.offset + 8) return null
  // Fix: 0 none, 2 two dimensions, 3 three; of type L.
  if (lock && lock.size === 4 && lock.repeat > 0 && view.getUint32(lock.at) === 0) return null
  const scaleOf = (field: number): number => numberAt(view, scale, scale.repeat > 1 ? field : 0)
  const at = gps.at + position.offset
  const place = placeOf(view.getInt32(at) / scaleOf(position.field), view.getInt32(at + 4) / scaleOf(position.field + 1))
  const gpsMs = gps.key === 'GPS9' ? gps9Time(view, gps, scaleOf) : gpsUtc(view, stream)
  return place && (gpsMs === null ? place : { ...place, gpsMs })
}

/** `yymmddhhmmss.sss`, UTC: of the payload's first fix. */
const gpsUtc = (view: DataView, stream: readonly Item[]): number | null => {
  const found = stream.find(({ key, size, repeat }) => key === 'GPSU' && size * repeat === 16)
  if (!found) return null
  const text = String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + found.at, 16))
  const [, year, month, day, hour, minute, second] = /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2}\.\d{3})$/.exec(text) ?? []
  return second === undefined ? null : Date.UTC(2000 + Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute)) + Math.round(Number(second) * 1000)
}

/** GPS9 tells the time in each row: days since 2000 and seconds since midnight, UTC, as fields 5 and 6. */
const gps9Time = (view: DataView, { at, size }: Item, scaleOf: (field: number) => number): number | null => {
  if (size < 28) return null
  const ms = Date.UTC(2000, 0, 1) + (view.getInt32(at + 20) / scaleOf(5)) * 86_400_000 + (view.getInt32(at + 24) / scaleOf(6)) * 1000
  return Number.isFinite(ms) ? Math.round(ms) : null
}

const NESTED = 0
const MAX_DEPTH = 6

/** The first fix of one payload; null where the camera had none. */
export const readGpmf = (bytes: Uint8Array): GpmfFix | null => {
  const view = viewOf(bytes)
  const search = (from: number, to: number, depth: number): GpmfFix | null => {
    const items = itemsIn(view, from, to)
    const fix = fixOf(view, items)
    if (fix || depth >= MAX_DEPTH) return fix
    for (const item of items) {
      const found = item.type === NESTED ? search(item.at, item.end, depth + 1) : null
      if (found) return found
    }
    return null
  }
  return search(0, bytes.length, 0)
}
