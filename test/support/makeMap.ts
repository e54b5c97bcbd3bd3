// Small PMTiles files (spec v3) of an invented town, vector and raster, written here byte by byte: a river, roads, houses, names.

import { crc32, deflateSync } from 'node:zlib'

type Point = readonly [lon: number, lat: number]

interface Shape {
  readonly layer: string
  readonly type: 'point' | 'line' | 'area'
  readonly points: readonly Point[]
  readonly tags: Readonly<Record<string, string>>
}

// ---------------------------------------------------------------- protobuf and varints

const varint = (value: number): readonly number[] => {
  const bytes: number[] = []
  let left = value
  while (left > 127) {
    bytes.push((left % 128) + 128)
    left = Math.floor(left / 128)
  }
  return [...bytes, left]
}
const zigzag = (value: number): number => (value < 0 ? -value * 2 - 1 : value * 2)
const field = (number: number, bytes: Iterable<number>): readonly number[] => {
  const all = [...bytes]
  return [...varint(number * 8 + 2), ...varint(all.length), ...all]
}
const count = (number: number, value: number): readonly number[] => [...varint(number * 8), ...varint(value)]
const text = (value: string): Uint8Array => new TextEncoder().encode(value)

// ---------------------------------------------------------------- vector tiles (Mapbox Vector Tile 2.1)

const EXTENT = 4096
const onWorld = ([lon, lat]: Point): Point => [(lon + 180) / 360, (1 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / Math.PI) / 2]

const geometryOf = ({ type, points }: Shape, z: number, x: number, y: number): readonly number[] => {
  const at = points.map((point) => {
    const [wx, wy] = onWorld(point)
    return [Math.round((wx * 2 ** z - x) * EXTENT), Math.round((wy * 2 ** z - y) * EXTENT)] as const
  })
  const steps = at.flatMap(([px, py], i) => {
    const [bx, by] = at[i - 1] ?? [0, 0]
    return [zigzag(px - bx), zigzag(py - by)]
  })
  const [first, rest] = [steps.slice(0, 2), steps.slice(2)]
  if (type === 'point') return [9, ...first]
  return [9, ...first, ((at.length - 1) << 3) | 2, ...rest, ...(type === 'area' ? [15] : [])]
}

const vectorTile = (shapes: readonly Shape[], z: number, x: number, y: number): Uint8Array => {
  const layers = Map.groupBy(shapes, ({ layer }) => layer)
  return Uint8Array.from(
    [...layers].flatMap(([name, inside]) => {
      const [keys, values] = [new Map<string, number>(), new Map<string, number>()]
      const indexIn = (map: Map<string, number>, word: string): number => map.get(word) ?? (map.set(word, map.size), map.size - 1)
      const features = inside.flatMap((shape) => {
        const tags = Object.entries(shape.tags).flatMap(([key, value]) => [indexIn(keys, key), indexIn(values, value)])
        const kind = { point: 1, line: 2, area: 3 }[shape.type]
        return field(2, [...field(2, tags.flatMap(varint)), ...count(3, kind), ...field(4, geometryOf(shape, z, x, y).flatMap(varint))])
      })
      return field(3, [...count(15, 2), ...field(1, text(name)), ...features, ...[...keys.keys()].flatMap((key) => field(3, text(key))), ...[...values.keys()].flatMap((value) => field(4, field(1, text(value)))), ...count(5, EXTENT)])
    }),
  )
}

// ---------------------------------------------------------------- raster tiles (PNG)

const chunk = (type: string, body: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(12 + body.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, body.length)
  bytes.set(text(type), 4)
  bytes.set(body, 8)
  view.setUint32(8 + body.length, crc32(bytes.subarray(4, 8 + body.length)))
  return bytes
}

/** One colour, with a thin edge, so that tiles can be told apart. */
const pictureTile = (red: number, green: number, blue: number): Uint8Array => {
  const side = 256
  const rows = new Uint8Array(side * (1 + side * 3))
  for (let row = 0; row < side; row++) for (let column = 0; column < side; column++) rows.set(row === 0 || column === 0 ? [120, 120, 120] : [red, green, blue], row * (1 + side * 3) + 1 + column * 3)
  const head = new Uint8Array([0, 0, 1, 0, 0, 0, 1, 0, 8, 2, 0, 0, 0])
  return Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...chunk('IHDR', head), ...chunk('IDAT', deflateSync(rows)), ...chunk('IEND', new Uint8Array(0))])
}

