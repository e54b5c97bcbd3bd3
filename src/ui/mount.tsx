// Puts the interface on the page: styles, routes, and the choice between the start screens and the working frame.

import './styles/tokens.css'
import './styles/base.css'
import './styles/parts.css'
import './styles/shell.css'
import { Navigate, Route, Router, type RouteSectionProps } from '@solidjs/router'
import { ErrorBoundary, lazy, Match, Suspense, Switch, type JSX } from 'solid-js'
import { render } from 'solid-js/web'
import type { App, Identity } from '../app/app.ts'
import { shellWords as t } from './i18n/shellWords.ts'
import { Button } from './parts/Button.tsx'
import { CarriedReport } from './parts/CarriedReport.tsx'
import { EmptyState } from './parts/EmptyState.tsx'
import { Toasts } from './parts/Toast.tsx'
import { Start } from './screens/start/Start.tsx'
import { AppContext, useApp } from './state/appContext.ts'
import { createLive } from './state/createLive.ts'
import type { UiShell } from './uiShell.ts'

const Frame = lazy(async () => ({ default: (await import('./frame/Frame.tsx')).Frame }))
const Archive = lazy(async () => ({ default: (await import('./screens/archive/Archive.tsx')).Archive }))
const Drives = lazy(async () => ({ default: (await import('./screens/drives/Drives.tsx')).Drives }))
const Approvals = lazy(async () => ({ default: (await import('./screens/approvals/Approvals.tsx')).Approvals }))
const Ask = lazy(async () => ({ default: (await import('./screens/approvals/Ask.tsx')).Ask }))
const Viewing = lazy(async () => ({ default: (await import('./screens/viewing/Viewing.tsx')).Viewing }))
const Log = lazy(async () => ({ default: (await import('./screens/log/Log.tsx')).Log }))
const DriveDetail = lazy(async () => ({ default: (await import('./screens/drives/DriveDetail.tsx')).DriveDetail }))
const Duty = lazy(async () => ({ default: (await import('./screens/duty/Duty.tsx')).Duty }))
const Cases = lazy(async () => ({ default: (await import('./screens/cases/Cases.tsx')).Cases }))
const CaseDetail = lazy(async () => ({ default: (await import('./screens/cases/CaseDetail.tsx')).CaseDetail }))
const Receipt = lazy(async () => ({ default: (await import('./screens/cases/Receipt.tsx')).Receipt }))
const Custody = lazy(async () => ({ default: (await import('./screens/custody/Custody.tsx')).Custody }))
const Policy = lazy(async () => ({ default: (await import('./screens/policy/Policy.tsx')).Policy }))
const Audit = lazy(async () => ({ default: (await import('./screens/audit/Audit.tsx')).Audit }))
const Settings = lazy(async () => ({ default: (await import('./screens/settings/Settings.tsx')).Settings }))

/** What the first screen does not need, and the second does. Without a network they are asked for again when they are needed. */
const loadWork = (): void => void Promise.all([Frame.preload(), Archive.preload()]).catch(() => undefined)

/** Returns the way to take it off again. */
export const mount = (app: App, root: HTMLElement, shell: UiShell): (() => void) =>
  render(
    () => (
      <AppContext.Provider value={{ app, shell }}>
        <Router root={Root}>
          <Route path="/" component={() => <Navigate href="/archive" />} />
          <Route path="/archive/:session?" component={Archive} />
          <Route path="/drives" component={Drives} />
          <Route path="/drives/:id" component={DriveDetail} />
          <Route path="/duty" component={Duty} />
          <Route path="/approvals/ask" component={Ask} />
          <Route path="/approvals/:request?" component={Approvals} />
          <Route path="/cases" component={Cases} />
          <Route path="/cases/:number" component={CaseDetail} />
          <Route path="/receipts/:deed" component={Receipt} />
          <Route path="/view/:session" component={Viewing} />
          <Route path="/log" component={Log} />
          <Route path="/custody" component={Custody} />
          <Route path="/audit" component={Audit} />
          <Route path="/settings" component={Settings} />
          <Route path="/settings/policy" component={Policy} />
          <Route path="*" component={NoSuchScreen} />
        </Router>
        <Toasts />
        <CarriedReport />
      </AppContext.Provider>
    ),
    root,
  )

const Root = (props: RouteSectionProps): JSX.Element => {
  const identity = createLive(() => useApp().identity)
  const open = (): Extract<Identity, { state: 'open' }> | undefined => {
    const now = identity()
    return now?.state === 'open' ? now : undefined
  }
  // Whoever types a passphrase will want them.
  document.addEventListener('input', loadWork, { once: true })
  const waiting = (): Exclude<Identity, { state: 'open' }> | undefined => {
    const now = identity()
    return now && now.state !== 'open' ? now : undefined
  }
  return (
    <ErrorBoundary fallback={(error: unknown) => <Broken error={error} />}>
      <Switch>
        <Match when={open()}>
          {(now) => (
            <Suspense fallback={<p class="startLoading muted">{t('loading')}</p>}>
              <Frame identity={now()}>
                <ErrorBoundary fallback={(error: unknown) => <Broken error={error} />}>
                  <Suspense fallback={<p class="screenBody muted">{t('loading')}</p>}>{props.children}</Suspense>
                </ErrorBoundary>
              </Frame>
            </Suspense>
          )}
        </Match>
        <Match when={waiting()}>{(now) => <Start identity={now()} />}</Match>
      </Switch>
    </ErrorBoundary>
  )
}

const NoSuchScreen = (): JSX.Element => (
  <EmptyState icon="search" title={t('screenGone')}>
    <a href="/archive">{t('screenGoneNext')}</a>
  </EmptyState>
)

/** A bug: nothing is hidden, what is stored is not touched. */
const Broken = (props: { readonly error: unknown }): JSX.Element => {
  console.error(props.error)
  return (
    <EmptyState icon="warn" title={t('brokenTitle')} actions={<Button onClick={() => location.reload()}>{t('brokenReload')}</Button>}>
      <p>{t('brokenKept')}</p>
      <pre class="facts small">{props.error instanceof Error ? `${props.error.name}: ${props.error.message}` : String(props.error)}</pre>
    </EmptyState>
  )
}
