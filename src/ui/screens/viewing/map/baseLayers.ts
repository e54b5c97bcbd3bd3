// How a map file is drawn: by what its layers are called in the Protomaps, OpenMapTiles and Shortbread schemas, the rest plainly; in two themes.

import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl'
import type { TileArchive } from './tileArchive.ts'

export interface MapLook {
  readonly dark: boolean
  readonly english: boolean
}

export const BASE = 'base'

interface Palette {
  readonly ground: string
  readonly land: string
  readonly green: string
  readonly water: string
  readonly building: string
  readonly road: string
  readonly edge: string
  readonly rail: string
  readonly border: string
  readonly text: string
  readonly waterText: string
  readonly halo: string
}

const light: Palette = { ground: '#eef0f1', land: '#f6f6f3', green: '#e3ecdc', water: '#bcd3e4', building: '#e0dfda', road: '#ffffff', edge: '#cfd3d7', rail: '#a9aeb4', border: '#8d939b', text: '#3d454d', waterText: '#4a6f8c', halo: '#fbfbfa' }
const dark: Palette = { ground: '#14181b', land: '#1b2024', green: '#1e2922', water: '#1d303f', building: '#272d32', road: '#3a424a', edge: '#14181b', rail: '#4b535b', border: '#6e7780', text: '#b9c2cb', waterText: '#7c9db8', halo: '#14181b' }

/** Source layers by what is on them, in the order in which they are drawn. */
const names = {
  land: /^(earth|land_polygon)$/,
  green: /^(landcover|landuse|land|park|parks|sites|globallandcover)$/,
  water: /^(water|ocean|water_polygons|dam_polygons)$/,
  stream: /^(waterway|water_lines|physical_line|water|dam_lines)$/,
  building: /^(building|buildings)$/,
  road: /^(roads|transportation|streets|bridges|aerialways|ferries)$/,
  border: /^(boundaries|boundary|admin)$/,
  place: /^(places|place|place_labels)$/,
  waterName: /^(water_name|water_polygons_labels|water_lines_labels)$/,
  roadName: /^(roads|transportation_name|street_labels)$/,
  /** Names and signs that a map to find a track on does without. */
  leftOut: /^(pois|poi|physical_point|housenumber|addresses|aerodrome_label|mountain_peak|boundary_labels|street_labels_points|streets_polygons_labels|public_transport|aeroway|street_polygons)$/,
} as const

const isOf = (...types: readonly string[]): FilterSpecification => ['in', ['geometry-type'], ['literal', types.flatMap((type) => [type, `Multi${type}`])]] as FilterSpecification
const area = isOf('Polygon')
const line = isOf('LineString')
const point = isOf('Point')

/** What a feature is; each schema has a word of its own for it. */
const kind: ExpressionSpecification = ['coalesce', ['get', 'kind'], ['get', 'class'], ['get', 'type'], '']
/** 3 motorway, 2 main road, 1 street, 0 path or rail. */
const roadRank: ExpressionSpecification = [
  'match', kind,
  ['highway', 'motorway', 'trunk'], 3,
  ['major_road', 'medium_road', 'primary', 'secondary', 'tertiary'], 2,
  ['path', 'footway', 'cycleway', 'track', 'steps', 'pedestrian', 'ferry', 'rail', 'transit', 'light_rail', 'subway', 'tram'], 0,
  1,
]
const isRail: ExpressionSpecification = ['match', kind, ['rail', 'transit', 'light_rail', 'subway', 'tram'], true, false]
const roadWidth = (more: number): ExpressionSpecification => {
  const at = (path: number, street: number, main: number, motorway: number): ExpressionSpecification => ['match', roadRank, 3, motorway + more, 2, main + more, 1, street + more, path]
  return ['interpolate', ['exponential', 1.5], ['zoom'], 5, at(0, 0, 0.3, 0.8), 10, at(0.2, 0.4, 1.2, 2), 14, at(0.8, 1.6, 3.5, 5), 18, at(2, 9, 14, 20)]
}
const placeRank: ExpressionSpecification = ['match', ['coalesce', ['get', 'kind_detail'], kind], ['country', 'state', 'region', 'province'], 4, ['city', 'county'], 3, ['town', 'locality'], 2, 1]

/** Written from local fonts: the style names none that would be fetched. */
export const FONT = ['sans-serif']
const nameOf = (english: boolean): ExpressionSpecification =>
  english ? ['coalesce', ['get', 'name:en'], ['get', 'name_en'], ['get', 'name:latin'], ['get', 'name']] : ['coalesce', ['get', 'name:zh-Hans'], ['get', 'name:zh'], ['get', 'name_zh'], ['get', 'name']]

/** `layers` unknown: as in Protomaps' own basemap. */
const usual = ['earth', 'landcover', 'landuse', 'water', 'buildings', 'roads', 'boundaries', 'places']

