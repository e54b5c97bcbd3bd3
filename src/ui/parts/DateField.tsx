// A date as this app writes it everywhere, 2026-03-26, typed by hand: the browser's own field follows the system's language.

import { createSignal, type JSX } from 'solid-js'
import { readDay } from './readDay.ts'
import { Field } from './Field.tsx'

interface DateFieldProps {
  readonly label: string
  /** How to write it: the hover text. */
  readonly form: string
  readonly complaint: string
  /** `2026-03-26`, or empty. */
  readonly value: string
  readonly onDay: (day: string) => void
}

export const DateField = (props: DateFieldProps): JSX.Element => {
  const [bad, setBad] = createSignal(false)
  const take = (input: HTMLInputElement): void => {
    const day = readDay(input.value)
    setBad(day === null)
    if (day === null) return
    input.value = day
    if (day !== props.value) props.onDay(day)
  }
  return (
    <Field
      bare
      label={props.label}
      placeholder={props.label}
      title={bad() ? props.complaint : props.form}
      aria-invalid={bad()}
      inputmode="numeric"
      autocomplete="off"
      spellcheck={false}
      class={`day ${!bad() && props.value ? 'set' : ''}`}
      value={props.value}
      onChange={(event) => take(event.currentTarget)}
      onKeyDown={(event) => event.key === 'Enter' && take(event.currentTarget)}
    />
  )
}
