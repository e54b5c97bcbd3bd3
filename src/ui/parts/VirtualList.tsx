// A scrolling list that draws only the rows in view; keeps its scroll when rows change.

import { createVirtualizer } from '@tanstack/solid-virtual'
import { createEffect, createSignal, For, on, onMount, Show, type Accessor, type JSX } from 'solid-js'

interface VirtualListProps<T> {
  readonly label: string
  readonly rows: readonly T[]
  /** Pixels; exact, rows are not measured. */
  readonly rowHeight: (row: T) => number
  readonly keyOf: (row: T) => string
  readonly children: (row: Accessor<T>, index: Accessor<number>) => JSX.Element
  readonly class?: string
  /** Scrolled into view whenever it changes; -1 is none. */
  readonly reveal?: number
  /** Default `list`; a `listbox` takes the focus and names its active row. */
  readonly role?: 'list' | 'listbox'
  readonly activeId?: string | undefined
  readonly onKeyDown?: (event: KeyboardEvent) => void
}

export const VirtualList = <T,>(props: VirtualListProps<T>): JSX.Element => {
  let element: HTMLDivElement | undefined
  // Set only once it is in the page: a template's node has no window, and the virtualizer would observe nothing.
  const [box, setBox] = createSignal<HTMLDivElement | null>(null)
  onMount(() => setBox(element ?? null))
  const virtual = createVirtualizer<HTMLDivElement, HTMLDivElement>({
    get count() {
      return props.rows.length
    },
    getScrollElement: box,
    estimateSize: (index) => {
      const row = props.rows[index]
      return row === undefined ? 32 : props.rowHeight(row)
    },
    getItemKey: (index) => {
      const row = props.rows[index]
      return row === undefined ? index : props.keyOf(row)
    },
    overscan: 6,
  })
  // Rows of other heights may have come without their number changing; the last one tells when the window's width changed them all.
  const lastHeight = (): number => (props.rows.length > 0 ? props.rowHeight(props.rows.at(-1) as T) : 0)
  createEffect(on([() => props.rows, lastHeight], () => virtual.measure(), { defer: true }))
  createEffect(on(() => props.reveal, (index) => index !== undefined && index >= 0 && virtual.scrollToIndex(index, { align: 'auto' })))
  return (
    <div ref={(made) => (element = made)} class={`virtual scroll ${props.class ?? ''}`} role={props.role ?? 'list'} aria-label={props.label} tabindex={props.role === 'listbox' ? 0 : undefined} aria-activedescendant={props.activeId || undefined} onKeyDown={(event) => props.onKeyDown?.(event)}>
      <div role="presentation" style={{ height: `${virtual.getTotalSize()}px`, position: 'relative' }}>
        <For each={virtual.getVirtualItems()}>
          {(place) => (
            <Show when={props.rows[place.index] !== undefined}>
              <div role="presentation" class="virtualRow" style={{ height: `${place.size}px`, transform: `translateY(${place.start}px)` }}>
                {props.children(() => props.rows[place.index] as T, () => place.index)}
              </div>
            </Show>
          )}
        </For>
      </div>
    </div>
  )
}
