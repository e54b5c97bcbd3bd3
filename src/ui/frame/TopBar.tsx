// Search and palette, where things are, and who is working here.

import { A } from '@solidjs/router'
import { createSignal, lazy, Show, Suspense, type JSX } from 'solid-js'
import { shellWords as t } from '../i18n/shellWords.ts'
import { Icon } from '../parts/Icon.tsx'
import { useApp } from '../state/appContext.ts'
import { createLive } from '../state/createLive.ts'
import { AccountFace, accountName, type OpenIdentity } from './AccountFace.tsx'

const AccountMenu = lazy(async () => ({ default: (await import('./AccountMenu.tsx')).AccountMenu }))

export const TopBar = (props: { readonly identity: OpenIdentity; readonly onPalette: () => void }): JSX.Element => (
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

/** The menu's code comes with its first click: a plain button until then. */
const Account = (props: { readonly identity: OpenIdentity }): JSX.Element => {
  const [wanted, setWanted] = createSignal(false)
  const plain = (): JSX.Element => (
    <button type="button" class="whoami" aria-haspopup="menu" aria-label={accountName(props.identity)} onClick={() => setWanted(true)}>
      <AccountFace identity={props.identity} />
    </button>
  )
  return (
    <Show when={wanted()} fallback={plain()}>
      <Suspense fallback={plain()}>
        <AccountMenu identity={props.identity} />
      </Suspense>
    </Show>
  )
}
