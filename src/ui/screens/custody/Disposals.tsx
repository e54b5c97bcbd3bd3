// Disposals (article 14): asked, approved, listed, removed by people with the system's own tools, and checked by the scans since.

import { A } from '@solidjs/router'
import { createMemo, createSignal, For, Show, type JSX } from 'solid-js'
import { utf8 } from '../../../core/bytes.ts'
import { sumsText } from '../../../core/custody/disposalList.ts'
import type { DisposalRow } from '../../../core/custody/disposals.ts'
import { formatCount, formatTime } from '../../i18n/formats.ts'
import { Button } from '../../parts/Button.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { Select, TextField } from '../../parts/Field.tsx'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { saveFile } from '../../state/saveFile.ts'
import type { CustodyDesk } from './createCustody.ts'
import type { ChangeParams, CustodyParams } from './custodyParams.ts'
import { custodyWords as t } from './custodyWords.ts'
import { ListBar } from './ListBar.tsx'
import { SignDialog } from './SignDialog.tsx'

const shows = ['open', 'left', 'gone', 'all'] as const
type ShowName = (typeof shows)[number]
const ended: readonly DisposalRow['state'][] = ['gone', 'refused', 'withdrawn', 'expired']
const fits: Record<ShowName, (row: DisposalRow) => boolean> = { open: ({ state }) => !ended.includes(state), left: ({ state }) => state === 'left', gone: ({ state }) => state === 'gone', all: () => true }
/** Paths shown of what is still there. */
const pathsShown = 50

export const Disposals = (props: { readonly desk: CustodyDesk; readonly query: Partial<CustodyParams>; readonly onChange: ChangeParams }): JSX.Element => {
  const app = useApp()
  const all = createLive(() => app.custody.disposals)
  const [signing, setSigning] = createSignal<{ readonly what: 'list' | 'check'; readonly row: DisposalRow } | null>(null)
  const [words, setWords] = createSignal('')
  const show = (): ShowName => shows.find((name) => name === props.query.show) ?? 'all'
  const rows = createMemo(() => (all() ?? []).filter(fits[show()]))
  const label = (name: ShowName): string => (name === 'all' ? t('show.all') : name === 'open' ? t('d.waiting') : t(`d.${name}`))
  const csv = (): readonly (readonly (string | number)[])[] => [
    [t('csv.session'), t('csv.state'), t('reason'), t('csv.recordings'), t('csv.by'), t('csv.placed'), t('csv.gone'), t('csv.left'), t('csv.unseen')],
    ...rows().map(({ request: { deed }, state, progress }) => [deed.fields.title, t(`d.${state}`), deed.fields.reason, deed.fields.count, deed.name, formatTime(deed.madeMs), progress?.gone ?? '', progress?.left.length ?? '', progress?.unseen.length ?? '']),
  ]
  return (
    <>
      <ListBar
        filters={<Select bare label={t('filter')} value={show()} set={show() !== 'all'} choices={shows.map((value) => ({ value, label: `${label(value)} ${formatCount((all() ?? []).filter(fits[value]).length)}` }))} onChoose={(value) => props.onChange({ show: value === 'all' ? null : value })} />}
        count=""
        chosen={0}
        onClear={() => undefined}
        acts={null}
        more={
          <A class="button quiet compact" href="/custody?tab=retention">
            {t('toRetention')}
          </A>
        }
        csv={{ name: t('disposals'), rows: csv }}
      />
      <Show
        when={rows().length > 0}
        fallback={
          <Show when={all()}>
            <EmptyState icon="file" title={t('emptyDisposals')} actions={<A class="button" href="/custody?tab=retention">{t('toRetention')}</A>}>
              <p>{t('emptyDisposalsAbout')}</p>
            </EmptyState>
          </Show>
        }
      >
        <ul class="custodyCards scroll">
          <For each={rows()}>{(row) => <Card row={row} desk={props.desk} onSign={(what) => { setWords(''); setSigning({ what, row }) }} />}</For>
        </ul>
      </Show>
      <Show when={signing()}>
        {(now) => (
          <SignDialog
            title={t(now().what === 'list' ? 'listTitle' : 'checkTitle')}
            about={now().what === 'list' ? t('listAbout') : ''}
            ready
            onSign={() => (now().what === 'list' ? app.custody.listDisposal(now().row.request.deed.id, words()) : app.custody.checkDisposal(now().row.deed?.id ?? '', words()))}
            onClose={() => setSigning(null)}
          >
            <p>
              <strong>{now().row.request.deed.fields.title}</strong> · {t('recordings', formatCount(now().row.request.deed.fields.count))}
            </p>
            <Show when={now().row.progress}>{(progress) => <p>{t('progress', formatCount(progress().gone), formatCount(progress().left.length), formatCount(progress().unseen.length))}</p>}</Show>
            <TextField label={t('words')} rows={2} maxLength={4000} value={words()} onInput={(event) => setWords(event.currentTarget.value)} />
          </SignDialog>
        )}
      </Show>
    </>
  )
}

