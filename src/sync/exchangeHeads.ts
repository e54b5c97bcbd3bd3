// Checkpoints both ways: our heads are offered for cosigning, heads of others are checked against the entries held here.

import { equal, fromHex } from '../core/bytes.ts'
import type { StorageError, SyncError, TrustError } from '../core/errors.ts'
import { checkNote, mergeNotes, witnessNames, type Verify, type Witness } from '../core/log/checkpoint.ts'
import { encodeOffer, type ServerHead } from '../core/log/exchange.ts'
import { consistencyProof, treeRoot } from '../core/log/merkle.ts'
import type { LogStore, StoredCheckpoint, StoredLog } from '../core/ports.ts'
import { err, ok, type Result } from '../core/result.ts'
import { readNote, toSyncError, type ServerClient } from './serverClient.ts'

export interface HeadsParts {
  readonly client: ServerClient
  readonly logs: LogStore
  readonly verify: Verify
  readonly server: Witness
}

type HeadsError = SyncError | StorageError | TrustError

/** Offers the newest checkpoint the server can check; true when it was cosigned now. */
export const offerCheckpoint = async ({ client, logs, verify, server }: HeadsParts, log: StoredLog, head: ServerHead | undefined): Promise<Result<boolean, HeadsError>> => {
  const newest = (await logs.checkpoints(log.logId)).filter(({ size }) => size <= log.onServer).at(-1)
  if (!newest || newest.size < (head?.noteSize ?? 0) || newest.witnesses.includes(server.name)) return ok(false)
  const leaves = (await logs.leaves(log.logId, newest.size)).map(fromHex)
  const answer = await client.request('POST', `logs/${log.logId}/checkpoint`, encodeOffer({ note: newest.note, proof: consistencyProof(leaves, head?.noteSize ?? 0) }))
  if (!answer.ok) {
    const { error } = answer
    return err(error.type === 'Refused' && error.failure === 'ForkDetected' ? { type: 'ForkDetected', logId: log.logId, notes: error.notes } : toSyncError(error))
  }
  const note = readNote(answer.value)
  const merged = note === null ? err('no note') : mergeNotes(newest.note, note)
  if (!merged.ok) return err({ type: 'ServerRefused', status: 200, reason: merged.error })
  const checked = await checkNote(merged.value, log.publicKey, [server], verify)
  if (!checked.ok || !checked.value.cosignatures.some(({ name }) => name === server.name)) return err({ type: 'ServerRefused', status: 200, reason: 'the cosignature does not verify' })
  const kept = await keep(logs, log, newest.size, merged.value)
  return kept.ok ? ok(true) : kept
}

/** Cosignatures given here, an auditor's, to a head that the server holds: they are carried to its note of the same size. */
export const offerCosignatures = async ({ client, logs }: HeadsParts, log: StoredLog, head: ServerHead | undefined): Promise<Result<boolean, HeadsError>> => {
  if (!head || head.note === null) return ok(false)
  const known = witnessNames(head.note)
  const held = (await logs.checkpoints(log.logId)).find(({ size }) => size === head.noteSize)
  if (!held || held.witnesses.every((name) => known.includes(name))) return ok(false)
  const answer = await client.request('POST', `logs/${log.logId}/checkpoint`, encodeOffer({ note: held.note, proof: [] }))
  return answer.ok ? ok(true) : err(toSyncError(answer.error))
}

/** Takes over the server's newest note of a Log it has more witnesses for; a head that is not of our entries is a fork. */
export const takeCheckpoint = async ({ logs, verify, server }: HeadsParts, log: StoredLog, head: ServerHead): Promise<Result<boolean, HeadsError>> => {
  if (head.note === null || head.noteSize > log.size) return ok(false)
  const held = (await logs.checkpoints(log.logId)).find(({ size }) => size === head.noteSize)
  if (held && witnessNames(head.note).every((name) => held.witnesses.includes(name))) return ok(false)
  const checked = await checkNote(head.note, log.publicKey, [server], verify)
  if (!checked.ok || !checked.value.deviceSigned || checked.value.checkpoint.logId !== log.logId) return err({ type: 'ServerRefused', status: 200, reason: 'a head the device did not sign' })
  const { size, root } = checked.value.checkpoint
  if (!equal(treeRoot((await logs.leaves(log.logId, size)).map(fromHex)), root)) return err({ type: 'ForkDetected', logId: log.logId, notes: [head.note, ...(held ? [held.note] : [])] })
  const merged = held ? mergeNotes(held.note, head.note) : ok(head.note)
  if (!merged.ok) return err({ type: 'ForkDetected', logId: log.logId, notes: [head.note, held?.note ?? ''] })
  const kept = await keep(logs, log, size, merged.value)
  return kept.ok ? ok(true) : kept
}

const keep = (logs: LogStore, log: StoredLog, size: number, note: string): Promise<Result<void, StorageError>> => {
  const checkpoint: StoredCheckpoint = { logId: log.logId, size, note, witnesses: witnessNames(note) }
  return logs.putCheckpoint(checkpoint)
}
