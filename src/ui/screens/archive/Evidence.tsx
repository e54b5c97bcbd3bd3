// What a Finding rests on, in words: each fact with its name, sizes and times as everywhere, fingerprints in full.

import { For, Match, Show, Switch, type JSX } from 'solid-js'
import type { Finding } from '../../../core/ports.ts'
import { formatBytes, formatCount } from '../../i18n/formats.ts'
import { TimeText } from '../../parts/figures.tsx'
import { archiveWords as t } from './archiveWords.ts'

export const Evidence = (props: { readonly facts: Finding['evidence'] }): JSX.Element => (
  <dl class="facts2 evidence">
    <For each={Object.entries(props.facts)}>
      {([name, value]) => (
        <>
          <dt>{t(`evidence.${name as 'detail'}`) || name}</dt>
          <dd>
            <Fact name={name} value={value} />
          </dd>
        </>
      )}
    </For>
  </dl>
)

/** When each source says it began, as it stands there: not moved to this unit's zone. */
const clocks: readonly string[] = ['name', 'playlist', 'container', 'exif', 'gps', 'fileSystem']

const Fact = (props: { readonly name: string; readonly value: string | number }): JSX.Element => {
  const number = (ends: RegExp): number | false => (typeof props.value === 'number' && ends.test(props.name) ? props.value : false)
  return (
    <Switch fallback={typeof props.value === 'number' ? formatCount(props.value) : <span class={/^[0-9a-f]{16,}$/.test(props.value) ? 'path' : ''}>{props.value}{clocks.includes(props.name) ? ' UTC' : ''}</span>}>
      <Match when={number(/mtime$|Ms$/i) !== false}>
        <TimeText ms={Number(props.value)} />
      </Match>
      <Match when={number(/size$|bytes$/i) !== false}>
        {formatBytes(Number(props.value))} <Show when={Number(props.value) >= 1024}><span class="muted">({formatCount(Number(props.value))} B)</span></Show>
      </Match>
      {/* Blocks are counted from 0 in the log, from 1 for people. */}
      <Match when={number(/^block$/) !== false}>{formatCount(Number(props.value) + 1)}</Match>
    </Switch>
  )
}
