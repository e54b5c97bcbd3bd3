// A failure in place: what happened, what was kept, what to do next, and foldable details to copy.

import { Show, type JSX } from 'solid-js'
import type { FieldreelError } from '../../core/errors.ts'
import { common } from '../i18n/common.ts'
import { messageOf } from '../messages.ts'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'
import { tell } from './Toast.tsx'

export const Problem = (props: { readonly error: FieldreelError; readonly actions?: JSX.Element; readonly plain?: boolean }): JSX.Element => {
  const message = (): ReturnType<typeof messageOf> => messageOf(props.error)
  const facts = (): string => JSON.stringify(props.error, null, 2)
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(facts())
    tell(common('copied'))
  }
  return (
    <div class={`problem ${props.plain ? 'inline' : ''}`} role="alert">
      <Icon name="warn" class="red" />
      <div class="grow stack">
        <p class="problemTitle">{message().title}</p>
        <p class="small">
          <span class="muted">{common('problemKept')}</span> {message().kept}
        </p>
        <p class="small">
          <span class="muted">{common('problemNext')}</span> {message().next}
        </p>
        <Show when={props.actions}>
          <div class="row wrap">{props.actions}</div>
        </Show>
        <Show when={!props.plain}>
          <details class="small">
            <summary class="muted">{common('details')}</summary>
            <pre class="mono facts">{facts()}</pre>
            <Button small icon="copy" onClick={copy}>
              {common('copyDetails')}
            </Button>
          </details>
        </Show>
      </div>
    </div>
  )
}
