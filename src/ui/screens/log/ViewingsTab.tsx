// The register of Viewings: who, when, why, and the watched ranges drawn to scale.

import { A } from '@solidjs/router'
import { createMemo, For, Show, type JSX } from 'solid-js'
import type { ViewingRow } from '../../../app/app.ts'
import { common } from '../../i18n/common.ts'
import { formatClock } from '../../i18n/formats.ts'
import { Button } from '../../parts/Button.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { Select } from '../../parts/Field.tsx'
import { Duration, TimeText } from '../../parts/figures.tsx'
import { StateMarks, type Mark } from '../../parts/StateMarks.tsx'
import { VirtualList } from '../../parts/VirtualList.tsx'
import { createMedia } from '../../state/createMedia.ts'
import type { CatalogNames } from './catalogNames.ts'
import { logWords as t } from './logWords.ts'
import type { ViewingFilter } from './viewingFilter.ts'
import { groupWatched, WatchedBar } from './WatchedBar.tsx'

export const ViewingsTab = (props: { readonly ready: boolean; readonly any: boolean; readonly filter: ViewingFilter; readonly names: CatalogNames }): JSX.Element => {
  const recordingLabel = (id: string): string => {
    const known = props.names.recording(id)
    const short = `${id.slice(0, 4)}…${id.slice(-4)}`
    return known && known.session.day !== 'unset' ? `${known.session.day} ${formatClock(known.startMs)} ${known.session.recorder ?? ''} · ${short}` : short
  }
  const narrow = createMedia('(max-width: 900px)')
  // Other heights with the same rows: the list measures when it gets new ones.
  const rows = createMemo(() => (narrow() ? [...props.filter.rows()] : props.filter.rows()))
  return (
    <Show
      when={props.any}
      fallback={
        <Show when={props.ready}>
          <EmptyState icon="log" title={t('noViewings')} actions={<A class="button accent" href="/archive">{t('toArchive')}</A>}>
            <p>{t('noViewingsAbout')}</p>
          </EmptyState>
        </Show>
      }
    >
      <div class="logFilter row wrap">
        <Select bare label={t('person')} value={props.filter.person()} set={props.filter.person() !== ''} choices={[{ value: '', label: t('anybody') }, ...props.filter.people().map((name) => ({ value: name, label: name }))]} onChoose={(person) => props.filter.set({ person })} />
        <Select bare label={t('recording')} value={props.filter.recording()} set={props.filter.recording() !== ''} choices={[{ value: '', label: t('anyRecording') }, ...props.filter.recordings().map((id) => ({ value: id, label: recordingLabel(id) }))]} onChoose={(recording) => props.filter.set({ recording })} />
        <span class="muted small">{t('count', props.filter.rows().length)}</span>
      </div>
      <Show
        when={props.filter.rows().length > 0}
        fallback={
          <EmptyState icon="filter" title={t('noneFound')} actions={<Button onClick={() => props.filter.set({ person: '', recording: '' })}>{t('clearFilter')}</Button>}>
            <p>{t('noneFoundAbout')}</p>
          </EmptyState>
        }
      >
        <VirtualList label={t('viewings')} rows={rows()} rowHeight={(row) => heightOf(row, narrow())} keyOf={(row) => `${row.logId}/${row.viewing}`}>
          {(row) => <ViewingCard row={row()} names={props.names} />}
        </VirtualList>
      </Show>
    </Show>
  )
}

/** Recordings drawn in one card; the rest are counted. */
const barsShown = 6

/** As in log.css: lines of 20 px, padding and border of 17. */
const heightOf = (row: ViewingRow, narrow: boolean): number => {
  const recordings = new Set(row.watched.map(({ recordingId }) => recordingId)).size
  const bars = Math.min(recordings, barsShown) * (narrow ? 2 : 1)
  return 17 + 20 * ((narrow ? 4 : 2) + (recordings === 0 ? 1 : bars) + (recordings > barsShown ? 1 : 0))
}

const endMark = (row: ViewingRow): Mark | null => {
  if (row.ended === 'closed') return null
  if (row.ended === 'running') return { icon: 'play', tone: 'green', word: t('ended.running') }
  return { icon: row.ended === 'blockMismatch' ? 'stop' : 'warn', tone: row.ended === 'blockMismatch' ? 'red' : 'amber', word: t(`ended.${row.ended}`) }
}

const whereMarks = (row: ViewingRow): readonly (Mark | null)[] => [
  { icon: 'device', tone: 'plain', word: common('whereDevice') },
  row.onServer ? { icon: 'server', tone: 'green', word: common('whereServer') } : { icon: 'server', tone: 'amber', word: t('notOnServer') },
]

const ViewingCard = (props: { readonly row: ViewingRow; readonly names: CatalogNames }): JSX.Element => {
  const session = (): ReturnType<CatalogNames['session']> => props.names.session(props.row.session)
  return (
    <article class="viewingCard" role="listitem">
      <div class="viewingWhen">
        <strong>
          <TimeText ms={props.row.openedMs} />
        </strong>
        <span class="muted small">
          <Show when={props.row.closedMs !== null} fallback={t('ended.running')}>
            –<TimeText ms={props.row.closedMs} show="clock" />
          </Show>
        </span>
      </div>
      <div class="viewingWho">
        <span class="clip">{props.row.person}</span>
        <span class="muted small clip">{props.row.device}</span>
      </div>
      <div class="viewingWhy">
        <span class="clip" title={props.row.reason}>
          <span class="chip">{common(`purpose.${props.row.purpose}`)}</span> <Show when={props.row.urgent}><span class="chip amber">{t('urgent')}</span> </Show>{props.row.reason}
        </span>
        <span class="muted small clip">
          {props.row.caseNumber}
          {props.row.caseNumber ? ' · ' : ''}
          <Show when={session()} fallback={t('goneSession')}>
            {(found) => (
              <A href={`/archive/${encodeURIComponent(found().id)}`}>
                {found().day === 'unset' ? common('clockNotSet') : `${found().day} ${formatClock(found().startMs)}`} {found().recorder ?? common('unknownRecorder')}
              </A>
            )}
          </Show>
        </span>
      </div>
      <div class="viewingSum">
        <Duration ms={props.row.watchedMs} tenths />
        <StateMarks marks={[endMark(props.row), ...whereMarks(props.row)]} />
      </div>
      <div class="viewingBars">
        <For each={groupWatched(props.row.watched).slice(0, barsShown)} fallback={<span class="muted small">{t('nothingWatched')}</span>}>
          {([recordingId, intervals]) => <WatchedBar recordingId={recordingId} intervals={intervals} known={props.names.recording(recordingId)} />}
        </For>
        <Show when={groupWatched(props.row.watched).length > barsShown}>
          <span class="muted small">{t('moreRecordings', groupWatched(props.row.watched).length - barsShown)}</span>
        </Show>
      </div>
    </article>
  )
}
