// Hand-over (article 13): every Session with its clock; the custodian takes over what lies checked on an archive drive.

import { A } from '@solidjs/router'
import { createMemo, createSignal, Show, type JSX } from 'solid-js'
import { overdueHandOvers, type HandOverRow } from '../../../core/custody/handOvers.ts'
import type { DriveId, SessionId } from '../../../core/ids.ts'
import { common } from '../../i18n/common.ts'
import { formatCount, formatTime } from '../../i18n/formats.ts'
import { language } from '../../i18n/language.ts'
import { Button } from '../../parts/Button.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { CheckField, Select, TextField } from '../../parts/Field.tsx'
import { StateMarks } from '../../parts/StateMarks.tsx'
import { VirtualList } from '../../parts/VirtualList.tsx'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { createMedia } from '../../state/createMedia.ts'
import { createChosen, type CustodyDesk } from './createCustody.ts'
import type { ChangeParams, CustodyParams } from './custodyParams.ts'
import { dutyText, handOverMark, handOverText, sessionText } from './custodyText.ts'
import { custodyWords as t } from './custodyWords.ts'
import { DriveRoles } from './DriveRoles.tsx'
import { Duty } from './Duty.tsx'
import { ListBar } from './ListBar.tsx'
import { SignDialog } from './SignDialog.tsx'

const shows = ['open', 'overdue', 'late', 'done', 'all'] as const
const fits: Record<(typeof shows)[number], (row: HandOverRow) => boolean> = {
  open: ({ deadline }) => deadline.doneMs === null && deadline.state !== 'before',
  overdue: ({ deadline }) => deadline.state === 'overdue',
  late: ({ deadline }) => deadline.state === 'late',
  done: ({ deadline }) => deadline.doneMs !== null,
  all: () => true,
}

