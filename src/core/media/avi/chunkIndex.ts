// Where every picture and piece of sound of an AVI file lies: from OpenDML's index, from idx1, or, without either, by walking the chunks.

import { viewOf, type ReadBytes } from '../mp4/boxes.ts'
import { MAX_SAMPLES } from '../mp4/samples.ts'
import { textAt } from '../sniff.ts'
import type { AviLayout, AviStream } from './headers.ts'

/** Chunks of one stream, in the order of the file; growing lists. `offset` is that of the bytes behind the chunk's head. */
export interface AviChunks {
  readonly offset: number[]
  readonly size: number[]
  readonly key: boolean[]
}

export interface AviIndex {
  readonly chunks: ReadonlyMap<number, AviChunks>
  /** The file has no index that fits it: everything was found by walking, and key pictures are not told. */
  readonly walked: boolean
}

/** An idx1 of 24 hours. */
const MAX_INDEX_BYTES = 128 << 20
const MAX_SUPER_ROWS = 4096
const WINDOW_BYTES = 32 << 10
const KEY = 0x10

const makeChunks = (streams: readonly AviStream[]): ReadonlyMap<number, AviChunks> => new Map(streams.map(({ number }) => [number, { offset: [], size: [], key: [] }]))

/** Digits and kind of a chunk id such as `00dc`; null for any other. */
const streamOf = (id: string): number | null => (/^\d\d(d[bc]|wb)$/i.test(id) ? Number(id.slice(0, 2)) : null)

const add = (chunks: AviChunks, offset: number, size: number, key: boolean): void => {
  chunks.offset.push(offset)
  chunks.size.push(size)
  chunks.key.push(key)
}

const swapped64 = (view: DataView, at: number): number => view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32

/** Rows of a standard index chunk (OpenDML AVI §3.0): offset and size, whose top bit says "not a key picture". */
const addRows = (bytes: Uint8Array, chunks: AviChunks, fileBytes: number): void => {
  if (bytes.length < 24 || bytes[3] !== 1) return
  const view = viewOf(bytes)
  const count = Math.min(view.getUint32(4, true), Math.floor((bytes.length - 24) / 8), MAX_SAMPLES - chunks.offset.length)
  const base = swapped64(view, 12)
  for (let row = 0; row < count; row++) {
    const [offset, size] = [base + view.getUint32(24 + 8 * row, true), view.getUint32(28 + 8 * row, true)]
    if (offset + (size & 0x7fff_ffff) <= fileBytes) add(chunks, offset, size & 0x7fff_ffff, size < 0x8000_0000)
  }
}

const readOpenDml = async (read: ReadBytes, size: number, { streams }: AviLayout): Promise<ReadonlyMap<number, AviChunks>> => {
  const found = makeChunks(streams)
  for (const { number, superIndex } of streams) {
    const chunks = found.get(number)
    if (!chunks || superIndex.length < 24) continue
    if (superIndex[3] === 1) addRows(superIndex, chunks, size)
    const view = viewOf(superIndex)
    const rows = superIndex[3] === 0 ? Math.min(view.getUint32(4, true), Math.floor((superIndex.length - 24) / 16), MAX_SUPER_ROWS) : 0
    for (let row = 0; row < rows; row++) {
      const [offset, bytes] = [swapped64(view, 24 + 16 * row), view.getUint32(32 + 16 * row, true)]
      if (bytes > 8 && bytes <= MAX_INDEX_BYTES && offset + bytes <= size) addRows(await read(offset + 8, offset + bytes), chunks, size)
    }
  }
  return found
}

