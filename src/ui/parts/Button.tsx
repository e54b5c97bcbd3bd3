// A button with a word on it, or an icon with a name; shows that it is busy while its act runs.

import { createSignal, Show, splitProps, type JSX } from 'solid-js'
import { Icon, type IconName } from './Icon.tsx'

export interface ButtonProps extends Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, 'onClick'> {
  readonly tone?: 'plain' | 'accent' | 'danger' | 'quiet' | undefined
  readonly icon?: IconName | undefined
  readonly small?: boolean | undefined
  /** A returned promise keeps the button busy until it settles. */
  readonly onClick?: ((event: MouseEvent) => unknown) | undefined
}

export const Button = (props: ButtonProps): JSX.Element => {
  const [own, rest] = splitProps(props, ['tone', 'icon', 'small', 'onClick', 'class', 'children', 'disabled', 'type'])
  const [busy, setBusy] = createSignal(false)
  const press = async (event: MouseEvent): Promise<void> => {
    const answer = own.onClick?.(event)
    if (!(answer instanceof Promise)) return
    setBusy(true)
    try {
      await answer
    } finally {
      setBusy(false)
    }
  }
  return (
    <button {...rest} type={own.type ?? 'button'} class={`button ${own.tone ?? 'plain'} ${own.small ? 'compact' : ''} ${own.class ?? ''}`} disabled={own.disabled || busy()} aria-busy={busy()} onClick={(event) => void press(event)}>
      <Show when={own.icon}>{(name) => <Icon name={name()} />}</Show>
      {own.children}
    </button>
  )
}

/** `label` is the accessible name and the hover text. */
export const IconButton = (props: Omit<ButtonProps, 'children' | 'icon'> & { readonly icon: IconName; readonly label: string }): JSX.Element => {
  const [own, rest] = splitProps(props, ['label', 'class', 'tone'])
  return <Button {...rest} tone={own.tone ?? 'quiet'} class={`iconOnly ${own.class ?? ''}`} aria-label={own.label} title={own.label} />
}
