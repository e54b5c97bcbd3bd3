// How fast reading goes over the last seconds, and how long the rest will take.

export interface Pace {
  /** Bytes newly read at this moment; moments never go back. */
  add(atMs: number, bytes: number): void
  /** null until a second has been seen. */
  bytesPerSecond(atMs: number): number | null
  secondsLeft(atMs: number, bytesLeft: number): number | null
  /** After a pause: what was before says nothing of now. */
  reset(): void
}

const WINDOW_MS = 5000

export const makePace = (): Pace => {
  let samples: { readonly atMs: number; readonly bytes: number }[] = []
  let sinceMs: number | null = null

  const bytesPerSecond = (atMs: number): number | null => {
    if (sinceMs === null) return null
    const fromMs = Math.max(sinceMs, atMs - WINDOW_MS)
    samples = samples.filter((sample) => sample.atMs > fromMs || fromMs === sinceMs)
    const spanMs = atMs - fromMs
    return spanMs < 1000 ? null : (samples.reduce((sum, sample) => sum + sample.bytes, 0) * 1000) / spanMs
  }

  return {
    add: (atMs, bytes) => {
      sinceMs ??= atMs
      const last = samples.at(-1)
      // One sample for each tenth of a second, however often bytes arrive.
      if (last && atMs - last.atMs < 100) samples[samples.length - 1] = { atMs: last.atMs, bytes: last.bytes + bytes }
      else samples.push({ atMs, bytes })
    },
    bytesPerSecond,
    secondsLeft: (atMs, bytesLeft) => {
      const rate = bytesPerSecond(atMs)
      return rate ? bytesLeft / rate : null
    },
    reset: () => {
      samples = []
      sinceMs = null
    },
  }
}
