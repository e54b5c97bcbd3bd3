// Probe of JPEG and PNG photos: size, Exif, and whether the picture is there to its end.

import { viewOf } from '../mp4/boxes.ts'
import { textAt } from '../sniff.ts'
import type { ByteSource } from './byteSource.ts'
import { readExif, type Exif } from './exif.ts'
import { nothingFound, type Found, type TimeContext } from './found.ts'

const MAX_SEGMENTS = 2000
/** Where the end mark of a complete picture is looked for; other pictures or a clip may follow it. */
const TAIL_BYTES = 1 << 16

const hasEnd = (bytes: Uint8Array): boolean => {
  for (let at = bytes.lastIndexOf(0xd9); at > 0; at = bytes.lastIndexOf(0xd9, at - 1)) if (bytes[at - 1] === 0xff) return true
  return false
}

const photo = (container: 'jpeg' | 'png', width: number, height: number, exif: Exif | null, damage: string | null): Found => ({
  ...nothingFound('photo', container),
  video: width > 0 && height > 0 ? { codec: container, width, height, rotation: exif?.rotation ?? 0, fps: null } : null,
  times: exif?.times ?? [],
  place: exif?.place ?? null,
  device: exif?.device ?? null,
  damage,
  playable: width > 0 && height > 0,
})

/** Frame headers: every SOFn apart from the tables that share their range. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

export const probeJpeg = async (source: ByteSource, context: TimeContext): Promise<Found> => {
  let exif: Exif | null = null
  let [width, height] = [0, 0]
  let scan: number | null = null
  for (let at = 2, segments = 0; at + 4 <= source.size && segments < MAX_SEGMENTS; segments++) {
    const head = await source.read(at, at + 20)
    const marker = head[1] ?? 0
    if (head[0] !== 0xff || head.length < 4) break
    if (marker === 0xff) { at += 1; continue } // fill byte
    const bytes = viewOf(head).getUint16(2)
    if (marker === 0xda) { scan = at; break }
    if (marker === 0xe1 && textAt(head, 4, 4) === 'Exif') exif ??= readExif(await source.read(at + 10, at + 2 + bytes), context)
    if (isFrame(marker) && head.length >= 9) [height, width] = [viewOf(head).getUint16(5), viewOf(head).getUint16(7)]
    at += 2 + bytes
  }
  if (scan === null) return photo('jpeg', width, height, exif, 'no picture in it')
  const tail = await source.read(Math.max(scan, source.size - TAIL_BYTES), source.size)
  const complete = hasEnd(tail) || hasEnd(await source.read(scan, source.size))
  return photo('jpeg', width, height, exif, complete ? null : 'the end of the file is missing')
}

export const probePng = async (source: ByteSource, context: TimeContext): Promise<Found> => {
  let exif: Exif | null = null
  let [width, height] = [0, 0]
  let ended = false
  for (let at = 8, chunks = 0; at + 8 <= source.size && chunks < MAX_SEGMENTS * 10 && !ended; chunks++) {
    const head = await source.read(at, at + 16)
    const bytes = viewOf(head).getUint32(0)
    const type = textAt(head, 4, 4)
    if (type === 'IHDR' && head.length >= 16) [width, height] = [viewOf(head).getUint32(8), viewOf(head).getUint32(12)]
    if (type === 'eXIf' && bytes < 1 << 20) exif = readExif(await source.read(at + 8, at + 8 + bytes), context)
    ended = type === 'IEND'
    at += 12 + bytes
  }
  return photo('png', width, height, exif, ended ? null : 'the end of the file is missing')
}
