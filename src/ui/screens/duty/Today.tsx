// Today: the check of each recorder before use, and what is still to do of the sessions, in order.

import { A } from '@solidjs/router'
import { createSignal, For, Show, type JSX } from 'solid-js'
import { dutyTasks } from '../../../core/policy/dutyBoard.ts'
import { carrierAt, checkOn, type RecorderRow } from '../../../core/policy/recorders.ts'
import { formatBytes, formatClock, formatCount, zone } from '../../i18n/formats.ts'
import { Button } from '../../parts/Button.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { CheckDialog } from './CheckDialog.tsx'
import type { Duty } from './createDuty.ts'
import { createRight } from '../../state/createRight.ts'
import type { TodoKind } from './dutyParams.ts'
import { dutyWords as t } from './dutyWords.ts'
import { OffsetText } from './OffsetText.tsx'

export const Today = (props: { readonly duty: Duty }): JSX.Element => {
  const app = useApp()
  const today = createLive(() => app.today, '')
  const reports = createRight('acknowledgeReport')
  const [checking, setChecking] = createSignal<RecorderRow | null>(null)
  /** A figure opens what it counts: one's own, or all. */
  const todo = (kind: TodoKind): string => `/duty?tab=todo&kind=${kind}${props.duty.own() ? '' : '&who=all'}`
  const shown = (): readonly RecorderRow[] => props.duty.recorders().filter((row) => row.carriers.length > 0 || row.checks.length > 0)
  const waiting = (): number => props.duty.board().exemptions.filter(({ acknowledged }) => acknowledged.length === 0).length + props.duty.board().interruptions.filter(({ acknowledged }) => acknowledged.length === 0).length
  return (
    <div class="dutyToday">
      <section class="stack">
        <div class="row">
          <h2 class="grow">{t('checks')}</h2>
          <span class="muted">{today()}</span>
        </div>
        <p class="muted small">{t('checksAbout')}</p>
        <Show
          when={shown().length > 0}
          fallback={
            <div class="panel stack">
              <strong>{t('noRecorders')}</strong>
              <p class="muted small">{t('noRecordersAbout')}</p>
              <div>
                <A class="button" href="/duty?tab=recorders">
                  {t('toRecorders')}
                </A>
              </div>
            </div>
          }
        >
          <ul class="checkCards">
            <For each={shown().map(({ serial }) => serial)}>{(serial) => <Show when={shown().find((row) => row.serial === serial)}>{(row) => <CheckCard row={row()} today={today()} onCheck={() => setChecking(row())} />}</Show>}</For>
          </ul>
        </Show>
        <Show when={checking()}>{(row) => <CheckDialog row={row()} onClose={() => setChecking(null)} />}</Show>
      </section>
      <section class="stack">
        <h2>{t('duties')}</h2>
        <p class="muted small">{t('dutiesAbout')}</p>
        <ol class="dutyCounts">
          <For each={dutyTasks}>{(task) => <Count to={todo(task)} word={t(`task.${task}`)} count={props.duty.open(task).length} />}</For>
          <Show when={reports.may()}>
            <Count to={todo('reports')} word={t('kind.reports')} count={waiting()} />
          </Show>
          <li>
            <A href="/custody" class="dutyCount">
              <Icon name="drive" class="muted" />
              <span class="grow">
                {t('handOver')}
                <span class="muted small block">{t('handOverAbout')}</span>
              </span>
              <Icon name="chevron" size={12} class="muted" />
            </A>
          </li>
        </ol>
      </section>
    </div>
  )
}

const Count = (props: { readonly to: string; readonly word: string; readonly count: number }): JSX.Element => (
  <li>
    <A href={props.to} class="dutyCount">
      <Icon name={props.count > 0 ? 'warn' : 'check'} class={props.count > 0 ? 'amber' : 'green'} />
      <span class="grow">{props.word}</span>
      <strong class="figure">{formatCount(props.count)}</strong>
      <Icon name="chevron" size={12} class="muted" />
    </A>
  </li>
)

const CheckCard = (props: { readonly row: RecorderRow; readonly today: string; readonly onCheck: () => void }): JSX.Element => {
  const policy = createLive(() => useApp().policy)
  const done = () => checkOn(props.row, props.today, zone())
  const carrier = (): string | null => carrierAt(props.row, Number.MAX_SAFE_INTEGER)
  const limits = (): { readonly batteryPercent: number; readonly freeMib: number } => policy()?.profile.preUse ?? { batteryPercent: 0, freeMib: 0 }
  return (
    <li class="panel checkCard stack">
      <div class="row">
        <strong class="grow">{props.row.serial}</strong>
        <Show when={done()} fallback={<span class="chip amber">{t('notChecked')}</span>}>
          {(check) => (
            <span class="chip green">
              <Icon name="check" size={12} /> {t('checked')} {formatClock(check().madeMs).slice(0, 5)}
            </span>
          )}
        </Show>
      </div>
      <p class="muted small">
        {[props.row.model, carrier() === null ? t('noCarrier') : carrier() ? t('carriedBy', carrier() ?? '') : t('inStore')].filter(Boolean).join(' · ')}
      </p>
      <Show when={done()}>
        {(check) => (
          <p class="small">
            <span class={check().fields.battery < limits().batteryPercent || check().fields.freeMib < limits().freeMib ? 'red' : ''}>{t('atLevel', check().fields.battery, formatBytes(check().fields.freeMib * 1024 * 1024))}</span> · {t('clockState')}
            <span class={check().fields.clock === 'wrong' ? 'amber' : ''}> {t(`clock.${check().fields.clock}`)}</span>
          </p>
        )}
      </Show>
      <div class="row">
        <span class="grow small">
          <span class="muted">{t('offset')}</span> <OffsetText reading={props.row.readings.at(-1)} />
        </span>
        <Button small tone={done() ? 'quiet' : 'plain'} aria-label={`${done() ? t('checkAgain') : t('checkNow')} ${props.row.serial}`} onClick={() => props.onCheck()}>
          {done() ? t('checkAgain') : t('checkNow')}
        </Button>
      </div>
    </li>
  )
}
