// Everything one can jump to, in the order of time: parts, gaps, markers and loud moments of all lanes; the row of this moment is marked.

import { createMemo, createSignal, For, Show, type JSX } from 'solid-js'
import { common } from '../../i18n/common.ts'
import { formatDuration } from '../../i18n/formats.ts'
import { Field } from '../../parts/Field.tsx'
import { Icon, type IconName } from '../../parts/Icon.tsx'
import type { Clock } from './createClock.ts'
import { LEAD_MS, type Loud } from './createLoud.ts'
import { markerMoment, type Lane } from './lane.ts'
import { markerKindText } from './markerKindText.ts'
import { viewingWords as t } from './viewingWords.ts'
import { wallText } from './wallText.ts'

interface Place {
  readonly ms: number
  /** Gone to so much before it. */
  readonly leadMs: number
  readonly icon: IconName
  readonly text: string
  /** What does not find room beside the time. */
  readonly more?: string
  readonly lane: Lane
}

export const JumpList = (props: { readonly lanes: readonly Lane[]; readonly viewing: Clock; readonly loud: Loud }): JSX.Element => {
  const [open, setOpen] = createSignal(false)
  const [sought, setSought] = createSignal('')
  const places = createMemo((): readonly Place[] => {
    if (!open()) return []
    const words = sought().trim().toLowerCase()
    return props.lanes
      .flatMap((lane) => placesOf(lane, props.loud))
      .filter((place) => !words || `${place.text} ${wallText(place.lane.row().session, place.ms)} ${place.lane.row().session.recorder ?? ''}`.toLowerCase().includes(words))
      .toSorted((a, b) => a.ms - b.ms)
  })
  const here = (): number => places().findLastIndex(({ ms }) => ms <= props.viewing.state().wallMs + 1)
  return (
    <details class="sideBlock jumpList" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>{t('jumpList')}</h2>
      </summary>
      <Show when={open()}>
        <Field bare label={t('jumpFind')} type="search" placeholder={t('jumpFind')} value={sought()} onInput={(event) => setSought(event.currentTarget.value)} />
        <Show when={props.loud.unknownMs() >= 1000}>
          <p class="muted small jumpNote">{t('loudUnknown', formatDuration(props.loud.unknownMs()))}</p>
        </Show>
        <ol class="scroll">
          <For each={places()} fallback={<li class="muted small">{t('jumpNothing')}</li>}>
            {(place, number) => (
              <li>
                <button type="button" class="jumpRow" title={place.more} classList={{ here: number() === here() }} aria-current={number() === here() ? 'true' : undefined} onClick={() => props.viewing.seek(place.ms - place.leadMs)}>
                  <span class="mono">{wallText(place.lane.row().session, place.ms)}</span>
                  <Icon name={place.icon} size={13} class="muted" />
                  <span class="clip">{place.text}</span>
                  <Show when={props.lanes.length > 1}>
                    <span class="muted small clip">{place.lane.row().session.recorder ?? common('unknownRecorder')}</span>
                  </Show>
                </button>
              </li>
            )}
          </For>
        </ol>
      </Show>
    </details>
  )
}

const placesOf = (lane: Lane, loud: Loud): readonly Place[] => {
  const { parts, gaps } = lane.row().session
  const offset = lane.offsetMs()
  return [
    ...parts.map(({ startMs, endMs }, i): Place => ({ ms: startMs + offset, leadMs: 0, icon: endMs > startMs ? 'video' : 'photo', text: `${t('jumpPart', i + 1)} · ${formatDuration(endMs - startMs)}`, lane })),
    ...gaps.map(({ startMs, endMs }): Place => ({ ms: startMs + offset, leadMs: 0, icon: 'warn', text: t('gapOf', formatDuration(endMs - startMs)), lane })),
    ...lane.markers().flatMap((marker): Place[] => {
      const ms = markerMoment(lane, marker)
      return ms === null ? [] : [{ ms, leadMs: 0, icon: 'flag', text: `${markerKindText(marker.kind)} ${marker.text}`, lane }]
    }),
    ...loud.of(lane).map(({ fromMs, overDb, peakDb }): Place => ({ ms: fromMs + offset, leadMs: LEAD_MS, icon: 'sound', text: t('loudPlace', Math.round(overDb)), more: t('loud', Math.round(overDb), Math.round(peakDb)), lane })),
  ]
}
