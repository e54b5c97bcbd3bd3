// The period of the audit: quarters, months, or two days typed; it stands in the URL.

import { createMemo, Show, type JSX } from 'solid-js'
import { periodChoices } from '../../../core/audit/period.ts'
import { formatDay } from '../../i18n/formats.ts'
import { DateField } from '../../parts/DateField.tsx'
import { Select } from '../../parts/Field.tsx'
import { auditWords as t } from './auditWords.ts'
import { useAudit } from './createAudit.ts'

export const periodText = (text: string): string => {
  const [, year = '', month, quarter = ''] = /^(\d{4})-(?:(\d{2})|Q(\d))$/.exec(text) ?? []
  return year === '' ? text.replace('_', ' – ') : month ? t('month', year, month) : t('quarter', year, quarter)
}

export const PeriodChooser = (): JSX.Element => {
  const audit = useAudit()
  const choices = createMemo(() => {
    const today = formatDay(Date.now())
    const first = (audit.book()?.facts.sessions ?? []).reduce((least, { session: { day } }) => (day !== 'unset' && day < least ? day : least), today)
    const { quarters, months } = periodChoices(first, today)
    return [...quarters, ...months]
  })
  const isRange = (): boolean => audit.period().text.includes('_')
  const known = (): readonly string[] => (isRange() || choices().includes(audit.period().text) ? choices() : [audit.period().text, ...choices()])
  const range = (from: string, to: string): void => audit.set({ period: from <= to ? `${from}_${to}` : `${to}_${from}` })
  return (
    <div class="row periodChooser">
      <Select
        bare
        label={t('period')}
        value={isRange() ? 'range' : audit.period().text}
        choices={[...known().map((value) => ({ value, label: periodText(value) })), { value: 'range', label: t('period.range') }]}
        onChoose={(value) => (value === 'range' ? range(audit.period().from, audit.period().to) : audit.set({ period: value }))}
      />
      <Show when={isRange()}>
        <DateField label={t('from')} form={t('dayForm')} complaint={t('dayBad')} value={audit.period().from} onDay={(day) => day && range(day, audit.period().to)} />
        <DateField label={t('to')} form={t('dayForm')} complaint={t('dayBad')} value={audit.period().to} onDay={(day) => day && range(audit.period().from, day)} />
      </Show>
    </div>
  )
}
