// Who asked for the recordings of a case and what was answered, and who watched which of them.

import { A } from '@solidjs/router'
import { createMemo, For, Show, type JSX } from 'solid-js'
import type { RequestRow, ViewingRow } from '../../../app/app.ts'
import { caseKey } from '../../../core/cases/caseNumber.ts'
import type { CaseRow } from '../../../core/cases/casesOf.ts'
import { common } from '../../i18n/common.ts'
import { formatDuration, formatTime } from '../../i18n/formats.ts'
import { requestStateText } from '../../i18n/requestStateText.ts'
import { TimeText } from '../../parts/figures.tsx'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { caseWords as t } from './caseWords.ts'
import { attachedRecordings } from './createCases.ts'

/** Whether it is about this case: by its number, or by what is attached. */
const about = (row: CaseRow, caseNumber: string, recordings: Iterable<string>): 'number' | 'recording' | null => {
  if (caseKey(caseNumber) === caseKey(row.number)) return 'number'
  const attached = new Set(attachedRecordings(row))
  return [...recordings].some((id) => attached.has(id)) ? 'recording' : null
}

export const CaseRequests = (props: { readonly row: CaseRow }): JSX.Element => {
  const app = useApp()
  const requests = createLive(() => app.requests, [])
  const own = createMemo((): readonly RequestRow[] => requests().filter(({ deed, recordings }) => about(props.row, deed.fields.caseNumber, recordings ?? []) !== null))
  return (
    <section class="stack">
      <h2>
        {t('requests')} <span class="muted">{own().length}</span>
      </h2>
      <Show when={own().length > 0} fallback={<p class="muted small">{t('requestsNone')}</p>}>
        <ul class="caseRows">
          <For each={own()}>
            {(request) => (
              <li>
                <span class="row wrap">
                  <A href={`/approvals/${request.deed.id}`}>
                    {t(`use.${request.deed.fields.use}`)} · {requestStateText(request.state)}
                  </A>
                  <span>{request.deed.name}</span>
                  <span class="muted small">
                    <TimeText ms={request.deed.madeMs} /> · {t('until', formatTime(request.untilMs))}
                  </span>
                </span>
                <p class="small muted">
                  {request.deed.fields.title} · {request.deed.fields.reason}
                </p>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  )
}

export const CaseViewings = (props: { readonly row: CaseRow }): JSX.Element => {
  const app = useApp()
  const viewings = createLive(() => app.viewings, [])
  const own = createMemo(() =>
    viewings().flatMap((viewing): readonly { readonly viewing: ViewingRow; readonly why: 'number' | 'recording' }[] => {
      const why = about(props.row, viewing.caseNumber, viewing.watched.map(({ recordingId }) => recordingId))
      return why ? [{ viewing, why }] : []
    }),
  )
  return (
    <section class="stack">
      <h2>
        {t('viewings')} <span class="muted">{own().length}</span>
      </h2>
      <Show when={own().length > 0} fallback={<p class="muted small">{t('viewingsNone')}</p>}>
        <ul class="caseRows">
          <For each={own()}>
            {({ viewing, why }) => (
              <li>
                <span class="row wrap">
                  <TimeText ms={viewing.openedMs} />
                  <strong>{viewing.person}</strong>
                  <span>{common(`purpose.${viewing.purpose}`)}</span>
                  <span class="muted small">
                    {t('watchedSum', formatDuration(viewing.watchedMs, true))} · {why === 'number' ? t('byNumber') : t('byRecording')}
                  </span>
                </span>
                <p class="small muted">{viewing.reason}</p>
              </li>
            )}
          </For>
        </ul>
        <A class="small" href="/log">
          {t('allEntries')}
        </A>
      </Show>
    </section>
  )
}
