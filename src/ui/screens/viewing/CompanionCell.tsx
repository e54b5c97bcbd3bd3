// The picture of a further recorder: its name and own time over it, or why there is none at this moment.

import { onMount, Show, type JSX } from 'solid-js'
import type { SessionRow } from '../../../app/app.ts'
import { common } from '../../i18n/common.ts'
import { IconButton } from '../../parts/Button.tsx'
import { Problem } from '../../parts/Problem.tsx'
import type { Clock } from './createClock.ts'
import type { Companion } from './createCompanions.ts'
import type { OpenIdentity } from './Viewing.tsx'
import { viewingWords as t } from './viewingWords.ts'
import { wallText } from './wallText.ts'
import { Watermark } from './Watermark.tsx'

interface CompanionCellProps {
  readonly companion: Companion
  readonly viewing: Clock
  readonly me: OpenIdentity
  readonly number: number
  readonly onRemove: () => void
}

export const CompanionCell = (props: CompanionCellProps): JSX.Element => {
  let container: HTMLDivElement | undefined
  onMount(() => container && void props.companion.open(container))
  const id = (): string | undefined => props.companion.opened()?.viewing
  const failed = () => {
    const now = props.companion.phase()
    return now.at === 'failed' ? now.error : null
  }
  return (
    <div class="stageCell">
      <div class="stagePicture" classList={{ away: failed() !== null || !props.viewing.isShown(props.companion.lane.id) }} ref={(element) => (container = element)} role="group" aria-label={props.companion.row().session.recorder ?? common('unknownRecorder')} onClick={() => props.viewing.togglePlay()} />
      <Show when={id()}>{(viewing) => <Watermark me={props.me} id={viewing()} />}</Show>
      <Show when={failed()}>
        {(error) => (
          <div class="stageAway">
            <Problem error={error()} plain />
          </div>
        )}
      </Show>
      <Show when={props.companion.phase().at === 'opening'}>
        <p class="stageNote" role="status">
          {t('opening')}
        </p>
      </Show>
      <CellHead row={props.companion.row()} viewing={props.viewing} number={props.number} ms={props.viewing.state().wallMs - props.companion.lane.offsetMs()} onRemove={props.onRemove} />
    </div>
  )
}

/** `ms`: by the recorder's own clock. */
export const CellHead = (props: { readonly row: SessionRow; readonly viewing: Clock; readonly number: number; readonly ms: number; readonly onRemove?: () => void }): JSX.Element => {
  const isHeard = (): boolean => props.viewing.focus() === props.row.session.id
  return (
    <>
      <Show when={!props.viewing.isShown(props.row.session.id)}>
        <p class="stageNote">{t('nothingNow')}</p>
      </Show>
      <div class="cellHead">
        <button type="button" class="cellName" classList={{ heard: isHeard() }} aria-pressed={isHeard()} title={isHeard() ? t('heard') : `${t('hearThis')} (${props.number})`} onClick={() => props.viewing.setFocus(props.row.session.id)}>
          <kbd>{props.number}</kbd> {props.row.session.recorder ?? common('unknownRecorder')} <span class="muted">{props.row.session.officer}</span> <span class="mono">{wallText(props.row.session, props.ms, true)}</span>
        </button>
        <Show when={props.onRemove}>{(remove) => <IconButton small icon="close" label={t('removeLane')} onClick={() => remove()()} />}</Show>
      </div>
    </>
  )
}
