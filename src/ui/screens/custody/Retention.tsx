// Retention (article 14): until when every Session is kept and why; from here it is filed, held, or put up for disposal.

import { A } from '@solidjs/router'
import { createMemo, createSignal, Show, type JSX } from 'solid-js'
import { dueCount, isDoubt, type RetentionRow } from '../../../core/custody/retentionRows.ts'
import { common } from '../../i18n/common.ts'
import { formatCount, formatTime } from '../../i18n/formats.ts'
import { language } from '../../i18n/language.ts'
import { Button } from '../../parts/Button.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { CheckField, Select } from '../../parts/Field.tsx'
import { VirtualList } from '../../parts/VirtualList.tsx'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { createMedia } from '../../state/createMedia.ts'
import { CategoryDialog } from './CategoryDialog.tsx'
import { createChosen, type CustodyDesk } from './createCustody.ts'
import type { ChangeParams, CustodyParams } from './custodyParams.ts'
import { categoryText, chosenTitle, lastDay, reasonText, sessionText } from './custodyText.ts'
import { custodyWords as t } from './custodyWords.ts'
import { DisposeDialog } from './DisposeDialog.tsx'
import { HoldDialog } from './HoldDialog.tsx'
import { ListBar } from './ListBar.tsx'

const shows = ['due', 'held', 'doubt', 'endless', 'all'] as const
type ShowName = (typeof shows)[number]

