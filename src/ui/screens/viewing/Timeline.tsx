// All recorders on one clock: ruler, a lane each, overview; zoom by wheel, pinch and keys, click to seek, drag to select a range.

import { createSignal, For, onCleanup, Show, type JSX } from 'solid-js'
import { IconButton } from '../../parts/Button.tsx'
import type { ViewingScreen } from './createViewing.ts'
import type { Film } from './createFilm.ts'
import type { Loud } from './createLoud.ts'
import type { TimelineView } from './createTimelineView.ts'
import { HoverPicture } from './HoverPicture.tsx'
import type { Lane } from './lane.ts'
import { laneAt, type LaneRow } from './laneRows.ts'
import { LaneTrack } from './LaneTrack.tsx'
import { Overview } from './Overview.tsx'
import { makePointing } from './pointing.ts'
import { momentAt, placeOf, spanLength, ticksOf } from './timelineScale.ts'
import { viewingWords as t } from './viewingWords.ts'
import { tickText, wallText, zoneAhead } from './wallText.ts'

interface TimelineProps {
  /** The first is the one the clock is taken from. */
  readonly rows: readonly LaneRow[]
  readonly viewing: ViewingScreen
  readonly view: TimelineView
  readonly film: Film
  readonly loud: Loud
  /** Shown over a row, where there are several. */
  readonly laneHead?: (row: LaneRow) => JSX.Element
  readonly tools?: JSX.Element
}

/** What the whole width shows. */
const zoomSteps = [
  { name: 'zoomHour', ms: 3_600_000 },
  { name: 'zoomTen', ms: 600_000 },
  { name: 'zoomMinute', ms: 60_000 },
  { name: 'zoomSeconds', ms: 10_000 },
  { name: 'zoomFrame', ms: 1_000 },
] as const

/** Pixels of a tick's label. */
const tickWidth = 64

