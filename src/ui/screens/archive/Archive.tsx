// The archive: search, filters, sessions by day, and the chosen one beside them; all of it in the URL.

import { useNavigate, useParams, useSearchParams } from '@solidjs/router'
import { createMemo, createSignal, Match, Show, Switch, type JSX } from 'solid-js'
import type { SessionId } from '../../../core/ids.ts'
import { bringDriveActs } from '../../../core/policy/acts.ts'
import { common } from '../../i18n/common.ts'
import { formatCount } from '../../i18n/formats.ts'
import { Button, IconButton } from '../../parts/Button.tsx'
import { Sheet } from '../../parts/Dialog.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { Legend } from '../../parts/StateMarks.tsx'
import { useApp, useShell } from '../../state/appContext.ts'
import { createArriving } from '../../state/createArriving.ts'
import { provideCommands } from '../../state/commands.ts'
import { createDrivePicking } from '../../state/drivePicking.ts'
import { createLive } from '../../state/createLive.ts'
import { createRight } from '../../state/createRight.ts'
import { createMedia } from '../../state/createMedia.ts'
import { AttachFound } from '../cases/AttachFound.tsx'
import { AskFound } from '../approvals/AskFound.tsx'
import { archiveLines, lineOfSession, sessionsInOrder } from './archiveLines.ts'
import { archiveWords as t } from './archiveWords.ts'
import { isFiltered, noFilter, paramsToFilter, type FilterParams } from './filterParams.ts'
import { Filters } from './Filters.tsx'
import { SessionDetail } from './SessionDetail.tsx'
import { SessionList } from './SessionList.tsx'
import { sessionLegend } from './sessionMarks.ts'
import './archive.css'

