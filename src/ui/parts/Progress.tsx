// How far a long work is; without a total it shows only that it is going.

import type { JSX } from 'solid-js'

export const Progress = (props: { readonly label: string; readonly done: number; readonly total: number }): JSX.Element => (
  <progress aria-label={props.label} {...(props.total > 0 ? { value: Math.min(props.done, props.total), max: props.total } : {})} />
)
