// Everything around a screen for somebody at work: rail, top bar, banner, work strip, palette and the shared commands.

import { useLocation, useNavigate } from '@solidjs/router'
import { createSignal, onCleanup, onMount, Show, type JSX, type ParentProps } from 'solid-js'
import type { Identity } from '../../app/app.ts'
import { bringDriveActs } from '../../core/policy/acts.ts'
import { language, setLanguage } from '../i18n/language.ts'
import { shellWords as t } from '../i18n/shellWords.ts'
import { setZone } from '../i18n/formats.ts'
import { Button } from '../parts/Button.tsx'
import { act } from '../state/act.ts'
import { useApp, useShell } from '../state/appContext.ts'
import { listenForKeys, provideCommands } from '../state/commands.ts'
import { createDrivePicking } from '../state/drivePicking.ts'
import { createLive } from '../state/createLive.ts'
import { createRight } from '../state/createRight.ts'
import { setTheme } from '../state/theme.ts'
import { createPlaces, type Place } from './createPlaces.ts'
import { DropTarget } from './DropTarget.tsx'
import { IdleWarning } from './IdleWarning.tsx'
import { KeyList, Palette } from './Palette.tsx'
import { Rail } from './Rail.tsx'
import { TopBar } from './TopBar.tsx'
import { WorkStrip } from './WorkStrip.tsx'

export const Frame = (props: ParentProps<{ readonly identity: Extract<Identity, { state: 'open' }> }>): JSX.Element => {
  const app = useApp()
  const shell = useShell()
  const navigate = useNavigate()
  const picking = createDrivePicking()
  const bring = createRight(...bringDriveActs)
  const exchange = createLive(() => app.exchange)
  const places = createPlaces()
  const isOffered = (place: Place['id']): boolean => places().some(({ id }) => id === place)
  const [palette, setPalette] = createSignal(false)
  const [keyList, setKeyList] = createSignal(false)
  onCleanup(app.settings.subscribe(({ zone }) => setZone(zone)))
  onMount(() => onCleanup(listenForKeys()))

  const isDark = (): boolean => {
    const chosen = document.documentElement.dataset['theme']
    return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
  }
  provideCommands([
    { id: 'palette', title: () => t('doPalette'), keys: ['Ctrl+K', '/'], group: 'do', run: () => setPalette(true), quiet: true },
    { id: 'archive', title: () => t('goArchive'), keys: ['Alt+1'], group: 'go', run: () => navigate('/archive') },
    { id: 'drives', title: () => t('goDrives'), keys: ['Alt+2'], group: 'go', run: () => navigate('/drives') },
    { id: 'duty', title: () => t('goDuty'), keys: ['Alt+5'], group: 'go', when: () => isOffered('duty'), run: () => navigate('/duty') },
    { id: 'cases', title: () => t('goCases'), keys: ['Alt+6'], group: 'go', when: () => isOffered('cases'), run: () => navigate('/cases') },
    { id: 'approvals', title: () => t('goApprovals'), keys: ['Alt+9'], group: 'go', when: () => isOffered('approvals'), run: () => navigate('/approvals') },
    { id: 'custody', title: () => t('goCustody'), keys: ['Alt+7'], group: 'go', when: () => isOffered('custody'), run: () => navigate('/custody') },
    { id: 'log', title: () => t('goLog'), keys: ['Alt+3'], group: 'go', run: () => navigate('/log') },
    { id: 'audit', title: () => t('goAudit'), keys: ['Alt+8'], group: 'go', when: () => isOffered('audit'), run: () => navigate('/audit') },
    { id: 'settings', title: () => t('goSettings'), keys: ['Alt+4'], group: 'go', run: () => navigate('/settings') },
    { id: 'addDrive', title: () => t('doAddDrive'), keys: [], group: 'do', when: () => shell.canPick && bring.may(), run: () => void picking.pick() },
    { id: 'exchange', title: () => t('doExchange'), keys: [], group: 'do', when: () => (exchange()?.server ?? 'off') !== 'off', run: () => void act(app.exchangeNow()) },
    { id: 'toggleTheme', title: () => t('toggleTheme'), keys: [], group: 'do', run: () => setTheme(isDark() ? 'light' : 'dark') },
    { id: 'toggleLanguage', title: () => t('toggleLanguage'), keys: [], group: 'do', run: () => setLanguage(language() === 'en' ? 'zh-CN' : 'en') },
    { id: 'keys', title: () => t('doKeys'), keys: ['?'], group: 'do', run: () => setKeyList(true) },
    { id: 'lock', title: () => t('doLock'), keys: ['Ctrl+Shift+L'], group: 'do', run: () => void app.lock() },
  ])

  return (
    <div class="shell">
      <Rail />
      <TopBar identity={props.identity} onPalette={() => setPalette(true)} />
      <main class="main">
        <UpdateBanner />
        <IdleWarning />
        {props.children}
      </main>
      <WorkStrip />
      <Palette open={palette()} onClose={() => setPalette(false)} onSearch={(text) => navigate(`/archive?q=${encodeURIComponent(text)}`)} />
      <KeyList open={keyList()} onClose={() => setKeyList(false)} />
      <DropTarget onFolder={(directory) => void picking.add(directory)} />
    </div>
  )
}

/** Waits while a viewing is open or work runs: taking an update reloads the page. */
const UpdateBanner = (): JSX.Element => {
  const app = useApp()
  const shell = useShell()
  const location = useLocation()
  const update = createLive(() => shell.update)
  const works = createLive(() => app.work, [])
  const calm = (): boolean => !location.pathname.startsWith('/view') && works().every(({ phase }) => phase === 'done' || phase === 'failed')
  return (
    <Show when={update()?.available && calm()}>
      <div class="banner noPrint" role="status">
        <span class="grow">{t('updateReady')}</span>
        <Button small tone="accent" onClick={() => shell.applyUpdate()}>
          {t('updateNow')}
        </Button>
      </div>
    </Show>
  )
}