export const Archive = (): JSX.Element => {
  const app = useApp()
  const navigate = useNavigate()
  const params = useParams<{ session?: string }>()
  const [query, setQuery] = useSearchParams<FilterParams>()
  const filter = createMemo(() => paramsToFilter({ ...query }), undefined, { equals: (a, b) => JSON.stringify(a) === JSON.stringify(b) })
  const rows = createLive(() => app.search(filter()))
  const wide = createMedia('(min-width: 1000px)')
  const [columns, setColumns] = createSignal(1)
  const asGrid = (): boolean => query.as === 'grid'
  const lines = createMemo(() => archiveLines(rows() ?? [], asGrid() ? columns() : 1))
  const order = createMemo(() => sessionsInOrder(lines()))
  const chosen = (): string | undefined => params.session

  const choose = (id: string | undefined): void => navigate(`/archive${id ? `/${id}` : ''}${window.location.search}`, { replace: chosen() !== undefined && id !== undefined, scroll: false })
  const move = (step: number): void => {
    const list = order()
    const at = list.findIndex(({ session }) => session.id === chosen())
    const next = list[at < 0 ? 0 : Math.max(0, Math.min(list.length - 1, at + step))]
    if (next) choose(next.session.id)
  }
  const watch = (id: string | undefined): void => {
    if (id) navigate(`/view/${id}`)
  }
  const inList = (): boolean => document.activeElement === document.body || document.activeElement?.getAttribute('role') === 'listbox'
  const step = (): number => (asGrid() ? columns() : 1)
  provideCommands([
    { id: 'archive.watch', title: () => t('openWatch'), keys: ['Enter'], group: 'view', when: () => chosen() !== undefined && inList(), run: () => watch(chosen()) },
    { id: 'archive.next', title: () => t('next'), keys: ['ArrowDown', 'j'], group: 'view', quiet: true, when: inList, run: () => move(step()) },
    { id: 'archive.previous', title: () => t('previous'), keys: ['ArrowUp', 'k'], group: 'view', quiet: true, when: inList, run: () => move(-step()) },
    { id: 'archive.right', title: () => t('next'), keys: ['ArrowRight'], group: 'view', quiet: true, when: () => asGrid() && inList(), run: () => move(1) },
    { id: 'archive.left', title: () => t('previous'), keys: ['ArrowLeft'], group: 'view', quiet: true, when: () => asGrid() && inList(), run: () => move(-1) },
    { id: 'archive.close', title: () => t('closeDetail'), keys: ['Escape'], group: 'view', quiet: true, when: () => chosen() !== undefined, run: () => choose(undefined) },
    { id: 'archive.search', title: () => t('focusSearch'), keys: ['Ctrl+F'], group: 'view', run: () => document.querySelector<HTMLInputElement>('.archiveSearch input')?.select() },
  ])

  return (
    <div class="screen">
      <Filters query={query} onChange={(change, replace) => setQuery(change, { replace })} />
      <div class="archiveBody">
        <section class="archiveMain">
          <div class="archiveBar row">
            <span class="muted small" role="status">
              {rows() ? t('found', formatCount(rows()?.length ?? 0)) : '\u00a0'}
            </span>
            <Show when={isFiltered(filter())}>
              <Button tone="quiet" small icon="close" onClick={() => setQuery(noFilter)}>
                {t('clearFilters')}
              </Button>
            </Show>
            <span class="grow" />
            <Show when={isFiltered(filter()) && order().length > 0}>
              <AskFound query={{ ...query }} />
            </Show>
            <AttachFound rows={order()} chosen={chosen()} />
            <IconButton small icon="list" label={t('asList')} aria-pressed={!asGrid()} onClick={() => setQuery({ as: null }, { replace: true })} />
            <IconButton small icon="grid" label={t('asGrid')} aria-pressed={asGrid()} onClick={() => setQuery({ as: 'grid' }, { replace: true })} />
          </div>
          <Switch>
            <Match when={rows() === undefined}>
              <div class="skeleton" aria-hidden="true" />
            </Match>
            <Match when={order().length > 0}>
              <SessionList lines={lines()} grid={asGrid()} chosen={chosen()} reveal={lineOfSession(lines(), chosen())} onChoose={choose} onWatch={watch} onColumns={setColumns} />
              <div class="archiveLegend">
                <Legend title={t('legend')} marks={sessionLegend()} />
              </div>
            </Match>
            <Match when={isFiltered(filter())}>
              <EmptyState icon="search" title={t('nothingTitle')} actions={<Button onClick={() => setQuery(noFilter)}>{t('clearFilters')}</Button>}>
                <p>{t('nothingAbout')}</p>
              </EmptyState>
            </Match>
            <Match when={true}>
              <EmptyArchive />
            </Match>
          </Switch>
        </section>
        <Show when={wide()} fallback={<Sheet open={chosen() !== undefined} onClose={() => choose(undefined)} title={common('sessionWord')}><Show when={chosen()} keyed>{(id) => <SessionDetail id={id as SessionId} />}</Show></Sheet>}>
          <Show when={order().length > 0 || chosen()}>
            <aside class="detail scroll" aria-label={t('facts')}>
              <Show when={chosen()} keyed fallback={<EmptyState icon="archive" title={t('pickOne')}><p>{t('pickOneAbout')}</p></EmptyState>}>
                {(id) => <SessionDetail id={id as SessionId} onClose={() => choose(undefined)} />}
              </Show>
            </aside>
          </Show>
        </Show>
      </div>
    </div>
  )
}

const EmptyArchive = (): JSX.Element => {
  const shell = useShell()
  const navigate = useNavigate()
  const picking = createDrivePicking()
  const arriving = createArriving()
  const right = createRight(...bringDriveActs)
  return (
    <EmptyState
      icon="drive"
      title={t('emptyTitle')}
      actions={
        <Show when={right.may()} fallback={<span class="muted small">{common('mayNot', right.needed())}</span>}>
          <Button tone="accent" icon="plus" onClick={() => (shell.canPick ? picking.pick() : navigate('/drives'))}>
            {t('emptyAdd')}
          </Button>
          <Button onClick={() => picking.addSample()}>{t('emptySample')}</Button>
        </Show>
      }
    >
      <p>{t('emptyAbout')}</p>
      <Show when={arriving()}>
        <p role="status">{t('emptyArriving')}</p>
      </Show>
    </EmptyState>
  )
}
