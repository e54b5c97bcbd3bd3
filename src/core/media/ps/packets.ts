// PES packets of a program stream (ISO/IEC 13818-1 §2.5) or an MPEG-1 system stream (ISO/IEC 11172-1 §2.4), from any piece of a file.

import type { Unit } from '../ts/units.ts'

const PACK = 0xba
const MAP = 0xbc
const PRIVATE = 0xbd
/** Substreams of private_stream_1 on DVDs have numbers of their own: here behind those of streams. */
export const PRIVATE_PID = PRIVATE << 8

/** What carries pictures or sound. */
const carries = (id: number): boolean => id === PRIVATE || (id >= 0xc0 && id <= 0xef)

const timeAt = (bytes: Uint8Array, at: number): number => {
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = bytes.subarray(at, at + 5)
  return ((a >> 1) & 7) * 2 ** 30 + (b << 22) + ((c >> 1) << 15) + (d << 7) + (e >> 1)
}

/** Of a pack header with its stuffing; 0 where there is none. */
const packBytes = (bytes: Uint8Array, at: number): number => {
  const mark = bytes[at + 4] ?? 0
  return mark >> 6 === 1 ? 14 + ((bytes[at + 13] ?? 0) & 7) : mark >> 4 === 2 ? 12 : 0
}

interface Header {
  readonly from: number
  readonly pts: number | null
  readonly dts: number | null
}

const header2 = (bytes: Uint8Array, at: number): Header => {
  const flags = bytes[at + 7] ?? 0
  const pts = flags & 0x80 ? timeAt(bytes, at + 9) : null
  return { from: at + 9 + (bytes[at + 8] ?? 0), pts, dts: (flags & 0xc0) === 0xc0 ? timeAt(bytes, at + 14) : pts }
}

/** MPEG-1: stuffing, the size of a buffer, then times (ISO/IEC 11172-1 §2.4.3.3). */
const header1 = (bytes: Uint8Array, at: number): Header => {
  let from = at + 6
  while (bytes[from] === 0xff && from < at + 22) from++
  if ((bytes[from] ?? 0) >> 6 === 1) from += 2
  const mark = (bytes[from] ?? 0) >> 4
  if (mark === 2) return { from: from + 5, pts: timeAt(bytes, from), dts: timeAt(bytes, from) }
  return mark === 3 ? { from: from + 10, pts: timeAt(bytes, from), dts: timeAt(bytes, from + 5) } : { from: from + 1, pts: null, dts: null }
}

/** Where the next pack or PES packet may begin. */
const nextStart = (bytes: Uint8Array, from: number): number => {
  for (let at = bytes.indexOf(1, from + 2); at > 0; at = bytes.indexOf(1, at + 1)) {
    const id = bytes[at + 1] ?? 0
    if (bytes[at - 1] === 0 && bytes[at - 2] === 0 && (carries(id) || (id === PACK && packBytes(bytes, at - 2) > 0))) return at - 2
  }
  return bytes.length
}

export interface PsPackets {
  readonly units: readonly Unit[]
  /** Stream types by stream id, of the program stream map (§2.5.4). */
  readonly types: ReadonlyMap<number, number>
}

const readMap = (bytes: Uint8Array, at: number, end: number, types: Map<number, number>): void => {
  let entry = at + 12 + ((bytes[at + 8] ?? 0) << 8) + (bytes[at + 9] ?? 0)
  for (; entry + 4 <= end - 4; entry += 4 + ((bytes[entry + 2] ?? 0) << 8) + (bytes[entry + 3] ?? 0)) types.set(bytes[entry + 1] ?? 0, bytes[entry] ?? 0)
}

/** One PES packet each, in the order of the file. A time said twice belongs to the same picture: recorders give parameter sets packets of their own. */
export const psPackets = (bytes: Uint8Array, last: boolean): PsPackets => {
  const units: Unit[] = []
  const types = new Map<number, number>()
  const said = new Map<number, number>()
  for (let at = nextStart(bytes, 0); at + 9 <= bytes.length; ) {
    const id = bytes[at + 3] ?? 0
    const isStart = bytes[at] === 0 && bytes[at + 1] === 0 && bytes[at + 2] === 1 && id >= PACK
    if (!isStart) {
      at = nextStart(bytes, at)
      continue
    }
    const end = id === PACK ? at + Math.max(4, packBytes(bytes, at)) : at + 6 + ((bytes[at + 4] ?? 0) << 8) + (bytes[at + 5] ?? 0)
    if (id === MAP && end <= bytes.length) readMap(bytes, at, end, types)
    if (carries(id)) {
      const { from, pts, dts } = (bytes[at + 6] ?? 0) >> 6 === 2 ? header2(bytes, at) : header1(bytes, at)
      const inside = bytes.subarray(Math.min(from, end), end)
      // A substream's number, how many frames begin, and where the first does.
      const pid = id === PRIVATE ? PRIVATE_PID | (inside[0] ?? 0) : id
      const again = pts !== null && said.get(pid) === pts
      if (pts !== null) said.set(pid, pts)
      const next = end + 3 <= bytes.length ? bytes[end] === 0 && bytes[end + 1] === 0 && bytes[end + 2] === 1 : last && end <= bytes.length
      units.push({ pid, at, pts: again ? null : pts, dts: again ? null : dts, bytes: id === PRIVATE ? inside.subarray(4) : inside, whole: next })
      if (!next) {
        at = nextStart(bytes, at + 6)
        continue
      }
    }
    at = end
  }
  return { units, types }
}
