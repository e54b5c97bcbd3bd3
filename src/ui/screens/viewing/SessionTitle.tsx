// Which Session this is, in one line: day, times, recorder, officer, how much.

import { Show, type JSX } from 'solid-js'
import type { SessionRow } from '../../../app/app.ts'
import { common } from '../../i18n/common.ts'
import { formatClock } from '../../i18n/formats.ts'
import { officerText, recorderText } from '../../i18n/recorderText.ts'
import { Duration } from '../../parts/figures.tsx'
import { hasClock } from './wallText.ts'

export const SessionTitle = (props: { readonly row: SessionRow }): JSX.Element => (
  <span class="sessionTitle">
    <strong>
      <Show when={hasClock(props.row.session)} fallback={common('clockNotSet')}>
        {props.row.session.day} {formatClock(props.row.session.startMs)}–{formatClock(props.row.session.endMs)}
      </Show>
    </strong>
    <span class="muted">{recorderText(props.row)}</span>
    <Show when={officerText(props.row)}>
      {(officer) => (
        <span class="muted">
          {common('officer')} {officer()}
        </span>
      )}
    </Show>
    <span class="muted">
      <Duration ms={props.row.session.footageMs} />
    </span>
  </span>
)
