// A scrolling list that draws only the rows in view; keeps its scroll when rows change.

import { createVirtualizer } from '@tanstack/solid-virtual'
import { createEffect, createSignal, For, on, type Accessor, type JSX } from 'solid-js'

interface VirtualListProps<T> {
  readonly label: string
  readonly rows: readonly T[]
  /** First guess in pixels; rows are measured when drawn. */
  readonly rowHeight: (row: T) => number
  readonly keyOf: (row: T) => string
  readonly children: (row: Accessor<T>, index: Accessor<number>) => JSX.Element
  readonly class?: string
  /** Scrolled into view whenever it changes. */
  readonly reveal?: number
  readonly role?: 'list' | 'listbox' | 'table' | 'grid'
}

export const VirtualList = <T,>(props: VirtualListProps<T>): JSX.Element => {
  const [box, setBox] = createSignal<HTMLDivElement | null>(null)
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
    overscan: 8,
  })
  createEffect(
    on(
      () => props.reveal,
      (index) => index !== undefined && index >= 0 && virtual.scrollToIndex(index, { align: 'auto' }),
    ),
  )
  return (
    <div ref={setBox} class={`virtual scroll ${props.class ?? ''}`} role={props.role ?? 'list'} aria-label={props.label} tabindex="-1">
      <div role="presentation" style={{ height: `${virtual.getTotalSize()}px`, position: 'relative' }}>
        <For each={virtual.getVirtualItems()}>
          {(place) => {
            let last: T
            const row = (): T => {
              const now = props.rows[place.index]
              if (now !== undefined) last = now
              return last
            }
            return (
              <div role="presentation" data-index={place.index} ref={(element) => queueMicrotask(() => virtual.measureElement(element))} class="virtualRow" style={{ transform: `translateY(${place.start}px)` }}>
                {row() !== undefined && props.children(row, () => place.index)}
              </div>
            )
          }}
        </For>
      </div>
    </div>
  )
}
