// The viewing screen: registration first, then the picture with its timeline, or the page that says why there is none.

import { A, useParams, useSearchParams } from '@solidjs/router'
import { createMemo, For, Match, on, Show, Switch, type JSX } from 'solid-js'
import type { Identity, SessionRow } from '../../../app/app.ts'
import { sessionId } from '../../../core/ids.ts'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { createViewing, type Phase } from './createViewing.ts'
import { Ended } from './Ended.tsx'
import { Registering } from './Registering.tsx'
import { viewingWords as t } from './viewingWords.ts'
import { Watching } from './Watching.tsx'
import './viewing.css'

export type OpenIdentity = Extract<Identity, { state: 'open' }>

export const Viewing = (): JSX.Element => {
  const app = useApp()
  const params = useParams()
  const [query] = useSearchParams()
  const id = (): string => params['session'] ?? ''
  const row = createLive(() => app.session(sessionId(id())))
  const identity = createLive(() => app.identity)
  const me = (): OpenIdentity | undefined => {
    const now = identity()
    return now?.state === 'open' ? now : undefined
  }
  /** The row as it was found; a Session that is regrouped meanwhile does not end a running Viewing. */
  const found = createMemo((before: SessionRow | undefined) => row() ?? (before?.session.id === id() ? before : undefined))
  const at = (): number | null => (query['at'] ? Number(query['at']) : null)
  return (
    <Show
      when={me() && found()}
      fallback={
        <Show when={row() === null}>
          <EmptyState icon="search" title={t('notFound')} actions={<A class="button accent" href="/archive">{t('toArchive')}</A>}>
            <p>{t('notFoundAbout')}</p>
          </EmptyState>
        </Show>
      }
    >
      <For each={[id()]}>{() => <Visit row={found() as SessionRow} me={me() as OpenIdentity} atMs={at()} caseNumber={String(query['case'] ?? '')} />}</For>
    </Show>
  )
}

const Visit = (props: { readonly row: SessionRow; readonly me: OpenIdentity; readonly atMs: number | null; readonly caseNumber: string }): JSX.Element => {
  const app = useApp()
  const viewing = createViewing(app, () => props.row, props.atMs, props.caseNumber)
  const at = <K extends Phase['at']>(name: K): Extract<Phase, { at: K }> | undefined => {
    const now = viewing.phase()
    return now.at === name ? (now as Extract<Phase, { at: K }>) : undefined
  }
  /** As it was opened: what plays lies on that clock, whatever is measured or grouped anew meanwhile. */
  const opened = createMemo(on(() => viewing.phase().at === 'register', () => ({ session: props.row.session, clock: props.row.clock })))
  const watched = createMemo((): SessionRow => ({ ...props.row, ...opened() }))
  let container: HTMLElement | undefined
  return (
    <Switch>
      <Match when={at('register')}>
        {(now) => <Registering row={props.row} me={props.me} first={viewing.registration()} refused={now().refused} onSign={(registration) => viewing.open(registration, () => container)} />}
      </Match>
      <Match when={at('ended')}>{(now) => <Ended row={props.row} error={now().error} report={viewing.registration().urgent ? viewing.visit() : null} onAgain={viewing.again} />}</Match>
      <Match when={at('opening') || at('watching') || at('whole')}>
        <Watching row={watched()} me={props.me} viewing={viewing} onContainer={(element) => (container = element)} />
      </Match>
    </Switch>
  )
}