export const HandOver = (props: { readonly desk: CustodyDesk; readonly query: Partial<CustodyParams>; readonly onChange: ChangeParams }): JSX.Element => {
  const app = useApp()
  const all = createLive(() => app.custody.handOvers)
  const drives = createLive(() => app.drives, [])
  const narrow = createMedia('(max-width: 900px)')
  const [dialog, setDialog] = createSignal<'handOver' | 'roles' | 'duty' | null>(null)
  const [drive, setDrive] = createSignal('')
  const [words, setWords] = createSignal('')
  /** Officers answer for their own; custodians and those who verify see all. */
  const seesAll = (): boolean => props.desk.may('collect') || props.desk.may('verifyLogs')
  const own = (): boolean => !seesAll() || props.query.who === 'mine'
  const mine = createMemo(() => (all() ?? []).filter(({ session }) => !own() || session.officer === props.desk.person()?.officerNumber))
  const show = (): (typeof shows)[number] => shows.find((name) => name === props.query.show) ?? 'open'
  const officers = createMemo(() => [...new Set(mine().flatMap(({ session }) => session.officer ?? []))].toSorted())
  const rows = createMemo(() => {
    const found = mine().filter((row) => fits[show()](row) && (!props.query.officer || row.session.officer === props.query.officer))
    return narrow() ? [...found] : found
  })
  const chosen = createChosen(createMemo(() => new Set(rows().filter(({ ready }) => ready.length > 0).map(({ session }) => session.id as string))))
  const chosenRows = createMemo(() => rows().filter(({ session }) => chosen.ids().includes(session.id)))
  const nameOf = (id: string): string => drives().find((one) => one.drive.id === id)?.drive.name ?? id.slice(0, 8)
  const named = (ids: readonly string[]): string => ids.map(nameOf).join(language() === 'en' ? ', ' : '、')
  /** Archive drives that hold all that is chosen. */
  const onto = createMemo((): readonly DriveId[] => (chosenRows()[0]?.ready ?? []).filter((id) => chosenRows().every(({ ready }) => ready.includes(id))))
  const target = (): string => onto().find((id) => id === drive()) ?? onto()[0] ?? ''
  const csv = (): readonly (readonly (string | number)[])[] => [
    [t('csv.day'), t('csv.begin'), t('csv.end'), t('csv.recorder'), t('csv.officer'), t('csv.recordings'), t('csv.state'), t('csv.due'), t('csv.lateHours'), t('csv.handed'), t('csv.custodian'), t('csv.duty'), t('csv.session')],
    ...rows().map((row) => {
      const { session, deadline, recordings, deeds } = row
      const time = (ms: number | null): string => (ms === null || session.day === 'unset' ? '' : formatTime(ms))
      return [session.day, time(session.startMs), time(session.endMs), session.recorder ?? '', session.officer ?? '', recordings, t(`state.${deadline.state}`), time(deadline.dueMs), (deadline.lateMs / 3_600_000).toFixed(1), deadline.doneMs === null ? '' : formatTime(deadline.doneMs), deeds.at(-1)?.name ?? '', dutyText(row), session.id]
    }),
  ]
  const rule = (): string => {
    const { sameDay, hoursAfterReturn } = props.desk.policy().profile.handOver
    return `${sameDay ? t('sameDay') : t('noLimit')} · ${t('hoursAfter', hoursAfterReturn)}`
  }

  return (
    <Show
      when={(all()?.length ?? 0) > 0}
      fallback={
        <Show when={all()}>
          <EmptyState icon="custody" title={t('emptyHandOver')} actions={<A class="button accent" href="/drives">{t('toDrives')}</A>}>
            <p>{t('emptyHandOverAbout')}</p>
          </EmptyState>
        </Show>
      }
    >
      <ListBar
        filters={
          <>
            <Select bare label={t('filter')} value={show()} set={show() !== 'open'} choices={shows.map((value) => ({ value, label: `${t(`show.${value}`)} ${formatCount(mine().filter(fits[value]).length)}` }))} onChoose={(value) => props.onChange({ show: value === 'open' ? null : value })} />
            <Show when={seesAll()}>
              <Select bare label={t('whose')} value={own() ? 'mine' : 'all'} set={own()} choices={[{ value: 'all', label: t('everybody') }, { value: 'mine', label: t('mine') }]} onChoose={(who) => props.onChange({ who: who === 'mine' ? 'mine' : null })} />
              <Select bare label={t('officerFilter')} value={props.query.officer ?? ''} set={!!props.query.officer} choices={[{ value: '', label: t('anyOfficer') }, ...officers().map((value) => ({ value, label: value }))]} onChoose={(officer) => props.onChange({ officer: officer || null })} />
            </Show>
          </>
        }
        count={`${t('count', formatCount(rows().length))} · ${rule()}`}
        chosen={chosen.ids().length}
        onClear={chosen.clear}
        acts={
          <Button small tone="accent" disabled={onto().length === 0} onClick={() => setDialog('handOver')}>
            {t('handOverDo', chosen.ids().length)}
          </Button>
        }
        more={
          <>
            <Show when={props.desk.may('collect')}>
              <Button small disabled={!rows().some(({ ready }) => ready.length > 0)} title={props.desk.book().of('driveRole').some(({ fields }) => fields.role === 'archive') ? '' : t('noArchive')} onClick={() => chosen.choose(rows().filter(({ ready }) => ready.length > 0).map(({ session }) => session.id))}>
                {t('handOverDo', rows().filter(({ ready }) => ready.length > 0).length)}
              </Button>
            </Show>
            <Show when={props.desk.may('writeFieldNote')}>
              <Button small tone="quiet" onClick={() => setDialog('duty')}>
                {t('duty')}
              </Button>
            </Show>
            <Button small tone="quiet" onClick={() => setDialog('roles')}>
              {t('setRoles')}
            </Button>
          </>
        }
        csv={{ name: t('handOver'), rows: csv }}
      />
      <Show
        when={rows().length > 0}
        fallback={
          <EmptyState icon="check" title={t('noneFit')} actions={<Button onClick={() => props.onChange({ show: 'all', officer: null })}>{t('show.all')}</Button>}>
            <p>{t('noneFitAbout')}</p>
          </EmptyState>
        }
      >
        <VirtualList label={t('handOver')} rows={rows()} rowHeight={() => (narrow() ? 108 : 48)} keyOf={({ session }) => session.id}>
          {(row) => (
            <article class="custodyRow handOverRow" role="listitem">
              <span class="custodyCheck">
                <Show when={props.desk.may('collect') && row().ready.length > 0}>
                  <CheckField bare label={t('select', sessionText(row().session))} checked={chosen.has(row().session.id)} onChange={() => chosen.toggle(row().session.id)} />
                </Show>
              </span>
              <span class="two">
                <A href={`/archive/${encodeURIComponent(row().session.id)}`}>{sessionText(row().session)}</A>
                <span class="muted small clip">{[row().session.officer && `${common('officer')} ${row().session.officer}`, t('recordings', formatCount(row().recordings)), dutyText(row())].filter(Boolean).join(' · ')}</span>
              </span>
              <span class="two">
                <span class="row stateLine">
                  <StateMarks marks={[handOverMark(row())]} />
                  <span class={handOverMark(row()).tone === 'plain' ? '' : handOverMark(row()).tone}>{t(`state.${row().deadline.state}`)}</span>
                </span>
                <span class="muted small clip">{handOverText(row(), props.desk.now())}</span>
              </span>
              <span class="muted small placeCell">
                <Show when={row().deadline.doneMs === null}>{row().ready.length > 0 ? t('readyOn', named(row().ready)) : t('notInArchive', named(row().on))}</Show>
              </span>
            </article>
          )}
        </VirtualList>
      </Show>
      <Show when={dialog() === 'handOver'}>
        <SignDialog
          title={t('handOverTitle')}
          about={t('handOverAbout')}
          ready={target() !== ''}
          onSign={() => app.custody.handOver(chosen.ids() as readonly SessionId[], target() as DriveId, words())}
          onClose={(signed) => {
            setDialog(null)
            if (signed) chosen.clear()
          }}
        >
          <p>
            <strong>{t('count', formatCount(chosenRows().length))}</strong> · {t('recordings', formatCount(chosenRows().reduce((sum, { recordings, handed }) => sum + recordings - handed, 0)))}
            <Show when={overdueHandOvers(chosenRows()).length > 0}>
              <span class="red"> · {t('state.overdue')} {overdueHandOvers(chosenRows()).length}</span>
            </Show>
          </p>
          <Select label={t('ontoDrive')} value={target()} choices={onto().map((id) => ({ value: id as string, label: nameOf(id) }))} onChoose={setDrive} />
          <TextField label={t('words')} rows={2} maxLength={4000} value={words()} onInput={(event) => setWords(event.currentTarget.value)} />
        </SignDialog>
      </Show>
      <Show when={dialog() === 'roles'}>
        <DriveRoles desk={props.desk} onClose={() => setDialog(null)} />
      </Show>
      <Show when={dialog() === 'duty'}>
        <Duty desk={props.desk} onClose={() => setDialog(null)} />
      </Show>
    </Show>
  )
}
