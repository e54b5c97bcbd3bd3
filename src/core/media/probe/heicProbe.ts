// Probe of HEIC and AVIF photos (ISO/IEC 23008-12): size, turn and Exif out of the meta box.

import { readItems } from '../heic/items.ts'
import { topBoxes, viewOf, type Box } from '../mp4/boxes.ts'
import type { ByteSource } from './byteSource.ts'
import { readExif, type Exif } from './exif.ts'
import { nothingFound, type Found, type TimeContext } from './found.ts'

const MAX_META_BYTES = 4 << 20
const MAX_EXIF_BYTES = 1 << 20

export const probeHeic = async (source: ByteSource, context: TimeContext): Promise<Found> => {
  const unread = { ...nothingFound('photo', 'heic'), playable: false, damage: 'no picture in it' }
  let top: Box | null = null
  let last: Box | null = null
  for await (const box of topBoxes(source.read, source.size)) {
    if (box.type === 'meta') top ??= box
    last = box
  }
  if (!top || top.end - top.start > MAX_META_BYTES) return unread
  const bytes = await source.read(top.start, top.end)
  const items = readItems(bytes)
  if (!items) return unread
  const properties = [...items.properties.values()].flat()
  const own = items.properties.get(items.primary ?? -1) ?? []
  const view = viewOf(bytes)
  // Tiles and thumbnails have sizes too; the whole picture's is the largest.
  const sizes = properties.filter((box) => box.type === 'ispe' && box.end - box.body >= 12).map((box) => [view.getUint32(box.body + 4), view.getUint32(box.body + 8)] as const)
  const [width, height] = sizes.toSorted((a, b) => b[0] * b[1] - a[0] * a[1])[0] ?? [0, 0]
  const irot = own.find((box) => box.type === 'irot' && box.end > box.body)
  const exifItem = [...items.types].find(([, type]) => type === 'Exif')?.[0]
  const place = exifItem === undefined ? undefined : items.places.get(exifItem)
  let exif: Exif | null = null
  if (place && !place.inside && place.bytes <= MAX_EXIF_BYTES) {
    // The block begins with the distance to its TIFF header (ISO/IEC 23008-12 annex A.2.1).
    const block = await source.read(place.from, place.from + place.bytes)
    if (block.length > 8) exif = readExif(block.subarray(4 + viewOf(block).getUint32(0)), context)
  }
  return {
    ...unread,
    playable: width > 0 && height > 0,
    // irot turns against the clock; Exif's own orientation is only a copy of it.
    video: width > 0 && height > 0 ? { codec: properties.some((box) => box.type === 'av1C') ? 'av01' : 'hvc1', width, height, rotation: irot ? (360 - ((bytes[irot.body] ?? 0) & 3) * 90) % 360 : 0, fps: null } : null,
    times: exif?.times ?? [],
    place: exif?.place ?? null,
    device: exif?.device ?? null,
    damage: last?.whole === false ? 'the end of the file is missing' : width > 0 ? null : unread.damage,
  }
}
