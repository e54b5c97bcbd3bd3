// Packets of MPEG-TS and M2TS (ISO/IEC 13818-1 §2.4.3), from any piece of a file.

import type { TsLayout } from '../sniff.ts'

export interface Packet {
  /** Of its sync byte, in the piece. */
  readonly at: number
  readonly pid: number
  readonly starts: boolean
  /** Four bits; grows by one with every payload of its stream. */
  readonly counter: number
  readonly payload: Uint8Array
}

/** Packets of a piece of the file that lie whole in it; a place without sync byte is passed over to the next that has two. */
export function* packetsIn(bytes: Uint8Array, layout: TsLayout): Generator<Packet, void, void> {
  for (let at = layout.offset; at + 188 <= bytes.length; ) {
    if (bytes[at] !== 0x47) {
      at++
      continue
    }
    const next = at + layout.stride
    if (next < bytes.length && bytes[next] !== 0x47) {
      at++
      continue
    }
    const [, second = 0, third = 0, fourth = 0, adaptation = 0] = bytes.subarray(at, at + 5)
    const from = at + 4 + (fourth & 0x20 ? adaptation + 1 : 0)
    const clear = (second & 0x80) === 0 && (fourth & 0xc0) === 0
    if (clear && fourth & 0x10 && from < at + 188) yield { at, pid: ((second & 31) << 8) | third, starts: (second & 0x40) !== 0, counter: fourth & 15, payload: bytes.subarray(from, at + 188) }
    at = next
  }
}
