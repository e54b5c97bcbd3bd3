// What the account button shows and is called: name and role.

import type { JSX } from 'solid-js'
import type { Identity } from '../../app/app.ts'
import { rolesText } from '../i18n/rolesText.ts'
import { shellWords as t } from '../i18n/shellWords.ts'
import { Icon } from '../parts/Icon.tsx'

export type OpenIdentity = Extract<Identity, { state: 'open' }>

export const accountName = ({ person }: OpenIdentity): string => t('account', person.name, rolesText(person.roles))

export const AccountFace = (props: { readonly identity: OpenIdentity }): JSX.Element => (
  <>
    <Icon name="person" size={15} />
    {props.identity.person.name}
    <span class="muted small">{rolesText(props.identity.person.roles)}</span>
    <Icon name="down" size={12} class="muted" />
  </>
)
