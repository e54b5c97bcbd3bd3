// Holds (article 14): what may not be disposed of, why, since when, and by whom it was lifted.

import { A } from '@solidjs/router'
import { createMemo, createSignal, For, Show, type JSX } from 'solid-js'
import { holdsOf, holdState, type HoldRow, type HoldState } from '../../../core/custody/holds.ts'
import { formatCount, formatTime } from '../../i18n/formats.ts'
import { Button } from '../../parts/Button.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { Select } from '../../parts/Field.tsx'
import type { CustodyDesk } from './createCustody.ts'
import type { ChangeParams, CustodyParams } from './custodyParams.ts'
import { lastDay } from './custodyText.ts'
import { custodyWords as t } from './custodyWords.ts'
import { HoldDialog } from './HoldDialog.tsx'
import { LiftDialog } from './LiftDialog.tsx'
import { ListBar } from './ListBar.tsx'

const shows = ['standing', 'ended', 'lifted', 'all'] as const

export const Holds = (props: { readonly desk: CustodyDesk; readonly query: Partial<CustodyParams>; readonly onChange: ChangeParams }): JSX.Element => {
  const [placing, setPlacing] = createSignal(false)
  const [lifting, setLifting] = createSignal<HoldRow | null>(null)
  const all = createMemo(() => holdsOf(props.desk.book()))
  const stateOf = (row: HoldRow): HoldState => holdState(row, props.desk.now())
  const show = (): (typeof shows)[number] => shows.find((name) => name === props.query.show) ?? 'standing'
  const rows = createMemo(() => all().filter((row) => show() === 'all' || stateOf(row) === show()))
  const label = (name: (typeof shows)[number]): string => (name === 'all' ? t('show.all') : t(`hold.${name}`))
  const untilText = ({ deed }: HoldRow): string => (deed.fields.untilMs === null ? '' : t('until', lastDay(deed.fields.untilMs)))
  const csv = (): readonly (readonly (string | number)[])[] => [
    [t('csv.hold'), t('csv.state'), t('reason'), t('csv.recordings'), t('csv.until'), t('csv.placed'), t('csv.by'), t('csv.lifted'), t('csv.by')],
    ...rows().map((row) => [row.deed.fields.title, t(`hold.${stateOf(row)}`), row.deed.fields.reason, row.deed.fields.count, untilText(row), formatTime(row.deed.madeMs), row.deed.name, row.lifted ? formatTime(row.lifted.madeMs) : '', row.lifted?.name ?? '']),
  ]
  return (
    <>
      <ListBar
        filters={<Select bare label={t('filter')} value={show()} set={show() !== 'standing'} choices={shows.map((value) => ({ value, label: `${label(value)} ${formatCount(all().filter((row) => value === 'all' || stateOf(row) === value).length)}` }))} onChoose={(value) => props.onChange({ show: value === 'standing' ? null : value })} />}
        count=""
        chosen={0}
        onClear={() => undefined}
        acts={null}
        more={
          <Show when={props.desk.may('placeHold')} fallback={<span class="muted small">{t('whoMay', props.desk.needed('placeHold'))}</span>}>
            <Button small onClick={() => setPlacing(true)}>
              {t('holdCase')}
            </Button>
          </Show>
        }
        csv={{ name: t('holds'), rows: csv }}
      />
      <Show
        when={rows().length > 0}
        fallback={
          <EmptyState icon="lock" title={all().length > 0 ? t('noneFit') : t('emptyHolds')} actions={<A class="button" href="/archive">{t('toArchive')}</A>}>
            <p>{all().length > 0 ? t('noneFitAbout') : t('emptyHoldsAbout')}</p>
          </EmptyState>
        }
      >
        <ul class="custodyCards scroll">
          <For each={rows()}>
            {(row) => (
              <li class="custodyCard">
                <div class="row wrap">
                  <span class={`chip ${stateOf(row) === 'standing' ? 'accent' : ''}`}>{t(`hold.${stateOf(row)}`)}</span>
                  <strong>
                    <Show when={row.deed.fields.session} fallback={row.deed.fields.title}>{(session) => <A href={`/archive/${encodeURIComponent(session())}`}>{row.deed.fields.title}</A>}</Show>
                  </strong>
                  <span class="muted small">{[row.deed.fields.caseNumber ? t('ofCase', row.deed.fields.caseNumber) : t('recordings', formatCount(row.deed.fields.count)), untilText(row)].filter(Boolean).join(' · ')}</span>
                  <span class="grow" />
                  <Show when={stateOf(row) === 'standing' && props.desk.may('placeHold')}>
                    <Button small onClick={() => setLifting(row)}>
                      {t('lift')}
                    </Button>
                  </Show>
                </div>
                <p>{row.deed.fields.reason}</p>
                <p class="muted small">
                  {t('placedBy', row.deed.name, formatTime(row.deed.madeMs))}
                  <Show when={row.lifted}>{(lift) => <> · {t('liftedBy', lift().name, formatTime(lift().madeMs))}: {lift().fields.reason}</>}</Show>
                </p>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={placing()}>
        <HoldDialog title="" session={null} recordings={[]} onClose={() => setPlacing(false)} />
      </Show>
      <Show when={lifting()}>{(row) => <LiftDialog hold={row()} onClose={() => setLifting(null)} />}</Show>
    </>
  )
}
