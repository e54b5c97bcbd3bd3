// The register of recorders: who carries which since when, and how far each clock is off.

import { createSignal, For, onMount, Show, type JSX } from 'solid-js'
import type { RecorderRow } from '../../../core/policy/recorders.ts'
import { formatBytes, formatCount, formatOffset, formatTime, wholeSeconds } from '../../i18n/formats.ts'
import { Button, IconButton } from '../../parts/Button.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { TimeText } from '../../parts/figures.tsx'
import type { Duty } from './createDuty.ts'
import type { DutyParams } from './dutyParams.ts'
import { dutyWords as t } from './dutyWords.ts'
import { MeasureDialog } from './MeasureDialog.tsx'
import { OffsetText } from './OffsetText.tsx'
import { RecorderDialog } from './RecorderDialog.tsx'

interface RecordersProps {
  readonly duty: Duty
  readonly query: Partial<DutyParams>
  readonly onChange: (change: Record<string, string | null>) => void
}

export const Recorders = (props: RecordersProps): JSX.Element => {
  const [adding, setAdding] = createSignal<RecorderRow | 'new' | null>(null)
  const [measuring, setMeasuring] = createSignal<RecorderRow | null>(null)
  const all = (): readonly RecorderRow[] => props.duty.board().recorders
  const chosen = (): RecorderRow | undefined => all().find(({ serial }) => serial === props.query.recorder)
  return (
    <div class="dutyPage">
      <div class="row">
        <span class="grow" />
        <Button icon="plus" onClick={() => setAdding('new')}>
          {t('addRecorder')}
        </Button>
      </div>
      <Show
        when={all().length > 0}
        fallback={
          <EmptyState icon="video" title={t('emptyRecorders')}>
            <p>{t('emptyRecordersAbout')}</p>
          </EmptyState>
        }
      >
        <table class="recorderTable">
          <thead>
            <tr>
              <th>{t('serial')}</th>
              <th>{t('model')}</th>
              <th>{t('carrier')}</th>
              <th class="number">{t('use')}</th>
              <th>{t('lastUsed')}</th>
              <th>{t('lastCheck')}</th>
              <th>{t('offset')}</th>
            </tr>
          </thead>
          <tbody>
            <For each={all()}>
              {(row) => (
                <tr aria-selected={row.serial === props.query.recorder} onClick={() => props.onChange({ recorder: row.serial === props.query.recorder ? null : row.serial })}>
                  <td>
                    <button type="button" class="linkButton" aria-expanded={row.serial === props.query.recorder}>
                      {row.serial}
                    </button>
                  </td>
                  <td data-name={t('model')}>{row.model}</td>
                  <td data-name={t('carrier')}>
                    <Carrier row={row} />
                  </td>
                  <td class="number" data-name={t('use')}>{formatCount(row.sessions)}</td>
                  <td data-name={t('lastUsed')}>
                    <Show when={row.lastUsedMs} fallback={<span class="muted">{t('never')}</span>}>
                      {(ms) => <TimeText ms={ms()} />}
                    </Show>
                  </td>
                  <td data-name={t('lastCheck')}>
                    <Show when={row.checks.at(-1)} fallback={<span class="muted">{t('never')}</span>}>
                      {(check) => <TimeText ms={check().madeMs} />}
                    </Show>
                  </td>
                  <td data-name={t('offset')}>
                    <OffsetText reading={row.readings.at(-1)} />
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
        <Show when={chosen()}>{(row) => <Chosen row={row()} onHand={() => setAdding(row())} onMeasure={() => setMeasuring(row())} onClose={() => props.onChange({ recorder: null })} />}</Show>
      </Show>
      <Show when={adding()}>{(row) => <RecorderDialog row={row() === 'new' ? null : (row() as RecorderRow)} onClose={() => setAdding(null)} />}</Show>
      <Show when={measuring()}>{(row) => <MeasureDialog row={row()} onClose={() => setMeasuring(null)} />}</Show>
    </div>
  )
}

const Carrier = (props: { readonly row: RecorderRow }): JSX.Element => (
  <Show when={props.row.carriers.at(-1)} fallback={<span class="amber">{t('unregistered')}</span>}>
    {(last) => (
      <>
        {last().officerNumber || t('inStore')}{' '}
        <span class="muted">
          {t('since')} <TimeText ms={last().sinceMs} show="day" />
        </span>
      </>
    )}
  </Show>
)

/** The last two weeks of a recorder that is used daily. */
const mostChecks = 14

const Chosen = (props: { readonly row: RecorderRow; readonly onHand: () => void; readonly onMeasure: () => void; readonly onClose: () => void }): JSX.Element => (
  <section class="panel stack wide recorderDetail" aria-label={props.row.serial} ref={(element) => onMount(() => element.scrollIntoView({ block: 'nearest' }))}>
    <div class="row wrap">
      <h2 class="grow">
        {props.row.serial} <span class="muted">{props.row.model}</span>
      </h2>
      <Button small icon="person" onClick={() => props.onHand()}>
        {t('hand')}
      </Button>
      <Button small icon="clock" onClick={() => props.onMeasure()}>
        {t('measure')}
      </Button>
      <IconButton small icon="close" label={t('closeStep')} onClick={() => props.onClose()} />
    </div>
    <div class="pair three">
      <div class="stack">
        <h3>{t('carriers')}</h3>
        <ul class="plainList">
          <For each={props.row.carriers.toReversed()} fallback={<li class="muted small">{t('unregistered')}</li>}>
            {(one) => (
              <li>
                {one.officerNumber || t('inStore')} <span class="muted">{t('since')} <TimeText ms={one.sinceMs} show="day" /> · {one.name}</span>
              </li>
            )}
          </For>
        </ul>
      </div>
      <div class="stack">
        <h3>{t('readings')}</h3>
        <ul class="plainList">
          <For each={props.row.readings.toReversed()} fallback={<li class="muted small">{t('noReadings')}</li>}>
            {(reading) => (
              <li>
                <strong class="figure">{formatOffset(reading.offsetMs)}</strong> {t('uncertainty', wholeSeconds(reading.uncertaintyMs))}
                <span class="muted">
                  {' '}
                  · {t(`method.${reading.method}`)} · {t('measured', reading.name, formatTime(reading.atMs))}
                  <Show when={reading.set}> · {t('setThen')}</Show>
                </span>
              </li>
            )}
          </For>
        </ul>
      </div>
      <div class="stack">
        <h3>{t('checks')}</h3>
        <ul class="plainList">
          <For each={props.row.checks.slice(-mostChecks).toReversed()} fallback={<li class="muted small">{t('never')}</li>}>
            {(check) => (
              <li>
                {t('atLevel', check.fields.battery, formatBytes(check.fields.freeMib * 1024 * 1024))} · {t('clockState')} {t(`clock.${check.fields.clock}`)}
                <span class="muted"> · {t('measured', check.name, formatTime(check.madeMs))} {check.fields.words}</span>
              </li>
            )}
          </For>
        </ul>
      </div>
    </div>
  </section>
)
