// One Request in full: what is asked, by whom, why, until when; and everything that was signed about it.

import { For, Show, type JSX } from 'solid-js'
import type { RequestRow } from '../../../app/app.ts'
import { isAnswer, isApproval, type HistoryRow } from '../../../core/viewing/requests.ts'
import { common } from '../../i18n/common.ts'
import { formatTime } from '../../i18n/formats.ts'
import { TimeText } from '../../parts/figures.tsx'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { approvalsWords as t } from './approvalsWords.ts'

export const timesText = (times: number): string => (times === 0 ? t('anyTimes') : t('timesOf', times))

export const RequestFacts = (props: { readonly row: RequestRow }): JSX.Element => {
  const fields = (): RequestRow['deed']['fields'] => props.row.deed.fields
  return (
    <dl class="facts2">
      <dt>{t('scope')}</dt>
      <dd>
        {fields().title} <span class="muted">{t('count', fields().count)}</span>
        <Show when={!props.row.recordings}>
          <p class="amber">{t('listMissing')}</p>
        </Show>
      </dd>
      <dt>{t('use')}</dt>
      <dd>{t(`use.${fields().use}`)}</dd>
      <dt>{t('asked')}</dt>
      <dd>
        {props.row.deed.name} <span class="muted">{props.row.deed.officerNumber}</span> <TimeText ms={props.row.deed.madeMs} />
      </dd>
      <dt>{t('purpose')}</dt>
      <dd>{common(`purpose.${fields().purpose}`)}</dd>
      <dt>{t('reason')}</dt>
      <dd>{fields().reason}</dd>
      <dt>{t('caseNumber')}</dt>
      <dd>{fields().caseNumber || <span class="muted">{t('noCase')}</span>}</dd>
      <Show when={fields().urgentViewing === null}>
        <dt>{t('until')}</dt>
        <dd>
          <TimeText ms={props.row.untilMs} />
        </dd>
        <dt>{t('times')}</dt>
        <dd>
          {timesText(props.row.times)} <span class="muted">{t('used', props.row.visits.size)}</span>
        </dd>
      </Show>
      <Show when={props.row.deadline}>
        {(deadline) => (
          <>
            <dt>{t('urgent')}</dt>
            <dd class={deadline().state === 'overdue' ? 'red' : ''}>{deadline().state === 'overdue' ? t('urgentOverdue', formatTime(deadline().dueMs ?? 0)) : t('urgentDue', formatTime(deadline().dueMs ?? 0))}</dd>
          </>
        )}
      </Show>
    </dl>
  )
}

export const RequestHistory = (props: { readonly row: RequestRow }): JSX.Element => {
  const app = useApp()
  const book = createLive(() => app.deeds)
  const counts = (row: HistoryRow): boolean => {
    const known = book()
    if (row.type === 'registration') return row.id === props.row.registration?.id
    if (row.type === 'withdrawal') return row.id === props.row.withdrawal?.id
    return known !== undefined && isAnswer(known, props.row.deed, row)
  }
  const all = (): readonly (HistoryRow | RequestRow['deed'])[] => [props.row.deed, ...props.row.history]
  return (
    <section class="stack">
      <h2>{t('history')}</h2>
      <ol class="requestHistory">
        <For each={all()}>
          {(row) => (
            <li>
              <TimeText ms={row.madeMs} />{' '}
              <strong>
                {row.name} {t(`did.${row.type}`)}
              </strong>
              <Show when={row.type !== 'request' && !counts(row as HistoryRow)}>
                {' '}
                <span class="chip amber">{t('notCounting')}</span>
              </Show>
              <Show when={row.type !== 'request' && (row as HistoryRow)}>
                {(said) => (
                  <>
                    <Show when={isApproval(said()) && said()}>
                      {(approval) => (
                        <span class="muted">
                          {' '}
                          {t('until')} <TimeText ms={(approval().fields as { untilMs: number }).untilMs} /> · {t('times')} {timesText((approval().fields as { times: number }).times)}
                        </span>
                      )}
                    </Show>
                    <Show when={said().fields.words}>{(words) => <p class="statement">{words()}</p>}</Show>
                  </>
                )}
              </Show>
              <Show when={Math.abs(row.seenMs - row.madeMs) > 60_000}>
                <p class="muted small">{t('seen', formatTime(row.seenMs))}</p>
              </Show>
            </li>
          )}
        </For>
      </ol>
    </section>
  )
}
