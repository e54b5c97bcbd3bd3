// Times, lengths and sizes as elements: machine-readable inside, zone and exact value on hover.

import { Show, type JSX } from 'solid-js'
import { common } from '../i18n/common.ts'
import { formatBytes, formatClock, formatCount, formatDay, formatDuration, formatTime, formatZone } from '../i18n/formats.ts'

/** null is a clock that could not be believed. */
export const TimeText = (props: { readonly ms: number | null; readonly show?: 'clock' | 'day' | 'full' }): JSX.Element => (
  <Show when={props.ms !== null} fallback={<span class="amber">{common('clockNotSet')}</span>}>
    <time dateTime={new Date(props.ms ?? 0).toISOString()} title={`${formatTime(props.ms ?? 0)} ${formatZone(props.ms ?? 0)}`}>
      {(props.show === 'clock' ? formatClock : props.show === 'day' ? formatDay : formatTime)(props.ms ?? 0)}
    </time>
  </Show>
)

export const Duration = (props: { readonly ms: number | null; readonly tenths?: boolean }): JSX.Element => (
  <span class="figure" title={props.ms === null ? common('unknown') : `${(props.ms / 1000).toFixed(3)} s`}>
    {props.ms === null ? '–' : formatDuration(props.ms, props.tenths)}
  </span>
)

export const Size = (props: { readonly bytes: number }): JSX.Element => (
  <span class="figure" title={`${formatCount(props.bytes)} B`}>
    {formatBytes(props.bytes)}
  </span>
)
