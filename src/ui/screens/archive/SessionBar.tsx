// A session as one bar: its recordings as blocks, its gaps hatched, begin and end under it.

import { For, Show, type JSX } from 'solid-js'
import type { SessionRow } from '../../../app/app.ts'
import { formatClock, formatDuration } from '../../i18n/formats.ts'
import { archiveWords as t } from './archiveWords.ts'

export const SessionBar = (props: { readonly row: SessionRow }): JSX.Element => {
  const session = (): SessionRow['session'] => props.row.session
  const span = (): number => Math.max(1, session().endMs - session().startMs)
  const place = (startMs: number, endMs: number): JSX.CSSProperties => ({ left: `${((startMs - session().startMs) / span()) * 100}%`, width: `${((endMs - startMs) / span()) * 100}%` })
  return (
    <Show when={session().day !== 'unset' && session().endMs > session().startMs}>
      <figure class="sessionBar" role="img" aria-label={`${t('timeline')}: ${t('timelineOf', session().parts.length, session().gaps.length)}`}>
        <div class="barTrack">
          <For each={session().gaps}>{(gap) => <span class="barGap" style={place(gap.startMs, gap.endMs)} title={`${t('gapTotal')} ${formatDuration(gap.endMs - gap.startMs)}`} />}</For>
          <For each={session().parts}>{(part) => <span class="barPart" style={place(part.startMs, part.endMs)} title={`${formatClock(part.startMs)}–${formatClock(part.endMs)}`} />}</For>
        </div>
        <figcaption class="row small muted">
          <span class="grow">{formatClock(session().startMs)}</span>
          {formatClock(session().endMs)}
        </figcaption>
      </figure>
    </Show>
  )
}
