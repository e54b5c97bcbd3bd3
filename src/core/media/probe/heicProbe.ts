// Probe of HEIC and AVIF photos (ISO/IEC 23008-12): size, turn and Exif out of the meta box.

import { boxAt, boxesIn, fullBox, topBoxes, uint64, viewOf, type Box } from '../mp4/boxes.ts'
import { textAt } from '../sniff.ts'
import type { ByteSource } from './byteSource.ts'
import { readExif, type Exif } from './exif.ts'
import { nothingFound, type Found, type TimeContext } from './found.ts'

const MAX_META_BYTES = 4 << 20
const MAX_EXIF_BYTES = 1 << 20
const MAX_ITEMS = 5000

/** Id of the item that holds Exif: an infe of version 2 or 3 (ISO/IEC 14496-12 §8.11.6); null without one. */
const exifItem = (meta: Uint8Array, children: readonly Box[]): number | null => {
  const iinf = children.find((box) => box.type === 'iinf')
  const header = iinf && fullBox(viewOf(meta), iinf)
  if (!iinf || !header) return null
  for (const infe of boxesIn(meta, header.at + (header.version === 0 ? 2 : 4), iinf.end).slice(0, MAX_ITEMS)) {
    const long = meta[infe.body] === 3
    const at = infe.body + 4
    if (at + (long ? 10 : 8) <= infe.end && textAt(meta, at + (long ? 6 : 4), 4) === 'Exif') return long ? viewOf(meta).getUint32(at) : viewOf(meta).getUint16(at)
  }
  return null
}

/** Where an item lies in the file (iloc, §8.11.3): its first extent, when it is given by file offset. */
const locate = (meta: Uint8Array, children: readonly Box[], item: number): { readonly from: number; readonly bytes: number } | null => {
  const iloc = children.find((box) => box.type === 'iloc')
  const view = viewOf(meta)
  const header = iloc && fullBox(view, iloc)
  if (!iloc || !header || header.at + 8 > iloc.end) return null
  const { version } = header
  const [sizes, more] = [view.getUint8(header.at), view.getUint8(header.at + 1)]
  const [offsetBytes, lengthBytes, baseBytes, indexBytes] = [sizes >> 4, sizes & 15, more >> 4, version > 0 ? more & 15 : 0]
  let at = header.at + 2
  const take = (bytes: number): number => {
    if (at + bytes > iloc.end) throw new RangeError('iloc')
    const value = bytes === 8 ? uint64(view, at) : bytes === 4 ? view.getUint32(at) : bytes === 2 ? view.getUint16(at) : 0
    at += bytes
    return value
  }
  try {
    const count = Math.min(take(version < 2 ? 2 : 4), MAX_ITEMS)
    for (let row = 0; row < count; row++) {
      const id = take(version < 2 ? 2 : 4)
      const method = version > 0 ? take(2) & 15 : 0
      take(2)
      const base = take(baseBytes)
      const extents = take(2)
      for (let extent = 0; extent < extents; extent++) {
        take(indexBytes)
        const from = base + take(offsetBytes)
        const bytes = take(lengthBytes)
        if (id === item && extent === 0) return method === 0 ? { from, bytes } : null
      }
    }
  } catch (reason) {
    if (!(reason instanceof RangeError)) throw reason
  }
  return null
}

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
  const meta = boxesIn(bytes)[0]
  if (!meta) return unread
  const children = boxesIn(bytes, meta.body + 4, meta.end)
  const iprp = children.find((box) => box.type === 'iprp')
  const ipco = iprp && boxAt(bytes, iprp, 'ipco')
  const properties = ipco ? boxesIn(bytes, ipco.body, ipco.end) : []
  const view = viewOf(bytes)
  // Tiles and thumbnails have sizes too; the whole picture's is the largest.
  const sizes = properties.filter((box) => box.type === 'ispe' && box.end - box.body >= 12).map((box) => [view.getUint32(box.body + 4), view.getUint32(box.body + 8)] as const)
  const [width, height] = sizes.toSorted((a, b) => b[0] * b[1] - a[0] * a[1])[0] ?? [0, 0]
  const irot = properties.find((box) => box.type === 'irot' && box.end > box.body)
  const place = ((id) => (id === null ? null : locate(bytes, children, id)))(exifItem(bytes, children))
  let exif: Exif | null = null
  if (place && place.bytes <= MAX_EXIF_BYTES) {
    // The block begins with the distance to its TIFF header (ISO/IEC 23008-12 annex A.2.1).
    const block = await source.read(place.from, place.from + place.bytes)
    if (block.length > 8) exif = readExif(block.subarray(4 + viewOf(block).getUint32(0)), context)
  }
  return {
    ...unread,
    // irot turns against the clock; Exif's own orientation is only a copy of it.
    video: width > 0 && height > 0 ? { codec: properties.some((box) => box.type === 'av1C') ? 'av01' : 'hvc1', width, height, rotation: irot ? (360 - ((bytes[irot.body] ?? 0) & 3) * 90) % 360 : 0, fps: null } : null,
    times: exif?.times ?? [],
    place: exif?.place ?? null,
    device: exif?.device ?? null,
    damage: last?.whole === false ? 'the end of the file is missing' : width > 0 ? null : unread.damage,
  }
}