export const baseLayers = (archive: Pick<TileArchive, 'kind' | 'layers'>, look: MapLook): readonly LayerSpecification[] => {
  const paper = look.dark ? dark : light
  const background: LayerSpecification = { id: 'background', type: 'background', paint: { 'background-color': paper.ground } }
  if (archive.kind === 'raster') return [background, { id: 'raster', type: 'raster', source: BASE, paint: { 'raster-fade-duration': 0, ...(look.dark ? { 'raster-brightness-max': 0.72, 'raster-saturation': -0.3 } : {}) } }]
  const ids = archive.layers.length > 0 ? archive.layers : usual
  const all = (role: keyof typeof names): readonly string[] => ids.filter((id) => names[role].test(id))
  const unknown = ids.filter((id) => !Object.values(names).some((pattern) => pattern.test(id)))
  const fill = (role: string, color: string, filter: FilterSpecification = area) => (id: string): LayerSpecification => ({ id: `${role} ${id}`, type: 'fill', source: BASE, 'source-layer': id, filter, paint: { 'fill-color': color } })
  const text = (role: string, id: string, filter: FilterSpecification, color: string, layout: Readonly<Record<string, unknown>>, minzoom = 0): LayerSpecification => ({
    id: `${role} ${id}`, type: 'symbol', source: BASE, 'source-layer': id, filter, minzoom,
    layout: { 'text-field': nameOf(look.english), 'text-font': FONT, 'text-size': 12, 'text-max-width': 8, 'text-padding': 6, ...layout },
    paint: { 'text-color': color, 'text-halo-color': paper.halo, 'text-halo-width': 1.4 },
  })
  return [
    background,
    ...all('land').map(fill('land', paper.land)),
    ...all('green').map(fill('green', paper.green)),
    ...all('water').map(fill('water', paper.water)),
    ...all('stream').map((id): LayerSpecification => ({ id: `stream ${id}`, type: 'line', source: BASE, 'source-layer': id, filter: line, paint: { 'line-color': paper.water, 'line-width': ['interpolate', ['linear'], ['zoom'], 8, 0.6, 16, 3] } })),
    ...all('building').map((id): LayerSpecification => ({ ...fill('building', paper.building)(id), minzoom: 13 })),
    ...unknown.flatMap((id): readonly LayerSpecification[] => [
      { ...fill('area', paper.building)(id), paint: { 'fill-color': paper.building, 'fill-opacity': 0.5 } } as LayerSpecification,
      { id: `line ${id}`, type: 'line', source: BASE, 'source-layer': id, filter: line, paint: { 'line-color': paper.rail, 'line-width': 1 } },
      { id: `point ${id}`, type: 'circle', source: BASE, 'source-layer': id, filter: point, paint: { 'circle-color': paper.rail, 'circle-radius': 2 } },
    ]),
    ...all('road').flatMap((id): readonly LayerSpecification[] => [
      { id: `road edge ${id}`, type: 'line', source: BASE, 'source-layer': id, filter: ['all', line, ['>', roadRank, 0]] as FilterSpecification, minzoom: 11, layout: { 'line-cap': 'round', 'line-join': 'round' }, paint: { 'line-color': paper.edge, 'line-width': roadWidth(1.6) } },
      { id: `road ${id}`, type: 'line', source: BASE, 'source-layer': id, filter: ['all', line, ['!', isRail]] as FilterSpecification, layout: { 'line-cap': 'round', 'line-join': 'round', 'line-sort-key': roadRank }, paint: { 'line-color': ['case', ['>', roadRank, 0], paper.road, paper.edge], 'line-width': roadWidth(0) } },
      { id: `rail ${id}`, type: 'line', source: BASE, 'source-layer': id, filter: ['all', line, isRail] as FilterSpecification, minzoom: 9, paint: { 'line-color': paper.rail, 'line-width': 1.2, 'line-dasharray': [4, 2] } },
    ]),
    ...all('border').map((id): LayerSpecification => ({ id: `border ${id}`, type: 'line', source: BASE, 'source-layer': id, filter: line, paint: { 'line-color': paper.border, 'line-width': 0.9, 'line-dasharray': [3, 2] } })),
    ...all('roadName').map((id) => text('road name', id, line, paper.text, { 'symbol-placement': 'line', 'text-size': 11 }, 13)),
    ...all('waterName').map((id) => text('water name', id, isOf('Point', 'LineString', 'Polygon'), paper.waterText, {})),
    ...all('place').map((id) => text('place', id, point, paper.text, { 'text-size': ['interpolate', ['linear'], ['zoom'], 4, ['+', 8, placeRank], 14, ['+', 10, ['*', 2, placeRank]]], 'symbol-sort-key': ['-', 0, placeRank] })),
  ]
}