/** Offsets count from the word `movi` or from the file's begin; recorders get it wrong by a word. null where no count fits the first and last row. */
const readOldIndex = async (read: ReadBytes, size: number, { streams, movi, index }: AviLayout): Promise<ReadonlyMap<number, AviChunks> | null> => {
  if (!index || index.end - index.start > MAX_INDEX_BYTES || index.end - index.start < 16) return null
  const bytes = await read(index.start, index.end)
  const view = viewOf(bytes)
  const rows = Array.from({ length: Math.min(Math.floor(bytes.length / 16), MAX_SAMPLES) }, (_, row) => row).filter((row) => streamOf(textAt(bytes, 16 * row, 4)) !== null)
  const [first, last] = [rows[0], rows.at(-1)]
  if (first === undefined || last === undefined) return null
  const fits = async (base: number, row: number): Promise<boolean> => {
    const at = base + view.getUint32(16 * row + 8, true)
    return at + 8 <= size && textAt(await read(at, at + 8), 0, 4) === textAt(bytes, 16 * row, 4)
  }
  for (const base of [movi - 4, 0, movi, movi - 8]) {
    if (!(await fits(base, first)) || !(await fits(base, last))) continue
    const found = makeChunks(streams)
    for (const row of rows) {
      const offset = base + view.getUint32(16 * row + 8, true) + 8
      const length = view.getUint32(16 * row + 12, true)
      const chunks = found.get(streamOf(textAt(bytes, 16 * row, 4)) ?? -1)
      if (chunks && offset + length <= size) add(chunks, offset, length, (view.getUint32(16 * row + 4, true) & KEY) !== 0)
    }
    return found
  }
  return null
}

/** Reads ahead: chunk heads lie close together. At least `length` bytes where the file has them. */
const makeWindow = (read: ReadBytes, size: number): ((at: number, length: number) => Promise<Uint8Array>) => {
  let [from, bytes]: [number, Uint8Array] = [0, new Uint8Array(0)]
  return async (at, length) => {
    if (at < from || at + length > from + bytes.length) {
      from = at
      bytes = await read(at, Math.min(size, at + Math.max(length, WINDOW_BYTES)))
    }
    return bytes.subarray(at - from)
  }
}

const knownId = /^(\d\d(d[bc]|wb)|ix\d\d|idx1|JUNK|LIST|RIFF)$/

/** Where the next id stands in bytes that begin with none; all of them when none does. */
const nextId = (bytes: Uint8Array): number => {
  for (let at = 1; at + 4 <= bytes.length; at++) if ((bytes[at] ?? 0) < 0x5b && knownId.test(textAt(bytes, at, 4))) return at
  return Math.max(1, bytes.length - 3)
}

/** What cannot be a chunk is passed over to the next that can. */
const walkChunks = async (read: ReadBytes, size: number, { streams, movi }: AviLayout): Promise<ReadonlyMap<number, AviChunks>> => {
  const found = makeChunks(streams)
  const look = makeWindow(read, size)
  let count = 0
  for (let at = movi; at + 8 <= size && count < MAX_SAMPLES; ) {
    const bytes = await look(at, Math.min(12, size - at))
    const id = textAt(bytes, 0, 4)
    const length = viewOf(bytes).getUint32(4, true)
    const whole = at + 8 + length <= size
    const chunks = found.get(streamOf(id) ?? -1)
    if (chunks && whole) {
      add(chunks, at + 8, length, false)
      count++
    }
    if (id === 'LIST' || id === 'RIFF') at += 12
    else if (knownId.test(id) && whole) at += 8 + length + (length & 1)
    else at += nextId(bytes)
  }
  return found
}

const holds = (chunks: ReadonlyMap<number, AviChunks>): boolean => [...chunks.values()].some(({ offset }) => offset.length > 0)

export const readAviIndex = async (read: ReadBytes, size: number, layout: AviLayout): Promise<AviIndex> => {
  const openDml = await readOpenDml(read, size, layout)
  if (holds(openDml)) return { chunks: openDml, walked: false }
  const old = await readOldIndex(read, size, layout)
  return old && holds(old) ? { chunks: old, walked: false } : { chunks: await walkChunks(read, size, layout), walked: true }
}
