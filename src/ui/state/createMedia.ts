// Whether a media query holds, as a signal.

import { createSignal, onCleanup, type Accessor } from 'solid-js'

export const createMedia = (query: string): Accessor<boolean> => {
  const list = matchMedia(query)
  const [holds, setHolds] = createSignal(list.matches)
  const onChange = (): void => void setHolds(list.matches)
  list.addEventListener('change', onChange)
  onCleanup(() => list.removeEventListener('change', onChange))
  return holds
}
