// What stands at the place the pointer is over: the small picture, the time, and the gap or the markers there.

import { For, Show, type JSX } from 'solid-js'
import { formatDuration } from '../../i18n/formats.ts'
import type { Film, Tile } from './createFilm.ts'
import type { Loud } from './createLoud.ts'
import type { TimelineView } from './createTimelineView.ts'
import { markerMoment, partAtMoment, type Lane } from './lane.ts'
import { markerKindText } from './markerKindText.ts'
import { momentAt, spanLength } from './timelineScale.ts'
import { viewingWords as t } from './viewingWords.ts'
import { wallText } from './wallText.ts'

/** Pixels: half of the widest picture and its frame. */
const HALF = 84
/** A marker is named this near, pixels. */
const NEAR = 6

export const HoverPicture = (props: { readonly lane: Lane; readonly film: Film; readonly loud: Loud; readonly view: TimelineView; readonly place: number }): JSX.Element => {
  const ms = (): number => momentAt(props.view.span(), props.place)
  const own = (): number => ms() - props.lane.offsetMs()
  const tile = (): Tile | null => {
    props.film.version()
    const part = partAtMoment(props.lane, ms())
    return part ? props.film.tile(part.recordingId, own() - part.startMs) : null
  }
  const gap = (): string | null => {
    const found = props.lane.row().session.gaps.find(({ startMs, endMs }) => startMs <= own() && own() < endMs)
    return found ? t('gapOf', formatDuration(found.endMs - found.startMs)) : null
  }
  const reach = (): number => (NEAR / props.view.width()) * spanLength(props.view.span())
  const loud = (): string | null => {
    const found = props.loud.of(props.lane).find(({ fromMs, toMs }) => own() >= fromMs - reach() && own() <= toMs + reach())
    return found ? t('loud', Math.round(found.overDb), Math.round(found.peakDb)) : null
  }
  const near = () => {
    return props.lane.markers().filter((marker) => {
      const from = markerMoment(props.lane, marker)
      return from !== null && ms() >= from - reach() && ms() <= from + Math.max(0, (marker.toMs ?? marker.atMs) - marker.atMs) + reach()
    })
  }
  const left = (): number => Math.min(Math.max(HALF, props.place * props.view.width()), Math.max(HALF, props.view.width() - HALF))
  const picture = (found: Tile): JSX.CSSProperties => {
    const [width, height] = [found.width * 2, found.height * 2]
    return {
      width: `${width}px`,
      height: `${height}px`,
      'background-image': `url(${found.url})`,
      'background-size': `${width * found.columns}px ${height * found.rows}px`,
      'background-position': `${-found.x * 2}px ${-found.y * 2}px`,
    }
  }
  return (
    <div class="hoverPicture" style={{ left: `${left()}px` }} aria-hidden="true">
      <Show when={tile()}>{(found) => <div style={picture(found())} />}</Show>
      <p class="mono">{wallText(props.lane.row().session, own(), spanLength(props.view.span()) < 60_000)}</p>
      <Show when={gap()}>{(text) => <p class="amber">{text()}</p>}</Show>
      <Show when={loud()}>{(text) => <p>{text()}</p>}</Show>
      <For each={near().slice(0, 3)}>
        {(marker) => (
          <p class="clip">
            <span class="chip">{markerKindText(marker.kind)}</span> {marker.text}
          </p>
        )}
      </For>
    </div>
  )
}
