// Entries both ways: what the server has acknowledged is remembered, what comes in passes the gate before it is stored.

import type { LogError, StorageError, SyncError, TrustError } from '../core/errors.ts'
import type { LogId } from '../core/ids.ts'
import { admitBatch, readOpening, type HeldEnd, type LogOpening } from '../core/log/admitBatch.ts'
import type { Verify } from '../core/log/checkpoint.ts'
import { decodeEntry } from '../core/log/entry.ts'
import { cutBatches, decodeBatch, encodeBatch, type Span } from '../core/log/exchange.ts'
import type { LogStore, StoredEntry } from '../core/ports.ts'
import { err, ok, type Result } from '../core/result.ts'
import { readSize, toSyncError, type RequestError, type ServerClient } from './serverClient.ts'

export interface EntriesParts {
  readonly client: ServerClient
  readonly logs: LogStore
  readonly verify: Verify
}

type EntriesError = SyncError | StorageError | LogError | TrustError

/** Rows read from the database at a time. */
const READ_ROWS = 2_000

/** The size the server acknowledged; kept in `onServer` after every batch. */
export const sendEntries = async ({ client, logs }: EntriesParts, { logId, from, to }: Span): Promise<Result<number, EntriesError>> => {
  let acknowledged = from
  while (acknowledged < to) {
    const rows = await logs.read(logId, acknowledged, Math.min(to, acknowledged + READ_ROWS))
    if (rows.length === 0) return err({ type: 'LogMalformed', seq: acknowledged, detail: 'missing in the database' })
    for (const batch of cutBatches(rows)) {
      const answer = await client.request('POST', `logs/${logId}/entries`, encodeBatch(batch))
      if (!answer.ok) return err(sendingError(logId, answer.error))
      const size = readSize(answer.value)
      const sent = (batch.at(-1)?.seq ?? -1) + 1
      if (size === null || size < sent) return err({ type: 'ServerRefused', status: 200, reason: 'no acknowledgement' })
      const kept = await acknowledge(logs, logId, sent)
      if (!kept.ok) return kept
      acknowledged = sent
    }
  }
  return ok(acknowledged)
}

/** How many entries came. Each batch is asked for before the one before it is checked and stored. */
export const fetchEntries = async ({ client, logs, verify }: EntriesParts, { logId, from, to }: Span): Promise<Result<number, EntriesError>> => {
  const known = (await logs.logs()).find((log) => log.logId === logId)
  let held: HeldEnd = { logId, size: from, leaf: (await logs.last(logId))?.leaf ?? null, publicKey: known?.publicKey ?? null }
  const ask = (at: number): ReturnType<ServerClient['request']> => client.request('GET', `logs/${logId}/entries?from=${at}&to=${to}`)
  const fetchAll = async (): Promise<Result<void, EntriesError>> => {
    let asked = ask(from)
    while (held.size < to) {
      const answer = await asked
      if (!answer.ok) return err(sendingError(logId, answer.error))
      const batch = decodeBatch(answer.value)
      if (!batch.ok) return err({ type: 'LogMalformed', seq: held.size, detail: batch.error })
      // The server says it has them and does not give them.
      if (batch.value.length === 0) return err({ type: 'LogMalformed', seq: held.size, detail: 'missing on the server' })
      const size = held.size + batch.value.length
      if (size < to) asked = ask(size)
      const admitted = await admitBatch(held, batch.value, verify)
      if (!admitted.ok) return admitted
      const opened = await openLog(logs, held, admitted.value[0])
      if (!opened.ok) return opened
      const stored = await logs.append(admitted.value)
      if (!stored.ok) return stored
      held = { ...held, size, leaf: admitted.value.at(-1)?.leaf ?? held.leaf, publicKey: opened.value }
    }
    return ok(undefined)
  }
  const fetched = await fetchAll()
  // Noted once for all batches: where the page was closed before, they are only offered to the server again.
  const kept = held.size > from ? await acknowledge(logs, logId, held.size) : ok(undefined)
  if (!fetched.ok) return fetched
  return kept.ok ? ok(held.size - from) : kept
}

const acknowledge = async (logs: LogStore, logId: LogId, onServer: number): Promise<Result<void, StorageError>> => {
  const log = (await logs.logs()).find((one) => one.logId === logId)
  return log ? logs.putLog({ ...log, onServer }) : ok(undefined)
}

const openLog = async (logs: LogStore, held: HeldEnd, first: StoredEntry | undefined): Promise<Result<LogOpening['publicKey'], LogError | StorageError>> => {
  if (held.publicKey) return ok(held.publicKey)
  const entry = first && decodeEntry(first.bytes)
  const opening = entry?.ok ? readOpening(entry.value) : null
  if (!opening) return err({ type: 'LogMalformed', seq: held.size, detail: 'does not open this log' })
  const { publicKey, incarnation, deviceName } = opening
  const put = await logs.putLog({ logId: held.logId, publicKey, incarnation, own: false, deviceName, size: 0, onServer: 0 })
  return put.ok ? ok(publicKey) : put
}

const sendingError = (logId: LogId, error: RequestError): SyncError | TrustError =>
  error.type === 'Refused' && error.failure === 'ForkDetected' ? { type: 'ForkDetected', logId, notes: error.notes } : toSyncError(error)
