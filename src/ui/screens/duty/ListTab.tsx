// The unit's 音像记录清单 with the number of sessions that cover each step; holes stand out, every figure opens its sessions.

import { A } from '@solidjs/router'
import { createMemo, createSignal, For, onCleanup, Show, type JSX } from 'solid-js'
import { coverageOf, stepKey, type Coverage, type MatterCoverage, type StepCoverage } from '../../../core/policy/coverage.ts'
import type { DutyRow } from '../../../core/policy/dutyBoard.ts'
import type { SessionId } from '../../../core/ids.ts'
import { common } from '../../i18n/common.ts'
import { formatClock, formatCount, formatDuration, formatTime } from '../../i18n/formats.ts'
import { IconButton } from '../../parts/Button.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { CheckField } from '../../parts/Field.tsx'
import { VirtualList } from '../../parts/VirtualList.tsx'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import type { Duty } from './createDuty.ts'
import type { DutyParams } from './dutyParams.ts'
import { dutyWords as t } from './dutyWords.ts'
import { ImportList } from './ImportList.tsx'

interface ListTabProps {
  readonly duty: Duty
  readonly query: Partial<DutyParams>
  readonly onChange: (change: Record<string, string | null>) => void
}

type Line = { readonly type: 'matter'; readonly matter: MatterCoverage } | { readonly type: 'cells'; readonly matter: MatterCoverage; readonly cells: readonly StepCoverage[] }

const cellWidth = 176
const matterHeight = 34
const cellsHeight = 54

const nothing: Coverage = { matters: [], outside: [], holes: 0 }

/** Cells of one matter, so many beside one another as fit. */
const linesOf = (matters: readonly MatterCoverage[], columns: number, onlyHoles: boolean): readonly Line[] =>
  matters.flatMap((matter): readonly Line[] => {
    const steps = onlyHoles ? matter.steps.filter(({ sessions }) => sessions.length === 0) : matter.steps
    if (steps.length === 0) return []
    const rows = Array.from({ length: Math.ceil(steps.length / columns) }, (_, n): Line => ({ type: 'cells', matter, cells: steps.slice(n * columns, (n + 1) * columns) }))
    return [{ type: 'matter', matter }, ...rows]
  })

export const ListTab = (props: ListTabProps): JSX.Element => {
  const app = useApp()
  const list = createLive(() => app.activityList)
  const [columns, setColumns] = createSignal(5)
  // The whole unit's, whatever is chosen under "whose".
  const coverage = createMemo((): Coverage => {
    const known = list()
    return known ? coverageOf(known.rows, props.duty.board().rows.flatMap(({ session, notes }) => (notes.activity ? [{ id: session.id, steps: notes.activity.fields.steps }] : []))) : nothing
  })
  const lines = createMemo(() => linesOf(coverage().matters, columns(), props.query.holes === '1'))
  const chosen = createMemo(() => {
    const key = props.query.step
    if (!key) return null
    for (const { category, matter, steps } of coverage().matters) for (const cell of steps) if (stepKey({ category, matter, step: cell.row.step }) === key) return { title: `${matter} · ${cell.row.step}`, sessions: cell.sessions }
    const outside = coverage().outside.find((one) => stepKey(one) === key)
    return outside ? { title: `${outside.matter} · ${outside.step}`, sessions: outside.sessions } : null
  })
  const watchWidth = (element: HTMLElement): void => {
    const observer = new ResizeObserver(([entry]) => setColumns(Math.max(1, Math.floor(((entry?.contentRect.width ?? cellWidth) - 24) / cellWidth))))
    observer.observe(element)
    onCleanup(() => observer.disconnect())
  }
  const pick = (matter: MatterCoverage, cell: StepCoverage): void => {
    const key = stepKey({ category: matter.category, matter: matter.matter, step: cell.row.step })
    props.onChange({ step: props.query.step === key ? null : key })
  }
  return (
    <Show
      when={list()}
      fallback={
        <Show when={list() === null}>
          <EmptyState icon="list" title={t('noListTitle')} actions={<ImportList label={t('importList')} accent />}>
            <p>{t('noListAbout')}</p>
          </EmptyState>
        </Show>
      }
    >
      {(known) => (
        <div class="listTab" ref={watchWidth}>
          <div class="todoAbout row wrap">
            <strong>{t('listFacts', formatCount(known().rows.length), known().deed.fields.name)}</strong>
            <span class="muted small">{t('importedBy', known().deed.name, formatTime(known().deed.madeMs))}</span>
            <span class="grow" />
            <span class={coverage().holes > 0 ? 'amber small' : 'green small'}>{coverage().holes > 0 ? t('holes', formatCount(coverage().holes), formatCount(known().rows.length)) : t('coveredAll')}</span>
            <CheckField label={t('onlyHoles')} checked={props.query.holes === '1'} onChange={(on) => props.onChange({ holes: on ? '1' : null })} />
            <ImportList label={t('replaceList')} />
          </div>
          <VirtualList label={t('list')} rows={lines()} rowHeight={(line) => (line.type === 'matter' ? matterHeight : cellsHeight)} keyOf={(line) => (line.type === 'matter' ? stepKey({ ...line.matter, step: '' }) : stepKey({ ...line.matter, step: line.cells[0]?.row.step ?? '' }))}>
            {(line) => (
              <Show when={cellsOf(line())} fallback={<MatterHead matter={line().matter} />}>
                {(cells) => (
                  <div class="coverLine" style={{ 'grid-template-columns': `repeat(${columns()}, minmax(0, 1fr))` }}>
                    <For each={cells().cells}>{(cell) => <StepCell cell={cell} chosen={stepKey({ category: cells().matter.category, matter: cells().matter.matter, step: cell.row.step }) === props.query.step} onPick={() => pick(cells().matter, cell)} />}</For>
                  </div>
                )}
              </Show>
            )}
          </VirtualList>
          <Show when={coverage().outside.length > 0}>
            <details class="todoAbout small">
              <summary class="muted">
                {t('outside')} {formatCount(coverage().outside.length)}
              </summary>
              <div class="row wrap outsideSteps">
                <For each={coverage().outside}>
                  {(one) => (
                    <button type="button" class="chip amber" onClick={() => props.onChange({ step: stepKey(one) })}>
                      {one.matter} · {one.step} {one.sessions.length}
                    </button>
                  )}
                </For>
              </div>
            </details>
          </Show>
          <Show when={chosen()}>{(step) => <StepSessions title={step().title} ids={step().sessions} rows={props.duty.board().rows} onClose={() => props.onChange({ step: null })} />}</Show>
        </div>
      )}
    </Show>
  )
}

