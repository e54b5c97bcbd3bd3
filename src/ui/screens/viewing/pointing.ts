// What a pointer on the timeline means: a click or a drag on the ruler seeks, a drag on a lane selects, fingers pan and pinch.

import type { TimelineView } from './createTimelineView.ts'
import { momentAt } from './timelineScale.ts'

interface Pointing {
  /** `onLane`: else on the ruler. */
  down(event: PointerEvent, onLane: boolean): void
  move(event: PointerEvent): void
  up(event: PointerEvent): void
  cancel(event: PointerEvent): void
}

interface Acts {
  readonly placeIn: (event: { readonly clientX: number }) => number
  readonly view: () => TimelineView
  readonly seek: (ms: number) => void
  /** The playhead under the pointer, before the picture is there. */
  readonly setScrubbed: (ms: number | null) => void
  readonly select: (fromMs: number, toMs: number) => void
}

/** Seeks while dragging come no faster than this. */
const SEEK_MS = 120
/** Pixels before a press becomes a drag. */
const SLACK = 4

export const makePointing = (acts: Acts): Pointing => {
  const fingers = new Map<number, number>()
  let mode: 'none' | 'press' | 'scrub' | 'select' | 'pan' = 'none'
  let [startX, startMs, lastSeek] = [0, 0, 0]

  const momentOf = (event: PointerEvent): number => momentAt(acts.view().span(), acts.placeIn(event))
  const scrub = (event: PointerEvent, last: boolean): void => {
    const ms = momentOf(event)
    acts.setScrubbed(last ? null : ms)
    if (!last && event.timeStamp - lastSeek < SEEK_MS) return
    lastSeek = event.timeStamp
    acts.seek(ms)
  }
  const pinch = (event: PointerEvent): void => {
    const before = [...fingers.values()]
    const xBefore = fingers.get(event.pointerId) ?? event.clientX
    fingers.set(event.pointerId, event.clientX)
    if (fingers.size === 1) return acts.view().pan((xBefore - event.clientX) / acts.view().width())
    const after = [...fingers.values()]
    const apart = ([a = 0, b = 0]: readonly number[]): number => Math.max(20, Math.abs(a - b))
    acts.view().zoomAt(apart(before) / apart(after), acts.placeIn({ clientX: ((after[0] ?? 0) + (after[1] ?? 0)) / 2 }))
  }

  return {
    down: (event, onLane) => {
      if (event.button !== 0 || !(event.currentTarget instanceof Element)) return
      event.currentTarget.setPointerCapture(event.pointerId)
      startX = event.clientX
      startMs = momentOf(event)
      if (event.pointerType === 'touch') fingers.set(event.pointerId, event.clientX)
      mode = fingers.size > 1 ? 'pan' : onLane ? 'press' : 'scrub'
      if (mode === 'scrub') scrub(event, false)
    },
    move: (event) => {
      if (mode === 'none' || !(event.currentTarget instanceof Element) || !event.currentTarget.hasPointerCapture(event.pointerId)) return
      if (mode === 'press' && Math.abs(event.clientX - startX) > SLACK) mode = event.pointerType === 'touch' ? 'pan' : 'select'
      if (mode === 'scrub') scrub(event, false)
      else if (mode === 'select') acts.select(startMs, momentOf(event))
      else if (mode === 'pan') pinch(event)
    },
    up: (event) => {
      fingers.delete(event.pointerId)
      if (mode === 'press') acts.seek(momentOf(event))
      if (mode === 'scrub') scrub(event, true)
      if (fingers.size === 0) mode = 'none'
    },
    cancel: (event) => {
      fingers.delete(event.pointerId)
      acts.setScrubbed(null)
      mode = 'none'
    },
  }
}
