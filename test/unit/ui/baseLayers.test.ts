// How a map file is drawn: layers of the usual schemas by what they are, unknown ones plainly, and no address anywhere.

import { expect, test } from 'vitest'
import { baseLayers } from '../../../src/ui/screens/viewing/map/baseLayers.ts'

const light = { dark: false, english: false }
const idsOf = (layers: readonly string[]): readonly string[] => baseLayers({ kind: 'vector', layers }, light).map(({ id }) => id)

test('Protomaps, OpenMapTiles and Shortbread name the same things differently', () => {
  expect(idsOf(['earth', 'water', 'roads', 'boundaries', 'places', 'pois'])).toEqual(['background', 'land earth', 'water water', 'stream water', 'road edge roads', 'road roads', 'rail roads', 'border boundaries', 'road name roads', 'place places'])
  expect(idsOf(['transportation', 'transportation_name', 'boundary', 'place'])).toEqual(['background', 'road edge transportation', 'road transportation', 'rail transportation', 'border boundary', 'road name transportation_name', 'place place'])
  expect(idsOf(['ocean', 'streets', 'place_labels'])).toEqual(['background', 'water ocean', 'road edge streets', 'road streets', 'rail streets', 'place place_labels'])
})

test('what nobody knows is drawn as lines, areas and points; a file that tells no layers is taken for Protomaps; pictures are shown as they are', () => {
  expect(idsOf(['辖区'])).toEqual(['background', 'area 辖区', 'line 辖区', 'point 辖区'])
  expect(idsOf([])).toContain('road roads')
  expect(baseLayers({ kind: 'raster', layers: [] }, light).map(({ id }) => id)).toEqual(['background', 'raster'])
})

test('nothing in it could be fetched: no glyphs, no pictures, no address', () => {
  for (const look of [light, { dark: true, english: true }]) {
    const text = JSON.stringify([baseLayers({ kind: 'vector', layers: ['earth', 'landuse', 'water', 'buildings', 'roads', 'places', 'x'] }, look), baseLayers({ kind: 'raster', layers: [] }, look)])
    expect(text).not.toMatch(/https?:|\/\/|sprite|icon-image|glyphs|pattern/)
  }
})
