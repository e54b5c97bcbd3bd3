// Markers of all Sessions shown: the list with its search, what leaves as a file, and the form that signs new ones.

import { createSignal, For, Show, type JSX } from 'solid-js'
import type { MarkerRow } from '../../../app/app.ts'
import { Button, IconButton } from '../../parts/Button.tsx'
import { Field } from '../../parts/Field.tsx'
import { saveFile } from '../../state/saveFile.ts'
import type { Clock } from './createClock.ts'
import { markerMoment, type Lane } from './lane.ts'
import { MarkerForm, type Draft } from './MarkerForm.tsx'
import { markerKindText } from './markerKindText.ts'
import { annotationFile, vttFile } from './markerFiles.ts'
import { viewingWords as t } from './viewingWords.ts'
import { wallText } from './wallText.ts'

interface MarkersProps {
  readonly lanes: readonly Lane[]
  readonly viewing: Clock
  readonly draft: Draft | null
  readonly onDraft: (draft: Draft | null) => void
  readonly onMark: () => void
}

interface Placed {
  readonly lane: Lane
  readonly marker: MarkerRow
  /** On the shown clock. */
  readonly ms: number
}

/** So many fit without a search. */
const FEW = 4

export const Markers = (props: MarkersProps): JSX.Element => {
  const [sought, setSought] = createSignal('')
  const all = (): readonly Placed[] =>
    props.lanes
      .flatMap((lane) => lane.markers().flatMap((marker): Placed[] => { const ms = markerMoment(lane, marker); return ms === null ? [] : [{ lane, marker, ms }] }))
      .toSorted((a, b) => a.ms - b.ms)
  const found = (): readonly Placed[] => {
    const words = sought().trim().toLowerCase()
    return words ? all().filter(({ marker, ms, lane }) => `${markerKindText(marker.kind)} ${marker.text} ${marker.person} ${wallText(lane.row().session, ms)}`.toLowerCase().includes(words)) : all()
  }
  return (
    <section class="sideBlock stack">
      <div class="row">
        <h2 class="grow">
          {t('markers')} <Show when={all().length > 0}><span class="muted">{all().length}</span></Show>
        </h2>
        <Button small icon="flag" disabled={props.viewing.phase().at !== 'watching'} onClick={() => props.onMark()}>
          {t('addMarker')} <kbd>M</kbd>
        </Button>
      </div>
      <Show when={props.draft}>{(draft) => <MarkerForm viewing={props.viewing} draft={draft()} onDone={() => props.onDraft(null)} />}</Show>
      <Show when={all().length > FEW}>
        <Field bare label={t('markerFind')} type="search" placeholder={t('markerFind')} value={sought()} onInput={(event) => setSought(event.currentTarget.value)} />
      </Show>
      <Show when={all().length > 0} fallback={<p class="muted small">{t('noMarkers')}</p>}>
        <ul class="markerList scroll">
          <For each={found()} fallback={<li class="muted small">{t('jumpNothing')}</li>}>
            {({ lane, marker, ms }) => (
              <li>
                <button type="button" class="markerRow" onClick={() => props.viewing.seek(ms)} aria-label={`${t('seekTo', wallText(lane.row().session, ms))} ${markerKindText(marker.kind)} ${marker.text}`}>
                  <span class="mono">
                    {wallText(lane.row().session, ms)}
                    <Show when={marker.toMs !== null}>–{wallText(lane.row().session, ms + (marker.toMs ?? 0) - marker.atMs)}</Show>
                  </span>
                  <span class="chip">{markerKindText(marker.kind)}</span>
                  <span class="muted small clip">
                    <Show when={props.lanes.length > 1}>{lane.row().session.recorder} · </Show>
                    {marker.person}
                  </span>
                  <Show when={marker.text}>
                    <span class="markerText">{marker.text}</span>
                  </Show>
                </button>
                <Show when={marker.toMs !== null}>
                  <IconButton small icon="fit" label={t('markerRange')} onClick={() => props.viewing.setRange({ fromMs: ms, toMs: ms + (marker.toMs ?? 0) - marker.atMs })} />
                </Show>
              </li>
            )}
          </For>
        </ul>
        <For each={props.lanes}>
          {(lane) => (
            <Show when={lane.markers().length > 0}>
              <div class="row wrap">
                <span class="muted small grow">{t('markerSaveAs', props.lanes.length > 1 ? (lane.row().session.recorder ?? '') : '')}</span>
                <Button small icon="file" title={t('vttAbout')} onClick={() => saveFile(vttFile(lane))}>
                  WebVTT
                </Button>
                <Button small icon="file" title={t('annotationAbout')} onClick={() => saveFile(annotationFile(lane))}>
                  JSON-LD
                </Button>
              </div>
            </Show>
          )}
        </For>
      </Show>
    </section>
  )
}
