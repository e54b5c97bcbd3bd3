// Several recorders on one clock: who has footage of a moment, whose time leads, and what comes after a gap.

export interface ClockLane {
  readonly id: string
  /** Added to its own times to stand on the shown clock. */
  readonly offsetMs: number
  /** In order of their begin, by the recorder's own clock. */
  readonly parts: readonly { readonly startMs: number; readonly endMs: number }[]
}

export const covers = ({ parts, offsetMs }: ClockLane, ms: number): boolean => parts.some(({ startMs, endMs }) => startMs + offsetMs <= ms && ms < endMs + offsetMs)

/** Who leads stays; else the first that has footage of the moment; null in a gap of all. */
export const leaderAt = (lanes: readonly ClockLane[], ms: number, before: string | null): string | null => {
  const able = lanes.filter((lane) => covers(lane, ms))
  return (able.find(({ id }) => id === before) ?? able[0])?.id ?? null
}

/** The next moment, from this one on, of which somebody has footage; null behind everything. */
export const nextMoment = (lanes: readonly ClockLane[], ms: number): number | null => {
  if (lanes.some((lane) => covers(lane, ms))) return ms
  const begins = lanes.flatMap(({ parts, offsetMs }) => parts.map(({ startMs }) => startMs + offsetMs)).filter((begin) => begin > ms)
  return begins.length > 0 ? Math.min(...begins) : null
}

/**
 * The leader went from one moment to the next, without a seek. A player leaves its gaps out: where others have footage
 * of that gap the clock goes there, to its begin or to the first of them.
 */
export const moveOn = (lanes: readonly ClockLane[], leader: string, fromMs: number, toMs: number): { readonly ms: number; readonly leader: string } => {
  const own = lanes.find(({ id }) => id === leader)
  const others = lanes.filter(({ id }) => id !== leader)
  const part = own?.parts.find(({ startMs, endMs }) => startMs + own.offsetMs <= fromMs && fromMs <= endMs + own.offsetMs)
  const endMs = own && part ? part.endMs + own.offsetMs : toMs
  const next = endMs < toMs ? own?.parts.find(({ startMs }) => startMs + own.offsetMs >= endMs) : undefined
  const gapEndMs = own && next ? next.startMs + own.offsetMs : endMs
  const stop = gapEndMs > endMs ? nextMoment(others, endMs) : null
  if (stop === null || stop >= gapEndMs) return { ms: toMs, leader }
  return { ms: stop, leader: leaderAt(others, stop, null) ?? leader }
}
