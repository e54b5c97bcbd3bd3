// One field of a profile, to edit. What is typed goes into the draft as it is; the profile's own reader says what is wrong, and where.

import { Match, Switch, type JSX } from 'solid-js'
import type { Json } from '../../../core/format/canonicalJson.ts'
import type { RetentionTerm } from '../../../core/policy/retentionTerm.ts'
import { CheckField, Field, TextField } from '../../parts/Field.tsx'
import { FixedField, ListField, RolesField, TextsField } from './ListField.tsx'
import type { PolicyField } from './policyFields.ts'
import { policyWords as t } from './policyWords.ts'
import { TermField, wholeOf } from './TermField.tsx'

type Entry = { readonly [key: string]: Json }

export const FieldEdit = (props: { readonly field: PolicyField; readonly value: Json | undefined; readonly onChange: (next: Json) => void }): JSX.Element => {
  const kind = () => props.field.kind
  const name = (): string => t(props.field.name)
  const word = (language: 'zh' | 'en'): string => String((props.value as Entry | undefined)?.[language] ?? '')
  const putWord = (language: 'zh' | 'en', text: string): void => props.onChange({ zh: word('zh'), en: word('en'), [language]: text })
  const list = (): readonly Entry[] => (Array.isArray(props.value) ? (props.value as readonly Entry[]) : [])
  return (
    <Switch>
      <Match when={kind() === 'word' || kind() === 'longWord'}>
        <div class="wordField">
          <Switch>
            <Match when={kind() === 'longWord'}>
              <TextField bare rows={2} label={`${name()} ${t('lang')}`} lang="zh-CN" value={word('zh')} onInput={(event) => putWord('zh', event.currentTarget.value)} />
              <TextField bare rows={2} label={`${name()} ${t('english')}`} lang="en" value={word('en')} onInput={(event) => putWord('en', event.currentTarget.value)} />
            </Match>
            <Match when={true}>
              <Field bare label={`${name()} ${t('lang')}`} lang="zh-CN" value={word('zh')} onInput={(event) => putWord('zh', event.currentTarget.value)} />
              <Field bare label={`${name()} ${t('english')}`} lang="en" value={word('en')} onInput={(event) => putWord('en', event.currentTarget.value)} />
            </Match>
          </Switch>
        </div>
      </Match>
      <Match when={kind() === 'number'}>
        <span class="row">
          <Field bare label={name()} inputmode="numeric" class="short" value={String(props.value)} onChange={(event) => props.onChange(wholeOf(event.currentTarget.value))} />
          <span class="muted small">{props.field.unit ? t(props.field.unit) : ''}</span>
        </span>
      </Match>
      <Match when={kind() === 'flag'}>
        <CheckField bare label={name()} checked={props.value === true} onChange={props.onChange} />
      </Match>
      <Match when={kind() === 'day' || kind() === 'text' || kind() === 'dayOrOpen'}>
        <Field
          bare
          label={name()}
          class="dayInput"
          autocomplete="off"
          spellcheck={false}
          placeholder={kind() === 'text' ? 'Asia/Shanghai' : kind() === 'dayOrOpen' ? t('open') : '2026-03-26'}
          value={props.value === null ? '' : String(props.value)}
          onChange={(event) => props.onChange(kind() === 'dayOrOpen' && event.currentTarget.value.trim() === '' ? null : event.currentTarget.value.trim())}
        />
      </Match>
      <Match when={kind() === 'term'}>
        <TermField least label={name()} value={props.value as unknown as RetentionTerm} onChange={props.onChange} />
      </Match>
      <Match when={kind() === 'texts'}>
        <TextsField label={name()} value={props.value as readonly string[]} onChange={props.onChange} />
      </Match>
      <Match when={kind() === 'fixed'}>
        <FixedField field={props.field} value={list()} onChange={props.onChange} />
      </Match>
      <Match when={kind() === 'roles'}>
        <RolesField field={props.field} value={list()} onChange={props.onChange} />
      </Match>
      <Match when={true}>
        <ListField field={props.field} value={list()} onChange={props.onChange} />
      </Match>
    </Switch>
  )
}
