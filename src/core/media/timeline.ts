// The map between wall-clock time and media time: parts follow one another without the Gaps between them.

/** One part on both clocks. Parts are in order; on the media clock each begins where the one before ends. */
export interface MediaSpan {
  /** Epoch milliseconds. */
  readonly startMs: number
  readonly endMs: number
  /** Seconds. */
  readonly mediaStart: number
  readonly mediaSeconds: number
}

/** Shown times are rounded to ticks of 1/90,000 s or finer; half a frame at 500 pictures a second. */
const SLACK_S = 0.001

/** Written times are rounded to 1/90,000 s: aim this far behind a picture's begin, never before it. */
export const AIM_S = 0.0005

/** Index of the part being shown at a media time; the nearest one outside the timeline. */
export const partAt = (spans: readonly MediaSpan[], media: number): number => {
  let low = 0
  let high = spans.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((spans[middle]?.mediaStart ?? 0) <= media + SLACK_S) low = middle
    else high = middle - 1
  }
  return low
}

export const mediaToWall = (spans: readonly MediaSpan[], media: number): number => {
  const span = spans[partAt(spans, media)]
  if (!span) return 0
  // A part may hold a little more than the wall clock grants it when split files were snapped together.
  return Math.min(span.startMs + Math.max(0, media - span.mediaStart) * 1000, Math.max(span.startMs, span.endMs))
}

/** Into a Gap: the begin of the next part. Before and after everything: the first and the last moment. */
export const wallToMedia = (spans: readonly MediaSpan[], wallMs: number): number => {
  const inside = spans.findLast((span) => span.startMs <= wallMs && wallMs < span.endMs)
  if (inside) return inside.mediaStart + Math.min((wallMs - inside.startMs) / 1000, Math.max(0, inside.mediaSeconds - SLACK_S))
  const next = spans.find((span) => span.startMs > wallMs)
  if (next) return next.mediaStart
  const last = spans.at(-1)
  return last ? last.mediaStart + Math.max(0, last.mediaSeconds - SLACK_S) : 0
}
