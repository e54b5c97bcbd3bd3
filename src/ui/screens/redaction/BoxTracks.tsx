// One small track for each box and muted stretch, on the timeline's own scale: from where to where, and where its place was set.

import { For, Show, type JSX } from 'solid-js'
import type { TimelineView } from '../viewing/createTimelineView.ts'
import { placeOf } from '../viewing/timelineScale.ts'
import type { ViewingScreen } from '../viewing/createViewing.ts'
import type { RedactionEditor } from './createRedaction.ts'
import { redactionWords as t } from './redactionWords.ts'

interface BoxTracksProps {
  readonly editor: RedactionEditor
  readonly view: TimelineView
  readonly viewing: ViewingScreen
}

export const BoxTracks = (props: BoxTracksProps): JSX.Element => {
  const percent = (wallMs: number): number => placeOf(props.view.span(), wallMs) * 100
  const bar = (row: { readonly recordingId: string; readonly fromMs: number; readonly toMs: number }): JSX.CSSProperties => {
    const from = percent(props.editor.wallOf(row.recordingId, row.fromMs))
    return { left: `${from}%`, width: `${percent(props.editor.wallOf(row.recordingId, row.toMs)) - from}%` }
  }
  return (
    <div class="boxTracks scroll" aria-label={t('tracks')}>
      <For each={props.editor.list().boxes}>
        {(box) => (
          <div class="boxTrack" classList={{ chosen: box.id === props.editor.chosen()?.id }}>
            <button type="button" class={`boxBar ${box.style}`} style={bar(box)} title={`${t(`subject.${box.subject}`)} · ${t(`style.${box.style}`)}`} onClick={() => props.editor.choose(box.id)}>
              {t(`subject.${box.subject}`)}
            </button>
            <Show when={box.id === props.editor.chosen()?.id || box.keys.length < 30}>
              <For each={box.keys}>
                {(key) => {
                  const wall = (): number => props.editor.wallOf(box.recordingId, key.atMs)
                  return (
                    <button
                      type="button"
                      class="boxKey"
                      style={{ left: `${percent(wall())}%` }}
                      aria-label={t('keyAt')}
                      title={t('keyAt')}
                      onClick={() => {
                        props.editor.choose(box.id)
                        props.viewing.seek(wall())
                      }}
                    />
                  )
                }}
              </For>
            </Show>
          </div>
        )}
      </For>
      <For each={props.editor.list().sounds}>
        {(sound) => (
          <div class="boxTrack">
            <button type="button" class={`boxBar ${sound.style}`} style={bar(sound)} onClick={() => props.viewing.seek(props.editor.wallOf(sound.recordingId, sound.fromMs))}>
              {t(`sound.${sound.style}`)}
            </button>
          </div>
        )}
      </For>
      <span class="boxHead" style={{ left: `${percent(props.viewing.state().wallMs)}%` }} />
    </div>
  )
}