export const Retention = (props: { readonly desk: CustodyDesk; readonly query: Partial<CustodyParams>; readonly onChange: ChangeParams }): JSX.Element => {
  const app = useApp()
  const known = createLive(() => app.custody.retention)
  const narrow = createMedia('(max-width: 900px)')
  const [dialog, setDialog] = createSignal<'dispose' | 'category' | 'hold' | null>(null)
  const profile = () => props.desk.policy().profile
  const show = (): ShowName => shows.find((name) => name === props.query.show) ?? 'due'
  const isHeld = (row: RetentionRow): boolean => row.retentions.some(({ reasons }) => reasons.some(({ rule, endless, endMs }) => rule === 'hold' && (endless !== null || (endMs ?? 0) > props.desk.now())))
  const fits: Record<ShowName, (row: RetentionRow) => boolean> = {
    due: (row) => dueCount(row, props.desk.now()) > 0,
    held: isHeld,
    doubt: ({ deciding }) => deciding.some(({ endless }) => isDoubt(endless)),
    endless: ({ endMs }) => endMs === null,
    all: () => true,
  }
  const all = createMemo(() => known()?.rows ?? [])
  const counts = createMemo(() => new Map(shows.map((name) => [name, all().filter(fits[name]).length])))
  const categories = createMemo(() => [...new Set([...profile().retention.categories.map(({ id }) => id), ...all().flatMap((row) => row.categories)])])
  const rows = createMemo(() => {
    const { category, officer } = props.query
    const found = all().filter((row) => fits[show()](row) && (!officer || row.session.officer === officer) && (!category || (category === 'none' ? row.categories.length === 0 : row.categories.includes(category))))
    return narrow() ? [...found] : found
  })
  const officers = createMemo(() => [...new Set(all().flatMap(({ session }) => session.officer ?? []))].toSorted())
  const chosen = createChosen(createMemo(() => new Set(rows().map(({ session }) => session.id as string))))
  const chosenRows = createMemo(() => rows().filter(({ session }) => chosen.ids().includes(session.id)))
  const reasonsOf = (row: RetentionRow): string => row.deciding.map((reason) => reasonText(reason, profile(), props.desk.holdReason)).join(language() === 'en' ? '; ' : '；')
  const endOf = (row: RetentionRow): string => (row.endMs === null ? t('noEnd') : lastDay(row.endMs))
  const state = (row: RetentionRow): { readonly tone: string; readonly text: string } => {
    const due = dueCount(row, props.desk.now())
    if (due === row.retentions.length) return { tone: 'amber', text: t('dueSince', endOf(row)) }
    if (due > 0) return { tone: 'amber', text: t('dueSome', due, row.retentions.length) }
    return { tone: '', text: row.endMs === null ? t('noEnd') : t('until', endOf(row)) }
  }
  const mayFile = (): boolean => props.desk.may('collect') || props.desk.may('placeHold') || props.desk.may('recordDisposal')
  const csv = (): readonly (readonly (string | number)[])[] => [
    [t('csv.day'), t('csv.begin'), t('csv.recorder'), t('csv.officer'), t('csv.recordings'), t('csv.dueCount'), t('csv.until'), t('category'), t('csv.reasons'), t('csv.session')],
    ...rows().map((row) => [row.session.day, row.session.day === 'unset' ? '' : formatTime(row.session.startMs), row.session.recorder ?? '', row.session.officer ?? '', row.retentions.length, dueCount(row, props.desk.now()), endOf(row), row.categories.map((id) => categoryText(id, profile())).join(' '), reasonsOf(row), row.session.id]),
  ]
  const close = (signed: boolean): void => {
    setDialog(null)
    if (signed) chosen.clear()
  }

  return (
    <Show
      when={all().length > 0}
      fallback={
        <Show when={known()}>
          <EmptyState icon="clock" title={t('emptyRetention')} actions={<A class="button accent" href="/drives">{t('toDrives')}</A>}>
            <p>{t('emptyRetentionAbout')}</p>
          </EmptyState>
        </Show>
      }
    >
      <ListBar
        filters={
          <>
            <Select bare label={t('filter')} value={show()} set={show() !== 'due'} choices={shows.map((value) => ({ value, label: `${t(`show.${value}`)} ${formatCount(counts().get(value) ?? 0)}` }))} onChoose={(value) => props.onChange({ show: value === 'due' ? null : value })} />
            <Select bare label={t('category')} value={props.query.category ?? ''} set={!!props.query.category} choices={[{ value: '', label: t('anyCategory') }, { value: 'none', label: t('noCategory') }, ...categories().map((value) => ({ value, label: categoryText(value, profile()) }))]} onChoose={(category) => props.onChange({ category: category || null })} />
            <Select bare label={t('officerFilter')} value={props.query.officer ?? ''} set={!!props.query.officer} choices={[{ value: '', label: t('anyOfficer') }, ...officers().map((value) => ({ value, label: value }))]} onChoose={(officer) => props.onChange({ officer: officer || null })} />
          </>
        }
        count={`${t('count', formatCount(rows().length))} · ${t('byProfile', profile().title[language() === 'en' ? 'en' : 'zh'], profile().version)}`}
        chosen={chosen.ids().length}
        onClear={chosen.clear}
        acts={
          <>
            <Show when={props.desk.may('recordDisposal')}>
              <Button small tone="accent" onClick={() => setDialog('dispose')}>
                {t('askDisposal', chosenRows().reduce((sum, row) => sum + dueCount(row, props.desk.now()), 0))}
              </Button>
            </Show>
            <Show when={props.desk.may('collect')}>
              <Button small onClick={() => setDialog('category')}>
                {t('setCategory')}
              </Button>
            </Show>
            <Show when={props.desk.may('placeHold')}>
              <Button small onClick={() => setDialog('hold')}>
                {t('placeHold')}
              </Button>
            </Show>
          </>
        }
        more={<A class="button quiet compact" href="/settings/policy?view=trial">{t('trialLink')}</A>}
        csv={{ name: t('retention'), rows: csv }}
      />
      <Show
        when={rows().length > 0}
        fallback={
          <EmptyState icon="check" title={show() === 'due' && !props.query.category && !props.query.officer ? t('nothingDue') : t('noneFit')} actions={<Button onClick={() => props.onChange({ show: 'all', category: null, officer: null })}>{t('show.all')}</Button>}>
            <p>{show() === 'due' ? t('nothingDueAbout') : t('noneFitAbout')}</p>
          </EmptyState>
        }
      >
        <VirtualList label={t('retention')} rows={rows()} rowHeight={() => (narrow() ? 108 : 48)} keyOf={({ session }) => session.id}>
          {(row) => (
            <article class="custodyRow retentionRow" role="listitem">
              <span class="custodyCheck">
                <Show when={mayFile()}>
                  <CheckField bare label={t('select', sessionText(row().session))} checked={chosen.has(row().session.id)} onChange={() => chosen.toggle(row().session.id)} />
                </Show>
              </span>
              <span class="two">
                <A href={`/archive/${encodeURIComponent(row().session.id)}`}>{sessionText(row().session)}</A>
                <span class="muted small clip">{[row().session.officer && `${common('officer')} ${row().session.officer}`, t('recordings', formatCount(row().retentions.length)), row().clockNotSet ? t('countedFromCollection') : ''].filter(Boolean).join(' · ')}</span>
              </span>
              <span class="two">
                <span class={state(row()).tone}>{state(row()).text}</span>
                <span class="muted small clip">{row().categories.map((id) => categoryText(id, profile())).join(' · ') || t('noCategory')}</span>
              </span>
              <span class="muted small reasonCell" title={reasonsOf(row())}>
                {reasonsOf(row())}
              </span>
            </article>
          )}
        </VirtualList>
      </Show>
      <Show when={dialog() === 'dispose'}>
        <DisposeDialog rows={chosenRows()} now={props.desk.now()} onClose={close} />
      </Show>
      <Show when={dialog() === 'category'}>
        <CategoryDialog rows={chosenRows()} desk={props.desk} onClose={close} />
      </Show>
      <Show when={dialog() === 'hold'}>
        <HoldDialog title={chosenTitle(chosenRows())} session={chosenRows().length === 1 ? (chosenRows()[0]?.session.id ?? null) : null} recordings={chosenRows().flatMap((row) => row.retentions.map(({ recordingId }) => recordingId))} onClose={close} />
      </Show>
    </Show>
  )
}
