// The whole time in one thin bar, and the stretch of it that the timeline shows: dragged or clicked to move there.

import { For, Show, type JSX } from 'solid-js'
import type { TimelineView } from './createTimelineView.ts'
import type { LaneRow } from './laneRows.ts'
import { momentAt, placeOf, spanLength } from './timelineScale.ts'
import { viewingWords as t } from './viewingWords.ts'

export const Overview = (props: { readonly rows: readonly LaneRow[]; readonly view: TimelineView; readonly head: number }): JSX.Element => {
  const share = (ms: number): number => placeOf(props.view.whole(), ms) * 100
  const zoomed = (): boolean => spanLength(props.view.span()) < spanLength(props.view.whole()) - 1
  const moveTo = (event: PointerEvent & { readonly currentTarget: HTMLElement }): void => {
    const box = event.currentTarget.getBoundingClientRect()
    const middle = momentAt(props.view.whole(), (event.clientX - box.left) / box.width)
    const half = spanLength(props.view.span()) / 2
    props.view.show({ fromMs: middle - half, toMs: middle + half })
  }
  return (
    <div
      class="overview"
      title={t('overview')}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        moveTo(event)
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && moveTo(event)}
    >
      <svg preserveAspectRatio="none" viewBox={`0 0 100 ${props.rows.length}`} aria-hidden="true">
        <For each={props.rows}>
          {(row, number) => (
            <For each={row.lanes}>
              {(lane) => (
                <For each={lane.row().session.parts}>
                  {(part) => <rect x={share(part.startMs + lane.offsetMs())} width={Math.max(0.05, share(part.endMs) - share(part.startMs))} y={number() + 0.12} height={0.76} />}
                </For>
              )}
            </For>
          )}
        </For>
      </svg>
      <Show when={zoomed()}>
        <div class="overviewWindow" style={{ left: `${share(props.view.span().fromMs)}%`, width: `${share(props.view.span().toMs) - share(props.view.span().fromMs)}%` }} />
      </Show>
      <div class="overviewHead" style={{ left: `${share(props.head)}%` }} />
    </div>
  )
}
