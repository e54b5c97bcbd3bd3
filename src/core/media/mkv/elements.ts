// EBML elements (RFC 8794) of Matroska and WebM: heads, children, and their values; nothing is believed that does not fit.

import { viewOf } from '../mp4/boxes.ts'

export interface Element {
  readonly id: number
  readonly body: number
  /** Infinity where the size is not known, as in a live recording. */
  readonly end: number
}

/** The longest head an element can have. */
export const ELEMENT_HEAD = 12

/** Element head (RFC 8794 §4-5) at `at` of `bytes`, of which the first stands at `origin`; null where there is none. */
export const readElement = (bytes: Uint8Array, at: number, origin: number): Element | null => {
  const idBytes = Math.clz32(bytes[at] ?? 0) - 23
  const sizeAt = at + idBytes
  const sizeBytes = Math.clz32(bytes[sizeAt] ?? 0) - 23
  if (idBytes > 4 || sizeBytes > 8 || sizeAt + sizeBytes > bytes.length) return null
  let id = 0
  for (const byte of bytes.subarray(at, sizeAt)) id = id * 256 + byte
  let size = (bytes[sizeAt] ?? 0) & (0xff >> sizeBytes)
  let unknown = size === 0xff >> sizeBytes
  for (const byte of bytes.subarray(sizeAt + 1, sizeAt + sizeBytes)) {
    unknown &&= byte === 0xff
    size = size * 256 + byte
  }
  const body = origin + sizeAt + sizeBytes
  return { id, body, end: unknown ? Infinity : body + size }
}

/** The elements that lie whole in [from, to), up to the first that does not. */
export const elementsIn = (bytes: Uint8Array, from = 0, to = bytes.length): readonly Element[] => {
  const found: Element[] = []
  for (let at = from; at < to; ) {
    const element = readElement(bytes, at, 0)
    if (!element || element.end > to) break
    found.push(element)
    at = element.end
  }
  return found
}

export const bytesOf = (bytes: Uint8Array, element: Element): Uint8Array => bytes.subarray(element.body, element.end)

/** Unsigned, big-endian, of up to eight bytes. */
export const numberOf = (bytes: Uint8Array, element: Element): number => bytesOf(bytes, element).subarray(0, 8).reduce((value, byte) => value * 256 + byte, 0)

export const floatOf = (bytes: Uint8Array, { body, end }: Element): number =>
  end - body === 4 ? viewOf(bytes).getFloat32(body) : end - body === 8 ? viewOf(bytes).getFloat64(body) : NaN

/** The first element at the end of a path of ids. */
export const elementAt = (bytes: Uint8Array, parent: { readonly body: number; readonly end: number }, ...path: readonly number[]): Element | null => {
  let [found, body, end]: [Element | null, number, number] = [null, parent.body, parent.end]
  for (const id of path) {
    found = elementsIn(bytes, body, end).find((child) => child.id === id) ?? null
    if (!found) return null
    ;({ body, end } = found)
  }
  return found
}
