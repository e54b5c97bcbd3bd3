// Markers of this Session: the list, and the form that signs a new one.

import { createEffect, createSignal, For, on, Show, type JSX } from 'solid-js'
import type { MarkerRow, SessionRow } from '../../../app/app.ts'
import { markerKinds, type MarkerKind } from '../../../core/viewing/viewing.ts'
import { common } from '../../i18n/common.ts'
import { Button } from '../../parts/Button.tsx'
import { Field } from '../../parts/Field.tsx'
import { tell } from '../../parts/Toast.tsx'
import { act } from '../../state/act.ts'
import type { ViewingScreen } from './createViewing.ts'
import { markerKindText } from './markerKindText.ts'
import { viewingWords as t } from './viewingWords.ts'
import { wallText } from './wallText.ts'

/** A moment or a range that was pointed at and is not signed yet. */
export interface Draft {
  readonly wallMs: number
  readonly toWallMs: number | null
}

interface MarkersProps {
  readonly row: SessionRow
  readonly viewing: ViewingScreen
  readonly markers: readonly MarkerRow[]
  readonly draft: Draft | null
  readonly onDraft: (draft: Draft | null) => void
  readonly onMark: () => void
}

export const Markers = (props: MarkersProps): JSX.Element => {
  const startOf = (row: MarkerRow): number => (props.row.session.parts.find(({ recordingId }) => recordingId === row.recordingId)?.startMs ?? 0) + row.atMs
  const sorted = (): readonly MarkerRow[] => props.markers.toSorted((a, b) => startOf(a) - startOf(b))
  return (
    <section class="sideBlock stack">
      <div class="row">
        <h2 class="grow">{t('markers')}</h2>
        <Button small icon="flag" disabled={props.viewing.phase().at !== 'watching'} onClick={() => props.onMark()}>
          {t('addMarker')} <kbd>M</kbd>
        </Button>
      </div>
      <Show when={props.draft}>{(draft) => <MarkerForm {...props} draft={draft()} />}</Show>
      <Show when={props.markers.length > 0} fallback={<p class="muted small">{t('noMarkers')}</p>}>
        <ul class="markerList">
          <For each={sorted()}>
            {(marker) => (
              <li>
                <button type="button" class="markerRow" onClick={() => props.viewing.seek(startOf(marker))} aria-label={`${t('seekTo', wallText(props.row.session, startOf(marker)))} ${markerKindText(marker.kind)} ${marker.text}`}>
                  <span class="mono">
                    {wallText(props.row.session, startOf(marker))}
                    <Show when={marker.toMs !== null}>–{wallText(props.row.session, startOf(marker) + (marker.toMs ?? 0) - marker.atMs)}</Show>
                  </span>
                  <span class="chip">{markerKindText(marker.kind)}</span>
                  <span class="muted small clip">{marker.person}</span>
                  <Show when={marker.text}>
                    <span class="markerText">{marker.text}</span>
                  </Show>
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  )
}

const MarkerForm = (props: MarkersProps & { readonly draft: Draft }): JSX.Element => {
  const [kind, setKind] = createSignal<MarkerKind>('notice')
  const [text, setText] = createSignal('')
  let input: HTMLInputElement | undefined
  createEffect(on(() => props.draft, () => input?.focus()))
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    const phase = props.viewing.phase()
    if (phase.at !== 'watching') return
    const draft = props.draft
    const added = await act(phase.open.addMarker({ ...draft, kind: kind(), text: text().trim() }))
    if (!added) return
    tell(t('markerSaved'), `${markerKindText(kind())} ${wallText(props.row.session, draft.wallMs)}`)
    props.viewing.setRange({ fromMs: null, toMs: null })
    props.onDraft(null)
  }
  return (
    <form class="markerForm stack" onSubmit={(event) => void submit(event)} onKeyDown={(event) => event.key === 'Escape' && props.onDraft(null)}>
      <p class="small">
        <span class="muted">{t('markerAt')}</span> <span class="mono">{wallText(props.row.session, props.draft.wallMs, true)}</span>
        <Show when={props.draft.toWallMs !== null}>
          –<span class="mono">{wallText(props.row.session, props.draft.toWallMs ?? 0, true)}</span>
        </Show>
      </p>
      <fieldset class="markerKinds">
        <legend class="unseen">{t('markerKind')}</legend>
        <For each={markerKinds}>
          {(one) => (
            <label class="chip" classList={{ accent: kind() === one }}>
              <input class="unseen" type="radio" name="kind" checked={kind() === one} onChange={() => setKind(one)} />
              {t(`marker.${one}`)}
            </label>
          )}
        </For>
      </fieldset>
      <Field label={t('markerText')} placeholder={t('markerTextHint')} maxlength={500} value={text()} onInput={(event) => setText(event.currentTarget.value)} ref={(element: HTMLInputElement) => (input = element)} />
      <div class="row">
        <span class="grow" />
        <Button small onClick={() => props.onDraft(null)}>
          {common('cancel')}
        </Button>
        <Button small type="submit" tone="accent">
          {t('markerSave')}
        </Button>
      </div>
    </form>
  )
}
