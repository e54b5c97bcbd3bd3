// The markers of one session, those that were searched for first in sight: each opens the viewing at its moment.

import { A, useSearchParams } from '@solidjs/router'
import { createMemo, For, Show, type JSX } from 'solid-js'
import type { MarkerRow, SessionRow } from '../../../app/app.ts'
import { foldText } from '../../../core/catalog/search.ts'
import { formatClock, formatDuration } from '../../i18n/formats.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { markerKindText } from '../viewing/markerKindText.ts'
import { viewingWords } from '../viewing/viewingWords.ts'
import { viewHref } from '../viewing/viewHref.ts'
import type { FilterParams } from './filterParams.ts'

export const SessionMarkers = (props: { readonly row: SessionRow }): JSX.Element => {
  const app = useApp()
  const [query] = useSearchParams<FilterParams>()
  const markers = createLive(() => app.markers(props.row.session.id), [])
  const words = (): readonly string[] => foldText(query.q ?? '').split(' ').filter(Boolean)
  const placed = createMemo(() =>
    markers().flatMap((marker): readonly { readonly marker: MarkerRow; readonly ms: number; readonly isFound: boolean }[] => {
      const part = props.row.session.parts.find(({ recordingId }) => recordingId === marker.recordingId)
      return part ? [{ marker, ms: part.startMs + marker.atMs, isFound: words().some((word) => foldText(marker.text).includes(word)) }] : []
    }),
  )
  const isUnset = (): boolean => props.row.session.day === 'unset'
  const clock = (ms: number): string => (isUnset() ? formatDuration(ms - props.row.session.startMs) : formatClock(ms))
  return (
    <Show when={placed().length > 0}>
      <section class="stack">
        <h2>
          {viewingWords('markers')} <span class="muted">{placed().length}</span>
        </h2>
        <ol class="sessionMarkers">
          <For each={placed().toSorted((a, b) => Number(b.isFound) - Number(a.isFound) || a.ms - b.ms)}>
            {({ marker, ms, isFound }) => (
              <li>
                <A href={viewHref(props.row.session.id, ms)} classList={{ found: isFound }}>
                  <span class="mono">{clock(ms)}</span>
                  <span class="chip">{markerKindText(marker.kind)}</span>
                  <span class="text">{marker.text}</span>
                </A>
              </li>
            )}
          </For>
        </ol>
      </section>
    </Show>
  )
}
