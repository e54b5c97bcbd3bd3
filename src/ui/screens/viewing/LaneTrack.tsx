// One lane: its parts with pictures and sound level, gaps with their length, markers, and what is on record.

import { createMemo, For, Show, type JSX } from 'solid-js'
import type { MarkerRow } from '../../../app/app.ts'
import type { Recording } from '../../../core/catalog/recording.ts'
import type { FieldreelError } from '../../../core/errors.ts'
import { formatDuration } from '../../i18n/formats.ts'
import { refusedText } from '../../i18n/refusedText.ts'
import { messageOf } from '../../messages.ts'
import type { Film } from './createFilm.ts'
import type { Loud } from './createLoud.ts'
import type { TimelineView } from './createTimelineView.ts'
import { markerMoment, type Lane } from './lane.ts'
import { LaneFilm } from './LaneFilm.tsx'
import { markerKindText } from './markerKindText.ts'
import { placeOf, spanLength } from './timelineScale.ts'
import { viewingWords as t } from './viewingWords.ts'
import { wallText } from './wallText.ts'

interface LaneTrackProps {
  readonly lane: Lane
  readonly view: TimelineView
  readonly film: Film
  readonly loud: Loud
  readonly filmHeight: number
  readonly soundHeight: number
}

/** Narrower parts have no edge of their own. */
const THIN = 8
/** Pixels in which the length of a gap can be read, short and in words. */
const [shortLabel, longLabel] = [44, 86]

export const LaneTrack = (props: LaneTrackProps): JSX.Element => {
  const session = () => props.lane.row().session
  const recordings = createMemo((): ReadonlyMap<string, Recording> => new Map(props.lane.row().recordings.map((recording) => [recording.id as string, recording])))
  const left = (ms: number): string => `${placeOf(props.view.span(), ms + props.lane.offsetMs()) * 100}%`
  const between = (fromMs: number, toMs: number): JSX.CSSProperties => ({ left: left(fromMs), width: `${((toMs - fromMs) / spanLength(props.view.span())) * 100}%` })
  const wide = (fromMs: number, toMs: number): number => ((toMs - fromMs) / spanLength(props.view.span())) * props.view.width()
  const seen = (fromMs: number, toMs: number): boolean => {
    const { fromMs: first, toMs: last } = props.view.span()
    return toMs + props.lane.offsetMs() >= first && fromMs + props.lane.offsetMs() <= last
  }
  const onWall = (marker: Pick<MarkerRow, 'recordingId' | 'atMs'>): number | null => {
    const moment = markerMoment(props.lane, marker)
    return moment === null ? null : moment - props.lane.offsetMs()
  }
  return (
    <div class="laneTrack">
      <For each={session().parts}>
        {(part) => (
          <Show when={seen(part.startMs, part.endMs)}>
            <Part recording={recordings().get(part.recordingId)} leftOut={props.lane.leftOut().get(part.recordingId)} style={between(part.startMs, part.endMs)} width={wide(part.startMs, part.endMs)} />
          </Show>
        )}
      </For>
      <LaneFilm lane={props.lane} film={props.film} loud={props.loud.of(props.lane)} view={props.view} recordings={recordings()} filmHeight={props.filmHeight} soundHeight={props.soundHeight} />
      <For each={session().gaps}>
        {(gap) => (
          <Show when={seen(gap.startMs, gap.endMs)}>
            <div class="gap" style={between(gap.startMs, gap.endMs)} title={t('gapOf', formatDuration(gap.endMs - gap.startMs, true))}>
              <Show when={wide(gap.startMs, gap.endMs) > shortLabel}>
                <span>{wide(gap.startMs, gap.endMs) > longLabel ? t('gapOf', formatDuration(gap.endMs - gap.startMs)) : formatDuration(gap.endMs - gap.startMs)}</span>
              </Show>
            </div>
          </Show>
        )}
      </For>
      <For each={props.lane.watched()}>
        {(interval) => (
          <Show when={onWall({ recordingId: interval.recordingId as MarkerRow['recordingId'], atMs: interval.fromMs })}>
            {(fromMs) => <div class="onRecord" style={between(fromMs(), fromMs() + interval.toMs - interval.fromMs)} title={t('onRecord')} />}
          </Show>
        )}
      </For>
      <For each={props.lane.markers()}>
        {(marker) => (
          <Show when={onWall(marker)}>
            {(ms) => (
              <>
                <Show when={marker.toMs !== null}>
                  <div class="markerSpan" classList={{ notice: marker.kind === 'notice' }} style={between(ms(), ms() + (marker.toMs ?? 0) - marker.atMs)} />
                </Show>
                <div class="markerFlag" classList={{ notice: marker.kind === 'notice' }} style={{ left: left(ms()) }} title={`${wallText(session(), ms())} ${markerKindText(marker.kind)} ${marker.text}`} />
              </>
            )}
          </Show>
        )}
      </For>
    </div>
  )
}

const Part = (props: { readonly recording: Recording | undefined; readonly leftOut: FieldreelError | undefined; readonly style: JSX.CSSProperties; readonly width: number }): JSX.Element => {
  const mode = (): string => (props.leftOut ? 'none' : props.recording?.kind === 'photo' ? 'photo' : (props.recording?.playMode ?? 'none'))
  const label = (): string => (props.leftOut ? messageOf(props.leftOut).title : t('cannotPlayPart', why()))
  const why = (): string => {
    const { damage, refused } = props.recording ?? {}
    return damage ? messageOf(damage).title : refused ? refusedText(refused) : (props.recording?.video?.codec ?? props.recording?.audio?.codec ?? props.recording?.container ?? '')
  }
  return (
    <div class={`part part-${mode()}`} classList={{ thin: props.width < THIN }} style={props.style} title={mode() === 'none' ? label() : undefined}>
      <Show when={mode() === 'none' && props.width > 120}>
        <span>{label()}</span>
      </Show>
    </div>
  )
}
