// The list of cases 案卷: search, state, and what is attached to each; search and state in the URL.

import { A, useNavigate, useSearchParams } from '@solidjs/router'
import { createMemo, createSignal, For, Match, Show, Switch, type JSX } from 'solid-js'
import type { CaseRow } from '../../../core/cases/casesOf.ts'
import { Button } from '../../parts/Button.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { TimeText } from '../../parts/figures.tsx'
import { Field, Select } from '../../parts/Field.tsx'
import { createRight } from '../../state/createRight.ts'
import { CaseDialog } from './CaseDialog.tsx'
import { CaseStateChip } from './CaseStateChip.tsx'
import { matchesCase, type CaseState } from './caseFilter.ts'
import { caseWords as t } from './caseWords.ts'
import { attachedRecordings, caseHref, createCases, createSessionIndex } from './createCases.ts'
import './cases.css'

const states: readonly CaseState[] = ['all', 'open', 'closed']

export const Cases = (): JSX.Element => {
  const navigate = useNavigate()
  const [query, setQuery] = useSearchParams<{ q?: string; state?: string }>()
  const cases = createCases()
  const right = createRight('keepCase')
  const [making, setMaking] = createSignal(false)
  const state = (): CaseState => states.find((one) => one === query.state) ?? 'all'
  const rows = createMemo(() => (cases.all() ?? []).filter((row) => matchesCase(row, query.q ?? '', state())))
  return (
    <div class="screen">
      <header class="screenHead">
        <h1>{t('title')}</h1>
        <div class="caseSearch grow">
          <Field bare type="search" label={t('search')} placeholder={t('search')} value={query.q ?? ''} onInput={(event) => setQuery({ q: event.currentTarget.value || null }, { replace: true })} />
        </div>
        <Select bare label={t('state')} value={state()} choices={states.map((value) => ({ value, label: t(`state.${value}`) }))} onChoose={(value) => setQuery({ state: value === 'all' ? null : value })} />
        <span class="grow" />
        <Button tone="accent" icon="plus" disabled={!right.may()} title={right.may() ? undefined : right.needed()} onClick={() => setMaking(true)}>
          {t('newCase')}
        </Button>
      </header>
      <Switch>
        <Match when={cases.all() === undefined}>
          <div class="skeleton" aria-hidden="true" />
        </Match>
        <Match when={rows().length > 0}>
          <div class="scroll caseList">
            <CaseTable rows={rows()} />
          </div>
        </Match>
        <Match when={(cases.all() ?? []).length > 0}>
          <EmptyState icon="search" title={t('nothing')}>
            <p>{t('nothingAbout')}</p>
          </EmptyState>
        </Match>
        <Match when={true}>
          <EmptyState icon="folder" title={t('emptyTitle')} actions={<><Button tone="accent" icon="plus" disabled={!right.may()} onClick={() => setMaking(true)}>{t('newCase')}</Button><A class="button" href="/archive">{t('toArchive')}</A></>}>
            <p>{t('emptyAbout')}</p>
          </EmptyState>
        </Match>
      </Switch>
      <Show when={making()}>
        <CaseDialog cases={cases.all() ?? []} onClose={() => setMaking(false)} onSigned={(number) => navigate(caseHref(number))} />
      </Show>
    </div>
  )
}

const CaseTable = (props: { readonly rows: readonly CaseRow[] }): JSX.Element => {
  const navigate = useNavigate()
  const sessions = createSessionIndex()
  return (
    <table class="caseTable">
      <thead>
        <tr>
          <th>{t('number')}</th>
          <th>{t('name')}</th>
          <th class="wideOnly">{t('kind')}</th>
          <th class="wideOnly">{t('opened')}</th>
          <th class="number">{t('recordings')}</th>
          <th class="number wideOnly">{t('sessions')}</th>
          <th>{t('state')}</th>
        </tr>
      </thead>
      <tbody>
        <For each={props.rows}>
          {(row) => {
            const recordings = (): readonly string[] => attachedRecordings(row)
            return (
              <tr onClick={(event) => event.target.closest('a') ?? navigate(caseHref(row.number))}>
                <td>
                  <A href={caseHref(row.number)}>{row.number}</A>
                </td>
                <td>
                  {row.title}
                </td>
                <td class="wideOnly">{row.kind}</td>
                <td class="wideOnly">
                  <TimeText ms={row.openedMs} show="day" />
                </td>
                <td class="number" title={t('recordings')}>{recordings().length}</td>
                <td class="number wideOnly">{new Set(recordings().map((id) => sessions().get(id)?.session.id)).size}</td>
                <td>
                  <CaseStateChip row={row} />
                </td>
              </tr>
            )
          }}
        </For>
      </tbody>
      <caption class="muted small">{t('found', props.rows.length)}</caption>
    </table>
  )
}
