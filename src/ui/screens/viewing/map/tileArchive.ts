// A PMTiles file as tiles: read by slices from the user's own disk, nothing from anywhere else.

import { PMTiles, TileType } from 'pmtiles'
import type { FileLike } from '../../../../core/ports.ts'

export interface TileArchive {
  readonly kind: 'vector' | 'raster'
  /** `mlt`: MapLibre tiles instead of Mapbox vector tiles. */
  readonly encoding: 'mvt' | 'mlt'
  /** Names of a vector map's layers, as the file tells; empty when it does not. */
  readonly layers: readonly string[]
  /** Whom its maker names: plain text. */
  readonly attribution: string
  readonly minZoom: number
  readonly maxZoom: number
  /** West, south, east, north. */
  readonly bounds: [number, number, number, number]
  /** Null: the file has no such tile. */
  tile(z: number, x: number, y: number): Promise<ArrayBuffer | null>
}

/** Throws where the file cannot be read or is none. */
export const openArchive = async (name: string, file: FileLike): Promise<TileArchive> => {
  const archive = new PMTiles({ getKey: () => name, getBytes: async (offset, length) => ({ data: await file.slice(offset, offset + length).arrayBuffer() }) })
  const [header, metadata] = await Promise.all([archive.getHeader(), archive.getMetadata()])
  const { vector_layers: layers, attribution } = (metadata ?? {}) as { readonly vector_layers?: unknown; readonly attribution?: unknown }
  return {
    kind: header.tileType === TileType.Mvt || header.tileType === TileType.Mlt ? 'vector' : 'raster',
    encoding: header.tileType === TileType.Mlt ? 'mlt' : 'mvt',
    layers: Array.isArray(layers) ? layers.flatMap((layer: { readonly id?: unknown } | null) => (typeof layer?.id === 'string' ? [layer.id] : [])) : [],
    attribution: typeof attribution === 'string' ? attribution.replaceAll(/<[^>]*>/g, '').replaceAll('&copy;', '©').trim() : '',
    minZoom: header.minZoom,
    maxZoom: header.maxZoom,
    bounds: [header.minLon, header.minLat, header.maxLon, header.maxLat],
    tile: async (z, x, y) => (await archive.getZxy(z, x, y))?.data ?? null,
  }
}
