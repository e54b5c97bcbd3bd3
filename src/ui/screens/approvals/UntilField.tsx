// A last day as people write it, and the moment it is over in the unit's zone.

import type { JSX } from 'solid-js'
import { dayToEpoch, endOfDay } from '../../../core/policy/calendar.ts'
import { formatDay, zone } from '../../i18n/formats.ts'
import { DateField } from '../../parts/DateField.tsx'
import { approvalsWords as t } from './approvalsWords.ts'

/** The last millisecond of the day. */
export const untilOfDay = (day: string): number | null => {
  const begin = dayToEpoch(day, zone())
  return begin === null ? null : endOfDay(begin, zone()) - 1
}

export const UntilField = (props: { readonly label: string; readonly hint: string; readonly untilMs: number; readonly mostMs?: number; readonly onUntil: (ms: number) => void }): JSX.Element => (
  <div class="field untilField">
    <span class="small muted" aria-hidden="true">
      {props.label}
    </span>
    <DateField
      label={props.label}
      form={t('dayForm')}
      complaint={t('dayBad')}
      value={formatDay(props.untilMs)}
      onDay={(day) => {
        const ms = untilOfDay(day)
        if (ms !== null) props.onUntil(Math.min(ms, props.mostMs ?? Infinity))
      }}
    />
    <p class="small muted">{props.hint}</p>
  </div>
)
