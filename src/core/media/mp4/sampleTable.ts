// Grows the sample table of one track that is being written, ten hours of it in a few dozen megabytes, and writes it as `stbl`.

import type { Bytes } from '../../ids.ts'
import { box, concat, fullBoxOf, words } from './writeBoxes.ts'

export interface SampleTable {
  readonly count: number
  /** Ticks: when the first picture is shown, counted from the decode time of the first sample. */
  readonly firstShown: number
  /** Ticks: how long it is shown, and how long it takes to decode. */
  readonly length: number
  readonly decodeLength: number
  /** Samples that lie one behind the other in the file. */
  addChunk(at: number, samples: readonly { readonly size: number; readonly dts: number; readonly pts: number; readonly key: boolean }[]): void
  /** Decode time after the last sample, and how long all of them are shown. */
  end(dts: number, length: number): void
  write(entry: Uint8Array): Bytes
}

interface Column {
  readonly push: (value: number) => void
  readonly at: (index: number) => number
}

/** Doubles when full. */
const makeColumn = (make: (length: number) => Float64Array | Uint32Array | Int32Array | Uint8Array): Column => {
  let values = make(1024)
  let count = 0
  return {
    push: (value) => {
      if (count === values.length) {
        const larger = make(2 * count)
        larger.set(values)
        values = larger
      }
      values[count++] = value
    },
    at: (index) => values[index] ?? 0,
  }
}

/** Big-endian words of a table whose length is known only when it is done. */
const makeRows = () => {
  const column = makeColumn((length) => new Uint32Array(length))
  let count = 0
  return {
    push: (...values: readonly number[]) => {
      for (const value of values) column.push(value >>> 0)
      count += values.length
    },
    written: (): Bytes => {
      const bytes = new Uint8Array(4 * count)
      const view = new DataView(bytes.buffer)
      for (let i = 0; i < count; i++) view.setUint32(4 * i, column.at(i))
      return bytes
    },
  }
}

/** Equal neighbours as (how many, value), ISO/IEC 14496-12 §8.6.1. */
const runs = (count: number, valueAt: (index: number) => number): { readonly rows: Bytes; readonly length: number } => {
  const rows = makeRows()
  let length = 0
  for (let from = 0; from < count; ) {
    let to = from + 1
    while (to < count && valueAt(to) === valueAt(from)) to++
    rows.push(to - from, valueAt(from))
    length++
    from = to
  }
  return { rows: rows.written(), length }
}

export const makeSampleTable = (): SampleTable => {
  const dts = makeColumn((length) => new Float64Array(length))
  const offset = makeColumn((length) => new Int32Array(length))
  const size = makeColumn((length) => new Uint32Array(length))
  const key = makeColumn((length) => new Uint8Array(length))
  const [chunkAt, chunkSamples] = [makeColumn((length) => new Float64Array(length)), makeColumn((length) => new Uint32Array(length))]
  let [count, chunks, keys, firstShown, endDts, length] = [0, 0, 0, Infinity, 0, 0]

  const writeChunks = (): readonly Bytes[] => {
    const [rows, places] = [makeRows(), makeRows()]
    let changes = 0
    for (let i = 0; i < chunks; i++) {
      places.push(Math.floor(chunkAt.at(i) / 2 ** 32), chunkAt.at(i) % 2 ** 32)
      if (i > 0 && chunkSamples.at(i) === chunkSamples.at(i - 1)) continue
      rows.push(i + 1, chunkSamples.at(i), 1)
      changes++
    }
    return [fullBoxOf('stsc', 0, 0, words(changes), rows.written()), fullBoxOf('co64', 0, 0, words(chunks), places.written())]
  }

  return {
    get count() {
      return count
    },
    get firstShown() {
      return count === 0 ? 0 : firstShown
    },
    get length() {
      return length
    },
    get decodeLength() {
      return count === 0 ? 0 : endDts - dts.at(0)
    },
    addChunk: (at, samples) => {
      for (const sample of samples) {
        // Clocks of damaged recordings jump back; a table cannot.
        const decoded = Math.max(sample.dts, count > 0 ? dts.at(count - 1) : -Infinity)
        dts.push(decoded)
        offset.push(sample.pts - decoded)
        size.push(sample.size)
        key.push(sample.key ? 1 : 0)
        firstShown = Math.min(firstShown, sample.pts - dts.at(0))
        if (sample.key) keys++
        count++
      }
      chunkAt.push(at)
      chunkSamples.push(samples.length)
      chunks++
    },
    end: (after, shown) => {
      length = shown
      endDts = count > 0 ? Math.max(after, dts.at(count - 1) + 1) : 0
    },
    write: (entry) => {
      const times = runs(count, (i) => (i + 1 < count ? dts.at(i + 1) : endDts) - dts.at(i))
      const shown = runs(count, offset.at)
      const sizes = makeRows()
      const keyRows = makeRows()
      for (let i = 0; i < count; i++) {
        sizes.push(size.at(i))
        if (key.at(i)) keyRows.push(i + 1)
      }
      const plain = shown.length === 0 || (shown.length === 1 && offset.at(0) === 0)
      return box(
        'stbl',
        fullBoxOf('stsd', 0, 0, words(1), entry),
        fullBoxOf('stts', 0, 0, words(times.length), times.rows),
        ...(plain ? [] : [fullBoxOf('ctts', 1, 0, words(shown.length), shown.rows)]),
        ...(keys === count ? [] : [fullBoxOf('stss', 0, 0, words(keys), keyRows.written())]),
        fullBoxOf('stsz', 0, 0, words(0, count), sizes.written()),
        concat(...writeChunks()),
      )
    },
  }
}

