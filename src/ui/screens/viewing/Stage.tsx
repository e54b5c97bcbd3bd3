// The picture in its container: watermark over it, wall clock under it, and what is said instead of it while a drive is away.

import { createSignal, For, onCleanup, Show, type JSX } from 'solid-js'
import type { SessionRow } from '../../../app/app.ts'
import { formatDay, formatTime, formatZone } from '../../i18n/formats.ts'
import { common } from '../../i18n/common.ts'
import { Button } from '../../parts/Button.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { messageOf } from '../../messages.ts'
import type { ViewingScreen } from './createViewing.ts'
import type { OpenIdentity } from './Viewing.tsx'
import { viewingWords as t } from './viewingWords.ts'
import { hasClock, wallText } from './wallText.ts'

interface StageProps {
  readonly row: SessionRow
  readonly me: OpenIdentity
  readonly viewing: ViewingScreen
  readonly id: string | null
  readonly onStage: (element: HTMLElement) => void
  readonly onContainer: (element: HTMLElement) => void
}

export const Stage = (props: StageProps): JSX.Element => (
  <figure class="stage" ref={(element) => props.onStage(element)}>
    <div class="stageFrame">
      <div class="stagePicture" ref={(element) => props.onContainer(element)} role="group" aria-label={t('stage')} onClick={() => props.viewing.togglePlay()} />
      <Show when={props.id}>{(id) => <Watermark me={props.me} id={id()} />}</Show>
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
      <span class="stageWho">
        <Icon name="person" size={14} />
        {props.me.person.name} · {common(`purpose.${props.viewing.registration().purpose}`)}
        <span class="muted">{props.viewing.registration().caseNumber || t('noCase')}</span>
      </span>
      <span class="checkedShield" title={t('checkedAbout')}>
        <Icon name="shield" size={14} />
        {t('checked')}
      </span>
    </figcaption>
  </figure>
)

const WallClock = (props: { readonly row: SessionRow; readonly viewing: ViewingScreen }): JSX.Element => {
  const ms = (): number => props.viewing.state().wallMs
  return (
    <span class="wallClock" title={hasClock(props.row.session) ? `${formatTime(ms())} ${formatZone(ms())}` : common('clockNotSet')}>
      <Show when={hasClock(props.row.session)} fallback={<span class="wallDay amber">{common('clockNotSet')}</span>}>
        <span class="wallDay">{formatDay(ms())}</span>
      </Show>
      <output>{wallText(props.row.session, ms(), true)}</output>
      <Show when={props.viewing.state().rate !== 1}>
        <span class="wallRate">{props.viewing.state().rate}×</span>
      </Show>
    </span>
  )
}

/** Says who let a filmed screen out; repeated so that no cut of the picture is without it. */
const Watermark = (props: { readonly me: OpenIdentity; readonly id: string }): JSX.Element => {
  const [now, setNow] = createSignal(Date.now())
  const timer = setInterval(() => setNow(Date.now()), 1000)
  onCleanup(() => clearInterval(timer))
  const text = (): string => `${props.me.person.name} ${props.me.person.officerNumber} ${formatTime(now())} ${props.id.slice(0, 8)}`
  return (
    <div class="watermark" aria-hidden="true">
      <For each={Array.from({ length: 12 })}>{() => <span>{text()}</span>}</For>
    </div>
  )
}
