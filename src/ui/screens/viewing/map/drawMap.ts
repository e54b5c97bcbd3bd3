// One MapLibre map on one PMTiles file: tiles come from the file alone, glyphs from local fonts; there is no address in its style.

import { addProtocol, Map as GlMap, setWorkerUrl, type GeoJSONSource, type SourceSpecification, type StyleSpecification } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import type { Place } from '../../../../core/media/track/plotTrack.ts'
import { BASE, baseLayers, type MapLook } from './baseLayers.ts'
import type { PlacedPoint, PlaceLine } from './createPlaces.ts'
import { HERE, hereFeatures, placeFeatures, placeLayers, PLACES, type MarkerSpot, type PlaceColours } from './placeLayers.ts'
import type { TileArchive } from './tileArchive.ts'

export interface MapScene {
  readonly lines: readonly PlaceLine[]
  readonly markers: readonly MarkerSpot[]
  readonly look: MapLook
  readonly colours: PlaceColours
  /** From the recorders' coordinates to the map's. */
  readonly on: (place: Place) => Place
}

export interface DrawnMap {
  show(scene: MapScene): void
  /** Where each recorder is now; the map follows until somebody moves it. */
  move(here: readonly (Place & { readonly number: number })[]): void
  /** All that is shown, and follow again. */
  fit(): void
  zoom(by: 1 | -1): void
  dispose(): void
}

interface MapEvents {
  /** Somebody clicked a point of a track or a place. */
  readonly onPick: (point: PlacedPoint) => void
  /** The point under the mouse. */
  readonly onHover: (point: PlacedPoint | null) => void
  readonly onScale: (metresPerPixel: number) => void
  readonly onFailure: (detail: string) => void
}

const PROTOCOL = 'fieldreel-map'
/** MapLibre knows protocols once for all maps, so files are told apart by a number. */
const archives = new Map<string, TileArchive>()
let archivesSoFar = 0
/** 1 × 1, transparent: an image must come. */
const noPicture = Uint8Array.from(atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='), (letter) => letter.charCodeAt(0))

setWorkerUrl(workerUrl)
addProtocol(PROTOCOL, async ({ url }) => {
  const [name = '', z, x, y] = url.slice(PROTOCOL.length + 3).split('/')
  const archive = archives.get(name)
  const tile = await archive?.tile(Number(z), Number(x), Number(y))
  return { data: tile ?? (archive?.kind === 'raster' ? noPicture.buffer.slice(0) : new ArrayBuffer(0)) }
})

/** Pixels around the mouse. */
const NEAR = 18
const PADDING = 28
/** A track is never shown nearer than a house. */
const NEAREST = 17
const EARTH_METRES = 40_075_016.686
const TILE_PIXELS = 512

export const drawMap = (container: HTMLElement, archive: TileArchive, first: MapScene, events: MapEvents): DrawnMap => {
  const name = String(archivesSoFar++)
  archives.set(name, archive)
  let scene = first
  let points: readonly PlacedPoint[] = []
  let here: readonly (Place & { readonly number: number })[] = []
  let following = true

  const tiles = { tiles: [`${PROTOCOL}://${name}/{z}/{x}/{y}`], minzoom: archive.minZoom, maxzoom: archive.maxZoom, bounds: archive.bounds }
  const base: SourceSpecification = archive.kind === 'raster' ? { type: 'raster', tileSize: 256, ...tiles } : { type: 'vector', encoding: archive.encoding, ...tiles }
  const styleOf = ({ lines, markers, look, colours, on }: MapScene): StyleSpecification => ({
    version: 8,
    sources: { [BASE]: base, [PLACES]: { type: 'geojson', data: placeFeatures(lines, markers, on) }, [HERE]: { type: 'geojson', data: hereFeatures(here, on) } },
    layers: [...baseLayers(archive, look), ...placeLayers(colours)],
  })
  const pointsOf = ({ lines, on }: MapScene): readonly PlacedPoint[] => lines.flatMap(({ runs, spots }) => [...runs.flat(), ...spots]).map((point) => ({ ...point, ...on(point) }))
  const boundsOf = (): [number, number, number, number] => {
    let [west, south, east, north] = [180, 90, -180, -90]
    for (const { lat, lon } of points) [west, south, east, north] = [Math.min(west, lon), Math.min(south, lat), Math.max(east, lon), Math.max(north, lat)]
    return [west, south, east, north]
  }
  points = pointsOf(first)

  const map = new GlMap({
    container, style: styleOf(first), bounds: boundsOf(), fitBoundsOptions: { padding: PADDING, maxZoom: NEAREST },
    attributionControl: false, dragRotate: false, pitchWithRotate: false, touchPitch: false, keyboard: false, fadeDuration: 0,
    // With a finger the page is to scroll on.
    cooperativeGestures: matchMedia('(pointer: coarse)').matches, maxZoom: 20,
  })
  map.touchZoomRotate.disableRotation()
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  const fit = (): void => {
    following = true
    map.fitBounds(boundsOf(), { padding: PADDING, maxZoom: NEAREST, animate: false })
  }
  const nearest = ({ x, y }: { readonly x: number; readonly y: number }): PlacedPoint | null => {
    const [from, to] = [map.unproject([x - NEAR, y + NEAR]), map.unproject([x + NEAR, y - NEAR])]
    let found: { readonly point: PlacedPoint; readonly apart: number } | null = null
    for (const point of points) {
      if (point.lat < from.lat || point.lat > to.lat || point.lon < from.lng || point.lon > to.lng) continue
      const at = map.project([point.lon, point.lat])
      const apart = Math.hypot(at.x - x, at.y - y)
      if (!found || apart < found.apart) found = { point, apart }
    }
    return found?.point ?? null
  }
  const tellScale = (): void => events.onScale((Math.cos((map.getCenter().lat * Math.PI) / 180) * EARTH_METRES) / (TILE_PIXELS * 2 ** map.getZoom()))

  map.on('click', ({ point }) => {
    const found = nearest(point)
    if (found) events.onPick(found)
  })
  map.on('mousemove', ({ point }) => {
    const found = nearest(point)
    map.getCanvas().style.cursor = found ? 'pointer' : ''
    events.onHover(found)
  })
  map.on('mouseout', () => events.onHover(null))
  map.on('dragstart', () => (following = false))
  map.on('move', tellScale)
  const drawHere = (): void => void map.getSource<GeoJSONSource>(HERE)?.setData(hereFeatures(here, scene.on))
  map.on('load', () => {
    tellScale()
    drawHere()
  })
  // Its place on the page became larger or smaller.
  map.on('resize', () => following && fit())
  map.on('error', ({ error }) => events.onFailure(error.message))

  return {
    show: (next) => {
      const reached = points.length
      scene = next
      points = pointsOf(next)
      map.setStyle(styleOf(next))
      if (following && points.length !== reached) fit()
    },
    move: (next) => {
      here = next
      drawHere()
      const [first] = next
      if (!following || !first) return
      const { lon, lat } = scene.on(first)
      const at = map.project([lon, lat])
      const { clientWidth, clientHeight } = map.getContainer()
      if (at.x < 0 || at.y < 0 || at.x > clientWidth || at.y > clientHeight) map.panTo([lon, lat], { animate: !still, duration: 150 })
    },
    fit,
    zoom: (by) => void map.zoomTo(map.getZoom() + by, { animate: !still, duration: 150 }),
    dispose: () => {
      map.remove()
      archives.delete(name)
    },
  }
}
