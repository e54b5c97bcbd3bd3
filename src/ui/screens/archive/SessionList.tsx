// The sessions as a virtual list or grid of pictures under their days.

import { A } from '@solidjs/router'
import { createUniqueId, For, onCleanup, onMount, Show, type Accessor, type JSX } from 'solid-js'
import type { SessionRow } from '../../../app/app.ts'
import { common } from '../../i18n/common.ts'
import { formatClock, formatDuration } from '../../i18n/formats.ts'
import { officerText, recorderText } from '../../i18n/recorderText.ts'
import { Duration, TimeText } from '../../parts/figures.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { Poster } from '../../parts/Poster.tsx'
import { StateMarks } from '../../parts/StateMarks.tsx'
import { VirtualList } from '../../parts/VirtualList.tsx'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { createMedia } from '../../state/createMedia.ts'
import type { Line } from './archiveLines.ts'
import { archiveWords as t } from './archiveWords.ts'
import { sessionMarks } from './sessionMarks.ts'

interface SessionListProps {
  readonly lines: readonly Line[]
  readonly grid: boolean
  readonly chosen: string | undefined
  readonly reveal: number
  readonly onChoose: (id: string) => void
  readonly onWatch: (id: string) => void
  readonly onColumns: (columns: number) => void
}

const dayHeight = 34
const rowHeight = 52
const narrowRowHeight = 74
const cardHeight = 186
const cardWidth = 210

export const SessionList = (props: SessionListProps): JSX.Element => {
  const prefix = createUniqueId()
  const pieces = createLive(() => useApp().pieces)
  const isPiece = (row: SessionRow): boolean => row.recordings.some(({ id }) => pieces()?.has(id))
  const narrow = createMedia('(max-width: 640px)')
  let box: HTMLDivElement | undefined
  onMount(() => {
    const observer = new ResizeObserver(([entry]) => props.onColumns(Math.max(1, Math.floor(((entry?.contentRect.width ?? cardWidth) - 16) / cardWidth))))
    if (box) observer.observe(box)
    onCleanup(() => observer.disconnect())
  })
  const shared = (row: SessionRow): JSX.HTMLAttributes<HTMLDivElement> => ({
    role: 'option',
    id: `${prefix}-${row.session.id}`,
    'aria-selected': row.session.id === props.chosen,
    onClick: () => props.onChoose(row.session.id),
    onDblClick: () => props.onWatch(row.session.id),
  })
  return (
    <div class="sessionList" ref={(element) => (box = element)}>
      <VirtualList
        label={t('sessions')}
        role="listbox"
        rows={props.lines}
        reveal={props.reveal}
        rowHeight={(line) => (line.type === 'day' ? dayHeight : props.grid ? cardHeight : narrow() ? narrowRowHeight : rowHeight)}
        keyOf={(line) => (line.type === 'day' ? line.day : (line.rows[0]?.session.id ?? ''))}
        activeId={props.chosen && `${prefix}-${props.chosen}`}
      >
        {(line) => (
          <Show when={dayOf(line())} fallback={<div class={props.grid ? 'cardLine' : ''} role="presentation"><For each={rowsOf(line())}>{(row) => <Show when={props.grid} fallback={<SessionLine row={row} isPiece={isPiece(row)} box={shared(row)} />}><SessionCard row={row} isPiece={isPiece(row)} box={shared(row)} /></Show>}</For></div>}>
            {(day) => <DayHead line={day} />}
          </Show>
        )}
      </VirtualList>
    </div>
  )
}

const dayOf = (line: Line): Extract<Line, { type: 'day' }> | undefined => (line.type === 'day' ? line : undefined)
const rowsOf = (line: Line): readonly SessionRow[] => (line.type === 'sessions' ? line.rows : [])

