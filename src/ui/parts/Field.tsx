// A labelled input, text area or choice, with a hint or a complaint under it.

import { createUniqueId, For, Show, splitProps, type JSX } from 'solid-js'

interface Frame {
  readonly label: string
  readonly hint?: JSX.Element
  readonly complaint?: string | null | undefined
  /** The label is for screen readers only. */
  readonly bare?: boolean | undefined
}

const Around = (props: Frame & { readonly id: string; readonly children: JSX.Element }): JSX.Element => (
  <div class="field">
    <label for={props.id} class={props.bare ? 'unseen' : ''}>
      {props.label}
    </label>
    {props.children}
    <Show when={props.hint || props.complaint}>
      <p class={`small ${props.complaint ? 'red' : 'muted'}`} id={`${props.id}-note`} aria-live="polite">
        {props.complaint ?? props.hint}
      </p>
    </Show>
  </div>
)

const frameKeys = ['label', 'hint', 'complaint', 'bare'] as const

export const Field = (props: Frame & Omit<JSX.InputHTMLAttributes<HTMLInputElement>, 'id'>): JSX.Element => {
  const id = createUniqueId()
  const [frame, rest] = splitProps(props, frameKeys)
  return (
    <Around {...frame} id={id}>
      <input {...rest} id={id} class={`input ${rest.class ?? ''}`} aria-invalid={frame.complaint || rest['aria-invalid'] ? true : undefined} aria-describedby={frame.hint || frame.complaint ? `${id}-note` : undefined} />
    </Around>
  )
}

export const TextField = (props: Frame & Omit<JSX.TextareaHTMLAttributes<HTMLTextAreaElement>, 'id'>): JSX.Element => {
  const id = createUniqueId()
  const [frame, rest] = splitProps(props, frameKeys)
  return (
    <Around {...frame} id={id}>
      <textarea {...rest} id={id} class={`input ${rest.class ?? ''}`} aria-describedby={frame.hint || frame.complaint ? `${id}-note` : undefined} />
    </Around>
  )
}

export interface Choice<T extends string> {
  readonly value: T
  readonly label: string
}

export const Select = <T extends string>(props: Frame & { readonly value: T; readonly choices: readonly Choice<T>[]; readonly onChoose: (value: T) => void; readonly disabled?: boolean | undefined; readonly set?: boolean | undefined }): JSX.Element => {
  const id = createUniqueId()
  return (
    <Around label={props.label} hint={props.hint} complaint={props.complaint} bare={props.bare} id={id}>
      <select id={id} class={`input select ${props.set ? 'set' : ''}`} disabled={props.disabled} onChange={(event) => props.onChoose(event.currentTarget.value as T)}>
        <For each={props.choices}>
          {(choice) => (
            <option value={choice.value} selected={choice.value === props.value}>
              {choice.label}
            </option>
          )}
        </For>
      </select>
    </Around>
  )
}

export const CheckField = (props: { readonly label: string; readonly checked: boolean; readonly onChange: (checked: boolean) => void; readonly bare?: boolean }): JSX.Element => (
  <label class="check">
    <input type="checkbox" checked={props.checked} onChange={(event) => props.onChange(event.currentTarget.checked)} />
    <span class={props.bare ? 'unseen' : ''}>{props.label}</span>
  </label>
)
