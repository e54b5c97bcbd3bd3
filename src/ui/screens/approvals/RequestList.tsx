// Requests one below the other, and above them the urgent viewings that nobody was asked to approve yet.

import { A } from '@solidjs/router'
import { For, Show, type JSX } from 'solid-js'
import type { RequestRow, UrgentVisit } from '../../../app/app.ts'
import type { PolicyProfile } from '../../../core/policy/profile.ts'
import type { RequestState } from '../../../core/viewing/requests.ts'
import { common } from '../../i18n/common.ts'
import { formatTime } from '../../i18n/formats.ts'
import { requestStateText } from '../../i18n/requestStateText.ts'
import { TimeText } from '../../parts/figures.tsx'
import { Icon, type IconName } from '../../parts/Icon.tsx'
import { needsRegistration } from './todo.ts'
import { approvalsWords as t } from './approvalsWords.ts'

const looks: Readonly<Record<RequestState, readonly [tone: string, icon: IconName]>> = {
  waiting: ['amber', 'clock'], refused: ['red', 'close'], approved: ['accent', 'check'], registered: ['green', 'check'], withdrawn: ['', 'close'], expired: ['', 'clockOff'], usedUp: ['', 'stop'],
  urgentWaiting: ['amber', 'clock'], urgentOverdue: ['red', 'warn'], urgentApproved: ['green', 'check'],
}

export const StateChip = (props: { readonly row: RequestRow; readonly profile: PolicyProfile }): JSX.Element => {
  /** Where nobody has to register it, an approved Request is as good as a registered one. */
  const state = (): RequestState => (props.row.state === 'approved' && !needsRegistration(props.row, props.profile) ? 'registered' : props.row.state)
  return (
    <span class={`chip ${looks[state()][0]}`}>
      <Icon name={looks[state()][1]} size={12} />
      {requestStateText(state())}
    </span>
  )
}

export const RequestList = (props: { readonly rows: readonly RequestRow[]; readonly profile: PolicyProfile; readonly chosen: string | undefined; readonly hrefOf: (id: string) => string }): JSX.Element => (
  <ul class="requestList">
    <For each={props.rows}>
      {(row) => (
        <li>
          <A class="requestRow" href={props.hrefOf(row.deed.id)} aria-current={row.deed.id === props.chosen ? 'true' : undefined}>
            <span class="requestTop">
              <strong class="clip">{row.deed.fields.title}</strong>
              <StateChip row={row} profile={props.profile} />
            </span>
            <span class="requestWho clip">
              {row.deed.name} · {t(`use.${row.deed.fields.use}`)} · {common(`purpose.${row.deed.fields.purpose}`)} <span class="muted">{row.deed.fields.reason}</span>
            </span>
            <span class="muted small clip">
              <TimeText ms={row.deed.madeMs} /> · {t('until')} <TimeText ms={row.untilMs} show="day" />
              <Show when={row.deed.fields.caseNumber}>{(number) => <> · {number()}</>}</Show>
            </span>
          </A>
        </li>
      )}
    </For>
  </ul>
)

export const UrgentList = (props: { readonly visits: readonly UrgentVisit[]; readonly isMine: (visit: UrgentVisit) => boolean; readonly titleOf: (sessions: readonly string[]) => string }): JSX.Element => (
  <ul class="requestList">
    <For each={props.visits}>
      {(visit) => (
        <li class="requestRow urgentRow">
          <span class="requestTop">
            <strong class="clip">{props.titleOf(visit.viewings.map(({ session }) => session))}</strong>
            <span class={`chip ${visit.deadline.state === 'overdue' ? 'red' : 'amber'}`}>
              <Icon name="warn" size={12} />
              {t('urgentNotAsked')}
            </span>
          </span>
          <span class="requestWho clip">
            <TimeText ms={visit.viewings[0].openedMs} /> · {visit.viewings[0].person} <span class="muted">{visit.viewings[0].reason}</span>
          </span>
          <span class="row small">
            <span class={`grow ${visit.deadline.state === 'overdue' ? 'red' : 'muted'}`}>{visit.deadline.state === 'overdue' ? t('urgentOverdue', formatTime(visit.deadline.dueMs ?? 0)) : t('urgentDue', formatTime(visit.deadline.dueMs ?? 0))}</span>
            <Show when={props.isMine(visit)}>
              <A class="button compact accent" href={`/approvals/ask?urgent=${visit.visit}`}>
                {t('urgentAsk')}
              </A>
            </Show>
          </span>
        </li>
      )}
    </For>
  </ul>
)
