// The only writer of this device's Log: one entry after another, signed, committed strictly before anybody is told.

import { fromHex } from '../core/bytes.ts'
import { signCheckpoint, unenrolledAgency, witnessNames } from '../core/log/checkpoint.ts'
import { encodeCbor, type Cbor } from '../core/format/cbor.ts'
import { maxEntryBytes, saltBytes } from '../core/log/constants.ts'
import { entrySigningInput, makeEntry, makeGenesis, type LogHead } from '../core/log/entry.ts'
import type { EntryBodies, EntryKind } from '../core/log/kinds.ts'
import { appendLeaf, emptyFrontier, frontierRoot, type Frontier } from '../core/log/merkle.ts'
import type { KeyError, LogError, StorageError } from '../core/errors.ts'
import type { Clock, LogStore, Random, Signer, StoredEntry, StoredLog } from '../core/ports.ts'
import type { LogId } from '../core/ids.ts'
import { err, ok, type Result } from '../core/result.ts'

export type AppendEntry = <K extends EntryKind>(kind: K, body: EntryBodies[K]) => Promise<Result<StoredEntry, StorageError | LogError | KeyError>>

export interface EntryPlace {
  readonly logId: LogId
  readonly seq: number
  readonly prev: string
  readonly timeMs: number
}

export interface LogWriter {
  /** Takes up the log where the store has it; `agency` names it on checkpoints (null before enrolment). */
  open(log: StoredLog, signer: Signer, agency: string | null): Promise<void>
  /** Waits for entries under way, makes a last checkpoint, forgets the key. */
  close(): Promise<void>
  append: AppendEntry
  /** As `append`, for a body that signs the place and time of its own entry. */
  appendAt: <K extends EntryKind>(kind: K, make: (at: EntryPlace) => Promise<EntryBodies[K]>) => ReturnType<AppendEntry>
  /** Signs the size and root of today; nothing when they were signed already. */
  checkpoint(): Promise<Result<void, StorageError | KeyError>>
}

interface OpenLog {
  readonly log: StoredLog
  readonly signer: Signer
  readonly agency: string
  head: LogHead
  frontier: Frontier
  signedSize: number
}

/** What an Entry holds beside its body takes less than 256 bytes. */
const maxBodyBytes = maxEntryBytes - 256

/** TRUST: a checkpoint at least every 60 s of activity. */
const checkpointEveryMs = 60_000

export const makeLogWriter = (deps: { readonly logs: LogStore; readonly clock: Clock; readonly random: Random }): LogWriter => {
  const { logs, clock, random } = deps
  let current: OpenLog | null = null
  let lastCheckpointMs = clock.mono()
  // Sequence numbers are given out one at a time: every call waits for the one before.
  let queue: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work)
    queue = turn.catch(() => undefined)
    return turn
  }

  const writeCheckpoint = async (): Promise<Result<void, StorageError | KeyError>> => {
    if (!current) return err({ type: 'KeysLocked' })
    const { log, head, frontier, agency, signer } = current
    lastCheckpointMs = clock.mono()
    if (head.size === current.signedSize || head.size === 0) return ok(undefined)
    const note = await signCheckpoint({ agency, logId: log.logId, size: head.size, root: frontierRoot(frontier) }, log.deviceName, signer)
    const put = await logs.putCheckpoint({ logId: log.logId, size: head.size, note, witnesses: witnessNames(note) })
    if (put.ok) current.signedSize = head.size
    return put
  }

  const writeEntry = async <K extends EntryKind>(kind: K, make: (at: EntryPlace) => Promise<EntryBodies[K]>): Promise<Result<StoredEntry, StorageError | LogError | KeyError>> => {
    if (!current) return err({ type: 'KeysLocked' })
    const { log, head, signer } = current
    const timeMs = clock.now()
    const body = await make({ logId: log.logId, seq: head.size, prev: head.leaf, timeMs })
    const size = encodeCbor(body as unknown as Cbor).length
    if (size > maxBodyBytes) return err({ type: 'EntryTooLarge', size, limit: maxBodyBytes })
    const { bytes, leaf } = makeEntry({ logId: log.logId, head, kind, body, stamps: { timeMs, monoMs: clock.mono(), boot: clock.boot, salt: random.bytes(saltBytes) } })
    const signature = await signer.sign(entrySigningInput(bytes))
    const entry: StoredEntry = { logId: log.logId, seq: head.size, bytes, signature, leaf, kind, timeMs }
    const stored = await logs.append([entry])
    if (!stored.ok) return stored
    current.head = { size: head.size + 1, leaf }
    current.frontier = appendLeaf(current.frontier, fromHex(leaf))
    if (clock.mono() - lastCheckpointMs >= checkpointEveryMs) await writeCheckpoint()
    return ok(entry)
  }

  return {
    open: (log, signer, agency) =>
      inTurn(async () => {
        const leaves = await logs.leaves(log.logId, Number.MAX_SAFE_INTEGER)
        const last = leaves.at(-1)
        const checkpoints = await logs.checkpoints(log.logId)
        current = {
          log,
          signer,
          agency: agency ?? unenrolledAgency,
          head: last === undefined ? makeGenesis(log.logId) : { size: leaves.length, leaf: last },
          frontier: leaves.reduce((frontier, leaf) => appendLeaf(frontier, fromHex(leaf)), emptyFrontier),
          signedSize: Math.max(0, ...checkpoints.map(({ size }) => size)),
        }
      }),
    close: () =>
      inTurn(async () => {
        await writeCheckpoint()
        current = null
      }),
    append: (kind, body) => inTurn(() => writeEntry(kind, async () => body)),
    appendAt: (kind, make) => inTurn(() => writeEntry(kind, make)),
    checkpoint: () => inTurn(writeCheckpoint),
  }
}
