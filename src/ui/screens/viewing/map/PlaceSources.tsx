// Every place that was found, of which recording and where it was read, and which one is drawn.

import { createSignal, For, Show, type JSX } from 'solid-js'
import type { RecordingTrack } from '../../../../app/app.ts'
import { formatTime } from '../../../i18n/formats.ts'
import type { Lane } from '../lane.ts'
import { wallText } from '../wallText.ts'
import { mapWords as t } from './mapWords.ts'

interface Row {
  readonly lane: Lane
  readonly track: RecordingTrack
  /** On the shown clock. */
  readonly ms: number
}

export const PlaceSources = (props: { readonly lanes: readonly Lane[]; readonly tracks: (session: string) => readonly RecordingTrack[]; readonly onSeek: (ms: number) => void }): JSX.Element => {
  const [open, setOpen] = createSignal(false)
  const rows = (): readonly Row[] =>
    props.lanes
      .flatMap((lane) =>
        props.tracks(lane.id).flatMap((track): readonly Row[] => {
          const part = lane.row().session.parts.find(({ recordingId }) => recordingId === track.recordingId)
          return part ? [{ lane, track, ms: part.startMs + lane.offsetMs() + (track.points[0]?.atMs ?? 0) }] : []
        }),
      )
      .toSorted((a, b) => a.ms - b.ms || Number(b.track.chosen) - Number(a.track.chosen))
  return (
    <details class="jumpList" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary class="small">
        {t('sources')} <span class="muted">{rows().length}</span>
      </summary>
      <Show when={open()}>
        <ol class="scroll">
          <For each={rows()}>
            {({ lane, track, ms }) => (
              <li>
                <button type="button" class="placeRow" onClick={() => props.onSeek(ms)}>
                  <span class="mono">{wallText(lane.row().session, ms)}</span>
                  <span class={`chip ${track.chosen ? 'accent' : ''}`}>{track.chosen ? t('drawn') : t('noneDrawn')}</span>
                  <span class="muted small clip">
                    {props.lanes.length > 1 ? `${lane.row().session.recorder ?? ''} · ` : ''}
                    {t('pointsOf', track.points.length)}
                  </span>
                  <span class="placeRowText small">
                    {sourceText(lane, track)}
                    <Show when={track.points[0]}>{(first) => <span class="mono muted"> {placeText(first())}</span>}</Show>
                    <Show when={track.begin}>{(begin) => <span class="muted"> · {t('gpsBegin', formatTime(begin().ms), Math.ceil(begin().uncertaintyMs / 1000))}</span>}</Show>
                  </span>
                </button>
              </li>
            )}
          </For>
        </ol>
      </Show>
    </details>
  )
}

export const placeText = ({ lat, lon }: { readonly lat: number; readonly lon: number }): string => `${lat.toFixed(5)}, ${lon.toFixed(5)}`

const sourceText = (lane: Lane, track: RecordingTrack): string =>
  track.source === 'probe' && lane.row().recordings.find(({ id }) => id === track.recordingId)?.kind === 'photo' ? t('source.photo') : trackText(track)

export const trackText = ({ source, sidecar }: RecordingTrack): string =>
  sidecar ? t('beside', sidecar.slice(sidecar.lastIndexOf('/') + 1)) : source === 'gpmf' ? t('source.gpmf') : t('source.probe')
