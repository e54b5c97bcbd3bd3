// What lies on the map: tracks in the colours of their recorders, single places, markers, and where each recorder is now.

import type { Feature, FeatureCollection, Geometry } from 'geojson'
import type { FilterSpecification, LayerSpecification } from 'maplibre-gl'
import type { Place } from '../../../../core/media/track/plotTrack.ts'
import { FONT } from './baseLayers.ts'
import type { PlaceLine, Spot } from './createPlaces.ts'

/** Of the page's theme, as `rgb(…)`. */
export interface PlaceColours {
  /** Of lane 1 to 4. */
  readonly lanes: readonly string[]
  readonly marker: string
  readonly surface: string
  readonly text: string
}

export interface MarkerSpot extends Place {
  readonly ms: number
}

export const PLACES = 'places'
export const HERE = 'here'

type What = 'track' | 'spot' | 'marker' | 'here'
type Drawn = Feature<Geometry, { readonly lane?: number; readonly what: What }>

/** `on`: from the recorder's coordinates to the map's. */
const atOf = (on: (place: Place) => Place) => (place: Place): [number, number] => {
  const { lon, lat } = on(place)
  return [lon, lat]
}

const collection = (features: readonly Drawn[]): FeatureCollection => ({ type: 'FeatureCollection', features: [...features] })

export const placeFeatures = (lines: readonly PlaceLine[], markers: readonly MarkerSpot[], on: (place: Place) => Place): FeatureCollection => {
  const at = atOf(on)
  return collection([
    ...lines.flatMap(({ number, runs, spots }): readonly Drawn[] => [
      ...runs.map((run): Drawn => {
        const [first] = run
        return { type: 'Feature', properties: { lane: number, what: run.length === 1 ? 'spot' : 'track' }, geometry: first && run.length === 1 ? { type: 'Point', coordinates: at(first) } : { type: 'LineString', coordinates: run.map(at) } }
      }),
      ...spots.map((spot: Spot): Drawn => ({ type: 'Feature', properties: { lane: number, what: 'spot' }, geometry: { type: 'Point', coordinates: at(spot) } })),
    ]),
    ...markers.map((marker): Drawn => ({ type: 'Feature', properties: { what: 'marker' }, geometry: { type: 'Point', coordinates: at(marker) } })),
  ])
}

export const hereFeatures = (here: readonly (Place & { readonly number: number })[], on: (place: Place) => Place): FeatureCollection =>
  collection(here.map((place): Drawn => ({ type: 'Feature', properties: { lane: place.number, what: 'here' }, geometry: { type: 'Point', coordinates: atOf(on)(place) } })))

/** Told apart without colour, too; in widths of the line. */
const dashes: readonly (readonly number[] | null)[] = [null, [3, 1], [1, 1], [4, 1, 1, 1]]

export const placeLayers = ({ lanes, marker, surface, text }: PlaceColours): readonly LayerSpecification[] => {
  const is = (what: What, lane = 0): FilterSpecification => ['all', ['==', ['get', 'what'], what], lane === 0 ? true : ['==', ['get', 'lane'], lane]]
  const ofLane = ['match', ['get', 'lane'], ...lanes.flatMap((colour, index) => [index + 1, colour]).slice(2), lanes[0] ?? text] as unknown as string
  return [
    { id: 'track edge', type: 'line', source: PLACES, filter: is('track'), layout: { 'line-join': 'round', 'line-cap': 'round' }, paint: { 'line-color': surface, 'line-width': 6, 'line-opacity': 0.85 } },
    ...lanes.map((colour, index): LayerSpecification => {
      const dash = dashes[index]
      return { id: `track ${index + 1}`, type: 'line', source: PLACES, filter: is('track', index + 1), layout: { 'line-join': 'round' }, paint: { 'line-color': colour, 'line-width': 3, ...(dash ? { 'line-dasharray': [...dash] } : {}) } }
    }),
    { id: 'spots', type: 'circle', source: PLACES, filter: is('spot'), paint: { 'circle-radius': 5, 'circle-color': surface, 'circle-stroke-color': ofLane, 'circle-stroke-width': 3 } },
    { id: 'markers', type: 'symbol', source: PLACES, filter: is('marker'), layout: { 'text-field': '◆', 'text-font': FONT, 'text-size': 17, 'text-allow-overlap': true, 'text-ignore-placement': true }, paint: { 'text-color': marker, 'text-halo-color': surface, 'text-halo-width': 1.5 } },
    { id: 'here', type: 'circle', source: HERE, paint: { 'circle-radius': 7, 'circle-color': ofLane, 'circle-stroke-color': surface, 'circle-stroke-width': 3 } },
    { id: 'here ring', type: 'circle', source: HERE, paint: { 'circle-radius': 10, 'circle-opacity': 0, 'circle-stroke-color': text, 'circle-stroke-width': 1.5 } },
  ]
}
