// All times of one recording side by side: what each says, how fine it is, which was chosen and why, and what is known of the clock behind it.

import { For, Show, type JSX } from 'solid-js'
import type { Recording, TimeCandidate } from '../../../core/catalog/recording.ts'
import type { GpsBegin } from '../../../core/media/track/gpsBegin.ts'
import type { ClockCorrection } from '../../../core/policy/recorderClock.ts'
import { common } from '../../i18n/common.ts'
import { formatDuration, formatOffset, formatTime, wholeSeconds } from '../../i18n/formats.ts'
import { TimeText } from '../../parts/figures.tsx'
import { archiveWords as t } from './archiveWords.ts'
import { timeWords } from './timeWords.ts'

interface TimesProps {
  readonly recording: Recording
  /** Of its Session: what was taken off the times shown elsewhere. Left out where nothing is said of it. */
  readonly correction?: ClockCorrection | null
  /** By the satellites' clock, from a track; `from` says which. */
  readonly satellite?: { readonly begin: GpsBegin; readonly from: string } | null
}

/** Clocks that agree differ by their resolution: seconds in names and containers, two of them on FAT. */
const differsMs = 3_000

const dayMs = 86_400_000

/** `+0:03`, `−8:00:00`; two days and more in days. */
const apartText = (ms: number): string => `${ms < 0 ? '−' : '+'}${Math.abs(ms) < 2 * dayMs ? formatDuration(Math.abs(ms)) : t('days', Math.round(Math.abs(ms) / dayMs))}`

export const Times = (props: TimesProps): JSX.Element => {
  const chosen = (candidate: TimeCandidate): boolean => candidate.plausible && candidate.source === props.recording.timeSource && candidate.ms === props.recording.startMs
  const Apart = (candidate: { readonly ms: number }): JSX.Element => {
    const apartMs = (): number => candidate.ms - (props.recording.startMs ?? 0)
    return (
      <Show when={props.recording.startMs !== null}>
        <span class="mono muted" classList={{ amber: Math.abs(apartMs()) >= differsMs }} title={t('timeApart')}>
          {apartText(apartMs())}
        </span>
      </Show>
    )
  }
  return (
    <section>
      <h3>{t('times')}</h3>
      <table class="times">
        <tbody>
          <For each={props.recording.times}>
            {(candidate) => (
              <tr class={chosen(candidate) ? 'chosenTime' : ''}>
                <th scope="row">{common(`source.${candidate.source}`)}</th>
                <td>
                  <TimeText ms={candidate.ms} />
                  <div class="muted">
                    {t(`zone.${candidate.zone}`)} · {timeWords(candidate.source === 'fileSystem' ? 'toTwoSeconds' : 'toSecond')}
                    <Show when={candidate.source === 'fileSystem' && (props.recording.durationMs ?? 0) > 0}> · {t(props.recording.listed ? 'timeByList' : 'timeFromEnd')}</Show>
                  </div>
                </td>
                <td class="small">
                  <Show when={candidate.plausible} fallback={<span class="chip amber">{t('implausible')}</span>}>
                    <Show when={chosen(candidate)} fallback={<Apart ms={candidate.ms} />}>
                      <span class="chip accent">{t('chosen')}</span>
                    </Show>
                  </Show>
                </td>
              </tr>
            )}
          </For>
          <Show when={props.satellite}>
            {(found) => (
              <tr>
                <th scope="row">{timeWords('satellite')}</th>
                <td>
                  <TimeText ms={found().begin.ms} />
                  <div class="muted">
                    {timeWords('unsure', wholeSeconds(found().begin.uncertaintyMs))} · {found().from}
                  </div>
                </td>
                <td class="small">
                  <Apart ms={found().begin.ms} />
                </td>
              </tr>
            )}
          </Show>
        </tbody>
      </table>
      <p class="small muted">
        <Show when={props.recording.timeSource} fallback={t('noClock')}>
          {(source) => t(`why.${source()}`)}
        </Show>
      </p>
      <Show when={props.correction !== undefined && props.recording.timeSource}>
        <p class="small muted">
          <Show when={props.correction} fallback={timeWords('notMeasured')}>
            {(found) => timeWords('corrected', formatOffset(found().offsetMs), wholeSeconds(found().uncertaintyMs), formatTime(found().measuredMs))}
          </Show>
        </p>
      </Show>
    </section>
  )
}