// ---------------------------------------------------------------- the archive (PMTiles v3)

/** Number of a tile on the Hilbert curve, all tiles of smaller zooms before it (spec §4.1). */
const tileIdOf = (z: number, x: number, y: number): number => {
  let [id, px, py] = [0, x, y]
  for (let level = 0; level < z; level++) id += 4 ** level
  for (let side = 2 ** (z - 1); side >= 1; side /= 2) {
    const [right, down] = [(px & side) > 0 ? 1 : 0, (py & side) > 0 ? 1 : 0]
    id += side * side * ((3 * right) ^ down)
    if (down === 0) {
      if (right === 1) [px, py] = [side - 1 - (px & (side - 1)), side - 1 - (py & (side - 1))]
      ;[px, py] = [py, px]
    }
    px &= side - 1
    py &= side - 1
  }
  return id
}

interface Archive {
  readonly tiles: readonly { readonly id: number; readonly bytes: Uint8Array }[]
  /** 1 vector, 2 PNG. */
  readonly type: 1 | 2
  readonly maxZoom: number
  readonly bounds: readonly [west: number, south: number, east: number, north: number]
  readonly metadata: Readonly<Record<string, unknown>>
}

const HEADER = 127

const writeArchive = ({ tiles, type, maxZoom, bounds, metadata }: Archive): Uint8Array => {
  const sorted = tiles.toSorted((a, b) => a.id - b.id)
  // Columns: ids by their difference, run lengths, lengths, and 0 for "right after the one before" (spec §4.2).
  const directory = Uint8Array.from([
    ...varint(sorted.length),
    ...sorted.flatMap(({ id }, i) => varint(id - (sorted[i - 1]?.id ?? 0))),
    ...sorted.flatMap(() => varint(1)),
    ...sorted.flatMap(({ bytes }) => varint(bytes.length)),
    ...sorted.flatMap((_, i) => varint(i === 0 ? 1 : 0)),
  ])
  const json = text(JSON.stringify(metadata))
  const data = sorted.reduce((sum, { bytes }) => sum + bytes.length, 0)
  const file = new Uint8Array(HEADER + directory.length + json.length + data)
  const view = new DataView(file.buffer)
  file.set(text('PMTiles'))
  view.setUint8(7, 3)
  const places = [HEADER, directory.length, HEADER + directory.length, json.length, 0, 0, HEADER + directory.length + json.length, data, tiles.length, tiles.length, tiles.length]
  places.forEach((value, i) => view.setBigUint64(8 + i * 8, BigInt(value), true))
  // Clustered; nothing inside is compressed.
  ;[1, 1, 1, type, 0, maxZoom].forEach((value, i) => view.setUint8(96 + i, value))
  bounds.forEach((value, i) => view.setInt32(102 + i * 4, Math.round(value * 1e7), true))
  view.setUint8(118, maxZoom)
  file.set(directory, HEADER)
  file.set(json, HEADER + directory.length)
  let at = HEADER + directory.length + json.length
  for (const { bytes } of sorted) {
    file.set(bytes, at)
    at += bytes.length
  }
  return file
}

// ---------------------------------------------------------------- the town

const MAX_ZOOM = 12
const [lon0, lat0] = [108.77, 29.53]
const bounds = [lon0 - 0.06, lat0 - 0.05, lon0 + 0.06, lat0 + 0.05] as const

const box = (lon: number, lat: number, wide: number, high: number): readonly Point[] => [[lon, lat], [lon, lat + high], [lon + wide, lat + high], [lon + wide, lat]]

