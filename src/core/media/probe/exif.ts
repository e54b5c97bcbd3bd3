// Exif tags (CIPA DC-008) out of a TIFF block: time, place, device, orientation.

import type { TimeCandidate } from '../../catalog/recording.ts'
import { viewOf } from '../mp4/boxes.ts'
import { parseTime } from './clockTimes.ts'
import { deviceName, type Place, type TimeContext } from './found.ts'
import { placeOf } from './place.ts'

export interface Exif {
  /** Clockwise degrees to turn the picture for showing. */
  readonly rotation: number
  readonly device: string | null
  readonly times: readonly TimeCandidate[]
  readonly place: Place | null
}

type Field = string | readonly number[]

const MAX_FIELDS = 500
const MAX_VALUES = 64
const MAX_TEXT = 256
/** Bytes of a value by its type number; 0: not a type. */
const typeBytes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8]

/** Fields of the directory at `at`, of the kinds that are wanted; what does not fit the block is left out. */
const readDirectory = (view: DataView, at: number, little: boolean): ReadonlyMap<number, Field> => {
  const fields = new Map<number, Field>()
  if (at < 8 || at + 2 > view.byteLength) return fields
  const rows = Math.min(view.getUint16(at, little), MAX_FIELDS)
  for (let row = 0; row < rows; row++) {
    const entry = at + 2 + row * 12
    if (entry + 12 > view.byteLength) break
    const type = view.getUint16(entry + 2, little)
    const stated = view.getUint32(entry + 4, little)
    const bytes = typeBytes[type] ?? 0
    const from = stated * bytes <= 4 ? entry + 8 : view.getUint32(entry + 8, little)
    if (bytes === 0 || from + stated * bytes > view.byteLength) continue
    const tag = view.getUint16(entry, little)
    if (type === 2) fields.set(tag, String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + from, Math.min(stated, MAX_TEXT))).split('\0')[0]?.trim() ?? '')
    else fields.set(tag, Array.from({ length: Math.min(stated, MAX_VALUES) }, (_, i) => readNumber(view, from + i * bytes, type, little)))
  }
  return fields
}

const readNumber = (view: DataView, at: number, type: number, little: boolean): number => {
  if (type === 3) return view.getUint16(at, little)
  if (type === 4) return view.getUint32(at, little)
  if (type === 5) return view.getUint32(at, little) / view.getUint32(at + 4, little)
  if (type === 8) return view.getInt16(at, little)
  if (type === 9) return view.getInt32(at, little)
  if (type === 10) return view.getInt32(at, little) / view.getInt32(at + 4, little)
  return view.getUint8(at)
}

const text = (field: Field | undefined): string => (typeof field === 'string' ? field : '')
const numbers = (field: Field | undefined): readonly number[] => (typeof field === 'object' ? field : [])

const rotations: Readonly<Record<number, number>> = { 3: 180, 4: 180, 5: 90, 6: 90, 7: 270, 8: 270 }

const readPlace = (gps: ReadonlyMap<number, Field>): Place | null => {
  const degrees = (tag: number): number => {
    const parts = numbers(gps.get(tag))
    const [whole = Number.NaN, minutes = 0, seconds = 0] = parts.map((part, i) => (i > 0 && !Number.isFinite(part) ? 0 : part))
    return whole + minutes / 60 + seconds / 3600
  }
  // Some cameras write the whole word, such as `West`.
  const sign = (tag: number, negative: string): number => (text(gps.get(tag)).toUpperCase().startsWith(negative) ? -1 : 1)
  return placeOf(degrees(2) * sign(1, 'S'), degrees(4) * sign(3, 'W'))
}

/** GPS date and time, always UTC. */
const readGpsTime = (gps: ReadonlyMap<number, Field>, context: TimeContext): TimeCandidate | null => {
  const [hour, minute, second] = numbers(gps.get(7))
  if (hour === undefined || minute === undefined || second === undefined || !Number.isFinite(hour + minute + second)) return null
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  return parseTime(`${text(gps.get(29))} ${two(hour)}:${two(minute)}:${two(second)}Z`, 'gps', context)
}

const readTimes = (image: ReadonlyMap<number, Field>, exif: ReadonlyMap<number, Field>, gps: ReadonlyMap<number, Field>, context: TimeContext): readonly TimeCandidate[] => {
  const original = text(exif.get(0x9003)) || text(exif.get(0x9004)) || text(image.get(0x0132))
  const fraction = /^\d{1,6}/.exec(text(exif.get(0x9291)))?.[0]
  const offset = text(exif.get(0x9011)) || text(exif.get(0x9012)) || text(exif.get(0x9010))
  const taken = parseTime(fraction ? `${original}.${fraction}` : original, 'exif', context, offset)
  return [taken, readGpsTime(gps, context)].filter((time) => time !== null)
}

/** `tiff` begins at the byte order mark; null when it is no TIFF block. */
export const readExif = (tiff: Uint8Array, context: TimeContext): Exif | null => {
  if (tiff.length < 14) return null
  const view = viewOf(tiff)
  const order = view.getUint16(0)
  const little = order === 0x4949
  if ((!little && order !== 0x4d4d) || view.getUint16(2, little) !== 42) return null
  const image = readDirectory(view, view.getUint32(4, little), little)
  const sub = (tag: number): ReadonlyMap<number, Field> => readDirectory(view, numbers(image.get(tag))[0] ?? 0, little)
  const exif = sub(0x8769)
  const gps = sub(0x8825)
  return {
    rotation: rotations[numbers(image.get(0x0112))[0] ?? 1] ?? 0,
    device: deviceName(text(image.get(0x010f)), text(image.get(0x0110))) ?? deviceName(text(image.get(0x0131))),
    times: readTimes(image, exif, gps, context),
    place: readPlace(gps),
  }
}
