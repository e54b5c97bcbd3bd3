// Reading: every way a file can fail becomes one named error, and a read that never answers is given up.

import { expect, test } from 'vitest'
import { makeSliceReader, readSlice, release, type StreamedFile } from '../../../workers/fingerprint/sliceReader.ts'

type Slice = ReturnType<StreamedFile['slice']>
const fileOf = (size: number, slice: (start: number, end: number) => Slice): StreamedFile => ({ name: 'a', size, lastModified: 0, slice })
const failing = (name: string): Promise<never> => Promise.reject(new DOMException('no', name))
const streamOf = (...chunks: (Uint8Array<ArrayBuffer> | Error)[]): ReadableStream<Uint8Array<ArrayBuffer>> =>
  new ReadableStream({
    pull: (controller) => {
      const chunk = chunks.shift()
      if (chunk instanceof Error) controller.error(chunk)
      else if (chunk) controller.enqueue(chunk)
      else controller.close()
    },
  })

test('a read that never answers is ReadStalled', async () => {
  const file = fileOf(10, () => ({ arrayBuffer: () => new Promise(() => undefined), stream: () => new ReadableStream() }))
  expect(await readSlice(file, 'p', 0, 10, 20)).toEqual({ ok: false, error: { type: 'ReadStalled', path: 'p', afterMs: 20 } })
  expect(await makeSliceReader(file, 'p', 0, 20).next()).toEqual({ ok: false, error: { type: 'ReadStalled', path: 'p', afterMs: 20 } })
})

test('a broken stream is asked why by a slice', async () => {
  const broken = (name: string): StreamedFile => fileOf(10, () => ({ arrayBuffer: () => failing(name), stream: () => streamOf(new TypeError('network error')) }))
  expect(await makeSliceReader(broken('NotFoundError'), 'p', 0, 1000).next()).toEqual({ ok: false, error: { type: 'FileGone', path: 'p' } })
  expect(await makeSliceReader(broken('NotReadableError'), 'p', 0, 1000).next()).toEqual({ ok: false, error: { type: 'FileUnreadable', path: 'p', reason: 'NotReadableError' } })
})

test('a file that ends early is not called whole', async () => {
  const short = fileOf(10, () => ({ arrayBuffer: async () => new ArrayBuffer(4), stream: () => streamOf(new Uint8Array(4)) }))
  expect(await readSlice(short, 'p', 0, 10, 1000)).toMatchObject({ ok: false, error: { type: 'FileUnreadable', reason: '4 of 10 bytes at 0' } })
  const reader = makeSliceReader(short, 'p', 0, 1000)
  expect(await reader.next()).toMatchObject({ ok: true })
  expect(await reader.next()).toMatchObject({ ok: false, error: { type: 'FileUnreadable', reason: 'ends at 4 of 10 bytes' } })
})

test('a new stream begins every 64 MiB, from the byte where reading resumes', async () => {
  const MIB = 1 << 20
  const asked: [number, number][] = []
  const file = fileOf(130 * MIB, (start, end) => {
    asked.push([start / MIB, end / MIB])
    return { arrayBuffer: async () => new ArrayBuffer(end - start), stream: () => streamOf(new Uint8Array(end - start)) }
  })
  const reader = makeSliceReader(file, 'p', MIB, 1000)
  for (let read = 0; read < 3; read++) expect(await reader.next()).toMatchObject({ ok: true })
  expect(asked).toEqual([[1, 65], [65, 129], [129, 130]])
})

test('released bytes are detached at once', () => {
  const bytes = new Uint8Array(100)
  release(bytes)
  expect(bytes.length).toBe(0)
})
