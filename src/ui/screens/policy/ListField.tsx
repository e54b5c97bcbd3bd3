// Lists of a profile, to edit: choices with their names in both languages, roles with their acts, articles.

import { For, Index, Show, type JSX } from 'solid-js'
import type { Json } from '../../../core/format/canonicalJson.ts'
import { acts, roles, type Act } from '../../../core/policy/acts.ts'
import type { RetentionTerm } from '../../../core/policy/retentionTerm.ts'
import { actWords } from '../../i18n/actWords.ts'
import { common } from '../../i18n/common.ts'
import { Button, IconButton } from '../../parts/Button.tsx'
import { CheckField, Field, TextField } from '../../parts/Field.tsx'
import { markerKindText } from '../viewing/markerKindText.ts'
import { wordText } from './placeText.ts'
import { putAt, type PolicyField } from './policyFields.ts'
import { policyWords as t } from './policyWords.ts'
import { TermField, wholeOf } from './TermField.tsx'

type Entry = { readonly [key: string]: Json }
interface ListProps {
  readonly field: PolicyField
  readonly value: readonly Entry[]
  readonly onChange: (next: readonly Entry[]) => void
}

/** Rows that may be added, moved and removed: activity kinds, exemptions, causes, categories, articles. */
export const ListField = (props: ListProps): JSX.Element => {
  const put = (index: number, path: string, next: Json): void => props.onChange(putAt(props.value, [index, ...path.split('.')], next) as readonly Entry[])
  const move = (index: number): void => props.onChange(props.value.toSpliced(index, 1).toSpliced(index - 1, 0, props.value[index] ?? {}))
  const isArticles = (): boolean => props.field.kind === 'articles'
  const key = (): 'text' | 'label' => (isArticles() ? 'text' : 'label')
  const fresh = (): Entry => {
    if (isArticles()) return { number: 1 + Math.max(0, ...props.value.map((one) => Number(one['number']))), text: { zh: '', en: '' } }
    const id = Array.from({ length: props.value.length + 2 }, (_, n) => `new${n + 1}`).find((name) => !props.value.some((one) => one['id'] === name)) ?? 'new'
    return { id, label: { zh: '', en: '' }, ...(props.field.kind === 'terms' ? { term: { type: 'period', from: 'recorded', months: 12, days: 0 } } : {}) }
  }
  return (
    <div class="stack">
      <ul class="listField">
        <Index each={props.value}>
          {(entry, index) => {
            const name = (): string => wordText(entry()[key()]) || String(entry()['id'] ?? entry()['number'])
            const word = (language: 'zh' | 'en'): string => String((entry()[key()] as Entry | undefined)?.[language] ?? '')
            const label = (part: string): string => `${name()} ${part}`
            return (
              <li>
                <Show when={isArticles()} fallback={<Field bare label={label(t('id'))} class="mono idInput" value={String(entry()['id'])} onChange={(event) => put(index, 'id', event.currentTarget.value.trim())} />}>
                  <Field bare label={label(t('articleNumber'))} class="short" inputmode="numeric" value={String(entry()['number'])} onChange={(event) => put(index, 'number', wholeOf(event.currentTarget.value))} />
                </Show>
                <Field bare label={label(t('lang'))} lang="zh-CN" placeholder={t('lang')} value={word('zh')} onInput={(event) => put(index, `${key()}.zh`, event.currentTarget.value)} />
                <Field bare label={label(t('english'))} lang="en" placeholder={t('english')} value={word('en')} onInput={(event) => put(index, `${key()}.en`, event.currentTarget.value)} />
                <span class="row listTools">
                  <IconButton small icon="up" label={t('moveUp', name())} disabled={index === 0} onClick={() => move(index)} />
                  <IconButton small icon="close" label={t('remove', name())} onClick={() => props.onChange(props.value.toSpliced(index, 1))} />
                </span>
                <Show when={entry()['term']}>{(term) => <TermField label={label(t('term'))} value={term() as unknown as RetentionTerm} onChange={(next) => put(index, 'term', next)} />}</Show>
              </li>
            )
          }}
        </Index>
      </ul>
      <div>
        <Button small icon="plus" onClick={() => props.onChange([...props.value, fresh()])}>
          {t('addRow')}
        </Button>
      </div>
    </div>
  )
}

/** Ids that the program knows: used or not, each with the unit's own name. */
export const FixedField = (props: ListProps): JSX.Element => {
  const at = (id: string): number => props.value.findIndex((one) => one['id'] === id)
  const standard = (id: string): string => (props.field.path === 'elements' ? markerKindText(id) : common(`purpose.${id as 'other'}`))
  const toggle = (id: string, used: boolean): void => props.onChange(used ? [...props.value, { id, label: { zh: standard(id), en: standard(id) } }] : props.value.filter((one) => one['id'] !== id))
  return (
    <ul class="listField">
      <For each={props.field.ids ?? []}>
        {(id) => (
          <li>
            <CheckField label={standard(id)} checked={at(id) >= 0} onChange={(used) => toggle(id, used)} />
            <Show when={at(id) >= 0}>
              <For each={['zh', 'en'] as const}>
                {(language) => (
                  <Field bare label={`${standard(id)} ${t(language === 'zh' ? 'lang' : 'english')}`} value={String((props.value[at(id)]?.['label'] as Entry | undefined)?.[language] ?? '')} onInput={(event) => props.onChange(putAt(props.value, [at(id), 'label', language], event.currentTarget.value) as readonly Entry[])} />
                )}
              </For>
            </Show>
          </li>
        )}
      </For>
    </ul>
  )
}

/** Which role may do what. */
export const RolesField = (props: ListProps): JSX.Element => {
  const mayOf = (role: string): readonly string[] => (props.value.find((one) => one['id'] === role)?.['may'] as readonly string[] | undefined) ?? []
  const toggle = (role: string, act: Act, may: boolean): void => {
    const next = acts.filter((one) => (one === act ? may : mayOf(role).includes(one)))
    const at = props.value.findIndex((one) => one['id'] === role)
    const label = common(`role.${role as 'officer'}`)
    props.onChange(at < 0 ? [...props.value, { id: role, label: { zh: label, en: label }, may: next }] : (putAt(props.value, [at, 'may'], next) as readonly Entry[]))
  }
  return (
    <div class="scroll">
      <table class="rolesTable">
        <thead>
          <tr>
            <th>{t('may')}</th>
            <For each={roles}>{(role) => <th scope="col">{common(`role.${role}`)}</th>}</For>
          </tr>
        </thead>
        <tbody>
          <For each={acts}>
            {(act) => (
              <tr>
                <th scope="row">{actWords(act)}</th>
                <For each={roles}>
                  {(role) => (
                    <td>
                      <CheckField bare label={`${common(`role.${role}`)}: ${actWords(act)}`} checked={mayOf(role).includes(act)} onChange={(may) => toggle(role, act, may)} />
                    </td>
                  )}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  )
}

export const TextsField = (props: { readonly label: string; readonly value: readonly string[]; readonly onChange: (next: readonly string[]) => void }): JSX.Element => (
  <TextField bare label={props.label} hint={t('oneEachLine')} rows={5} value={props.value.join('\n')} onChange={(event) => props.onChange(event.currentTarget.value.split('\n').map((line) => line.trim()).filter((line) => line !== ''))} />
)
