// What an empty place teaches: what belongs here, the next step, and its button.

import { Show, type JSX } from 'solid-js'
import { Icon, type IconName } from './Icon.tsx'

export const EmptyState = (props: { readonly icon: IconName; readonly title: string; readonly children: JSX.Element; readonly actions?: JSX.Element }): JSX.Element => (
  <section class="empty">
    <Icon name={props.icon} size={28} class="muted" />
    <h2>{props.title}</h2>
    <div class="muted stack">{props.children}</div>
    <Show when={props.actions}>
      <div class="row wrap">{props.actions}</div>
    </Show>
  </section>
)
