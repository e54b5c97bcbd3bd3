// The lane of a Session on its wall clock: parts, gaps with their length, markers, what is on record, playhead; day to second by wheel.

import { createEffect, createMemo, createSignal, For, on, onCleanup, Show, type JSX } from 'solid-js'
import type { MarkerRow, SessionRow } from '../../../app/app.ts'
import type { Recording } from '../../../core/catalog/recording.ts'
import type { FieldreelError } from '../../../core/errors.ts'
import type { WatchedInterval } from '../../../core/log/kinds.ts'
import { formatDuration } from '../../i18n/formats.ts'
import { messageOf } from '../../messages.ts'
import { IconButton } from '../../parts/Button.tsx'
import type { ViewingScreen } from './createViewing.ts'
import { followSpan, momentAt, panSpan, placeOf, spanLength, ticksOf, wholeSpan, zoomSpan, type Span } from './timelineScale.ts'
import { viewingWords as t } from './viewingWords.ts'
import { wallText, zoneAhead } from './wallText.ts'

interface TimelineProps {
  readonly row: SessionRow
  readonly viewing: ViewingScreen
  readonly markers: readonly MarkerRow[]
  readonly watched: readonly WatchedInterval[]
}

/** Pixels of a tick's label. */
const tickWidth = 64

/** Seeks while dragging come no faster than this. */
const dragSeekMs = 120

export const Timeline = (props: TimelineProps): JSX.Element => {
  const session = (): SessionRow['session'] => props.row.session
  const recordings = createMemo(() => new Map(props.row.recordings.map((recording) => [recording.id as string, recording])))
  const parts = createMemo(() => new Map(session().parts.map((part) => [part.recordingId as string, part])))
  const leftOut = createMemo((): ReadonlyMap<string, FieldreelError> => {
    const phase = props.viewing.phase()
    return new Map(phase.at === 'watching' ? phase.open.leftOut.map(({ recordingId, error }) => [recordingId as string, error]) : [])
  })
  const startMs = (): number => Math.min(...session().parts.map((part) => part.startMs))
  const endMs = (): number => Math.max(...session().parts.map((part) => part.endMs))
  const whole = createMemo((): Span => wholeSpan(startMs(), endMs()))
  const [span, setSpan] = createSignal<Span>(whole())
  const [width, setWidth] = createSignal(800)
  const [hover, setHover] = createSignal<number | null>(null)
  const [dragged, setDragged] = createSignal<number | null>(null)
  const head = (): number => dragged() ?? props.viewing.state().wallMs
  createEffect(on(() => props.viewing.state().wallMs, (ms) => dragged() === null && setSpan((now) => followSpan(now, whole(), ms)), { defer: true }))

  let lane: HTMLDivElement | undefined
  const watchWidth = (element: HTMLDivElement): void => {
    lane = element
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.observe(element)
    onCleanup(() => observer.disconnect())
    // Solid's own wheel listeners are passive on some roots; the page must not scroll under the zoom.
    element.addEventListener('wheel', onWheel, { passive: false })
  }
  const placeIn = (event: MouseEvent): number => {
    const box = lane?.getBoundingClientRect()
    return box ? Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) : 0
  }
  const onWheel = (event: WheelEvent): void => {
    event.preventDefault()
    const sideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)
    if (sideways) setSpan((now) => panSpan(now, whole(), ((event.deltaX || event.deltaY) / width()) * spanLength(now)))
    else setSpan((now) => zoomSpan(now, whole(), 1.0018 ** event.deltaY, placeIn(event)))
  }
  const zoom = (factor: number): void => {
    const at = placeOf(span(), head())
    setSpan((now) => zoomSpan(now, whole(), factor, at >= 0 && at <= 1 ? at : 0.5))
  }

  let lastSeek = 0
  const dragTo = (event: PointerEvent, last: boolean): void => {
    const ms = Math.min(endMs(), Math.max(startMs(), momentAt(span(), placeIn(event))))
    setDragged(last ? null : ms)
    if (!last && event.timeStamp - lastSeek < dragSeekMs) return
    lastSeek = event.timeStamp
    props.viewing.seek(ms)
  }
  const left = (ms: number): string => `${placeOf(span(), ms) * 100}%`
  const between = (fromMs: number, toMs: number): JSX.CSSProperties => ({ left: left(fromMs), width: `${((toMs - fromMs) / spanLength(span())) * 100}%` })
  const seen = (fromMs: number, toMs: number): boolean => toMs >= span().fromMs && fromMs <= span().toMs
  const wide = (fromMs: number, toMs: number): number => ((toMs - fromMs) / spanLength(span())) * width()
  const ticks = createMemo(() => ticksOf(span(), width(), zoneAhead(session(), span().fromMs)))
  const onWall = (recordingId: string, atMs: number): number | null => {
    const part = parts().get(recordingId)
    return part ? part.startMs + atMs : null
  }

  return (
    <div class="timeline">
      <div class="timelineBar">
        <span class="muted small grow clip">{t('timelineHelp')}</span>
        <IconButton small icon="zoomOut" label={t('zoomOut')} onClick={() => zoom(2)} />
        <IconButton small icon="zoomIn" label={t('zoomIn')} onClick={() => zoom(0.5)} />
        <IconButton small icon="fit" label={t('fit')} onClick={() => setSpan(whole())} />
      </div>
      <div
        class="lane"
        ref={watchWidth}
        role="slider"
        tabindex="0"
        aria-label={t('timeline')}
        aria-valuemin={Math.round(startMs())}
        aria-valuemax={Math.round(endMs())}
        aria-valuenow={Math.round(head())}
        aria-valuetext={wallText(session(), head(), true)}
        onPointerDown={(event) => {
          if (event.button !== 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          dragTo(event, false)
        }}
        onPointerMove={(event) => {
          setHover(placeIn(event))
          if (event.currentTarget.hasPointerCapture(event.pointerId)) dragTo(event, false)
        }}
        onPointerUp={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && dragTo(event, true)}
        onPointerCancel={() => setDragged(null)}
        onPointerLeave={() => setHover(null)}
      >
        <div class="ticks">
          <For each={ticks().ticks}>
            {(ms) => (
              <span class="tick" style={{ left: left(ms) }}>
                {/* A label cut off at the edge would read as another time. */}
                <Show when={(1 - placeOf(span(), ms)) * width() > tickWidth}>{wallText(session(), ms, ticks().stepMs < 1000)}</Show>
              </span>
            )}
          </For>
        </div>
        <div class="parts">
          <For each={session().gaps}>
            {(gap) => (
              <Show when={seen(gap.startMs, gap.endMs)}>
                <div class="gap" style={between(gap.startMs, gap.endMs)} title={t('gapOf', formatDuration(gap.endMs - gap.startMs, true))}>
                  <Show when={wide(gap.startMs, gap.endMs) > 86}>
                    <span>{t('gapOf', formatDuration(gap.endMs - gap.startMs))}</span>
                  </Show>
                </div>
              </Show>
            )}
          </For>
          <For each={session().parts}>
            {(part) => (
              <Show when={seen(part.startMs, part.endMs)}>
                <Part recording={recordings().get(part.recordingId)} leftOut={leftOut().get(part.recordingId)} style={between(part.startMs, part.endMs)} width={wide(part.startMs, part.endMs)} />
              </Show>
            )}
          </For>
          <For each={props.watched}>
            {(interval) => (
              <Show when={onWall(interval.recordingId, interval.fromMs)}>
                {(fromMs) => <div class="onRecord" style={between(fromMs(), fromMs() + interval.toMs - interval.fromMs)} title={t('onRecord')} />}
              </Show>
            )}
          </For>
          <RangeShade range={props.viewing.range()} between={between} />
          <For each={props.markers}>
            {(marker) => (
              <Show when={onWall(marker.recordingId, marker.atMs)}>
                {(ms) => (
                  <>
                    <Show when={marker.toMs !== null}>
                      <div class="markerSpan" style={between(ms(), ms() + (marker.toMs ?? 0) - marker.atMs)} />
                    </Show>
                    <div class="markerFlag" style={{ left: left(ms()) }} title={`${wallText(session(), ms())} ${marker.text}`} />
                  </>
                )}
              </Show>
            )}
          </For>
        </div>
        <Show when={hover()}>
          {(place) => (
            <div class="hoverLine" style={{ left: `${place() * 100}%` }}>
              <span>{wallText(session(), momentAt(span(), place()), spanLength(span()) < 60_000)}</span>
            </div>
          )}
        </Show>
        <div class="playhead" style={{ left: left(head()) }} />
      </div>
    </div>
  )
}

