// What a Request asks beside its scope: use, purpose, reason, case, until when, how often. Values in, values out.

import { For, Show, type JSX } from 'solid-js'
import { uses, type Use } from '../../../core/deeds/viewingDeeds.ts'
import { purposes, type Purpose } from '../../../core/log/kinds.ts'
import type { PolicyProfile } from '../../../core/policy/profile.ts'
import { common } from '../../i18n/common.ts'
import { Field, Select, TextField } from '../../parts/Field.tsx'
import './approvals.css'
import { approvalsWords as t } from './approvalsWords.ts'
import { UntilField } from './UntilField.tsx'

export interface Asked {
  readonly purpose: Purpose
  readonly reason: string
  readonly caseNumber: string
}

export interface AskedTerms {
  readonly use: Use
  readonly untilMs: number
  readonly times: number
}

/** Disposal is asked for where it is prepared. */
const offered = uses.filter((use) => use !== 'dispose')

export const WhyFields = (props: { readonly value: Asked; readonly complain: boolean; readonly focus?: boolean; readonly onChange: (change: Partial<Asked>) => void }): JSX.Element => (
  <>
    <fieldset class="purposes">
      <legend>{t('purpose')}</legend>
      <For each={purposes}>
        {(purpose) => (
          <label class="purpose" classList={{ chosen: props.value.purpose === purpose }}>
            <input type="radio" name="purpose" value={purpose} checked={props.value.purpose === purpose} onChange={() => props.onChange({ purpose })} />
            {common(`purpose.${purpose}`)}
          </label>
        )}
      </For>
    </fieldset>
    <TextField label={t('reason')} rows={3} required maxlength={500} hint={t('reasonHint')} complaint={props.complain && props.value.reason.trim() === '' ? t('reasonNeeded') : null} value={props.value.reason} onInput={(event) => props.onChange({ reason: event.currentTarget.value })} ref={(element: HTMLTextAreaElement) => props.focus && queueMicrotask(() => element.focus())} />
    <Field label={t('caseNumber')} maxlength={100} hint={t('caseHint')} value={props.value.caseNumber} onInput={(event) => props.onChange({ caseNumber: event.currentTarget.value })} />
  </>
)

export const TermFields = (props: { readonly value: AskedTerms; readonly profile: PolicyProfile; readonly onlyView?: boolean; readonly onChange: (change: Partial<AskedTerms>) => void }): JSX.Element => (
  <div class="row top wrap termFields">
    <Show when={!props.onlyView}>
      <Select label={t('askFor')} value={props.value.use} choices={offered.map((use) => ({ value: use, label: t(`use.${use}`) }))} onChoose={(use) => props.onChange({ use })} />
    </Show>
    <UntilField label={t('askUntil')} hint={t('askUntilHint', props.profile.viewing.approvalDays)} untilMs={props.value.untilMs} onUntil={(untilMs) => props.onChange({ untilMs })} />
    <Field
      label={t('askTimes')}
      hint={props.profile.viewing.timesAllowed > 0 ? t('askTimesLimit', props.profile.viewing.timesAllowed) : t('askTimesHint')}
      type="number"
      min={0}
      max={props.profile.viewing.timesAllowed || undefined}
      value={props.value.times}
      onInput={(event) => props.onChange({ times: Math.max(0, Math.floor(event.currentTarget.valueAsNumber || 0)) })}
    />
  </div>
)
