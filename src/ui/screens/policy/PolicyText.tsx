// A whole profile by sections with their articles: to read, or to edit where `onChange` is given.

import { For, Show, type JSX } from 'solid-js'
import type { Json } from '../../../core/format/canonicalJson.ts'
import { FieldEdit } from './FieldEdit.tsx'
import { FieldRead } from './FieldRead.tsx'
import { policySections, putAt, valueAt } from './policyFields.ts'
import { policyWords as t } from './policyWords.ts'

interface PolicyTextProps {
  readonly value: Json
  /** Place of what is wrong; empty: nothing. */
  readonly wrong?: string
  readonly onChange?: ((next: Json) => void) | undefined
}

const wide = ['choices', 'terms', 'fixed', 'roles', 'articles', 'texts', 'longWord']

export const PolicyText = (props: PolicyTextProps): JSX.Element => (
  <For each={policySections}>
    {(section) => (
      <section class="policySection" id={section.id} aria-label={t(section.id)}>
        <h2>
          {t(section.id)} <span class="muted">{section.articles}</span>
        </h2>
        <dl class="policyFacts">
          <For each={section.fields}>
            {(field) => (
              <div classList={{ wide: wide.includes(field.kind), wrong: props.wrong === field.path }}>
                <dt hidden={section.fields.length === 1}>{t(field.name)}</dt>
                <dd>
                  <Show when={props.onChange} fallback={<FieldRead field={field} value={valueAt(props.value, field.path)} />}>
                    {(change) => <FieldEdit field={field} value={valueAt(props.value, field.path)} onChange={(next) => change()(putAt(props.value, field.path, next))} />}
                  </Show>
                </dd>
              </div>
            )}
          </For>
        </dl>
      </section>
    )}
  </For>
)