const Part = (props: { readonly recording: Recording | undefined; readonly leftOut: FieldreelError | undefined; readonly style: JSX.CSSProperties; readonly width: number }): JSX.Element => {
  const mode = (): string => (props.leftOut ? 'none' : props.recording?.kind === 'photo' ? 'photo' : (props.recording?.playMode ?? 'none'))
  const label = (): string => (props.leftOut ? messageOf(props.leftOut).title : t('cannotPlayPart', why()))
  const why = (): string => {
    const damage = props.recording?.damage
    return damage ? messageOf(damage).title : (props.recording?.video?.codec ?? props.recording?.audio?.codec ?? props.recording?.container ?? '')
  }
  return (
    <div class={`part ${mode()}`} style={props.style} title={mode() === 'none' ? label() : (props.recording?.id.slice(0, 4) ?? '')}>
      <Show when={mode() === 'none' && props.width > 120}>
        <span>{label()}</span>
      </Show>
    </div>
  )
}

const RangeShade = (props: { readonly range: { readonly fromMs: number | null; readonly toMs: number | null }; readonly between: (fromMs: number, toMs: number) => JSX.CSSProperties }): JSX.Element => {
  const edges = (): readonly [number, number] | null => {
    const { fromMs, toMs } = props.range
    const known = [fromMs ?? toMs, toMs ?? fromMs]
    return known[0] == null || known[1] == null ? null : [Math.min(known[0], known[1]), Math.max(known[0], known[1])]
  }
  return <Show when={edges()}>{(found) => <div class="rangeShade" style={props.between(found()[0], found()[1])} />}</Show>
}
