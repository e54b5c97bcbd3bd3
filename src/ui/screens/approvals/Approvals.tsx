// The place of requests and approvals: what waits for the person at work first, the chosen one beside the list; all of it in the URL.

import { A, useParams, useSearchParams } from '@solidjs/router'
import { createMemo, For, Show, type JSX } from 'solid-js'
import type { RequestRow, UrgentVisit } from '../../../app/app.ts'
import { CarryDeeds } from '../../parts/CarryDeeds.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { Select } from '../../parts/Field.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { createMedia } from '../../state/createMedia.ts'
import './approvals.css'
import { approvalsWords as t } from './approvalsWords.ts'
import { createDesk } from './createDesk.ts'
import { createSessions } from './createSessions.ts'
import { RequestDetail } from './RequestDetail.tsx'
import { RequestList, UrgentList } from './RequestList.tsx'
import { isOpen, isToDo, toReport } from './todo.ts'

const shows = ['todo', 'mine', 'open', 'all'] as const
type Shows = (typeof shows)[number]

export const Approvals = (): JSX.Element => {
  const params = useParams<{ request?: string }>()
  const [query, setQuery] = useSearchParams<{ show?: string }>()
  const desk = createDesk()
  const sessions = createSessions()
  const wide = createMedia('(min-width: 900px)')
  const show = (): Shows => shows.find((one) => one === query.show) ?? 'open'
  const chosen = (): RequestRow | undefined => desk.requests()?.find(({ deed }) => deed.id === params.request)
  const waiting = createMemo(() => {
    const me = desk.me()
    return me ? (desk.requests() ?? []).filter((row) => isToDo(row, me, desk.profile())) : []
  })
  /** What waits for the person at work stands first. */
  const rows = createMemo((): readonly RequestRow[] => {
    const [me, all] = [desk.me(), desk.requests() ?? []]
    if (show() === 'todo') return waiting()
    const kept = show() === 'mine' ? all.filter(({ deed }) => deed.person === me?.id) : show() === 'open' ? all.filter(isOpen) : all
    return [...kept.filter((row) => waiting().includes(row)), ...kept.filter((row) => !waiting().includes(row))]
  })
  const visits = (): readonly UrgentVisit[] => {
    const me = desk.me()
    return me ? (show() === 'todo' || show() === 'mine' ? toReport(desk.visits(), me) : desk.visits().filter(({ request }) => !request)) : []
  }
  const nothing = (): boolean => rows().length === 0 && visits().length === 0
  const hrefOf = (id: string): string => `/approvals/${id}${show() === 'open' ? '' : `?show=${show()}`}`
  return (
    <div class="screen">
      <header class="screenHead approvalsHead">
        <Show when={!wide() && chosen()} fallback={<h1>{t('title')}</h1>}>
          <A class="button quiet compact" href={`/approvals${window.location.search}`}>
            {t('askBack')}
          </A>
        </Show>
        <span class="grow" />
        <Select bare label={t('show')} value={show()} choices={shows.map((one) => ({ value: one, label: one === 'todo' && waiting().length > 0 ? `${t('show.todo')} ${waiting().length}` : t(`show.${one}`) }))} onChoose={(next) => setQuery({ show: next === 'open' ? null : next })} />
        <Show when={wide() || !chosen()}>
          <CarryDeeds small />
          <A class="button accent compact" href="/archive" title={t('newAbout')}>
            <Icon name="plus" />
            {t('newRequest')}
          </A>
        </Show>
      </header>
      <div class="approvalsBody">
        <Show when={wide() || !chosen()}>
          <section class="approvalsList scroll" aria-label={t('title')}>
            <Show
              when={desk.requests() && nothing()}
              fallback={
                <>
                  <UrgentList visits={visits()} isMine={({ viewings: [first] }) => first.personId === desk.me()?.id} titleOf={sessions.titleOf} />
                  <RequestList rows={rows()} profile={desk.profile()} chosen={params.request} hrefOf={hrefOf} />
                </>
              }
            >
              <EmptyState icon="shield" title={t(show() === 'mine' ? 'noneMine' : 'none')} actions={<A class="button accent" href="/archive">{t('toArchive')}</A>}>
                <p>{t(show() === 'mine' ? 'noneMineAbout' : 'noneAbout')}</p>
                <p>{t('about')}</p>
              </EmptyState>
            </Show>
          </section>
        </Show>
        <Show when={wide() ? !nothing() || chosen() : chosen()}>
          <section class="approvalsDetail scroll">
            <Show
              when={chosen()}
              fallback={
                <EmptyState icon="shield" title={t('pick')}>
                  <p>{t('pickAbout')}</p>
                </EmptyState>
              }
            >
              {(row) => <For each={[row().deed.id]}>{() => <RequestDetail row={row()} desk={desk} />}</For>}
            </Show>
          </section>
        </Show>
      </div>
    </div>
  )
}
