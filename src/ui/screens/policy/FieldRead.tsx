// One field of a profile, to read: a line, or a table for lists; both languages where both are said.

import { For, Match, Show, Switch, type JSX } from 'solid-js'
import type { Json } from '../../../core/format/canonicalJson.ts'
import type { Act } from '../../../core/policy/acts.ts'
import type { RetentionTerm } from '../../../core/policy/retentionTerm.ts'
import { actWords } from '../../i18n/actWords.ts'
import { language } from '../../i18n/language.ts'
import { termText } from '../../i18n/termText.ts'
import { fieldText, wordText } from './placeText.ts'
import type { PolicyField } from './policyFields.ts'
import { policyWords as t } from './policyWords.ts'

type Entry = { readonly [key: string]: Json }

export const FieldRead = (props: { readonly field: PolicyField; readonly value: Json | undefined }): JSX.Element => {
  const entries = (): readonly Entry[] => (Array.isArray(props.value) ? (props.value as readonly Entry[]) : [])
  const other = (word: Json | undefined): string => String((word as Entry | undefined)?.[language() === 'en' ? 'zh' : 'en'] ?? '')
  return (
    <Switch fallback={<span>{fieldText(props.field, props.value)}</span>}>
      <Match when={props.field.kind === 'word' || props.field.kind === 'longWord'}>
        <span>{wordText(props.value)}</span> <span class="muted small">{other(props.value)}</span>
      </Match>
      <Match when={props.field.kind === 'texts'}>
        <span>{(props.value as readonly string[] | undefined)?.join(' · ')}</span>
      </Match>
      <Match when={Array.isArray(props.value) && entries().length === 0}>
        <span class="muted">{t('noneListed')}</span>
      </Match>
      <Match when={props.field.kind === 'choices' || props.field.kind === 'terms' || props.field.kind === 'fixed'}>
        <ul class="policyList">
          <For each={entries()}>
            {(entry) => (
              <li>
                <span>{wordText(entry['label'])}</span>
                <Show when={entry['term']}>
                  <strong>{termText(entry['term'] as unknown as RetentionTerm)}</strong>
                </Show>
                <span class="muted small">{other(entry['label'])}</span>
                <code class="muted small">{String(entry['id'])}</code>
              </li>
            )}
          </For>
        </ul>
      </Match>
      <Match when={props.field.kind === 'roles'}>
        <ul class="policyList roles">
          <For each={entries()}>
            {(entry) => (
              <li>
                <strong>{wordText(entry['label'])}</strong>
                <span>{(entry['may'] as readonly Act[]).map((act) => actWords(act)).join(' · ') || t('noneListed')}</span>
              </li>
            )}
          </For>
        </ul>
      </Match>
      <Match when={props.field.kind === 'articles'}>
        <ol class="policyList articles">
          <For each={entries()}>
            {(entry) => (
              <li>
                <span class="number muted">{String(entry['number'])}</span>
                <span>{wordText(entry['text'])}</span>
              </li>
            )}
          </For>
        </ol>
      </Match>
    </Switch>
  )
}

