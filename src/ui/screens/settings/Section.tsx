// One part of the settings under its heading.

import { Show, type JSX, type ParentProps } from 'solid-js'

export const Section = (props: ParentProps<{ readonly id: string; readonly title: string; readonly about?: string }>): JSX.Element => (
  <section class="settingsSection stack" id={props.id} aria-labelledby={`${props.id}-title`}>
    <h2 id={`${props.id}-title`}>{props.title}</h2>
    <Show when={props.about}>
      <p class="muted small">{props.about}</p>
    </Show>
    {props.children}
  </section>
)
