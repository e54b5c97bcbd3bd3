// Who looks, when, in which viewing: over every picture.

import { createSignal, For, onCleanup, type JSX } from 'solid-js'
import { formatTime } from '../../i18n/formats.ts'
import type { OpenIdentity } from './Viewing.tsx'

/** Says who let a filmed screen out; repeated so that no cut of the picture is without it. */
export const Watermark = (props: { readonly me: OpenIdentity; readonly id: string }): JSX.Element => {
  const [now, setNow] = createSignal(Date.now())
  const timer = setInterval(() => setNow(Date.now()), 1000)
  onCleanup(() => clearInterval(timer))
  const text = (): string => `${props.me.person.name} ${props.me.person.officerNumber} ${formatTime(now())} ${props.id.slice(0, 8)}`
  return (
    <div class="watermark" aria-hidden="true">
      <For each={Array.from({ length: 12 })}>{() => <span>{text()}</span>}</For>
    </div>
  )
}