const tones: Partial<Record<DisposalRow['state'], string>> = { left: 'red', gone: 'green', listed: 'amber', approved: 'accent', registered: 'accent' }

const Card = (props: { readonly row: DisposalRow; readonly desk: CustodyDesk; readonly onSign: (what: 'list' | 'check') => void }): JSX.Element => {
  const deed = () => props.row.request.deed
  const exportList = (): void => {
    for (const drive of props.row.list ?? []) saveFile({ name: `${drive.name}.sha256`, bytes: utf8(sumsText(drive)) })
  }
  return (
    <li class="custodyCard">
      <div class="row wrap">
        <span class={`chip ${tones[props.row.state] ?? ''}`}>{t(`d.${props.row.state}`)}</span>
        <strong>
          <Show when={deed().fields.session} fallback={deed().fields.title}>{(session) => <A href={`/archive/${encodeURIComponent(session())}`}>{deed().fields.title}</A>}</Show>
        </strong>
        <span class="muted small">{t('recordings', formatCount(deed().fields.count))}</span>
        <span class="grow" />
        <Show when={props.desk.may('recordDisposal')} fallback={<span class="muted small">{t('whoMay', props.desk.needed('recordDisposal'))}</span>}>
          <Show when={props.row.state === 'approved' || props.row.state === 'registered'}>
            <Button small tone="accent" onClick={() => props.onSign('list')}>
              {t('list')}
            </Button>
          </Show>
          <Show when={props.row.progress}>
            <Button small onClick={() => props.onSign('check')}>
              {t('checkNow')}
            </Button>
          </Show>
        </Show>
        <Show when={props.row.list}>
          <Button small icon="export" onClick={exportList}>
            {t('exportList')}
          </Button>
        </Show>
      </div>
      <p>{deed().fields.reason}</p>
      <p class="muted small">
        {t('askedBy', deed().name, formatTime(deed().madeMs))}
        <Show when={props.row.request.answer}>{(answer) => <> · {t('answeredBy', answer().name, formatTime(answer().madeMs))}</>}</Show>
      </p>
      <Show when={props.row.deed}>{(listed) => <p class="small">{t('filesOn', formatCount(listed().fields.copies), listed().fields.drives)}</p>}</Show>
      <Show when={props.row.progress}>
        {(progress) => (
          <>
            <p class="small">
              {t('progress', formatCount(progress().gone), formatCount(progress().left.length), formatCount(progress().unseen.length))}
              <Show when={progress().elsewhere.length > 0}>
                <span class="red"> · {t('elsewhere', progress().elsewhere.length)}</span>
              </Show>
            </p>
            <For each={[['stillThere', progress().left], ['unseenFiles', progress().unseen]] as const}>
              {([name, list]) => (
                <Show when={list.length > 0}>
                  <details class="small">
                    <summary class="muted">
                      {t(name)} {formatCount(list.length)}
                    </summary>
                    <ul>
                      <For each={list.slice(0, pathsShown)}>
                        {({ drive, path }) => (
                          <li class="path">
                            {drive}: {path}
                          </li>
                        )}
                      </For>
                    </ul>
                  </details>
                </Show>
              )}
            </For>
          </>
        )}
      </Show>
      <For each={props.row.checks}>
        {(check) => (
          <p class="muted small">
            {t('checkedBy', check.name, formatTime(check.madeMs))}: {t('progress', formatCount(check.fields.gone), formatCount(check.fields.left), formatCount(check.fields.unseen))}
          </p>
        )}
      </For>
    </li>
  )
}
