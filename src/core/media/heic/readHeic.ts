// The picture of a HEIC photo: one coded picture, or a grid of them, with how it is turned (ISO/IEC 23008-12 §6.6.2.3).

import { topBoxes, viewOf, type Box, type ReadBytes } from '../mp4/boxes.ts'
import { readItems, type Items } from './items.ts'

export interface HeicTile {
  /** HEVC, with lengths before its units, and the HEVCDecoderConfigurationRecord it is set up with. */
  readonly bytes: Uint8Array
  readonly config: Uint8Array<ArrayBuffer>
}

export interface HeicPicture {
  /** Before it is turned. */
  readonly width: number
  readonly height: number
  readonly columns: number
  /** In rows. */
  readonly tiles: readonly HeicTile[]
  /** What is done to it, in this order: a turn by so many degrees with the clock, or a reflection. */
  readonly turns: readonly (90 | 180 | 270 | 'leftRight' | 'upDown')[]
}

const MAX_META_BYTES = 4 << 20
/** Bytes of all tiles. */
const MAX_BYTES = 64 << 20
/** Decoding needs about four bytes for each. */
export const MAX_PIXELS = 100e6

const sizeOf = ({ meta }: Items, properties: readonly Box[]): readonly [number, number] | null => {
  const ispe = properties.find(({ type, body, end }) => type === 'ispe' && end - body >= 12)
  return ispe ? [viewOf(meta).getUint32(ispe.body + 4), viewOf(meta).getUint32(ispe.body + 8)] : null
}

const turnsOf = ({ meta }: Items, properties: readonly Box[]): HeicPicture['turns'] =>
  properties.flatMap(({ type, body }): HeicPicture['turns'] => {
    const value = meta[body] ?? 0
    // irot turns against the clock.
    if (type === 'irot') return ([[], [270], [180], [90]] as const)[value & 3] ?? []
    return type === 'imir' ? [value & 1 ? 'leftRight' : 'upDown'] : []
  })

/** null where there is none that can be told, or larger than any camera's. */
export const readHeic = async (read: ReadBytes, size: number): Promise<HeicPicture | null> => {
  let found: Box | null = null
  for await (const box of topBoxes(read, size)) if (box.type === 'meta') found ??= box
  if (!found || found.end - found.start > MAX_META_BYTES) return null
  const items = readItems(await read(found.start, found.end))
  const { primary } = items ?? {}
  if (!items || primary === null || primary === undefined) return null
  let total = 0
  const bytesOf = async (id: number): Promise<Uint8Array | null> => {
    const place = items.places.get(id)
    if (!place || (total += place.bytes) > MAX_BYTES) return null
    const from = place.inside ? items.store + place.from : place.from
    const bytes = place.inside ? items.meta.subarray(from, from + place.bytes) : from + place.bytes <= size ? await read(from, from + place.bytes) : null
    return bytes?.length === place.bytes ? bytes : null
  }
  const tileOf = async (id: number): Promise<HeicTile | null> => {
    const hvcC = items.properties.get(id)?.find(({ type }) => type === 'hvcC')
    const bytes = hvcC && items.types.get(id) === 'hvc1' ? await bytesOf(id) : null
    return hvcC && bytes ? { bytes, config: new Uint8Array(items.meta.subarray(hvcC.body, hvcC.end)) } : null
  }
  const properties = items.properties.get(primary) ?? []
  const turns = turnsOf(items, properties)
  const [width, height] = sizeOf(items, properties) ?? [0, 0]
  if (width === 0 || height === 0 || width * height > MAX_PIXELS) return null
  if (items.types.get(primary) !== 'grid') {
    const tile = await tileOf(primary)
    return tile && { width, height, columns: 1, tiles: [tile], turns }
  }
  const grid = await bytesOf(primary)
  const [rows, columns] = [(grid?.[2] ?? -1) + 1, (grid?.[3] ?? -1) + 1]
  const ids = items.parts.get(primary) ?? []
  if (rows * columns === 0 || ids.length < rows * columns) return null
  const tiles: HeicTile[] = []
  for (const id of ids.slice(0, rows * columns)) {
    const tile = await tileOf(id)
    if (!tile) return null
    tiles.push(tile)
  }
  return { width, height, columns, tiles, turns }
}
