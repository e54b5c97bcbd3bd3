// Puts the payloads of one or more streams together again: PES packets (ISO/IEC 13818-1 §2.4.3.6) with their times.

import { findTsLayout, type TsLayout } from '../sniff.ts'
import { packetsIn } from './packets.ts'

/** Ticks of the transport clock in a second, and where it begins anew. */
export const CLOCK = 90_000
const WRAP = 2 ** 33

/** One PES packet: of a picture stream one picture, of sound some frames. */
export interface Unit {
  readonly pid: number
  /** Of its first packet, in the piece it was read from. */
  readonly at: number
  /** 1/90,000 s, 33 bits; null where it does not say. */
  readonly pts: number | null
  readonly dts: number | null
  readonly bytes: Uint8Array
  /** false: packets of it are missing, or the piece ends before the next of its stream begins. */
  readonly whole: boolean
}

/** A picture is never larger. */
const MAX_UNIT_BYTES = 16 * 2 ** 20

const timeAt = (bytes: Uint8Array, at: number): number => {
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = bytes.subarray(at, at + 5)
  return ((a >> 1) & 7) * 2 ** 30 + (b << 22) + ((c >> 1) << 15) + (d << 7) + (e >> 1)
}

interface Growing {
  readonly at: number
  readonly pieces: Uint8Array[]
  length: number
  counter: number
  broken: boolean
}

const finish = (pid: number, { at, pieces, length, broken }: Growing, ended: boolean): Unit | null => {
  const pes = new Uint8Array(length)
  let to = 0
  for (const piece of pieces) {
    pes.set(piece, to)
    to += piece.length
  }
  if (length < 9 || pes[0] !== 0 || pes[1] !== 0 || pes[2] !== 1) return null
  const flags = pes[7] ?? 0
  const said = ((pes[4] ?? 0) << 8) | (pes[5] ?? 0)
  const end = said > 0 ? Math.min(length, 6 + said) : length
  const from = Math.min(9 + (pes[8] ?? 0), end)
  const complete = said > 0 ? length >= 6 + said : ended
  const pts = flags & 0x80 && from >= 14 ? timeAt(pes, 9) : null
  return { pid, at, pts, dts: flags & 0x40 && from >= 19 ? timeAt(pes, 14) : pts, bytes: pes.subarray(from, end), whole: complete && !broken }
}

/** In the order in which they begin. `last`: nothing follows the piece, so what is open at its end has ended. Of each no more than `most` bytes and a packet. */
export const unitsIn = (bytes: Uint8Array, stride: TsLayout['stride'], pids: ReadonlySet<number>, last: boolean, most = MAX_UNIT_BYTES): readonly Unit[] => {
  const open = new Map<number, Growing>()
  const done: Unit[] = []
  const close = (pid: number, ended: boolean): void => {
    const growing = open.get(pid)
    const unit = growing && finish(pid, growing, ended)
    if (unit) done.push(unit)
    open.delete(pid)
  }
  for (const { at, pid, starts, counter, payload } of packetsIn(bytes, { offset: findTsLayout(bytes)?.offset ?? 0, stride })) {
    if (!pids.has(pid)) continue
    if (starts) {
      close(pid, true)
      open.set(pid, { at, pieces: [payload], length: payload.length, counter, broken: false })
      continue
    }
    const growing = open.get(pid)
    // The same packet twice is allowed (§2.4.3.3).
    if (!growing || counter === growing.counter) continue
    growing.broken ||= counter !== ((growing.counter + 1) & 15) || growing.length > most
    growing.counter = counter
    if (growing.length > most) continue
    growing.pieces.push(payload)
    growing.length += payload.length
  }
  for (const pid of open.keys()) close(pid, last)
  return done.toSorted((a, b) => a.at - b.at)
}

/** `time` as the one nearest to `near` on an endless clock: it may have begun anew between them. */
export const unwrapped = (time: number, near: number): number => near + (((((time - near + WRAP / 2) % WRAP) + WRAP) % WRAP) - WRAP / 2)