const cellsOf = (line: Line): Extract<Line, { type: 'cells' }> | undefined => (line.type === 'cells' ? line : undefined)

const MatterHead = (props: { readonly matter: MatterCoverage }): JSX.Element => {
  const covered = (): number => props.matter.steps.filter(({ sessions }) => sessions.length > 0).length
  return (
    <div class="matterHead row">
      <span class="muted">{props.matter.category}</span>
      <strong class="grow clip">{props.matter.matter}</strong>
      <span class={`figure small ${covered() < props.matter.steps.length ? 'amber' : 'green'}`}>
        {covered()} / {props.matter.steps.length}
      </span>
    </div>
  )
}

const StepCell = (props: { readonly cell: StepCoverage; readonly chosen: boolean; readonly onPick: () => void }): JSX.Element => (
  <button type="button" class={`coverCell ${props.cell.sessions.length === 0 ? 'hole' : ''}`} aria-pressed={props.chosen} title={`${props.cell.row.step}: ${props.cell.row.begins} – ${props.cell.row.ends} · ${props.cell.row.retention}`} onClick={() => props.onPick()}>
    <span class="grow stepName">
      <span class="clip">{props.cell.row.step}</span>
      <span class="muted small clip">{props.cell.row.retention}</span>
    </span>
    <strong class="figure">{formatCount(props.cell.sessions.length)}</strong>
  </button>
)

/** Newest first; more than these are better found in the archive. */
const most = 100

const StepSessions = (props: { readonly title: string; readonly ids: readonly SessionId[]; readonly rows: readonly DutyRow[]; readonly onClose: () => void }): JSX.Element => {
  const found = (): readonly DutyRow[] => {
    const ids = new Set(props.ids)
    return props.rows.filter(({ session }) => ids.has(session.id)).slice(0, most)
  }
  return (
    <section class="stepSessions" aria-label={t('sessionsOf', props.title)}>
      <div class="row">
        <h2 class="grow">{t('sessionsOf', props.title)}</h2>
        <span class="muted small figure">{formatCount(props.ids.length)}</span>
        <IconButton small icon="close" label={t('closeStep')} onClick={() => props.onClose()} />
      </div>
      <ul class="scroll plainList">
        <For each={found()} fallback={<li class="muted small">{t('stepHole')}</li>}>
          {({ session }) => (
            <li>
              <A href={`/archive/${session.id}`}>{session.day === 'unset' ? common('clockNotSet') : `${session.day} ${formatClock(session.startMs).slice(0, 5)}`}</A>{' '}
              <span class="muted">
                {session.recorder ?? common('unknownRecorder')} {session.officer} · {formatDuration(session.footageMs)}
              </span>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}