export const Timeline = (props: TimelineProps): JSX.Element => {
  const first = (): Lane => props.rows[0]!.lanes[0]!
  const rowOf = (id: string): LaneRow => props.rows.find((row) => row.id === id)!
  const session = () => first().row().session
  const [hover, setHover] = createSignal<{ readonly place: number; readonly lane: Lane | undefined } | null>(null)
  const [scrubbed, setScrubbed] = createSignal<number | null>(null)
  const head = (): number => scrubbed() ?? props.viewing.state().wallMs
  const heights = (): readonly [film: number, sound: number] => (props.rows.length > 2 ? [32, 14] : [45, 20])

  let tracks: HTMLDivElement | undefined
  const placeIn = (event: { readonly clientX: number }): number => {
    const box = tracks?.getBoundingClientRect()
    return box ? Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) : 0
  }
  const pointing = makePointing({
    placeIn,
    view: () => props.view,
    setScrubbed,
    seek: (ms) => props.viewing.seek(Math.min(props.view.whole().toMs, Math.max(props.view.whole().fromMs, ms))),
    select: (fromMs, toMs) => props.viewing.setRange({ fromMs: Math.min(fromMs, toMs), toMs: Math.max(fromMs, toMs) }),
  })
  /** Wheels turn faster than pictures are drawn: what came since the last one is done together. */
  let turned: { readonly factor: number; readonly pan: number; readonly place: number } | null = null
  const turn = (): void => {
    if (!turned) return
    const { factor, pan, place } = turned
    turned = null
    if (pan !== 0) props.view.pan(pan)
    if (factor !== 1) props.view.zoomAt(factor, place)
  }
  const onWheel = (event: WheelEvent): void => {
    event.preventDefault()
    if (!turned) requestAnimationFrame(turn)
    const { factor, pan } = turned ?? { factor: 1, pan: 0 }
    const sideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)
    // A pinch on a touchpad comes as a wheel with Ctrl, in smaller steps.
    turned = sideways
      ? { factor, pan: pan + (event.deltaX || event.deltaY) / props.view.width(), place: placeIn(event) }
      : { factor: factor * (event.ctrlKey ? 1.012 : 1.0018) ** event.deltaY, pan, place: placeIn(event) }
  }
  const watchWidth = (element: HTMLDivElement): void => {
    tracks = element
    const observer = new ResizeObserver(() => props.view.setWidth(element.clientWidth))
    observer.observe(element)
    onCleanup(() => observer.disconnect())
    // Solid's own wheel listeners are passive on some roots; the page must not scroll under the zoom.
    element.addEventListener('wheel', onWheel, { passive: false })
  }
  const laneUnder = (event: PointerEvent): Lane | undefined => {
    const id = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row]')?.dataset['row'] : undefined
    const row = props.rows.find((one) => one.id === id) ?? (props.rows.length === 1 ? props.rows[0] : undefined)
    return row && laneAt(row, momentAt(props.view.span(), placeIn(event)))
  }
  const isShown = (ms: number): boolean => Math.abs(spanLength(props.view.span()) / ms - 1) < 0.02
  const left = (ms: number): string => `${placeOf(props.view.span(), ms) * 100}%`
  const ticks = () => ticksOf(props.view.span(), props.view.width(), zoneAhead(session(), props.view.span().fromMs))

  return (
    <div class="timeline">
      <div class="timelineBar">
        <span class="zoomSteps" role="group" aria-label={t('timelineHelp')} title={t('timelineHelp')}>
          <button type="button" aria-pressed={isShown(spanLength(props.view.whole()))} onClick={() => props.view.fit()}>
            {t('fit')}
          </button>
          <For each={zoomSteps.filter(({ ms }) => ms < spanLength(props.view.whole()))}>
            {({ name, ms }) => (
              <button type="button" aria-pressed={isShown(ms)} onClick={() => props.view.zoom(ms / spanLength(props.view.span()))}>
                {t(name)}
              </button>
            )}
          </For>
        </span>
        <span class="muted small clip grow">
          <Show when={props.film.wanted() > 0}>{t('filmWanted', props.film.wanted())}</Show>
        </span>
        {props.tools}
        <IconButton small icon="zoomOut" label={`${t('zoomOut')} (-)`} onClick={() => props.view.zoom(2)} />
        <IconButton small icon="zoomIn" label={`${t('zoomIn')} (+)`} onClick={() => props.view.zoom(0.5)} />
      </div>
      <div class="trackFrame">
        <Show when={hover()}>{(at) => <Show when={at().lane}>{(lane) => <HoverPicture lane={lane()} film={props.film} loud={props.loud} view={props.view} place={at().place} />}</Show>}</Show>
        <div
          class="tracks"
          ref={watchWidth}
          role="slider"
          tabindex="0"
          aria-label={t('timeline')}
          aria-valuemin={Math.round(props.view.whole().fromMs)}
          aria-valuemax={Math.round(props.view.whole().toMs)}
          aria-valuenow={Math.round(head())}
          aria-valuetext={wallText(session(), head(), true)}
          onPointerDown={(event) => pointing.down(event, laneUnder(event) !== undefined && !(event.target instanceof Element && event.target.closest('.ruler')))}
          onPointerMove={(event) => {
            setHover({ place: placeIn(event), lane: laneUnder(event) })
            pointing.move(event)
          }}
          onPointerUp={(event) => pointing.up(event)}
          onPointerCancel={(event) => pointing.cancel(event)}
          onPointerLeave={() => setHover(null)}
        >
          <div class="ruler">
            <For each={ticks().ticks}>
              {(ms) => (
                <span class="tick" style={{ left: left(ms) }}>
                  {/* A label cut off at the edge would read as another time. */}
                  <Show when={(1 - placeOf(props.view.span(), ms)) * props.view.width() > tickWidth}>{tickText(session(), ms, ticks().stepMs)}</Show>
                </span>
              )}
            </For>
          </div>
          <For each={props.rows.map(({ id }) => id)}>
            {(id) => (
              <>
                <Show when={props.rows.length > 1}>{props.laneHead?.(rowOf(id))}</Show>
                <div class="laneRow" data-row={id} style={{ height: `${heights()[0] + heights()[1]}px` }}>
                  <For each={rowOf(id).lanes}>{(lane) => <LaneTrack lane={lane} view={props.view} film={props.film} loud={props.loud} filmHeight={heights()[0]} soundHeight={heights()[1]} />}</For>
                </div>
              </>
            )}
          </For>
          <RangeShade range={props.viewing.range()} left={left} />
          <Show when={hover()}>
            {(at) => (
              <div class="hoverLine" style={{ left: `${at().place * 100}%` }}>
                <Show when={!at().lane}>
                  <span>{wallText(session(), momentAt(props.view.span(), at().place), spanLength(props.view.span()) < 60_000)}</span>
                </Show>
              </div>
            )}
          </Show>
          <div class="playhead" style={{ left: left(head()) }} />
        </div>
      </div>
      <Overview rows={props.rows} view={props.view} head={head()} />
    </div>
  )
}

const RangeShade = (props: { readonly range: ReturnType<ViewingScreen['range']>; readonly left: (ms: number) => string }): JSX.Element => {
  const edges = (): readonly [number, number] | null => {
    const { fromMs, toMs } = props.range
    const [one, other] = [fromMs ?? toMs, toMs ?? fromMs]
    return one === null || other === null ? null : [Math.min(one, other), Math.max(one, other)]
  }
  return <Show when={edges()}>{(found) => <div class="rangeShade" style={{ left: props.left(found()[0]), width: `calc(${props.left(found()[1])} - ${props.left(found()[0])})` }} />}</Show>
}
