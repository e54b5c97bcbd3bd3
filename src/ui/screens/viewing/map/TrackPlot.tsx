// Tracks on a plain scaled plot without any map: where there is no map file, or no WebGL; a click seeks.

import { createMemo, For, Show, type JSX } from 'solid-js'
import { plotTrack, scaleText, type Place, type Plot } from '../../../../core/media/track/plotTrack.ts'
import type { PlacedPoint, Places } from './createPlaces.ts'
import { mapWords as t } from './mapWords.ts'

const SHAPE = 1.45
/** Points of one line at most: more cannot be told apart in a panel. */
const MOST_DRAWN = 1_500

export const TrackPlot = (props: { readonly places: Places; readonly onSeek: (ms: number) => void }): JSX.Element => {
  const plot = createMemo(() => plotTrack(props.places.points(), SHAPE))
  const seekTo = (event: MouseEvent & { readonly currentTarget: SVGSVGElement }, found: Plot): void => {
    const box = event.currentTarget.getBoundingClientRect()
    const [x, y] = [((event.clientX - box.left) / box.width) * found.width, ((event.clientY - box.top) / box.height) * found.height]
    let nearest: { readonly ms: number; readonly apart: number } | undefined
    for (const point of props.places.points()) {
      const at = found.toPlot(point)
      const apart = Math.hypot(at.x - x, at.y - y)
      if (!nearest || apart < nearest.apart) nearest = { ms: point.ms, apart }
    }
    if (nearest) props.onSeek(nearest.ms)
  }
  return (
    <Show when={plot()}>
      {(found) => {
        const Dot = (dot: { readonly at: Place; readonly size: number; readonly name?: string }): JSX.Element => <circle class={dot.name} cx={found().toPlot(dot.at).x} cy={found().toPlot(dot.at).y} r={found().width / dot.size} vector-effect="non-scaling-stroke" />
        const diamond = (at: Place): string => {
          const [{ x, y }, half] = [found().toPlot(at), found().width / 50]
          return `M${x} ${y - half}L${x + half} ${y}L${x} ${y + half}L${x - half} ${y}Z`
        }
        return (
          <svg class="trackPlot" viewBox={`0 0 ${found().width} ${found().height}`} role="img" aria-label={t('plotAbout')} onClick={(event) => seekTo(event, found())}>
            <For each={props.places.lines()}>
              {(line) => (
                <g class={`track track${line.number}`}>
                  <For each={line.runs}>{(run) => <Show when={run.length > 1} fallback={<For each={run}>{(point) => <Dot at={point} size={80} />}</For>}><polyline points={linePoints(run, found())} vector-effect="non-scaling-stroke" /></Show>}</For>
                  <For each={line.spots}>{(spot) => <Dot at={spot} size={75} name="trackSpot" />}</For>
                </g>
              )}
            </For>
            <For each={props.places.markers()}>{(marker) => <path class="trackMarker" d={diamond(marker)} vector-effect="non-scaling-stroke" />}</For>
            <For each={props.places.lines()}>{(line) => <Show when={props.places.now(line)}>{(point) => <g class={`track${line.number}`}><Dot at={point()} size={55} name="trackHere" /></g>}</Show>}</For>
            <g class="trackScale" transform={`translate(${found().width * 0.03} ${found().height * 0.94})`}>
              <path d={`M0 0H${found().scale}`} vector-effect="non-scaling-stroke" />
              <text x={found().scale + found().width * 0.015} y={found().width * 0.012} font-size={`${found().width * 0.042}`}>
                {scaleText(found().scale)}
              </text>
            </g>
            <g class="trackScale" transform={`translate(${found().width * 0.95} ${found().height * 0.14})`}>
              <path d={`M0 0V${-found().height * 0.1}m${-found().width * 0.014} ${found().width * 0.022}l${found().width * 0.014} ${-found().width * 0.022}l${found().width * 0.014} ${found().width * 0.022}`} vector-effect="non-scaling-stroke" />
              <text text-anchor="middle" y={found().width * 0.045} font-size={`${found().width * 0.042}`}>
                N
              </text>
            </g>
          </svg>
        )
      }}
    </Show>
  )
}

const linePoints = (points: readonly PlacedPoint[], plot: Plot): string => {
  const step = Math.max(1, Math.ceil(points.length / MOST_DRAWN))
  return points
    .filter((_, i) => i % step === 0 || i === points.length - 1)
    .map((point) => plot.toPlot(point))
    .map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`)
    .join(' ')
}
