// Whether the page is being printed: what only paper shows is drawn for as long.

import { createSignal, onCleanup, onMount, type Accessor } from 'solid-js'

export const createPrinting = (): Accessor<boolean> => {
  const [printing, setPrinting] = createSignal(false)
  const begin = (): void => void setPrinting(true)
  const end = (): void => void setPrinting(false)
  onMount(() => {
    window.addEventListener('beforeprint', begin)
    window.addEventListener('afterprint', end)
  })
  onCleanup(() => {
    window.removeEventListener('beforeprint', begin)
    window.removeEventListener('afterprint', end)
  })
  return printing
}
