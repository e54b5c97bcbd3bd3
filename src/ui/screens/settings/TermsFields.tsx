// What a person is certified as: roles and clearances as checkboxes.

import { For, type JSX } from 'solid-js'
import type { Role } from '../../../app/app.ts'
import { levels, type Level } from '../../../core/deeds/secrecyDeeds.ts'
import { roles as allRoles } from '../../../core/policy/acts.ts'
import { common } from '../../i18n/common.ts'
import { CheckField } from '../../parts/Field.tsx'
import { peopleWords as t } from './peopleWords.ts'

export interface Terms {
  readonly roles: readonly Role[]
  readonly clearances: readonly Level[]
}

/** In the order of `all`, so that the same choice is always written the same way. */
const toggled = <T extends string>(all: readonly T[], held: readonly T[], one: T, on: boolean): readonly T[] => all.filter((each) => (each === one ? on : held.includes(each)))

export const TermsFields = (props: { readonly terms: Terms; readonly onChange: (terms: Terms) => void }): JSX.Element => (
  <>
    <fieldset class="termsFields">
      <legend>{t('roles')}</legend>
      <For each={allRoles}>
        {(role) => <CheckField label={common(`role.${role}`)} checked={props.terms.roles.includes(role)} onChange={(on) => props.onChange({ ...props.terms, roles: toggled(allRoles, props.terms.roles, role, on) })} />}
      </For>
      <p class="small amber" hidden={props.terms.roles.length > 0}>
        {t('oneRole')}
      </p>
    </fieldset>
    <fieldset class="termsFields">
      <legend>{t('clearances')}</legend>
      <For each={levels}>
        {(level) => <CheckField label={t(`level.${level}`)} checked={props.terms.clearances.includes(level)} onChange={(on) => props.onChange({ ...props.terms, clearances: toggled(levels, props.terms.clearances, level, on) })} />}
      </For>
    </fieldset>
  </>
)
