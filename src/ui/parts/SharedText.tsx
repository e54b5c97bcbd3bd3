// A text that people write together: kept while they type, and saying where it is kept.

import { createSignal, onCleanup, Show, type JSX } from 'solid-js'
import { TextField } from './Field.tsx'
import { Icon } from './Icon.tsx'

export interface SharedTextProps {
  readonly label: string
  readonly hint: string
  readonly rows: number
  /** The heading says it already. */
  readonly bare?: boolean | undefined
  /** As it is kept; unknown while it is read. */
  readonly text: string | undefined
  readonly where: 'device' | 'server' | undefined
  readonly places: { readonly device: string; readonly server: string }
  readonly onKeep: (text: string) => Promise<unknown>
}

/** Milliseconds of quiet before what was typed is kept. */
const typingPause = 500

export const SharedText = (props: SharedTextProps): JSX.Element => {
  const [draft, setDraft] = createSignal<string | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  const keep = async (): Promise<void> => {
    clearTimeout(timer)
    const text = draft()
    if (text !== null && text !== props.text) await props.onKeep(text)
  }
  // Leaving by any way keeps what was typed.
  onCleanup(() => void keep())
  const type = (text: string): void => {
    setDraft(text)
    clearTimeout(timer)
    timer = setTimeout(() => void keep(), typingPause)
  }
  const hint = (): JSX.Element => (
    <span class="row">
      <span class="grow">{props.hint}</span>
      <Show when={props.where}>
        {(where) => (
          <span class="row">
            <Icon name={where()} size={12} />
            {props.places[where()]}
          </span>
        )}
      </Show>
    </span>
  )
  return <TextField label={props.label} bare={props.bare} hint={hint()} rows={props.rows} value={draft() ?? props.text ?? ''} onInput={(event) => type(event.currentTarget.value)} onBlur={() => void keep().then(() => setDraft(null))} />
}
