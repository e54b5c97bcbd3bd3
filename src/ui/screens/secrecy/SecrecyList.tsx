// Everything classified that the person at work is cleared for, newest first, with what was ended.

import { A } from '@solidjs/router'
import { For, Match, Show, Switch, type JSX } from 'solid-js'
import type { DeedRow } from '../../../core/deeds/deedBook.ts'
import { sessionId, type SessionId } from '../../../core/ids.ts'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { TimeText } from '../../parts/figures.tsx'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { secrecyWords as t } from './secrecyWords.ts'

export const SecrecyList = (): JSX.Element => {
  const app = useApp()
  const deeds = createLive(() => app.deeds)
  const rows = (): readonly DeedRow<'classification'>[] => deeds()?.of('classification').toReversed() ?? []
  return (
    <Show
      when={rows().length > 0}
      fallback={
        <EmptyState icon="lock" title={t('listEmpty')}>
          <p>{t('listEmptyAbout')}</p>
        </EmptyState>
      }
    >
      <table class="times">
        <thead>
          <tr>
            <th>{t('what')}</th>
            <th>{t('level')}</th>
            <th>{t('reason')}</th>
            <th>{t('who')}</th>
            <th>{t('since')}</th>
          </tr>
        </thead>
        <tbody>
          <For each={rows()}>
            {(row) => (
              <tr>
                <td>
                  <Subject row={row} /> <span class="muted small">{t('covers', row.fields.count)}</span>
                </td>
                <td>{row.fields.level ? t(`level.${row.fields.level}`) : <span class="muted">{t('ended')}</span>}</td>
                <td class="statement">{[row.fields.reason, row.fields.basis].filter(Boolean).join(' · ')}</td>
                <td>{row.name}</td>
                <td>
                  <TimeText ms={row.madeMs} />
                </td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </Show>
  )
}

const Subject = (props: { readonly row: DeedRow<'classification'> }): JSX.Element => (
  <Switch>
    <Match when={props.row.fields.subject === 'case'}>
      <A href={`/cases/${encodeURIComponent(props.row.fields.of)}`}>{props.row.fields.of}</A>
    </Match>
    <Match when={props.row.fields.subject === 'recording'}>
      <span class="mono">{props.row.fields.of.slice(0, 8)}</span>
    </Match>
    <Match when={props.row.fields.subject === 'session'}>
      <SessionLink id={sessionId(props.row.fields.of)} />
    </Match>
  </Switch>
)

const SessionLink = (props: { readonly id: SessionId }): JSX.Element => {
  const app = useApp()
  const row = createLive(() => app.session(props.id))
  return (
    <A href={`/archive/${encodeURIComponent(props.id)}`}>
      <Show when={row()} fallback={t('session')}>
        {(known) => (
          <>
            <TimeText ms={known().session.startMs} /> {known().session.recorder}
          </>
        )}
      </Show>
    </A>
  )
}
