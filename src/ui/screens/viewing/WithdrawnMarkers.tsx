// Markers of one Session that their writers withdrew: still to be read, with who, when and why.

import { For, Show, type JSX } from 'solid-js'
import { formatTime } from '../../i18n/formats.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import type { SessionId } from '../../../core/ids.ts'
import { markerMoment, type Lane } from './lane.ts'
import { markerKindText } from './markerKindText.ts'
import { viewingWords as t } from './viewingWords.ts'
import { wallText } from './wallText.ts'

export const WithdrawnMarkers = (props: { readonly lane: Lane; readonly several: boolean; readonly onSeek: (ms: number) => void }): JSX.Element => {
  const app = useApp()
  const rows = createLive(() => app.withdrawnMarkers(props.lane.id as SessionId), [])
  const session = () => props.lane.row().session
  return (
    <Show when={rows().length > 0}>
      <details class="jumpList">
        <summary class="small">
          {t('markersWithdrawn', props.several ? (session().recorder ?? '') : '')} <span class="muted">{rows().length}</span>
        </summary>
        <ul class="markerList">
          <For each={rows()}>
            {(row) => {
              const ms = (): number => markerMoment(props.lane, row) ?? 0
              return (
                <li>
                  <button type="button" class="markerRow" onClick={() => props.onSeek(ms())}>
                    <s class="mono">{wallText(session(), ms())}</s>
                    <span class="chip">{markerKindText(row.kind)}</span>
                    <s class="muted small clip">{row.text}</s>
                    <span class="markerText small">
                      {row.reason} <span class="muted">{t('markerWithdrawnBy', row.person, formatTime(row.withdrawnMs))}</span>
                    </span>
                  </button>
                </li>
              )
            }}
          </For>
        </ul>
      </details>
    </Show>
  )
}
