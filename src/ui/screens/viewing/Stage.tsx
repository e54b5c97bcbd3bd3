// The picture in its container: watermark over it, wall clock under it, and what is said instead of it while a drive is away.

import { For, Show, type JSX } from 'solid-js'
import type { OpenViewing, SessionRow } from '../../../app/app.ts'
import type { WatermarkLoss } from '../../../core/log/kinds.ts'
import { formatDay, formatOffset, formatTime, formatZone, wholeSeconds } from '../../i18n/formats.ts'
import { common } from '../../i18n/common.ts'
import { Button } from '../../parts/Button.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { messageOf } from '../../messages.ts'
import type { Clock } from './createClock.ts'
import type { Companion } from './createCompanions.ts'
import type { ViewingScreen } from './createViewing.ts'
import type { Lane } from './lane.ts'
import type { LaneRow } from './laneRows.ts'
import { StageCell } from './StageCell.tsx'
import type { OpenIdentity } from './Viewing.tsx'
import { viewingWords as t } from './viewingWords.ts'
import { exactText, hasClock } from './wallText.ts'
import { WorkMark } from './WorkFacts.tsx'

interface StageProps {
  readonly row: SessionRow
  readonly me: OpenIdentity
  readonly viewing: Clock
  readonly rows: readonly LaneRow[]
  readonly companions: readonly Companion[]
  readonly opened: (lane: Lane) => OpenViewing | null
  readonly onRemove: (lanes: readonly string[]) => void
  /** How often the watermark was lost. */
  readonly losses: number
  readonly onLost: (viewing: OpenViewing, what: WatermarkLoss) => void
  readonly onStage: (element: HTMLElement) => void
  readonly onContainer: (element: HTMLElement) => void
}

export const Stage = (props: StageProps): JSX.Element => {
  const rowOf = (id: string): LaneRow => props.rows.find((row) => row.id === id)!
  return (
    <figure class="stage" ref={(element) => props.onStage(element)}>
      <div class="stageFrame">
        <div class="stageGrid" classList={{ two: props.rows.length === 2, three: props.rows.length === 3, four: props.rows.length > 3 }}>
          <For each={props.rows.map(({ id }) => id)}>
            {(id, number) => (
              <StageCell
                row={rowOf(id)}
                number={number() + 1}
                named={props.rows.length > 1 || props.companions.length > 0}
                viewing={props.viewing}
                me={props.me}
                companions={props.companions}
                opened={props.opened}
                onContainer={number() === 0 ? props.onContainer : null}
                onRemove={number() === 0 ? null : () => props.onRemove(rowOf(id).lanes.map((lane) => lane.id))}
                onLost={props.onLost}
              />
            )}
          </For>
        </div>
        <Show when={props.viewing.phase().at === 'opening'}>
          <p class="stageNote" role="status">
            {t('opening')}
          </p>
        </Show>
        <Show when={props.viewing.interrupted()}>
          {(error) => (
            <div class="stageAway" role="alert">
              <Icon name="unplugged" size={28} class="amber" />
              <h2>{t('gone')}</h2>
              <p>{messageOf(error()).title}</p>
              <p class="muted">{t('goneAbout')}</p>
              <Button tone="accent" icon="play" onClick={() => props.viewing.resume()}>
                {t('resume')}
              </Button>
            </div>
          )}
        </Show>
      </div>
      <figcaption class="stageClock">
        <WallClock row={props.row} viewing={props.viewing} />
        <span class="grow" />
        <Show when={props.losses > 0}>
          <span class="markLost" role="alert" title={t('markLostAbout')}>
            <Icon name="warn" size={14} />
            {t('markLost', props.losses)}
          </span>
        </Show>
        <span class="stageWho">
          <Icon name="person" size={14} />
          {props.me.person.name} · {common(`purpose.${props.viewing.registration().purpose}`)}
          <span class="muted">{props.viewing.registration().caseNumber || t('noCase')}</span>
        </span>
        <WorkMark viewing={props.viewing} />
        <span class="checkedShield" title={t('checkedAbout')}>
          <Icon name="shield" size={14} />
          {t('checked')}
        </span>
      </figcaption>
    </figure>
  )
}

const WallClock = (props: { readonly row: SessionRow; readonly viewing: ViewingScreen }): JSX.Element => {
  const ms = (): number => props.viewing.state().wallMs
  return (
    <span class="wallClock" title={hasClock(props.row.session) ? `${formatTime(ms())} ${formatZone(ms())}` : common('clockNotSet')}>
      <Show when={hasClock(props.row.session)} fallback={<span class="wallDay amber">{common('clockNotSet')}</span>}>
        <span class="wallDay">{formatDay(ms())}</span>
      </Show>
      <output>
        {exactText(props.row.session, ms())[0]}.{exactText(props.row.session, ms())[1].slice(0, 1)}
        {/* While it plays, nobody can read them. */}
        <span class="wallExact" classList={{ running: props.viewing.state().playing }}>
          {exactText(props.row.session, ms())[1].slice(1)}
        </span>
      </output>
      <Show when={props.row.clock}>
        {(clock) => (
          <span class="muted small" title={t('clockCorrected', formatTime(clock().measuredMs), formatTime(ms() + clock().offsetMs))}>
            {formatOffset(clock().offsetMs)} ±{wholeSeconds(clock().uncertaintyMs)} s
          </span>
        )}
      </Show>
      <Show when={props.viewing.state().rate !== 1}>
        <span class="wallRate">{props.viewing.state().rate}×</span>
      </Show>
    </span>
  )
}
