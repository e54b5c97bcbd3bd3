// Settings: unit and device, storage, exchange, people, enrolment, certificates, grammars, look, keys, about.

import { useLocation } from '@solidjs/router'
import { createEffect, For, Show, type JSX } from 'solid-js'
import type { Identity } from '../../../app/app.ts'
import { common } from '../../i18n/common.ts'
import { rolesText } from '../../i18n/rolesText.ts'
import { formatBytes } from '../../i18n/formats.ts'
import { language, setLanguage, type Language } from '../../i18n/language.ts'
import { KeyTable } from '../../frame/Palette.tsx'
import { Button } from '../../parts/Button.tsx'
import { Select } from '../../parts/Field.tsx'
import { Hash } from '../../parts/Hash.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { useApp, useShell } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { setTheme, theme, type Theme } from '../../state/theme.ts'
import { Enrol } from './Enrol.tsx'
import { Exchange } from './Exchange.tsx'
import { Grammars } from './Grammars.tsx'
import { People } from './People.tsx'
import { PolicyInForce } from './PolicyInForce.tsx'
import { Roster } from './Roster.tsx'
import { Section } from './Section.tsx'
import { settingsWords as t } from './settingsWords.ts'
import './settings.css'

const sections = ['who', 'storage', 'server', 'people', 'enrol', 'roster', 'policy', 'grammars', 'look', 'keys', 'about'] as const

export const Settings = (): JSX.Element => {
  const app = useApp()
  const location = useLocation()
  const identity = createLive(() => app.identity)
  const open = (): Extract<Identity, { state: 'open' }> | undefined => {
    const now = identity()
    return now?.state === 'open' ? now : undefined
  }
  createEffect(() => location.hash && document.getElementById(location.hash.slice(1))?.scrollIntoView())
  return (
    <div class="screen">
      <header class="screenHead">
        <h1>{t('title')}</h1>
      </header>
      <div class="settingsBody">
        <nav class="settingsNav" aria-label={t('title')}>
          <For each={sections}>{(id) => <a href={`#${id}`}>{t(id)}</a>}</For>
        </nav>
        <div class="scroll settingsScroll">
          <Show when={open()}>
            {(now) => (
              <>
                <Who identity={now()} />
                <Storage />
                <Exchange />
                <People identity={now()} />
                <Enrol identity={now()} />
                <Roster identity={now()} />
                <PolicyInForce />
                <Grammars />
                <Look />
                <Section id="keys" title={t('keys')} about={t('keysAbout')}>
                  <KeyTable />
                </Section>
                <About />
              </>
            )}
          </Show>
        </div>
      </div>
    </div>
  )
}

const Who = (props: { readonly identity: Extract<Identity, { state: 'open' }> }): JSX.Element => (
  <Section id="who" title={t('who')}>
    <dl class="facts2">
      <dt>{t('unit')}</dt>
      <dd>{props.identity.unit}</dd>
      <dt>{t('person')}</dt>
      <dd>
        {props.identity.person.name} · {rolesText(props.identity.person.roles)} · {t('officerNumber')} {props.identity.person.officerNumber || common('none')}
      </dd>
      <dt>{t('device')}</dt>
      <dd>{props.identity.device}</dd>
      <dt>{t('logId')}</dt>
      <dd>
        <Hash value={props.identity.logId} name={t('logId')} />
      </dd>
      <dt>{t('agencyRoot')}</dt>
      <dd>
        <Hash value={props.identity.agencyRoot} name={t('agencyRoot')} /> <span class="muted small">{t('agencyRootAbout')}</span>
      </dd>
    </dl>
  </Section>
)

const Storage = (): JSX.Element => {
  const app = useApp()
  const shell = useShell()
  const settings = createLive(() => app.settings)
  const install = createLive(() => shell.install, false)
  return (
    <Section id="storage" title={t('storage')}>
      <Show when={settings()}>
        {(state) => (
          <>
            <dl class="facts2">
              <dt>{t('used')}</dt>
              <dd>{state().usedBytes === null ? common('unknown') : t('ofQuota', formatBytes(state().usedBytes ?? 0), state().quotaBytes === null ? common('unknown') : formatBytes(state().quotaBytes ?? 0))}</dd>
              <dt>{t('persisted')}</dt>
              <dd class={`row ${state().persisted ? 'green' : 'amber'}`}>
                <Icon name={state().persisted ? 'check' : 'warn'} size={14} />
                {state().persisted === null ? t('persistedUnknown') : state().persisted ? t('persistedYes') : t('persistedNo')}
              </dd>
            </dl>
            <Show when={!state().persisted}>
              <div class="row wrap">
                <Button onClick={() => app.askPersistence()}>{t('askPersistence')}</Button>
                <span class="muted small grow">{t('persistNote')}</span>
              </div>
            </Show>
          </>
        )}
      </Show>
      <Show when={install()}>
        <div class="row wrap">
          <Button onClick={() => shell.promptInstall()}>{t('install')}</Button>
          <span class="muted small grow">{t('installAbout')}</span>
        </div>
      </Show>
    </Section>
  )
}

const Look = (): JSX.Element => {
  const app = useApp()
  const settings = createLive(() => app.settings)
  return (
    <Section id="look" title={t('look')}>
      <div class="lookFields">
        <Select<Language> label={t('language')} value={language()} choices={[{ value: 'zh-CN', label: '简体中文' }, { value: 'en', label: 'English' }]} onChoose={setLanguage} />
        <Select<Theme> label={t('theme')} value={theme()} choices={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: t(`theme.${value}`) }))} onChoose={setTheme} />
      </div>
      <dl class="facts2">
        <dt>{t('zone')}</dt>
        <dd>
          {settings()?.zone} <span class="muted small">{t('zoneAbout')}</span>
        </dd>
      </dl>
    </Section>
  )
}

const libraries = 'SolidJS, Solid Router, Kobalte, TanStack Virtual, Solid Primitives, Valibot, Yjs, y-indexeddb, Hocuspocus, noble-hashes, hash-wasm, Workbox (MIT) · Dexie, hls.js, Comlink, cborg, qr (Apache-2.0) · Mediabunny (MPL-2.0)'

const About = (): JSX.Element => (
  <Section id="about" title={t('about')}>
    <p>{t('aboutText')}</p>
    <h3>{t('limits')}</h3>
    <ul class="limits">
      <li>{t('limit1')}</li>
      <li>{t('limit2')}</li>
      <li>{t('limit3')}</li>
      <li>{t('limit4')}</li>
    </ul>
    <h3>{t('libraries')}</h3>
    <p class="muted small" lang="en">
      {libraries}
    </p>
  </Section>
)
