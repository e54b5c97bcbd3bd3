// Reads of one Recording's file in which every block was checked before a byte of it is given away.

import { BLOCK_BYTES } from '../../src/core/catalog/recording.ts'
import type { SegmentError } from '../../src/contracts/segment.ts'
import type { Bytes, RecordingId } from '../../src/core/ids.ts'
import type { TimelinePart } from '../../src/core/playbackPorts.ts'
import type { FileLike } from '../../src/core/ports.ts'
import type { BlockVerifier } from '../fingerprint/blockVerifier.ts'
import { readSlice } from '../fingerprint/sliceReader.ts'

/** Carries an expected failure up through code that reads; becomes a Result at the worker's edge. */
export class ReadFailure extends Error {
  readonly failure: SegmentError

  constructor(failure: SegmentError) {
    super(failure.type)
    this.failure = failure
  }
}

export interface VerifiedFile {
  readonly size: number
  /** Bytes [start, end); throws ReadFailure. */
  read(start: number, end: number): Promise<Bytes>
  /** The same, NOT verified: for planning only. Nothing made from these bytes is ever shown or written into a segment. */
  peek(start: number, end: number): Promise<Bytes>
  /** Begins to fetch blocks that the next read will need. They are checked then. */
  fetch(firstBlock: number, lastBlock: number): void
}

/** A read takes about as long for 16 bytes as for this many, and the headers that lead through a file stand in pairs. */
const PEEK_BYTES = 4096

/** The block that one read ends in is the one the next begins in. */
const KEPT_BLOCKS = 16

/** Checked blocks of any files, those lately used. */
export interface KeptBlocks {
  get(recording: RecordingId, block: number): Uint8Array | undefined
  set(recording: RecordingId, block: number, bytes: Uint8Array): void
}

export const makeKeptBlocks = (): KeptBlocks => {
  const kept = new Map<string, Uint8Array>()
  const set: KeptBlocks['set'] = (recording, block, bytes) => {
    const key = `${recording} ${block}`
    kept.delete(key)
    kept.set(key, bytes)
    for (const old of kept.keys()) if (kept.size > KEPT_BLOCKS) kept.delete(old)
  }
  return {
    get: (recording, block) => {
      const bytes = kept.get(`${recording} ${block}`)
      if (bytes) set(recording, block, bytes)
      return bytes
    },
    set,
  }
}

const slicesOf = (file: FileLike, path: string, stallMs: number): VerifiedFile['peek'] => async (start, end) => {
  const result = await readSlice(file, path, start, end, stallMs)
  if (!result.ok) throw new ReadFailure(result.error)
  return result.value
}

/** Where nothing is verified, and so nothing may ever be shown. */
export const makePlainFile = (file: FileLike, path: string, stallMs: number): VerifiedFile => {
  const slice = slicesOf(file, path, stallMs)
  return { size: file.size, peek: slice, read: slice, fetch: () => undefined }
}

/** `kept` may be shared by files. */
export const makeVerifiedFile = (part: TimelinePart, verifier: BlockVerifier, stallMs: number, kept = makeKeptBlocks()): VerifiedFile => {
  const { file, path, recordingId, driveId, blockStates } = part
  let fetched: { readonly first: number; readonly last: number; readonly bytes: Promise<Bytes> } | null = null
  let peeked: { readonly start: number; readonly bytes: Bytes } | null = null

  const slice = slicesOf(file, path, stallMs)

  const blocks = (first: number, last: number): Promise<Bytes> => slice(first * BLOCK_BYTES, Math.min((last + 1) * BLOCK_BYTES, file.size))

  return {
    size: file.size,
    peek: async (start, end) => {
      if (end - start >= PEEK_BYTES || end > file.size) return slice(start, end)
      if (!peeked || start < peeked.start || end > peeked.start + peeked.bytes.length) peeked = { start, bytes: await slice(start, Math.min(file.size, start + PEEK_BYTES)) }
      return peeked.bytes.slice(start - peeked.start, end - peeked.start)
    },
    read: async (start, end) => {
      const [firstBlock, lastBlock] = [Math.floor(start / BLOCK_BYTES), Math.floor((Math.max(end, start + 1) - 1) / BLOCK_BYTES)]
      const before = kept.get(recordingId, firstBlock)
      const from = before ? firstBlock + 1 : firstBlock
      const result = new Uint8Array(end - start)
      if (before) result.set(before.subarray(start - firstBlock * BLOCK_BYTES, end - firstBlock * BLOCK_BYTES))
      if (from > lastBlock) return result
      const ahead = fetched?.first === from && fetched.last === lastBlock ? fetched.bytes : null
      if (ahead) fetched = null
      const bytes = await (ahead ?? blocks(from, lastBlock))
      const bad = verifier.verifyBlocks(bytes, from, blockStates, file.size, recordingId)
      if (bad >= 0) throw new ReadFailure({ type: 'BlockMismatch', recordingId, block: bad, driveId, path })
      kept.set(recordingId, lastBlock, bytes.slice((lastBlock - from) * BLOCK_BYTES))
      const skip = Math.max(0, start - from * BLOCK_BYTES)
      result.set(bytes.subarray(skip, end - from * BLOCK_BYTES), Math.max(0, from * BLOCK_BYTES - start))
      return result
    },
    fetch: (first, last) => {
      const bytes = blocks(first, last)
      // Whoever reads it hears of a failure.
      bytes.catch(() => undefined)
      fetched = { first, last, bytes }
    },
  }
}
