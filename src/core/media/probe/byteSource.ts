// Bounded reading of one file for probing: counts every byte and refuses beyond a budget.

import type { FileLike } from '../../ports.ts'

export interface ByteSource {
  readonly size: number
  /** Bytes [start, end), clipped to the file. Throws BudgetSpent or ReadFailed; both are caught where probing begins. */
  read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>>
  readonly bytesRead: number
}

/** A hostile or huge file asked for more than a probe may read. */
export class BudgetSpent extends Error {}
/** The drive did not deliver. */
export class ReadFailed extends Error {}

/** More than the tables of a day of video need; far below the 200 MB a file may cost. */
export const PROBE_BUDGET_BYTES = 64 << 20
/** Neighbouring small reads are answered from one. */
const WINDOW_BYTES = 1 << 14

export const makeByteSource = (file: FileLike, budget = PROBE_BUDGET_BYTES): ByteSource => {
  let windowStart = 0
  let window: Uint8Array<ArrayBuffer> = new Uint8Array(0)
  let bytesRead = 0
  const fetchBytes = async (start: number, end: number): Promise<Uint8Array<ArrayBuffer>> => {
    if (bytesRead + end - start > budget) throw new BudgetSpent(`more than ${budget} bytes`)
    bytesRead += end - start
    try {
      return new Uint8Array(await file.slice(start, end).arrayBuffer())
    } catch (reason) {
      throw new ReadFailed(reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason))
    }
  }
  return {
    size: file.size,
    get bytesRead() {
      return bytesRead
    },
    read: async (from, to) => {
      const start = Math.max(0, Math.min(Math.floor(from), file.size))
      const end = Math.max(start, Math.min(Math.floor(to), file.size))
      if (start >= windowStart && end <= windowStart + window.length) return window.subarray(start - windowStart, end - windowStart)
      if (end - start >= WINDOW_BYTES) return fetchBytes(start, end)
      window = await fetchBytes(start, Math.min(start + WINDOW_BYTES, file.size))
      windowStart = start
      return window.subarray(0, end - start)
    },
  }
}
