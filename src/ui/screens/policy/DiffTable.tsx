// What another profile would change, place by place, in words.

import { createMemo, For, Show, type JSX } from 'solid-js'
import { diffProfiles } from '../../../core/policy/diffProfiles.ts'
import type { KnownProfile } from '../../../core/policy/profile.ts'
import { entryNames, placeText, valueText } from './placeText.ts'
import { asJson, fieldAt, policySections } from './policyFields.ts'
import { policyWords as t } from './policyWords.ts'

/** In the order in which the profile is read. */
const fields = policySections.flatMap((section) => section.fields)
const placeOrder = (path: string): number => fields.findIndex((field) => field === fieldAt(path))

export const DiffTable = (props: { readonly before: KnownProfile; readonly after: KnownProfile }): JSX.Element => {
  const changes = createMemo(() => diffProfiles(props.before.profile, props.after.profile).toSorted((a, b) => placeOrder(a.path) - placeOrder(b.path) || a.path.localeCompare(b.path, 'en', { numeric: true })))
  const called = createMemo(() => entryNames(asJson(props.before.profile), asJson(props.after.profile)))
  return (
    <Show when={changes().length > 0} fallback={<p class="muted">{t('same')}</p>}>
      <table class="diffTable">
        <thead>
          <tr>
            <th>{t('place')}</th>
            <th>{t('before')}</th>
            <th>{t('after')}</th>
          </tr>
        </thead>
        <tbody>
          <For each={changes()}>
            {({ path, before, after }) => (
              <tr>
                <th scope="row">{placeText(path, called())}</th>
                <td class="muted">{valueText(path, before, called())}</td>
                <td>{valueText(path, after, called())}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </Show>
  )
}
