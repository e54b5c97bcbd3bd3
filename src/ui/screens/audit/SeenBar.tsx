// What was seen of one Recording, to scale; hatched where it was played faster than it was recorded.

import { For, type JSX } from 'solid-js'
import type { WatchedInterval } from '../../../core/log/kinds.ts'
import { formatDuration } from '../../i18n/formats.ts'

/** `lengthMs` 0: not known, then the last second seen is the end. */
export const SeenBar = (props: { readonly intervals: readonly WatchedInterval[]; readonly lengthMs: number }): JSX.Element => {
  const length = (): number => Math.max(1, props.lengthMs, ...props.intervals.map(({ toMs }) => toMs))
  const text = (): string => props.intervals.map(({ fromMs, toMs }) => `${formatDuration(fromMs)}–${formatDuration(toMs)}`).join(', ')
  return (
    <span class="seenBar" role="img" aria-label={text()} title={text()}>
      <For each={props.intervals}>{({ fromMs, toMs, rate }) => <i classList={{ fast: rate > 100 }} style={{ left: `${(fromMs / length()) * 100}%`, width: `${((toMs - fromMs) / length()) * 100}%` }} />}</For>
    </span>
  )
}
