// One Marker in the list: a click goes there; its range can be set, and whoever wrote it may withdraw it.

import { createSignal, Show, type JSX } from 'solid-js'
import type { MarkerRow, OpenViewing } from '../../../app/app.ts'
import { common } from '../../i18n/common.ts'
import { formatDuration } from '../../i18n/formats.ts'
import { Button, IconButton } from '../../parts/Button.tsx'
import { Field } from '../../parts/Field.tsx'
import { tell } from '../../parts/Toast.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import type { Clock } from './createClock.ts'
import type { Lane } from './lane.ts'
import { markerKindText } from './markerKindText.ts'
import { viewingWords as t } from './viewingWords.ts'
import { wallText } from './wallText.ts'

interface MarkerLineProps {
  readonly lane: Lane
  readonly marker: MarkerRow
  /** On the shown clock. */
  readonly ms: number
  /** Lanes of several recorders are shown. */
  readonly several: boolean
  readonly viewing: Clock
  readonly opened: OpenViewing | null
}

const maxReason = 200

export const MarkerLine = (props: MarkerLineProps): JSX.Element => {
  const identity = createLive(() => useApp().identity)
  const [withdrawing, setWithdrawing] = createSignal(false)
  const [reason, setReason] = createSignal('')
  const session = () => props.lane.row().session
  const toMs = (): number | null => (props.marker.toMs === null ? null : props.ms + props.marker.toMs - props.marker.atMs)
  const isOwn = (): boolean => {
    const who = identity()
    return who?.state === 'open' && who.person.id === props.marker.personId
  }
  const withdraw = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (!props.opened || reason().trim() === '' || !(await act(props.opened.withdrawMarker(props.marker.marker, reason().trim())))) return
    tell(t('markerWithdrawn'), `${markerKindText(props.marker.kind)} ${wallText(session(), props.ms)}`)
  }
  return (
    <li>
      <button type="button" class="markerRow" title={t('markerMedia', formatDuration(props.marker.atMs, true))} onClick={() => props.viewing.seek(props.ms)} aria-label={`${t('seekTo', wallText(session(), props.ms))} ${markerKindText(props.marker.kind)} ${props.marker.text}`}>
        <span class="mono">
          {wallText(session(), props.ms)}
          <Show when={toMs() !== null}>–{wallText(session(), toMs() ?? 0)}</Show>
        </span>
        <span class="chip">{markerKindText(props.marker.kind)}</span>
        <span class="muted small clip">
          <Show when={props.several}>{session().recorder} · </Show>
          {props.marker.person}
        </span>
        <Show when={props.marker.text}>
          <span class="markerText">{props.marker.text}</span>
        </Show>
      </button>
      <Show when={toMs() !== null}>
        <IconButton small icon="fit" label={t('markerRange')} onClick={() => props.viewing.setRange({ fromMs: props.ms, toMs: toMs() })} />
      </Show>
      <Show when={isOwn() && props.opened}>
        <IconButton small icon="close" label={t('markerWithdraw')} aria-expanded={withdrawing()} onClick={() => setWithdrawing(!withdrawing())} />
      </Show>
      <Show when={withdrawing()}>
        <form class="markerForm stack" onSubmit={(event) => void withdraw(event)} onKeyDown={(event) => event.key === 'Escape' && setWithdrawing(false)}>
          <Field label={t('markerWithdrawWhy')} hint={t('markerWithdrawAbout')} maxlength={maxReason} value={reason()} onInput={(event) => setReason(event.currentTarget.value)} ref={(element: HTMLInputElement) => queueMicrotask(() => element.focus())} />
          <div class="row">
            <span class="grow" />
            <Button small onClick={() => setWithdrawing(false)}>
              {common('cancel')}
            </Button>
            <Button small type="submit" tone="accent" disabled={reason().trim() === ''}>
              {t('markerWithdrawSign')}
            </Button>
          </div>
        </form>
      </Show>
    </li>
  )
}
