// What the meta box of a HEIC or AVIF file says of its items (ISO/IEC 14496-12 §8.11, ISO/IEC 23008-12 §6 and §9): kinds, places, properties and what they are made of.

import { boxAt, boxesIn, fullBox, uint64, viewOf, type Box } from '../mp4/boxes.ts'
import { textAt } from '../sniff.ts'

export const MAX_ITEMS = 5000

export interface ItemPlace {
  /** In the meta box's own store of bytes, else in the file. */
  readonly inside: boolean
  readonly from: number
  readonly bytes: number
}

export interface Items {
  readonly meta: Uint8Array
  readonly primary: number | null
  readonly types: ReadonlyMap<number, string>
  readonly places: ReadonlyMap<number, ItemPlace>
  /** Of each item its properties, in order. */
  readonly properties: ReadonlyMap<number, readonly Box[]>
  /** Of each item those it is put together from. */
  readonly parts: ReadonlyMap<number, readonly number[]>
  /** Where the store of bytes begins in `meta`. */
  readonly store: number
}

/** Reads numbers one behind the other; throws RangeError beyond the end. */
const makeReader = (bytes: Uint8Array, from: number, end: number): { take(count: number): number; at(): number } => {
  const view = viewOf(bytes)
  let at = from
  return {
    at: () => at,
    take: (count) => {
      if (at + count > end) throw new RangeError('cut')
      const value = count === 8 ? uint64(view, at) : count === 4 ? view.getUint32(at) : count === 2 ? view.getUint16(at) : count === 1 ? view.getUint8(at) : 0
      at += count
      return value
    },
  }
}

const readPlaces = (meta: Uint8Array, iloc: Box): ReadonlyMap<number, ItemPlace> => {
  const places = new Map<number, ItemPlace>()
  const header = fullBox(viewOf(meta), iloc)
  if (!header) return places
  const { version } = header
  const { take } = makeReader(meta, header.at, iloc.end)
  const [sizes, more] = [take(1), take(1)]
  const count = Math.min(take(version < 2 ? 2 : 4), MAX_ITEMS)
  for (let row = 0; row < count; row++) {
    const id = take(version < 2 ? 2 : 4)
    const method = version > 0 ? take(2) & 15 : 0
    take(2)
    const base = take(more >> 4)
    const extents = take(2)
    for (let extent = 0; extent < extents; extent++) {
      take(version > 0 ? more & 15 : 0)
      const from = base + take(sizes >> 4)
      const bytes = take(sizes & 15)
      // No camera cuts a picture into several.
      if (extent === 0 && extents === 1 && method < 2) places.set(id, { inside: method === 1, from, bytes })
    }
  }
  return places
}

const readTypes = (meta: Uint8Array, iinf: Box): ReadonlyMap<number, string> => {
  const types = new Map<number, string>()
  const header = fullBox(viewOf(meta), iinf)
  if (!header) return types
  for (const infe of boxesIn(meta, header.at + (header.version === 0 ? 2 : 4), iinf.end).slice(0, MAX_ITEMS)) {
    const long = meta[infe.body] === 3
    const at = infe.body + 4
    if (at + (long ? 10 : 8) <= infe.end) types.set(long ? viewOf(meta).getUint32(at) : viewOf(meta).getUint16(at), textAt(meta, at + (long ? 6 : 4), 4))
  }
  return types
}

const readProperties = (meta: Uint8Array, iprp: Box): ReadonlyMap<number, readonly Box[]> => {
  const found = new Map<number, readonly Box[]>()
  const ipco = boxAt(meta, iprp, 'ipco')
  const all = ipco ? boxesIn(meta, ipco.body, ipco.end) : []
  for (const ipma of boxesIn(meta, iprp.body, iprp.end).filter(({ type }) => type === 'ipma')) {
    const header = fullBox(viewOf(meta), ipma)
    if (!header) continue
    const wide = ((meta[ipma.body + 3] ?? 0) & 1) === 1
    const { take } = makeReader(meta, header.at, ipma.end)
    const count = Math.min(take(4), MAX_ITEMS)
    for (let row = 0; row < count; row++) {
      const id = take(header.version === 0 ? 2 : 4)
      const uses = Array.from({ length: take(1) }, () => (wide ? take(2) & 0x7fff : take(1) & 0x7f))
      found.set(id, uses.flatMap((use) => all[use - 1] ?? []))
    }
  }
  return found
}

const readParts = (meta: Uint8Array, iref: Box): ReadonlyMap<number, readonly number[]> => {
  const parts = new Map<number, readonly number[]>()
  const header = fullBox(viewOf(meta), iref)
  for (const reference of header ? boxesIn(meta, header.at, iref.end).slice(0, MAX_ITEMS) : []) {
    if (reference.type !== 'dimg') continue
    const idBytes = header?.version === 0 ? 2 : 4
    const { take } = makeReader(meta, reference.body, reference.end)
    const id = take(idBytes)
    parts.set(id, Array.from({ length: Math.min(take(2), MAX_ITEMS) }, () => take(idBytes)))
  }
  return parts
}

/** `meta`: the whole box. null where it cannot be read. */
export const readItems = (meta: Uint8Array): Items | null => {
  const root = boxesIn(meta)[0]
  if (!root || root.type !== 'meta') return null
  const children = boxesIn(meta, root.body + 4, root.end)
  const child = <T>(type: string, read: (meta: Uint8Array, box: Box) => T, none: T): T => {
    const box = children.find((one) => one.type === type)
    return box ? read(meta, box) : none
  }
  try {
    return {
      meta,
      primary: child('pitm', (_, box) => makeReader(meta, box.body + 4, box.end).take(meta[box.body] === 0 ? 2 : 4), null as number | null),
      types: child('iinf', readTypes, new Map()),
      places: child('iloc', readPlaces, new Map()),
      properties: child('iprp', readProperties, new Map()),
      parts: child('iref', readParts, new Map()),
      store: child('idat', (_, box) => box.body, 0),
    }
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown
    return null
  }
}
