// The request form for several Sessions of the archive, for a case, or for an urgent viewing that is reported afterwards.

import { A, useNavigate, useSearchParams } from '@solidjs/router'
import { createMemo, createSignal, For, Show, type JSX } from 'solid-js'
import type { SearchFilter, SessionRow, UrgentVisit } from '../../../app/app.ts'
import { uses, type Use } from '../../../core/deeds/viewingDeeds.ts'
import { requestTitle } from '../../../core/viewing/requestScope.ts'
import { asAsked } from '../../i18n/recorderText.ts'
import { formatTime, zone } from '../../i18n/formats.ts'
import { Button } from '../../parts/Button.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { CheckField } from '../../parts/Field.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { tell } from '../../parts/Toast.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { paramsToFilter, type FilterParams } from '../archive/filterParams.ts'
import './approvals.css'
import { approvalsWords as t } from './approvalsWords.ts'
import { createDesk } from './createDesk.ts'
import { createSessions } from './createSessions.ts'
import { firstTerms } from './firstTerms.ts'
import { TermFields, WhyFields, type Asked, type AskedTerms } from './RequestForm.tsx'

/** `use`: what for, where it is no viewing. `sessions`: ids with commas; else what the archive's filter finds. `case`: its number. `urgent`: a visit to report. */
type AskParams = FilterParams & { readonly sessions?: string; readonly case?: string; readonly urgent?: string; readonly use?: string }

export const Ask = (): JSX.Element => {
  const [query] = useSearchParams<AskParams>()
  const desk = createDesk()
  const named = (): ReadonlySet<string> | null => (query.sessions ? new Set(query.sessions.split(',')) : null)
  const filter = createMemo((): SearchFilter => paramsToFilter(named() || query.urgent ? {} : { ...query }), undefined, { equals: (a, b) => JSON.stringify(a) === JSON.stringify(b) })
  const sessions = createSessions(filter)
  const rows = (): readonly SessionRow[] => (sessions.rows() ?? []).filter(({ session }) => named()?.has(session.id) ?? true)
  const visit = (): UrgentVisit | undefined => desk.visits().find((one) => one.visit === query.urgent)
  return (
    <section class="screen">
      <header class="screenHead">
        <A class="button quiet compact" href={query.urgent ? '/approvals' : '/archive'}>
          {t('askBack')}
        </A>
        <h1>{t(query.urgent ? 'urgentAsk' : 'askTitle')}</h1>
      </header>
      <div class="screenBody scroll">
        <Show when={query.urgent} fallback={<Show when={sessions.rows()}><AskForm rows={rows()} found={query.q ?? query.case ?? ''} caseNumber={query.case ?? ''} use={uses.find((use) => use === query.use) ?? 'view'} /></Show>}>
          <Show when={visit()}>{(found) => <AskAfterwards visit={found()} title={sessions.titleOf(found().viewings.map(({ session }) => session))} />}</Show>
        </Show>
      </div>
    </section>
  )
}

