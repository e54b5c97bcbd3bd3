// How long something is kept, as three small controls: from when, months, days.

import { Show, type JSX } from 'solid-js'
import type { RetentionTerm } from '../../../core/policy/retentionTerm.ts'
import { Field, Select } from '../../parts/Field.tsx'
import { policyWords as t } from './policyWords.ts'

const kinds = ['recorded', 'caseClosed', 'permanent', 'withCase'] as const
type Kind = (typeof kinds)[number]
const names = { recorded: 'kindPeriodRecorded', caseClosed: 'kindPeriodClosed', permanent: 'kindPermanent', withCase: 'kindWithCase' } as const

/** `least`: the term every Recording has, which cannot hang on a Case. */
export const TermField = (props: { readonly label: string; readonly value: RetentionTerm; readonly least?: boolean; readonly onChange: (term: RetentionTerm) => void }): JSX.Element => {
  const period = () => (props.value.type === 'period' ? props.value : null)
  const kind = (): Kind => (props.value.type === 'period' ? props.value.from : props.value.type)
  const choose = (next: Kind): void => props.onChange(next === 'permanent' || next === 'withCase' ? { type: next } : { type: 'period', from: next, months: period()?.months ?? 12, days: period()?.days ?? 0 })
  const put = (key: 'months' | 'days', text: string): void => {
    const known = period()
    if (known) props.onChange({ ...known, [key]: wholeOf(text) })
  }
  return (
    <span class="termField">
      <Select<Kind> bare label={props.label} value={kind()} choices={kinds.filter((one) => !props.least || one === 'recorded' || one === 'permanent').map((value) => ({ value, label: t(names[value]) }))} onChoose={choose} />
      <Show when={period()}>
        {(known) => (
          <>
            <Field bare label={`${props.label} ${t('months')}`} inputmode="numeric" class="short" value={known().months} onChange={(event) => put('months', event.currentTarget.value)} />
            <span class="muted small">{t('months')}</span>
            <Field bare label={`${props.label} ${t('days')}`} inputmode="numeric" class="short" value={known().days} onChange={(event) => put('days', event.currentTarget.value)} />
            <span class="muted small">{t('days')}</span>
          </>
        )}
      </Show>
    </span>
  )
}

/** What is no whole number becomes −1, which the profile refuses with its place. */
export const wholeOf = (text: string): number => (/^\s*\d{1,9}\s*$/.test(text) ? Number(text) : -1)
