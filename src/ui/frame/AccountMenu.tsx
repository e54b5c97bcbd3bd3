// The account menu: who is working here, and the commands that belong to them.

import { Content, Item, Portal, Root, Trigger } from '@kobalte/core/dropdown-menu'
import { For, Show, type JSX } from 'solid-js'
import { common } from '../i18n/common.ts'
import { rolesText } from '../i18n/rolesText.ts'
import { Key } from '../parts/Key.tsx'
import { commands } from '../state/commands.ts'
import { AccountFace, accountName, type OpenIdentity } from './AccountFace.tsx'

const offered = (): ReturnType<typeof commands> => commands().filter(({ id }) => ['toggleTheme', 'toggleLanguage', 'keys', 'lock'].includes(id))

/** Opens as soon as it is drawn: it is loaded by the click that asks for it. */
export const AccountMenu = (props: { readonly identity: OpenIdentity }): JSX.Element => (
  <Root placement="bottom-end" gutter={4} defaultOpen>
    <Trigger class="whoami" aria-label={accountName(props.identity)}>
      <AccountFace identity={props.identity} />
    </Trigger>
    <Portal>
      <Content class="menu">
        <div class="menuNote">
          <div>
            {props.identity.person.name} · {rolesText(props.identity.person.roles)}
          </div>
          <div class="muted small">
            {common('officer')} {props.identity.person.officerNumber || common('none')}
          </div>
          <div class="muted small">{props.identity.unit}</div>
        </div>
        <For each={offered()}>
          {(command) => (
            <Item class="menuRow" onSelect={() => command.run()}>
              <span class="grow">{command.title()}</span>
              <Show when={command.keys[0]}>{(key) => <Key of={key()} />}</Show>
            </Item>
          )}
        </For>
      </Content>
    </Portal>
  </Root>
)