const AskForm = (props: { readonly rows: readonly SessionRow[]; readonly found: string; readonly caseNumber: string; readonly use: Use }): JSX.Element => {
  const app = useApp()
  const desk = createDesk()
  const navigate = useNavigate()
  const [without, setWithout] = createSignal<ReadonlySet<string>>(new Set())
  const [why, setWhy] = createSignal<Asked>({ purpose: 'casework', reason: '', caseNumber: props.caseNumber })
  const [terms, setTerms] = createSignal<AskedTerms>({ ...firstTerms(desk.profile(), Date.now()), use: props.use })
  const [complained, setComplained] = createSignal(false)
  const chosen = (): readonly SessionRow[] => props.rows.filter(({ session }) => !without().has(session.id))
  const recordings = (): readonly string[] => [...new Set(chosen().flatMap(({ session }) => session.parts.map(({ recordingId }) => recordingId)))]
  const toggle = (id: string, take: boolean): void => void setWithout((before) => new Set(take ? [...before].filter((one) => one !== id) : [...before, id]))
  const sign = async (): Promise<void> => {
    if (why().reason.trim() === '') return void setComplained(true)
    const [only] = chosen()
    const asked = await act(
      app.ask({ ...terms(), purpose: why().purpose, reason: why().reason.trim(), caseNumber: why().caseNumber.trim(), title: requestTitle(chosen().map(asAsked), zone(), props.found), session: chosen().length === 1 ? (only?.session.id ?? null) : null, recordings: recordings(), urgentViewing: null }),
    )
    if (!asked) return
    tell(t('askedIt'))
    navigate(`/approvals/${asked.value.id}`)
  }
  return (
    <Show
      when={props.rows.length > 0}
      fallback={
        <EmptyState icon="archive" title={t('askNone')} actions={<A class="button accent" href="/archive">{t('toArchive')}</A>}>
          <p>{t('askNoneAbout')}</p>
        </EmptyState>
      }
    >
      <form class="askForm stack wide" onSubmit={(event) => event.preventDefault()} autocomplete="off">
        <p class="muted">{t('askAbout')}</p>
        <section class="panel stack">
          <header class="row wrap">
            <h2 class="grow">{t('askSessions')}</h2>
            <Button small tone="quiet" onClick={() => setWithout(without().size > 0 ? new Set<string>() : new Set<string>(props.rows.map(({ session }) => session.id)))}>
              {t('selectAll')}
            </Button>
          </header>
          <ul class="askSessions scroll">
            <For each={props.rows}>{(row) => <li><CheckField label={requestTitle([asAsked(row)], zone())} checked={!without().has(row.session.id)} onChange={(take) => toggle(row.session.id, take)} /></li>}</For>
          </ul>
          <p class="muted small" role="status">
            {t('askSelected', chosen().length, recordings().length)}
          </p>
        </section>
        <WhyFields value={why()} complain={complained()} focus onChange={(change) => setWhy((before) => ({ ...before, ...change }))} />
        <TermFields value={terms()} profile={desk.profile()} onChange={(change) => setTerms((before) => ({ ...before, ...change }))} />
        <div class="row wrap">
          <span class="muted small grow">{t('signs', desk.me()?.name ?? '', desk.me()?.officerNumber ?? '')}</span>
          <Button tone="accent" icon="shield" disabled={chosen().length === 0} onClick={sign}>
            {t('askIt')}
          </Button>
        </div>
      </form>
    </Show>
  )
}

const AskAfterwards = (props: { readonly visit: UrgentVisit; readonly title: string }): JSX.Element => {
  const app = useApp()
  const desk = createDesk()
  const navigate = useNavigate()
  const first = (): UrgentVisit['viewings'][0] => props.visit.viewings[0]
  const [why, setWhy] = createSignal<Asked>({ purpose: first().purpose, reason: first().reason, caseNumber: first().caseNumber })
  const [complained, setComplained] = createSignal(false)
  const sign = async (): Promise<void> => {
    if (why().reason.trim() === '') return void setComplained(true)
    const asked = await act(
      app.ask({ use: 'view', purpose: why().purpose, reason: why().reason.trim(), caseNumber: why().caseNumber.trim(), title: props.title, session: first().session, recordings: props.visit.viewings.flatMap(({ recordings }) => recordings), untilMs: props.visit.deadline.dueMs ?? first().openedMs, times: 1, urgentViewing: props.visit.visit }),
    )
    if (!asked) return
    tell(t('askedIt'))
    navigate(`/approvals/${asked.value.id}`)
  }
  return (
    <form class="askForm stack wide" onSubmit={(event) => event.preventDefault()} autocomplete="off">
      <p class="note amber row top">
        <Icon name="warn" class="amber" />
        <span>
          {t('urgentAbout')} <strong>{props.visit.deadline.state === 'overdue' ? t('urgentOverdue', formatTime(props.visit.deadline.dueMs ?? 0)) : t('urgentDue', formatTime(props.visit.deadline.dueMs ?? 0))}</strong>
        </span>
      </p>
      <div class="panel stack">
        <strong>{props.title}</strong>
        <span class="muted small">{formatTime(first().openedMs)} · {first().person}</span>
      </div>
      <WhyFields value={why()} complain={complained()} onChange={(change) => setWhy((before) => ({ ...before, ...change }))} />
      <div class="row wrap">
        <span class="muted small grow">{t('signs', desk.me()?.name ?? '', desk.me()?.officerNumber ?? '')}</span>
        <Button tone="accent" icon="shield" disabled={props.visit.request !== null} onClick={sign}>
          {t('askIt')}
        </Button>
      </div>
    </form>
  )
}
