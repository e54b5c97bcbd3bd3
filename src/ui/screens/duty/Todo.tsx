// What is to do, one kind at a time: sessions with open gaps, notices, activities, elements; notes and reports; what looks wrong.

import { createEffect, createMemo, createSignal, For, Match, Show, Switch, type JSX } from 'solid-js'
import { untiedRecordings } from '../../../core/policy/untied.ts'
import { dutyTies } from '../../../core/policy/dutyTies.ts'
import { carrierMismatches, type CarrierMismatch } from '../../../core/policy/recorders.ts'
import type { DutyRow } from '../../../core/policy/dutyBoard.ts'
import { formatCount } from '../../i18n/formats.ts'
import { Button } from '../../parts/Button.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { VirtualList } from '../../parts/VirtualList.tsx'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { createMedia } from '../../state/createMedia.ts'
import type { Duty } from './createDuty.ts'
import { createRight } from '../../state/createRight.ts'
import { todoKinds, type DutyParams, type TodoKind } from './dutyParams.ts'
import { dutyWords as t } from './dutyWords.ts'
import { ExemptionDialog } from './ExemptionDialog.tsx'
import { Exemptions } from './Exemptions.tsx'
import { Reports } from './Reports.tsx'
import { reportsOf } from './reportsOf.ts'
import { signGroups } from './SignLine.tsx'
import { TodoRow } from './TodoRow.tsx'

interface TodoProps {
  readonly duty: Duty
  readonly query: Partial<DutyParams>
  readonly onChange: (change: Record<string, string | null>) => void
}

const rowHeight = 58
const narrowRowHeight = 104

export const Todo = (props: TodoProps): JSX.Element => {
  const app = useApp()
  const deeds = createLive(() => app.deeds)
  const narrow = createMedia('(max-width: 760px)')
  const heads = createRight('acknowledgeReport')
  const [writing, setWriting] = createSignal(false)
  const kind = (): TodoKind => todoKinds.find((one) => one === props.query.kind) ?? (props.duty.number() === '' && heads.may() ? 'reports' : 'gaps')
  const own = (): boolean => props.duty.own()

  const untied = createMemo((): readonly DutyRow[] => {
    const book = deeds()
    if (!book) return []
    const loose = new Set(untiedRecordings(props.duty.rows(), [], dutyTies(book)).sessions.map(({ id }) => id))
    return props.duty.rows().filter(({ session }) => loose.has(session.id))
  })
  const mismatches = createMemo(() => new Map(carrierMismatches(props.duty.board().rows.map(({ session }) => session), props.duty.board().recorders).map((one): [string, CarrierMismatch] => [one.session.id, one])))
  // A mismatch is about two people: it is shown to both.
  const carriers = (): readonly DutyRow[] => props.duty.board().rows.filter(({ session }) => { const found = mismatches().get(session.id); return found !== undefined && (!own() || found.found === props.duty.number() || found.registered === props.duty.number()) })
  const exemptions = () => props.duty.board().exemptions.filter(({ deed }) => !own() || deed.fields.officerNumber === props.duty.number() || deed.officerNumber === props.duty.number())
  const unread = (): number => reportsOf(props.duty.board()).filter(({ read }) => !read).length

  const rowsOf = (which: TodoKind): readonly DutyRow[] => {
    switch (which) {
      case 'gaps':
      case 'notice':
      case 'activity':
      case 'elements':
        return props.duty.open(which)
      case 'untied':
        return untied()
      case 'signs':
        return props.duty.rows().filter(({ signs }) => signs.length > 0)
      case 'carriers':
        return carriers()
      default:
        return []
    }
  }
  const countOf = (which: TodoKind): number => (which === 'exemptions' ? exemptions().filter(({ acknowledged }) => acknowledged.length === 0).length : which === 'reports' ? unread() : rowsOf(which).length)
  const heightOf = (row: DutyRow): number => (narrow() ? narrowRowHeight : rowHeight) + (kind() === 'signs' ? (Math.min(signGroups(row.signs).length, mostSigns + 1) - 1) * (narrow() ? 40 : 22) : 0)

  return (
    <div class="todo">
      <nav class="todoKinds" aria-label={t('todo')}>
        <For each={todoKinds}>
          {(one) => (
            <button type="button" class="todoKind" aria-current={one === kind() ? 'true' : undefined} ref={(element) => createEffect(() => one === kind() && element.scrollIntoView({ block: 'nearest', inline: 'nearest' }))} onClick={() => props.onChange({ kind: one })}>
              <span class="grow">{t(`kind.${one}`)}</span>
              <span class={`figure small ${countOf(one) > 0 ? 'amber' : 'muted'}`}>{formatCount(countOf(one))}</span>
            </button>
          )}
        </For>
      </nav>
      <section class="todoBody">
        <div class="todoAbout row wrap">
          <span class="grow muted small">{t(`about.${kind()}`)}</span>
          <Show when={kind() === 'exemptions'}>
            <Button small icon="plus" onClick={() => setWriting(true)}>
              {t('writeExemption')}
            </Button>
          </Show>
        </div>
        <Switch>
          <Match when={kind() === 'exemptions'}>
            <Exemptions rows={exemptions()} sessions={props.duty.board().rows} />
          </Match>
          <Match when={kind() === 'reports'}>
            <Reports board={props.duty.board()} />
          </Match>
          <Match when={rowsOf(kind()).length > 0}>
            <VirtualList label={t(`kind.${kind()}`)} rows={rowsOf(kind())} rowHeight={heightOf} keyOf={({ session }) => session.id} class="todoRows">
              {(row) => <TodoRow row={row()} kind={kind()} mismatch={mismatches().get(row().session.id)} mostSigns={mostSigns} />}
            </VirtualList>
          </Match>
          <Match when={props.duty.ready()}>
            <EmptyState icon="check" title={own() && props.duty.board().rows.length > 0 ? t('nothingMine') : t('nothing')} actions={<Show when={own() && props.duty.board().rows.length > 0}><Button onClick={() => props.onChange({ who: 'all' })}>{t('showAll')}</Button></Show>}>
              <p>{t('nothingAbout')}</p>
            </EmptyState>
          </Match>
        </Switch>
      </section>
      <Show when={writing()}>
        <ExemptionDialog onClose={() => setWriting(false)} />
      </Show>
    </div>
  )
}

/** Signs of one session in the list; the others are with the session. */
const mostSigns = 3
