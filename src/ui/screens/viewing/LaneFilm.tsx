// Small pictures and the sound level of one lane, drawn on a canvas over its parts.

import { createEffect, onCleanup, type JSX } from 'solid-js'
import { isOnTimeline, type Recording } from '../../../core/catalog/recording.ts'
import type { RecordingId } from '../../../core/ids.ts'
import { CHUNK_MS, LEVEL_STEP_MS } from '../../../core/media/filmstrip.ts'
import type { LoudMoment } from '../../../core/media/sound/findLoud.ts'
import type { SessionPart } from '../../../core/session/session.ts'
import type { Film } from './createFilm.ts'
import type { TimelineView } from './createTimelineView.ts'
import type { Lane } from './lane.ts'
import { momentAt, placeOf, spanLength, type Span } from './timelineScale.ts'

/** Pixels of one picture, when nothing is known of it yet. */
const TILE_SHAPE = 16 / 9
/** Narrower parts run into one another. */
const EDGED_WIDTH = 24
/** Pictures of the camera are drawn as lines from this width on. */
const FRAME_WIDTH = 9

interface Place {
  readonly context: CanvasRenderingContext2D
  readonly span: Span
  readonly width: number
  readonly film: number
  readonly sound: number
}

export const LaneFilm = (props: { readonly lane: Lane; readonly film: Film; readonly loud: readonly LoudMoment[]; readonly view: TimelineView; readonly recordings: ReadonlyMap<string, Recording>; readonly filmHeight: number; readonly soundHeight: number }): JSX.Element => {
  let canvas: HTMLCanvasElement | undefined
  let frame = 0

  const plays = (id: RecordingId): boolean => {
    const recording = props.recordings.get(id)
    return recording !== undefined && isOnTimeline(recording)
  }

  const draw = (): void => {
    frame = 0
    const context = canvas?.getContext('2d')
    if (!canvas || !context) return
    const [width, height, scale] = [props.view.width(), props.filmHeight + props.soundHeight, window.devicePixelRatio]
    if (canvas.width !== Math.round(width * scale) || canvas.height !== Math.round(height * scale)) {
      canvas.width = Math.round(width * scale)
      canvas.height = Math.round(height * scale)
    }
    context.setTransform(scale, 0, 0, scale, 0, 0)
    context.clearRect(0, 0, width, height)
    const offset = props.lane.offsetMs()
    const { fromMs, toMs } = props.view.span()
    const place: Place = { context, span: { fromMs: fromMs - offset, toMs: toMs - offset }, width, film: props.filmHeight, sound: props.soundHeight }
    const parts = props.lane.row().session.parts.filter((part) => part.endMs > place.span.fromMs && part.startMs < place.span.toMs && plays(part.recordingId))
    drawPictures(place, props.film, parts, props.lane.row().session.startMs)
    for (const part of parts) {
      drawSound(place, props.film, part)
      drawFrames(place, part, props.recordings.get(part.recordingId)?.video?.fps ?? null)
    }
    drawLoud(place, props.loud)
  }

  createEffect(() => {
    props.view.span()
    props.view.width()
    props.film.version()
    props.lane.offsetMs()
    props.lane.row()
    void [props.filmHeight, props.soundHeight]
    frame ||= requestAnimationFrame(draw)
  })
  onCleanup(() => cancelAnimationFrame(frame))
  return <canvas class="laneFilm" ref={(element) => (canvas = element)} style={{ height: `${props.filmHeight + props.soundHeight}px` }} aria-hidden="true" />
}

const xOf = ({ span, width }: Place, ms: number): number => placeOf(span, ms) * width

