// RIFF chunks (Microsoft RIFF, and RF64 of EBU Tech 3306): bounded walking in a file.

import { viewOf, type ReadBytes } from '../mp4/boxes.ts'
import { textAt } from '../sniff.ts'
import type { ByteSource } from './byteSource.ts'

export interface Chunk {
  readonly id: string
  /** Form of a LIST or RIFF chunk, else empty. */
  readonly form: string
  readonly body: number
  readonly end: number
  /** What its header says; `end` is cut to the parent. */
  readonly statedBytes: number
}

const MAX_CHUNKS = 10_000

/** Chunks in [from, to), in order; stops where none can be. */
export async function* chunksIn(source: { readonly read: ReadBytes }, from: number, to: number): AsyncGenerator<Chunk, void, void> {
  let count = 0
  for (let at = from; at + 8 <= to && count < MAX_CHUNKS; count++) {
    const head = await source.read(at, at + 12)
    const id = textAt(head, 0, 4)
    if (head.length < 8 || !/^[\x20-\x7e]{4}$/.test(id)) return
    const statedBytes = viewOf(head).getUint32(4, true)
    const list = id === 'LIST' || id === 'RIFF'
    yield { id, form: list ? textAt(head, 8, 4) : '', body: at + (list ? 12 : 8), end: Math.min(at + 8 + statedBytes, to), statedBytes }
    at += 8 + statedBytes + (statedBytes & 1)
  }
}

/** No text chunk that is wanted is longer. */
const MAX_TEXT = 1024

export const chunkText = async (source: ByteSource, chunk: Chunk): Promise<string> =>
  (String.fromCharCode(...(await source.read(chunk.body, Math.min(chunk.end, chunk.body + MAX_TEXT)))).split('\0')[0] ?? '').trim()
