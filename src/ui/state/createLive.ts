// A live query as a signal: the only way screens read the product's state.

import { createComputed, createSignal, onCleanup, type Accessor } from 'solid-js'
import type { Live } from '../../core/ports.ts'

/** `live` may depend on signals; the last value stays until the next query answers, so lists do not jump. */
export function createLive<T>(live: () => Live<T>): Accessor<T | undefined>
export function createLive<T>(live: () => Live<T>, first: T): Accessor<T>
export function createLive<T>(live: () => Live<T>, first?: T): Accessor<T | undefined> {
  const [value, setValue] = createSignal(first)
  createComputed(() => {
    const source = live()
    onCleanup(source.subscribe((next) => setValue(() => next)))
  })
  return value
}
