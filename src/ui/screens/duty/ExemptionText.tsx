// One exemption note as it was signed, and whether a head has read it.

import { For, type JSX } from 'solid-js'
import type { Acknowledgement, ExemptionRow } from '../../../core/policy/exemptions.ts'
import { formatClock, formatDay, formatTime } from '../../i18n/formats.ts'
import { Icon } from '../../parts/Icon.tsx'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { dutyWords as t } from './dutyWords.ts'
import { groundText } from './profileText.ts'

export const ExemptionText = (props: { readonly row: ExemptionRow }): JSX.Element => {
  const policy = createLive(() => useApp().policy)
  const fields = () => props.row.deed.fields
  return (
    <div class="stack noteText">
      <p>
        <strong>{groundText(fields().ground, policy()?.profile)}</strong>{' '}
        <span class="muted">
          {formatDay(fields().fromMs)} {formatClock(fields().fromMs).slice(0, 5)}–{formatClock(fields().toMs).slice(0, 5)}
          {fields().place ? ` · ${fields().place}` : ''}
          {fields().officerNumber ? ` · ${fields().officerNumber}` : ''}
          {fields().gap ? ` · ${t('explainsGap')}` : ''}
        </span>
      </p>
      <p class="statement">{fields().reason}</p>
      <p class="small">
        <span class="muted">{t('basis')}</span> {fields().basis}
      </p>
      <p class="muted small">{t('notedBy', props.row.deed.name, formatTime(props.row.deed.madeMs))}</p>
      <Acknowledged rows={props.row.acknowledged} />
    </div>
  )
}

export const Acknowledged = (props: { readonly rows: readonly Acknowledgement[] }): JSX.Element => (
  <For each={props.rows} fallback={<p class="small amber">{t('waitingHead')}</p>}>
    {(one) => (
      <p class="small row">
        <Icon name="check" size={12} class="green" />
        <span>
          {t('acknowledged', one.name, formatTime(one.madeMs))} {one.fields.words}
        </span>
      </p>
    )}
  </For>
)
