// Where a moment lies on the timeline, how far it is zoomed, and which ticks are drawn.

/** Epoch milliseconds at the left and right edge. */
export interface Span {
  readonly fromMs: number
  readonly toMs: number
}

const [second, minute, hour] = [1000, 60_000, 3_600_000]
const steps = [10, 20, 50, second / 10, second / 2, second, 2 * second, 5 * second, 10 * second, 15 * second, 30 * second, minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, 24 * hour] as const
/** Nearest zoom: the whole width shows this much; a handful of pictures. */
const closest = second / 5

export const spanLength = ({ fromMs, toMs }: Span): number => toMs - fromMs

/** 0 at the left edge, 1 at the right. */
export const placeOf = (span: Span, ms: number): number => (ms - span.fromMs) / spanLength(span)

export const momentAt = (span: Span, place: number): number => span.fromMs + place * spanLength(span)

/** A little air on both sides. */
export const wholeSpan = (startMs: number, endMs: number): Span => {
  const air = Math.max(second, (endMs - startMs) * 0.02)
  return { fromMs: startMs - air, toMs: endMs + air }
}

/** `factor` below 1 goes nearer; what is under `place` stays where it is. */
export const zoomSpan = (span: Span, whole: Span, factor: number, place: number): Span => {
  const length = Math.min(spanLength(whole), Math.max(Math.min(closest, spanLength(whole)), spanLength(span) * factor))
  const fromMs = momentAt(span, place) - place * length
  return within({ fromMs, toMs: fromMs + length }, whole)
}

export const panSpan = (span: Span, whole: Span, byMs: number): Span => within({ fromMs: span.fromMs + byMs, toMs: span.toMs + byMs }, whole)

/** Moved only when the moment is out of sight, and then so that it stands near the left edge. */
export const followSpan = (span: Span, whole: Span, ms: number): Span => (ms >= span.fromMs && ms <= span.toMs ? span : panSpan(span, whole, ms - span.fromMs - spanLength(span) * 0.1))

/** `zoneMs`: what local time is ahead of UTC, so that ticks fall on round local hours. At least `apart` pixels between labels. */
export const ticksOf = (span: Span, widthPx: number, zoneMs: number, apart = 84): { readonly stepMs: number; readonly ticks: readonly number[] } => {
  const wanted = (spanLength(span) / Math.max(1, widthPx)) * apart
  const stepMs = steps.find((step) => step >= wanted) ?? 24 * hour
  const first = Math.ceil((span.fromMs + zoneMs) / stepMs) * stepMs - zoneMs
  const count = Math.max(0, Math.floor((span.toMs - first) / stepMs) + 1)
  return { stepMs, ticks: Array.from({ length: count }, (_, index) => first + index * stepMs) }
}

const within = ({ fromMs, toMs }: Span, whole: Span): Span => {
  const over = Math.max(0, toMs - whole.toMs)
  const under = Math.max(0, whole.fromMs - (fromMs - over))
  return { fromMs: fromMs - over + under, toMs: toMs - over + under }
}