const DayHead = (props: { readonly line: Accessor<Extract<Line, { type: 'day' }>> }): JSX.Element => {
  const unset = (): boolean => props.line().day === 'unset'
  const weekday = (): string => {
    const words = t('weekdays')
    const letters = words.includes(',') ? words.split(',') : [...words]
    return t('weekday', letters[new Date(`${props.line().day}T00:00:00Z`).getUTCDay()] ?? '')
  }
  return (
    <div class="dayHead row" role="presentation">
      <strong class={unset() ? 'amber' : ''}>{unset() ? t('unsetDay') : props.line().day}</strong>
      <Show when={!unset()}>
        <span class="muted">{weekday()}</span>
      </Show>
      <span class="grow" />
      <Show when={!unset() && props.line().count > 1}>
        <A class="button plain compact" href={`/view/${encodeURIComponent(props.line().first)}?with=day`} title={t('viewDayAbout')}>
          {t('viewDay')}
        </A>
      </Show>
      <span class="muted small">{t('daySummary', props.line().count, formatDuration(props.line().footageMs))}</span>
    </div>
  )
}

interface RowProps {
  readonly row: SessionRow
  readonly isPiece: boolean
  readonly box: JSX.HTMLAttributes<HTMLDivElement>
}

const Who = (props: { readonly row: SessionRow }): JSX.Element => (
  <>
    <span class="clip">{recorderText(props.row)}</span>
    <Show when={officerText(props.row)}>{(officer) => <span class="muted">{officer()}</span>}</Show>
  </>
)

const When = (props: { readonly row: SessionRow }): JSX.Element => (
  <Show when={props.row.session.day !== 'unset'} fallback={<span class="amber">{common('clockNotSet')}</span>}>
    <span class="when">
      <TimeText ms={props.row.session.startMs} show="clock" />–{formatClock(props.row.session.endMs)}
    </span>
  </Show>
)

const Kinds = (props: { readonly row: SessionRow }): JSX.Element => (
  <span class="kinds">
    <For each={['video', 'audio', 'photo'] as const}>
      {(kind) => (
        <span class="mark" role={props.row.kinds.includes(kind) ? 'img' : undefined} aria-label={props.row.kinds.includes(kind) ? common(`kind.${kind}`) : undefined} title={props.row.kinds.includes(kind) ? common(`kind.${kind}`) : undefined}>
          <Show when={props.row.kinds.includes(kind)}>
            <Icon name={kind} size={14} />
          </Show>
        </span>
      )}
    </For>
  </span>
)

const SessionLine = (props: RowProps): JSX.Element => (
  <div class="sessionRow" {...props.box}>
    <Poster id={props.row.posters[0]} kind={props.row.kinds[0]} class="small" />
    <span class="cell two">
      <When row={props.row} />
      <span class="row small">
        <Who row={props.row} />
      </span>
    </span>
    <span class="cell two number">
      <Duration ms={props.row.session.footageMs} />
      <span class={`small ${props.row.session.gaps.length > 0 ? 'amber' : 'muted'}`}>{props.row.session.gaps.length > 0 ? t('gaps', props.row.session.gaps.length) : t('parts', props.row.recordings.length)}</span>
    </span>
    <Kinds row={props.row} />
    <StateMarks marks={sessionMarks(props.row, props.isPiece)} />
    <span class="tagCell">
      <For each={props.row.tags.slice(0, 3)}>{(tag) => <span class="chip">{tag}</span>}</For>
    </span>
  </div>
)

const SessionCard = (props: RowProps): JSX.Element => (
  <div class="sessionCard" {...props.box}>
    <Poster id={props.row.posters[0]} kind={props.row.kinds[0]} />
    <span class="row">
      <span class="grow">
        <When row={props.row} />
      </span>
      <Duration ms={props.row.session.footageMs} />
    </span>
    <span class="row small">
      <Who row={props.row} />
      <span class="grow" />
      <StateMarks marks={sessionMarks(props.row, props.isPiece).filter((mark) => mark !== null && mark.icon !== 'copy')} />
    </span>
  </div>
)
