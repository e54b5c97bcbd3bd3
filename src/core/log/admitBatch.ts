// The gate for entries from elsewhere: the same on a device and on the server, and as strict as what the writer itself must pass.

import { equal } from '../bytes.ts'
import type { LogError } from '../errors.ts'
import { isBytes, isCount, isText } from '../format/cbor.ts'
import type { Bytes, LogId } from '../ids.ts'
import type { StoredEntry } from '../ports.ts'
import { err, ok, type Result } from '../result.ts'
import type { Verify } from './checkpoint.ts'
import { decodeEntry, entryLeaf, entrySigningInput, makeGenesis, makeLogId, type Entry } from './entry.ts'
import type { SignedEntry } from './exchange.ts'

/** The Log as held so far. */
export interface HeldEnd {
  readonly logId: LogId
  readonly size: number
  /** Leaf of the last entry; null while empty. */
  readonly leaf: string | null
  /** Null while empty: the first entry names it. */
  readonly publicKey: Bytes | null
}

export interface LogOpening {
  readonly publicKey: Bytes
  readonly incarnation: number
  readonly deviceName: string
}

/** Form, log, order, chain and signature of each; nothing of a batch is admitted unless all of it is. */
export const admitBatch = async (held: HeldEnd, batch: readonly SignedEntry[], verify: Verify): Promise<Result<readonly StoredEntry[], LogError>> => {
  const admitted: StoredEntry[] = []
  let { publicKey } = held
  let leaf = held.leaf ?? makeGenesis(held.logId).leaf
  for (const [index, { bytes, signature }] of batch.entries()) {
    const seq = held.size + index
    const entry = decodeEntry(bytes)
    if (!entry.ok) return entry
    if (entry.value.logId !== held.logId) return malformed(seq, 'of another log')
    if (entry.value.seq !== seq) return malformed(seq, `is numbered ${entry.value.seq}`)
    if (entry.value.prev !== leaf) return malformed(seq, 'does not follow the entry before')
    publicKey ??= readOpening(entry.value)?.publicKey ?? null
    if (!publicKey) return malformed(seq, 'does not open this log')
    leaf = entryLeaf(bytes)
    admitted.push({ logId: held.logId, seq, bytes, signature, leaf, kind: entry.value.kind, timeMs: entry.value.timeMs })
  }
  if (!publicKey) return ok(admitted)
  const key = publicKey
  // All at once: the checks run in threads of the browser or of Node.
  const signed = await Promise.all(admitted.map(({ bytes, signature }) => verify(key, entrySigningInput(bytes), signature)))
  const forged = signed.indexOf(false)
  return forged < 0 ? ok(admitted) : malformed(held.size + forged, 'signature')
}

/** What entry 0 says of its Log, when the Log's id is made of it. */
export const readOpening = (entry: Entry): LogOpening | null => {
  const { publicKey, incarnation, device } = entry.body
  if (entry.seq !== 0 || entry.kind !== 'log-open' || !isBytes(publicKey, 32) || !isCount(incarnation) || !isText(device)) return null
  return makeLogId(publicKey, incarnation) === entry.logId ? { publicKey: new Uint8Array(publicKey), incarnation, deviceName: device } : null
}

/** The first place where two runs of the same Log part; re-signing is no difference. */
export const findFork = (held: readonly SignedEntry[], offered: readonly SignedEntry[]): number | null => {
  const at = held.findIndex(({ bytes }, index) => {
    const other = offered[index]
    return other !== undefined && !equal(bytes, other.bytes)
  })
  return at < 0 ? null : at
}

const malformed = (seq: number, detail: string): Result<never, LogError> => err({ type: 'LogMalformed', seq, detail })
