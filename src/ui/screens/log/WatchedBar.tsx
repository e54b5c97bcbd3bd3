// The watched ranges of one Recording: a bar to scale, and the seconds in words.

import { For, Show, type JSX } from 'solid-js'
import type { WatchedInterval } from '../../../core/log/kinds.ts'
import { stillRate } from '../../../core/viewing/intervals.ts'
import { formatClock, formatDuration } from '../../i18n/formats.ts'
import type { KnownRecording } from './catalogNames.ts'
import { logWords as t } from './logWords.ts'

export const groupWatched = (watched: readonly WatchedInterval[]): readonly (readonly [string, readonly WatchedInterval[]])[] => [...Map.groupBy(watched, ({ recordingId }) => recordingId)]

/** `0:02.0–0:14.5`, with the speed where it is not 1×. */
export const intervalText = ({ fromMs, toMs, rate }: WatchedInterval): string => {
  if (rate === stillRate) return formatDuration(fromMs, true)
  return `${formatDuration(fromMs, true)}–${formatDuration(toMs, true)}${rate === 100 ? '' : t('atSpeed', String(rate / 100))}`
}

/** Ranges, then how many single pictures; at most `limit` ranges. */
export const watchedText = (intervals: readonly WatchedInterval[], limit = Number.POSITIVE_INFINITY): string => {
  const moving = intervals.filter(({ rate }) => rate !== stillRate)
  const stills = intervals.length - moving.length
  const parts = moving.slice(0, limit).map(intervalText)
  if (moving.length > limit) parts.push(t('more', moving.length - limit))
  if (stills > 0) parts.push(t('stills', stills))
  return parts.join(', ')
}

export const recordingText = (recordingId: string, known: KnownRecording | undefined): string =>
  known && known.session.day !== 'unset' ? `${formatClock(known.startMs)} · ${recordingId.slice(0, 4)}…${recordingId.slice(-4)}` : `${recordingId.slice(0, 4)}…${recordingId.slice(-4)}`

export const WatchedBar = (props: { readonly recordingId: string; readonly intervals: readonly WatchedInterval[]; readonly known: KnownRecording | undefined }): JSX.Element => {
  const length = (): number => Math.max(1, props.known?.durationMs ?? 0, ...props.intervals.map(({ toMs }) => toMs))
  return (
    <div class="watchedRow">
      <span class="watchedName mono" title={props.recordingId}>
        {recordingText(props.recordingId, props.known)}
      </span>
      <span class="watchedBar" role="img" aria-label={watchedText(props.intervals)}>
        <For each={props.intervals}>{(interval) => <i classList={{ fast: interval.rate > 100 }} style={{ left: `${(interval.fromMs / length()) * 100}%`, width: `${((interval.toMs - interval.fromMs) / length()) * 100}%` }} title={intervalText(interval)} />}</For>
      </span>
      <span class="watchedText small" title={watchedText(props.intervals)}>
        {watchedText(props.intervals, 3)}
        <Show when={(props.known?.durationMs ?? 0) > 0 && props.known}>{(known) => <span class="muted"> / {formatDuration(known().durationMs)}</span>}</Show>
      </span>
    </div>
  )
}
