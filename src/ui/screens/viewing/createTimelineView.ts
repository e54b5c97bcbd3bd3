// Which stretch of time the timeline shows: zoom, pan, following the playhead. Shared by the timeline and by the keys.

import { createEffect, createMemo, createSignal, on, type Accessor } from 'solid-js'
import { laneSpan, type Lane } from './lane.ts'
import { followSpan, panSpan, placeOf, spanLength, wholeSpan, zoomSpan, type Span } from './timelineScale.ts'

export interface TimelineView {
  readonly span: Accessor<Span>
  readonly whole: Accessor<Span>
  /** Pixels. */
  readonly width: Accessor<number>
  setWidth(width: number): void
  /** What is under `place` (0 to 1) stays where it is. */
  zoomAt(factor: number, place: number): void
  /** Around the playhead, or the middle when it is out of sight. */
  zoom(factor: number): void
  /** Of the width. */
  pan(share: number): void
  show(span: Span): void
  fit(): void
}

export const createTimelineView = (lanes: Accessor<readonly Lane[]>, head: Accessor<number>): TimelineView => {
  const whole = createMemo((): Span => {
    const spans = lanes().map(laneSpan)
    return wholeSpan(Math.min(...spans.map(({ startMs }) => startMs)), Math.max(...spans.map(({ endMs }) => endMs)))
  })
  const [span, setSpan] = createSignal<Span>(whole())
  const [width, setWidth] = createSignal(800)
  const isWhole = (now: Span, all: Span): boolean => spanLength(now) >= spanLength(all) - 1
  // A lane more or less: who saw everything sees everything; who looked closely goes on looking there.
  createEffect(on(whole, (all, before) => setSpan((now) => (before && isWhole(now, before) ? all : zoomSpan(now, all, 1, 0.5))), { defer: true }))
  createEffect(on(head, (ms) => setSpan((now) => followSpan(now, whole(), ms)), { defer: true }))
  return {
    span,
    whole,
    width,
    setWidth,
    zoomAt: (factor, place) => setSpan((now) => zoomSpan(now, whole(), factor, place)),
    zoom: (factor) => {
      const at = placeOf(span(), head())
      setSpan((now) => zoomSpan(now, whole(), factor, at >= 0 && at <= 1 ? at : 0.5))
    },
    pan: (share) => setSpan((now) => panSpan(now, whole(), share * spanLength(now))),
    show: (next) => setSpan(zoomSpan(next, whole(), 1, 0.5)),
    fit: () => setSpan(whole()),
  }
}