const town = (): readonly Shape[] => {
  const shapes: Shape[] = [{ layer: 'earth', type: 'area', points: box(bounds[0], bounds[1], 0.12, 0.1), tags: { kind: 'earth' } }]
  const river = Array.from({ length: 25 }, (_, i): Point => [bounds[0] + i * 0.005, lat0 + 0.012 + 0.006 * Math.sin(i / 3)])
  shapes.push({ layer: 'water', type: 'area', points: [...river, ...river.toReversed().map(([lon, lat]): Point => [lon, lat - 0.004])], tags: { kind: 'river', name: '青溪' } })
  shapes.push({ layer: 'landuse', type: 'area', points: box(lon0 - 0.03, lat0 - 0.03, 0.02, 0.014), tags: { kind: 'park' } })
  const road = (points: readonly Point[], kind: string, name: string): void => void shapes.push({ layer: 'roads', type: 'line', points, tags: { kind, name } })
  for (let i = -5; i <= 5; i++) {
    road([[lon0 - 0.03, lat0 + i * 0.0025 - 0.008], [lon0 + 0.03, lat0 + i * 0.0025 - 0.008]], i === 0 ? 'major_road' : 'minor_road', i === 0 ? '人民路' : `${i + 6}号街`)
    road([[lon0 + i * 0.005, lat0 - 0.024], [lon0 + i * 0.005, lat0 + 0.006]], 'minor_road', `${i + 6}号巷`)
  }
  road([[bounds[0], lat0 - 0.03], [bounds[2], lat0 + 0.002]], 'highway', '渝湘高速')
  road([[bounds[0], lat0 - 0.02], [bounds[2], lat0 - 0.028]], 'rail', '')
  for (let i = -10; i < 10; i++) for (let j = -6; j < 4; j++) shapes.push({ layer: 'buildings', type: 'area', points: box(lon0 + i * 0.0025 + 0.0005, lat0 - 0.008 + j * 0.0025 + 0.0005, 0.0012 + 0.0004 * ((i + j) & 1), 0.0013), tags: { kind: 'building' } })
  shapes.push({ layer: 'boundaries', type: 'line', points: [[lon0 + 0.04, bounds[1]], [lon0 + 0.035, lat0], [lon0 + 0.045, bounds[3]]], tags: { kind: 'county' } })
  shapes.push({ layer: 'places', type: 'point', points: [[lon0, lat0 + 0.002]], tags: { kind: 'locality', kind_detail: 'town', name: '青岚', 'name:en': 'Qinglan' } })
  shapes.push({ layer: 'places', type: 'point', points: [[lon0 - 0.02, lat0 - 0.01]], tags: { kind: 'neighbourhood', name: '河西', 'name:en': 'Hexi' } })
  return shapes
}

const everyTile = (of: (z: number, x: number, y: number) => Uint8Array): Archive['tiles'] =>
  Array.from({ length: MAX_ZOOM + 1 }, (_, z) => {
    const [west, north] = onWorld([bounds[0], bounds[3]]).map((part) => Math.floor(part * 2 ** z)) as [number, number]
    const [east, south] = onWorld([bounds[2], bounds[1]]).map((part) => Math.floor(part * 2 ** z)) as [number, number]
    return Array.from({ length: (east - west + 1) * (south - north + 1) }, (__, i) => {
      const [x, y] = [west + (i % (east - west + 1)), north + Math.floor(i / (east - west + 1))]
      return { id: tileIdOf(z, x, y), bytes: of(z, x, y) }
    })
  }).flat()

const attribution = '<a href="https://example.org/map">虚构地图</a>'

/** `schema`: names of layers, as another maker would give them. */
export const makeVectorMap = (schema: Readonly<Record<string, string>> = {}): Uint8Array => {
  const shapes = town().map((shape) => ({ ...shape, layer: schema[shape.layer] ?? shape.layer }))
  const layers = [...new Set(shapes.map(({ layer }) => layer))]
  return writeArchive({ tiles: everyTile((z, x, y) => vectorTile(shapes, z, x, y)), type: 1, maxZoom: MAX_ZOOM, bounds, metadata: { vector_layers: layers.map((id) => ({ id, fields: {} })), attribution } })
}

export const makeRasterMap = (): Uint8Array => writeArchive({ tiles: everyTile((z, x, y) => ((x + y) & 1 ? pictureTile(222, 200, 170) : pictureTile(206, 214, 190))), type: 2, maxZoom: MAX_ZOOM, bounds, metadata: { attribution } })
