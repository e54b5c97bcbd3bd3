// Commands as data: the palette, the shortcuts and the list of keys all read this one list.

import { createSignal, onCleanup } from 'solid-js'

export interface Command {
  readonly id: string
  readonly title: () => string
  /** As in `Ctrl+K`, `Shift+ArrowLeft`, `Space`, `?`, `j`. The first is shown. A letter alone waits while somebody types. */
  readonly keys: readonly string[]
  readonly group: 'go' | 'do' | 'view'
  /** Default: always. */
  readonly when?: () => boolean
  readonly run: () => void
  /** Keys only: not worth a line in the palette (frame steps, list arrows). */
  readonly quiet?: boolean
}

const [lists, setLists] = createSignal<readonly (readonly Command[])[]>([])

/** Every command that may run now; those of the newest screen first. */
export const commands = (): readonly Command[] => lists().flat().filter((command) => command.when?.() ?? true)

/** Offers commands while the calling component lives. */
export const provideCommands = (list: readonly Command[]): void => {
  setLists((before) => [list, ...before])
  onCleanup(() => setLists((before) => before.filter((other) => other !== list)))
}

/** `Ctrl+K`, `Shift+ArrowLeft`, `?` (a sign that needs Shift to type is written without it). */
export const keyOf = (event: KeyboardEvent): string => {
  const name = event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toLowerCase() : event.key
  const shift = event.shiftKey && (event.key.length > 1 || /[a-z]/i.test(event.key) || event.key === ' ')
  return [event.ctrlKey || event.metaKey ? 'Ctrl' : '', event.altKey ? 'Alt' : '', shift ? 'Shift' : '', name.length === 1 && (event.ctrlKey || event.metaKey) ? name.toUpperCase() : name].filter(Boolean).join('+')
}

const takesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio], [type=range], [type=button], [type=file]), textarea, select'))

/** Space and Enter on a focused control belong to that control. */
const pressesControl = (event: KeyboardEvent): boolean =>
  (event.key === ' ' || event.key === 'Enter') && event.target instanceof HTMLElement && event.target.closest('button, a, summary, [role=tab], [role=option], [role=menuitem], input') !== null

/** Listens on the window; returns the way to stop. */
export const listenForKeys = (): (() => void) => {
  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return
    const key = keyOf(event)
    if (!key.startsWith('Ctrl+') && (takesText(event.target) || pressesControl(event) || document.querySelector('[role=dialog], [role=alertdialog], [role=menu]'))) return
    const command = commands().find(({ keys }) => keys.includes(key))
    if (!command) return
    event.preventDefault()
    command.run()
  }
  window.addEventListener('keydown', onKey)
  return () => window.removeEventListener('keydown', onKey)
}
