// Small state signs at fixed places, each with a shape, a colour and a word, and the legend that explains them.

import { For, Show, type JSX } from 'solid-js'
import { Icon, type IconName } from './Icon.tsx'

export interface Mark {
  readonly icon: IconName
  readonly tone: 'plain' | 'red' | 'amber' | 'green'
  readonly word: string
  /** A count shown beside the sign. */
  readonly count?: number
}

/** null keeps its place empty, so that marks align from row to row. */
export const StateMarks = (props: { readonly marks: readonly (Mark | null)[] }): JSX.Element => (
  <span class="marks" role="group">
    <For each={props.marks}>
      {(mark) => (
        <Show when={mark} fallback={<span class="mark" aria-hidden="true" />}>
          {(shown) => (
            <span class={`mark ${shown().tone}`} role="img" aria-label={shown().word} title={shown().word}>
              <Icon name={shown().icon} size={14} />
              <Show when={shown().count}>{(count) => <span class="markCount">{count()}</span>}</Show>
            </span>
          )}
        </Show>
      )}
    </For>
  </span>
)

export const Legend = (props: { readonly title: string; readonly marks: readonly Mark[] }): JSX.Element => (
  <details class="legend small">
    <summary class="muted">{props.title}</summary>
    <ul class="legendList">
      <For each={props.marks}>
        {(mark) => (
          <li class="row">
            <span class={`mark ${mark.tone}`}>
              <Icon name={mark.icon} size={14} />
            </span>
            {mark.word}
          </li>
        )}
      </For>
    </ul>
  </details>
)
