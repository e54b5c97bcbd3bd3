// Markers of all Sessions shown: the list with its search, what leaves as a file, and the form that signs new ones.

import { createSignal, For, Show, type JSX } from 'solid-js'
import type { MarkerRow, OpenViewing, OutFile } from '../../../app/app.ts'
import { Button } from '../../parts/Button.tsx'
import { Field } from '../../parts/Field.tsx'
import { tell } from '../../parts/Toast.tsx'
import { act } from '../../state/act.ts'
import { saveFile } from '../../state/saveFile.ts'
import type { Clock } from './createClock.ts'
import { markerMoment, type Lane } from './lane.ts'
import { MarkerForm, type Draft } from './MarkerForm.tsx'
import { markerKindText } from './markerKindText.ts'
import { MarkerLine } from './MarkerLine.tsx'
import { annotationFile, vttFile } from './markerFiles.ts'
import { viewingWords as t } from './viewingWords.ts'
import { wallText } from './wallText.ts'
import { WithdrawnMarkers } from './WithdrawnMarkers.tsx'

interface MarkersProps {
  readonly lanes: readonly Lane[]
  readonly viewing: Clock
  readonly draft: Draft | null
  readonly onDraft: (draft: Draft | null) => void
  readonly onMark: () => void
  /** The running Viewing of a Session that is shown. */
  readonly opened: (session: string) => OpenViewing | null
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
  /** On record first: no entry, no file. */
  const takeOut = async (lane: Lane, format: 'vtt' | 'jsonld', file: OutFile): Promise<void> => {
    const open = props.opened(lane.id)
    if (!open || !(await act(open.exportMarkers({ format, markers: lane.markers().length, bytes: file.bytes })))) return
    saveFile(file)
    tell(t('markerTakenOut'), file.name)
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
            {({ lane, marker, ms }) => <MarkerLine lane={lane} marker={marker} ms={ms} several={props.lanes.length > 1} viewing={props.viewing} opened={props.opened(lane.id)} />}
          </For>
        </ul>
        <For each={props.lanes}>
          {(lane) => (
            <Show when={lane.markers().length > 0}>
              <div class="row wrap">
                <span class="muted small grow">{t('markerSaveAs', props.lanes.length > 1 ? (lane.row().session.recorder ?? '') : '')}</span>
                <Button small icon="file" title={t('vttAbout')} disabled={!props.opened(lane.id)} onClick={() => takeOut(lane, 'vtt', vttFile(lane))}>
                  WebVTT
                </Button>
                <Button small icon="file" title={t('annotationAbout')} disabled={!props.opened(lane.id)} onClick={() => takeOut(lane, 'jsonld', annotationFile(lane))}>
                  JSON-LD
                </Button>
              </div>
            </Show>
          )}
        </For>
      </Show>
      <For each={props.lanes}>{(lane) => <WithdrawnMarkers lane={lane} several={props.lanes.length > 1} onSeek={(ms) => props.viewing.seek(ms)} />}</For>
    </section>
  )
}