/** Side by side from `anchor` over the whole lane, cut out where nothing was recorded; each shows what stands at its left edge, and none is shown twice. */
const drawPictures = (place: Place, film: Film, parts: readonly SessionPart[], anchor: number): void => {
  const { context, span, width } = place
  const [from] = parts
  const any = from && film.tile(from.recordingId, Math.max(0, momentAt(span, 0) - from.startMs))
  const step = place.film * (any ? any.width / any.height : TILE_SHAPE)
  const stepMs = (step / width) * spanLength(span)
  context.save()
  context.beginPath()
  for (const { startMs, endMs } of parts) {
    const [left, right] = [xOf(place, startMs), xOf(place, endMs)]
    const edge = right - left > EDGED_WIDTH ? 1 : 0
    context.rect(left + edge, 0, right - left - 2 * edge, place.film)
  }
  context.clip()
  let before = ''
  for (let slot = Math.floor((span.fromMs - anchor) / stepMs); anchor + slot * stepMs < span.toMs; slot++) {
    const [begin, end] = [anchor + slot * stepMs, anchor + (slot + 1) * stepMs]
    for (const part of partsWithin(parts, begin, end)) {
      const ms = Math.max(begin, part.startMs)
      const tile = film.tile(part.recordingId, ms - part.startMs)
      const name = tile ? `${part.recordingId} ${tile.atMs}` : ''
      if (!tile || name === before) continue
      before = name
      // Far in, pictures lie apart: each then stands where it was taken.
      context.drawImage(tile.source, tile.x, tile.y, tile.width, tile.height, Math.max(xOf(place, ms), xOf(place, part.startMs + tile.atMs)), 0, step, place.film)
    }
  }
  context.restore()
}

/** What is shown in one step: what stands at its begin, and what begins in it wide enough to be told. */
const partsWithin = (parts: readonly SessionPart[], begin: number, end: number): readonly SessionPart[] => {
  const first = parts.find(({ startMs, endMs }) => startMs <= begin && begin < endMs) ?? parts.find(({ startMs }) => begin <= startMs && startMs < end)
  return first ? [first, ...parts.filter((part) => part !== first && part.startMs > begin && part.startMs < end && part.endMs - part.startMs >= end - begin)] : []
}

const drawSound = (place: Place, film: Film, part: SessionPart): void => {
  const { context, span, width } = place
  const [left, right] = [Math.max(0, Math.floor(xOf(place, part.startMs))), Math.min(width, xOf(place, part.endMs))]
  const perPixel = spanLength(span) / width
  const stepsInChunk = CHUNK_MS / LEVEL_STEP_MS
  let chunk = -1
  let levels: Uint8Array | null = null
  const bar = (x: number, level: number, colour: string): void => {
    const high = (level / 255) * (place.sound - 1)
    context.fillStyle = colour
    if (high >= 0.5) context.fillRect(x, place.film + place.sound - high, 1, high)
  }
  // The loudest moment under a pixel stands behind the average: far out a shout is still seen, and so is a quiet hour.
  for (let x = left; x < right; x++) {
    const from = momentAt(span, x / width) - part.startMs
    const to = Math.max(from + perPixel, from + 1)
    let [loudest, sum, steps] = [0, 0, 0]
    for (let step = Math.max(0, Math.floor(from / LEVEL_STEP_MS)); step * LEVEL_STEP_MS < to; step++) {
      if (chunk !== Math.floor(step / stepsInChunk)) {
        chunk = Math.floor(step / stepsInChunk)
        levels = film.levels(part.recordingId, chunk)
      }
      const level = levels?.[step - chunk * stepsInChunk] ?? 0
      loudest = Math.max(loudest, level)
      sum += level
      steps++
    }
    bar(x, loudest, 'rgb(157 196 236 / 0.4)')
    bar(x, sum / Math.max(1, steps), 'rgb(157 196 236 / 0.9)')
  }
}

/** A small flag over the sound where it begins, and a line as long as it lasts. */
const drawLoud = ({ context, span, width, film }: Place, moments: readonly LoudMoment[]): void => {
  context.fillStyle = 'rgb(240 246 255 / 0.9)'
  for (const { fromMs, toMs } of moments) {
    if (toMs < span.fromMs || fromMs > span.toMs) continue
    const [left, right] = [placeOf(span, fromMs) * width, placeOf(span, toMs) * width]
    context.fillRect(left, film + 1, Math.max(2, right - left), 1.5)
    context.beginPath()
    context.moveTo(left - 2.5, film + 1)
    context.lineTo(left + 3.5, film + 1)
    context.lineTo(left + 0.5, film + 6)
    context.fill()
  }
}

const drawFrames = (place: Place, part: SessionPart, fps: number | null): void => {
  const { context, span, width } = place
  if (!fps || width / spanLength(span) / (fps / 1000) < FRAME_WIDTH) return
  context.fillStyle = 'rgb(255 255 255 / 0.4)'
  const step = 1000 / fps
  const begin = Math.max(part.startMs, span.fromMs)
  const end = Math.min(part.endMs, span.toMs)
  for (let number = Math.ceil((begin - part.startMs) / step); part.startMs + number * step <= end; number++) context.fillRect(xOf(place, part.startMs + number * step), place.film - 6, 1, 6)
}
