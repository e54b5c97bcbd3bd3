// Search and palette, where things are, and who is working here.

import { A } from '@solidjs/router'
import { Content, Item, Portal, Root, Trigger } from '@kobalte/core/dropdown-menu'
import { For, Show, type JSX } from 'solid-js'
import type { Identity } from '../../app/app.ts'
import { common } from '../i18n/common.ts'
import { shellWords as t } from '../i18n/shellWords.ts'
import { Icon } from '../parts/Icon.tsx'
import { useApp } from '../state/appContext.ts'
import { commands } from '../state/commands.ts'
import { createLive } from '../state/createLive.ts'

type Open = Extract<Identity, { state: 'open' }>

export const TopBar = (props: { readonly identity: Open; readonly onPalette: () => void }): JSX.Element => (
  <header class="topBar noPrint">
    <button type="button" class="topSearch" onClick={() => props.onPalette()} aria-label={t('searchArchive')}>
      <Icon name="search" />
      <span class="grow clip">{t('searchArchive')}</span>
      <kbd>Ctrl K</kbd>
    </button>
    <span class="grow" />
    <WhereThingsAre device={props.identity.device} />
    <Account identity={props.identity} />
  </header>
)

const WhereThingsAre = (props: { readonly device: string }): JSX.Element => {
  const app = useApp()
  const drives = createLive(() => app.drives, [])
  const exchange = createLive(() => app.exchange)
  const connected = (): number => drives().filter(({ presence }) => presence === 'connected').length
  return (
    <div class="whereabouts">
      <A href="/settings" class="wide" title={t('deviceTitle')}>
        <Icon name="device" size={14} />
        {props.device}
      </A>
      <A href="/drives" title={t('drivesTitle', connected(), drives().length)} aria-label={t('drivesTitle', connected(), drives().length)}>
        <Icon name="drive" size={14} />
        <span class="wide">{t('drivesConnected', connected(), drives().length)}</span>
      </A>
      <Show when={exchange()}>
        {(state) => (
          <A href="/settings#server" title={t(`server.${state().server}`)} aria-label={t(`server.${state().server}`)} class={state().server === 'connected' ? 'green' : state().server === 'refused' ? 'red' : ''}>
            <Icon name="server" size={14} />
            <span class="wide">{t(`server.${state().server}`)}</span>
            <Show when={state().waiting > 0 && state().server !== 'off'}>
              <span class="muted">{t('waiting', state().waiting)}</span>
            </Show>
          </A>
        )}
      </Show>
    </div>
  )
}

const Account = (props: { readonly identity: Open }): JSX.Element => {
  const role = (): string => common(`role.${props.identity.person.role}`)
  const offered = (): ReturnType<typeof commands> => commands().filter(({ id }) => ['toggleTheme', 'toggleLanguage', 'keys', 'lock'].includes(id))
  return (
    <Root placement="bottom-end" gutter={4}>
      <Trigger class="whoami" aria-label={t('account', props.identity.person.name, role())}>
        <Icon name="person" size={15} />
        {props.identity.person.name}
        <span class="muted small">{role()}</span>
        <Icon name="down" size={12} class="muted" />
      </Trigger>
      <Portal>
        <Content class="menu">
          <div class="menuNote">
            <div>
              {props.identity.person.name} · {role()}
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
                <Show when={command.keys[0]}>{(key) => <kbd>{key()}</kbd>}</Show>
              </Item>
            )}
          </For>
        </Content>
      </Portal>
    </Root>
  )
}
