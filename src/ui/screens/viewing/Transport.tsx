// The buttons under the picture.

import { For, Show, type JSX } from 'solid-js'
import { isOnTimeline } from '../../../core/catalog/recording.ts'
import type { SessionRow } from '../../../app/app.ts'
import { common } from '../../i18n/common.ts'
import { IconButton } from '../../parts/Button.tsx'
import { Duration } from '../../parts/figures.tsx'
import { commands } from '../../state/commands.ts'
import { AttachRange } from '../cases/AttachRange.tsx'
import type { Making } from '../pieces/createMaking.ts'
import { pieceWords } from '../pieces/pieceWords.ts'
import { RedactButton } from '../redaction/Redaction.tsx'
import { speeds, type ViewingScreen } from './createViewing.ts'
import { viewingWords as t } from './viewingWords.ts'
import { wallText } from './wallText.ts'

interface TransportProps {
  readonly row: SessionRow
  readonly viewing: ViewingScreen
  readonly making: Making
  readonly onMark: () => void
  readonly onFull: () => void
}

export const Transport = (props: TransportProps): JSX.Element => {
  const state = (): ReturnType<ViewingScreen['state']> => props.viewing.state()
  const off = (): boolean => props.viewing.phase().at !== 'watching'
  const jump = (ms: number): void => props.viewing.seek(state().wallMs + ms)
  return (
    <div class="transport" role="toolbar" aria-label={t('stage')}>
      <IconButton icon="jumpBack" label={`${t('back5')} (J)`} disabled={off()} onClick={() => jump(-5000)} />
      <IconButton icon="frameBack" label={`${t('frameBack')} (←)`} disabled={off()} onClick={() => props.viewing.step(-1)} />
      <IconButton class="playButton" tone="accent" icon={state().playing ? 'pause' : 'play'} label={`${state().playing ? t('pause') : t('play')} (Space)`} disabled={off()} onClick={() => props.viewing.togglePlay()} />
      <IconButton icon="frameOn" label={`${t('frameOn')} (→)`} disabled={off()} onClick={() => props.viewing.step(1)} />
      <IconButton icon="jumpOn" label={t('on5')} disabled={off()} onClick={() => jump(5000)} />
      <label class="speed">
        <span class="unseen">{t('speed')}</span>
        <select class="input" disabled={off()} onChange={(event) => props.viewing.setRate(Number(event.currentTarget.value))}>
          <For each={speeds}>
            {(speed) => (
              <option value={speed} selected={speed === state().rate}>
                {speed}×
              </option>
            )}
          </For>
        </select>
      </label>
      <span class="transportPart muted small">{t('part', state().part + 1, props.row.recordings.filter(isOnTimeline).length)}</span>
      <span class="grow" />
      <IconButton icon="rangeIn" label={`${t('rangeIn')} (I)`} disabled={off()} onClick={() => props.viewing.setRange({ ...props.viewing.range(), fromMs: state().wallMs })} />
      <IconButton icon="rangeOut" label={`${t('rangeOut')} (O)`} disabled={off()} onClick={() => props.viewing.setRange({ ...props.viewing.range(), toMs: state().wallMs })} />
      <IconButton icon="flag" label={`${common('marker')} (M)`} disabled={off()} onClick={() => props.onMark()} />
      <IconButton icon="photo" label={props.making.right.may() ? `${pieceWords('still')} (S)` : pieceWords('mayNot', props.making.right.needed())} disabled={off() || !props.making.right.may()} onClick={() => props.making.takeStill()} />
      <IconButton icon="cut" label={!props.making.right.may() ? pieceWords('mayNot', props.making.right.needed()) : props.making.hasRange() ? `${pieceWords('piece')} (P)` : pieceWords('pieceNeedsRange')} disabled={off() || !props.making.right.may() || !props.making.hasRange()} onClick={() => props.making.takeRange()} />
      <RedactButton viewing={props.viewing} />
      <IconButton icon={props.viewing.muted() ? 'soundOff' : 'sound'} label={props.viewing.muted() ? t('unmute') : t('mute')} aria-pressed={props.viewing.muted()} onClick={() => props.viewing.setMuted(!props.viewing.muted())} />
      <IconButton icon="fullScreen" label={`${t('fullScreen')} (F)`} onClick={() => props.onFull()} />
      <IconButton icon="keys" label={`${t('keysOf')} (?)`} onClick={() => commands().find(({ id }) => id === 'keys')?.run()} />
    </div>
  )
}

/** What is set as range; beside the zoom, so that nothing moves when it comes and goes. */
export const Range = (props: { readonly row: SessionRow; readonly viewing: ViewingScreen }): JSX.Element => {
  const range = (): ReturnType<ViewingScreen['range']> => props.viewing.range()
  const text = (ms: number | null): string => (ms === null ? '…' : wallText(props.row.session, ms))
  return (
    <Show when={range().fromMs !== null || range().toMs !== null}>
      <span class="chip accent">
        {text(range().fromMs)}–{text(range().toMs)}
        <Show when={range().fromMs !== null && range().toMs !== null}>
          {' '}
          <Duration ms={Math.abs((range().toMs ?? 0) - (range().fromMs ?? 0))} tenths />
        </Show>
        <Show when={range().fromMs !== null && range().toMs !== null}>
          <AttachRange row={props.row} fromMs={range().fromMs ?? 0} toMs={range().toMs ?? 0} caseNumber={props.viewing.registration().caseNumber} />
        </Show>
        <IconButton icon="close" small label={t('clearRange')} onClick={() => props.viewing.setRange({ fromMs: null, toMs: null })} />
      </span>
    </Show>
  )
}
