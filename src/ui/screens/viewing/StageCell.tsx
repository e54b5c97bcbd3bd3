// One picture of several: a recorder's Sessions one after the other, its name and own time over it, or why there is none at this moment.

import { createSignal, For, onMount, Show, type JSX } from 'solid-js'
import type { OpenViewing } from '../../../app/app.ts'
import type { FieldreelError } from '../../../core/errors.ts'
import type { WatermarkLoss } from '../../../core/log/kinds.ts'
import { common } from '../../i18n/common.ts'
import { officerText, recorderText } from '../../i18n/recorderText.ts'
import { IconButton } from '../../parts/Button.tsx'
import { Problem } from '../../parts/Problem.tsx'
import type { Clock } from './createClock.ts'
import type { Companion } from './createCompanions.ts'
import type { Lane } from './lane.ts'
import { laneAt, type LaneRow } from './laneRows.ts'
import type { OpenIdentity } from './Viewing.tsx'
import { viewingWords as t } from './viewingWords.ts'
import { wallText } from './wallText.ts'
import { Watermark } from './Watermark.tsx'

interface StageCellProps {
  readonly row: LaneRow
  readonly number: number
  /** Several recorders are shown. */
  readonly named: boolean
  readonly viewing: Clock
  readonly me: OpenIdentity
  readonly companions: readonly Companion[]
  readonly opened: (lane: Lane) => OpenViewing | null
  /** Where the first Session's picture goes; for the row that has it. */
  readonly onContainer: ((element: HTMLElement) => void) | null
  readonly onRemove: (() => void) | null
  readonly onLost: (viewing: OpenViewing, what: WatermarkLoss) => void
}

export const StageCell = (props: StageCellProps): JSX.Element => {
  const [cell, setCell] = createSignal<HTMLElement>()
  const now = (): Lane => laneAt(props.row, props.viewing.state().wallMs)
  const companionOf = (lane: Lane): Companion | undefined => props.companions.find((one) => one.lane === lane)
  const phase = () => companionOf(now())?.phase()
  const failed = (): FieldreelError | null => {
    const at = phase()
    return at?.at === 'failed' ? at.error : null
  }
  const nothingNow = (): boolean => props.named && !failed() && phase()?.at !== 'opening' && !props.row.lanes.some(({ id }) => props.viewing.isShown(id))
  const heard = (): boolean => props.row.lanes.some(({ id }) => props.viewing.focus() === id)
  /** Under the watermark: what is shown now, else what was opened in this place. */
  const opened = (): OpenViewing | null => props.opened(now()) ?? props.row.lanes.map(props.opened).find((one) => one !== null) ?? null
  return (
    <div class="stageCell" classList={{ large: heard() }} ref={setCell}>
      <For each={props.row.lanes}>
        {(lane) => (
          <Picture
            name={lane.row().session.recorder}
            away={!props.viewing.isShown(lane.id) || companionOf(lane)?.phase().at === 'failed'}
            onPlace={companionOf(lane)?.place ?? props.onContainer}
            onClick={() => props.viewing.togglePlay()}
          />
        )}
      </For>
      <Show when={cell()}>
        {(place) => <Show when={opened()?.viewing}>{(viewing) => <Watermark me={props.me} cell={place()} viewing={viewing()} approval={opened()?.approval ?? null} onLost={(what) => { const now = opened(); if (now) props.onLost(now, what) }} />}</Show>}
      </Show>
      <Show when={failed()}>
        {(error) => (
          <div class="stageAway">
            <Problem error={error()} plain />
          </div>
        )}
      </Show>
      <Show when={phase()?.at === 'opening'}>
        <p class="stageNote" role="status">
          {t('opening')}
        </p>
      </Show>
      <Show when={nothingNow()}>
        <p class="stageNote">{t('nothingNow')}</p>
      </Show>
      <Show when={props.named}>
        <CellHead lane={now()} heard={heard()} viewing={props.viewing} number={props.number} onRemove={props.onRemove} />
      </Show>
    </div>
  )
}

const Picture = (props: { readonly name: string | null; readonly away: boolean; readonly onPlace: ((element: HTMLElement) => void) | null; readonly onClick: () => void }): JSX.Element => {
  let container: HTMLDivElement | undefined
  onMount(() => container && props.onPlace?.(container))
  return <div class="stagePicture" classList={{ away: props.away }} ref={(element) => (container = element)} role="group" aria-label={`${t('stage')} ${props.name ?? common('unknownRecorder')}`} onClick={() => props.onClick()} />
}

const CellHead = (props: { readonly lane: Lane; readonly heard: boolean; readonly viewing: Clock; readonly number: number; readonly onRemove: (() => void) | null }): JSX.Element => {
  const session = () => props.lane.row().session
  return (
    <div class="cellHead">
      <button type="button" class="cellName" classList={{ heard: props.heard }} aria-pressed={props.heard} title={props.heard ? t('heard') : `${t('hearThis')} (${props.number})`} onClick={() => props.viewing.setFocus(props.lane.id)}>
        <kbd>{props.number}</kbd> {recorderText(props.lane.row())} <span class="muted">{officerText(props.lane.row())}</span> <span class="mono">{wallText(session(), props.viewing.state().wallMs - props.lane.offsetMs(), true)}</span>
      </button>
      <Show when={props.onRemove}>{(remove) => <IconButton small icon="close" label={t('removeLane')} onClick={() => remove()()} />}</Show>
    </div>
  )
}
