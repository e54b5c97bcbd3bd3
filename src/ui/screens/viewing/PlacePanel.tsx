// Where it was: the tracks of all lanes on a plain scaled plot without any map; a click seeks, the dot moves with the picture.

import { createMemo, For, Show, type JSX } from 'solid-js'
import type { RecordingTrack } from '../../../app/app.ts'
import { plotTrack, type Plot } from '../../../core/media/track/plotTrack.ts'
import type { Clock } from './createClock.ts'
import { createTracks } from './createTracks.ts'
import type { Lane } from './lane.ts'
import { viewingWords as t } from './viewingWords.ts'

interface PlacedPoint {
  readonly lane: Lane
  readonly lat: number
  readonly lon: number
  /** On the shown clock. */
  readonly ms: number
}

const SHAPE = 1.45
/** Points of one line at most: more cannot be told apart in a panel. */
const MOST_DRAWN = 1_500
/** A place is known for so long after its point. */
const KNOWN_MS = 30_000

export const PlacePanel = (props: { readonly lanes: readonly Lane[]; readonly viewing: Clock }): JSX.Element => {
  const tracks = createTracks(() => props.lanes)
  const lines = createMemo(() => props.lanes.map((lane) => ({ lane, points: pointsOf(lane, tracks(lane.id)) })).filter(({ points }) => points.length > 0))
  const all = (): readonly PlacedPoint[] => lines().flatMap(({ points }) => points)
  const plot = createMemo(() => plotTrack(all(), SHAPE))
  const sources = createMemo(() => [...new Set(props.lanes.flatMap((lane) => tracks(lane.id).map(sourceText)))])
  const now = (lane: Lane): PlacedPoint | undefined => {
    const ms = props.viewing.state().wallMs
    const found = all().findLast((point) => point.lane === lane && point.ms <= ms)
    return found && ms - found.ms <= KNOWN_MS ? found : undefined
  }
  const seekTo = (event: MouseEvent & { readonly currentTarget: SVGSVGElement }, found: Plot): void => {
    const box = event.currentTarget.getBoundingClientRect()
    const [x, y] = [((event.clientX - box.left) / box.width) * found.width, ((event.clientY - box.top) / box.height) * found.height]
    let nearest: { readonly ms: number; readonly apart: number } | undefined
    for (const point of all()) {
      const at = found.toPlot(point)
      const apart = Math.hypot(at.x - x, at.y - y)
      if (!nearest || apart < nearest.apart) nearest = { ms: point.ms, apart }
    }
    if (nearest) props.viewing.seek(nearest.ms)
  }
  return (
    <Show when={plot()}>
      {(found) => (
        <section class="sideBlock stack">
          <h2>{t('placePanel')}</h2>
          <svg class="trackPlot" viewBox={`0 0 ${found().width} ${found().height}`} role="img" aria-label={t('placeAbout')} onClick={(event) => seekTo(event, found())}>
            <For each={lines()}>
              {({ points }, number) => (
                <g class={`track track${(number() % 4) + 1}`}>
                  <polyline points={linePoints(points, found())} vector-effect="non-scaling-stroke" />
                  <For each={points.length < 3 ? points : [points[0] as PlacedPoint]}>{(point) => <circle cx={found().toPlot(point).x} cy={found().toPlot(point).y} r={found().width / 110} />}</For>
                </g>
              )}
            </For>
            <For each={lines()}>{({ lane }) => <Show when={now(lane)}>{(point) => <circle class="trackHere" cx={found().toPlot(point()).x} cy={found().toPlot(point()).y} r={found().width / 55} vector-effect="non-scaling-stroke" />}</Show>}</For>
            <g class="trackScale" transform={`translate(${found().width * 0.03} ${found().height * 0.94})`}>
              <path d={`M0 0H${found().scale}`} vector-effect="non-scaling-stroke" />
              <text x={found().scale + found().width * 0.015} y={found().width * 0.012} font-size={`${found().width * 0.042}`}>
                {found().scale >= 1000 ? `${found().scale / 1000} km` : `${found().scale} m`}
              </text>
            </g>
            <g class="trackScale" transform={`translate(${found().width * 0.95} ${found().height * 0.14})`}>
              <path d={`M0 0V${-found().height * 0.1}m${-found().width * 0.014} ${found().width * 0.022}l${found().width * 0.014} ${-found().width * 0.022}l${found().width * 0.014} ${found().width * 0.022}`} vector-effect="non-scaling-stroke" />
              <text text-anchor="middle" y={found().width * 0.045} font-size={`${found().width * 0.042}`}>
                N
              </text>
            </g>
          </svg>
          <For each={lines()}>
            {({ lane }) => (
              <Show when={now(lane)}>
                {(point) => (
                  <p class="mono small">
                    <Show when={props.lanes.length > 1}>{lane.row().session.recorder} </Show>
                    {point().lat.toFixed(5)}, {point().lon.toFixed(5)}
                  </p>
                )}
              </Show>
            )}
          </For>
          <p class="muted small">{sources().join(' · ')}</p>
        </section>
      )}
    </Show>
  )
}

const pointsOf = (lane: Lane, tracks: readonly RecordingTrack[]): readonly PlacedPoint[] =>
  tracks
    .flatMap(({ recordingId, points }) => {
      const part = lane.row().session.parts.find((one) => one.recordingId === recordingId)
      return part ? points.map(({ lat, lon, atMs }): PlacedPoint => ({ lane, lat, lon, ms: part.startMs + atMs + lane.offsetMs() })) : []
    })
    .toSorted((a, b) => a.ms - b.ms)

const linePoints = (points: readonly PlacedPoint[], plot: Plot): string => {
  const step = Math.max(1, Math.ceil(points.length / MOST_DRAWN))
  return points
    .filter((_, i) => i % step === 0)
    .map((point) => plot.toPlot(point))
    .map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`)
    .join(' ')
}

const sourceText = ({ source, sidecar }: RecordingTrack): string => (sidecar ? t('placeBeside', sidecar.slice(sidecar.lastIndexOf('/') + 1)) : t(`place.${source as 'gpmf' | 'probe'}`))
