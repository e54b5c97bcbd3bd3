// A track as a plain scaled plot: metres east and north of its middle, and a round length for the scale bar.

export interface Place {
  readonly lat: number
  readonly lon: number
}

export interface Plot {
  /** Metres to the right of the left edge, and down from the upper edge. */
  toPlot(place: Place): { readonly x: number; readonly y: number }
  /** Metres. */
  readonly width: number
  readonly height: number
  /** Metres: 1, 2 or 5 times a power of ten, about a quarter of the width. */
  readonly scale: number
}

/** WGS 84, mean radius; over a few kilometres the error of the plain projection is below a pixel. */
const METRES_PER_DEGREE = (Math.PI / 180) * 6_371_008.8
/** What stands still still gets a plot. */
const LEAST_METRES = 40

/** The longest of 1, 2 or 5 times a power of ten metres that is not longer. */
export const roundLength = (metres: number): number => {
  const power = 10 ** Math.floor(Math.log10(metres))
  return ([5, 2, 1].find((step) => step * power <= metres) ?? 1) * power
}

export const scaleText = (metres: number): string => (metres >= 1000 ? `${metres / 1000} km` : `${metres} m`)

/** `shape`: width over height of the plot. Null without places. Not for tracks across the 180th meridian. */
export const plotTrack = (places: readonly Place[], shape: number): Plot | null => {
  if (places.length === 0) return null
  let [south, north, west, east] = [90, -90, 180, -180]
  for (const { lat, lon } of places) [south, north, west, east] = [Math.min(south, lat), Math.max(north, lat), Math.min(west, lon), Math.max(east, lon)]
  const [lat0, lon0] = [(south + north) / 2, (west + east) / 2]
  const narrowing = Math.cos((lat0 * Math.PI) / 180)
  const [across, down] = [(east - west) * METRES_PER_DEGREE * narrowing, (north - south) * METRES_PER_DEGREE].map((metres) => Math.max(LEAST_METRES, metres * 1.15)) as [number, number]
  const width = Math.max(across, down * shape)
  const height = width / shape
  const scale = roundLength(width / 4)
  return {
    toPlot: ({ lat, lon }) => ({ x: width / 2 + (lon - lon0) * METRES_PER_DEGREE * narrowing, y: height / 2 - (lat - lat0) * METRES_PER_DEGREE }),
    width,
    height,
    scale,
  }
}
