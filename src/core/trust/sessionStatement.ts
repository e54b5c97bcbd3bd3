// What a person's key signs once when unlocking a device, so that its entries name a person.

import { concat, fromHex, uint64, utf8 } from '../bytes.ts'
import type { Bytes, LogId } from '../ids.ts'
import { sessionPrefix } from '../log/constants.ts'

export interface SessionStatement {
  readonly logId: LogId
  /** Of the session-open entry itself, like `prev` (hex) and `timeMs`: the signature fits no other place in any history. */
  readonly seq: number
  readonly prev: string
  readonly timeMs: number
  readonly personKey: Uint8Array
}

/** prefix || logId (32 bytes) || seq (8 bytes, big-endian) || prev (32) || time_ms (8) || the person's public key (32). */
export const sessionSigningInput = ({ logId, seq, prev, timeMs, personKey }: SessionStatement): Bytes => concat(utf8(sessionPrefix), fromHex(logId), uint64(seq), fromHex(prev), uint64(timeMs), personKey)
