// Before a device writes to its own Log again: what the server holds beyond it is fetched, if it continues what is held here.

import { equal } from '../core/bytes.ts'
import type { StorageError } from '../core/errors.ts'
import type { Bytes, LogId } from '../core/ids.ts'
import type { Verify } from '../core/log/checkpoint.ts'
import { makeLogId } from '../core/log/entry.ts'
import { decodeBatch, decodeHeads } from '../core/log/exchange.ts'
import type { LogStore, Signer, StoredLog } from '../core/ports.ts'
import { err, ok, type Result } from '../core/result.ts'
import { fetchEntries } from './exchangeEntries.ts'
import { makeServerClient, type ServerClient } from './serverClient.ts'

export interface RestoreParts {
  readonly url: string
  readonly logs: LogStore
  /** The device's. */
  readonly signer: Signer
  readonly agencyRoot: Bytes
  readonly deviceName: string
  readonly verify: Verify
}

/** A person waits for this at unlocking: a server that is slow to answer is as good as none. */
const ANSWER_MS = 3_000

/**
 * The newest incarnation's Log, and whether it parted from what the server holds (TRUST: then a new incarnation names the
 * old one). Without an answer nothing is known: the next exchange finds out.
 */
export interface Restored {
  readonly restored: number
  readonly parted: LogId | null
}

export const restoreLog = async ({ url, logs, signer, agencyRoot, deviceName, verify }: RestoreParts): Promise<Result<Restored, StorageError>> => {
  const client = makeServerClient({ url, signer, agencyRoot })
  const timer = setTimeout(client.dispose, ANSWER_MS)
  const answer = await client.request('GET', 'heads')
  clearTimeout(timer)
  const remote = answer.ok ? decodeHeads(answer.value) : null
  let restored = 0
  let parted: LogId | null = null
  for (let incarnation = 0; remote?.ok; incarnation += 1) {
    const logId = makeLogId(signer.publicKey, incarnation)
    const held = (await logs.logs()).find((log) => log.logId === logId)
    const size = remote.value.find((head) => head.logId === logId)?.size ?? 0
    if (!held && size === 0) break
    const log: StoredLog = held ?? { logId, publicKey: signer.publicKey, incarnation, own: true, deviceName, size: 0, onServer: 0 }
    if (!held?.own) {
      const put = await logs.putLog({ ...log, own: true })
      if (!put.ok) return put
    }
    parted = null
    if (size > log.size) {
      const came = await fetchEntries({ client, logs, verify }, { logId, from: log.size, to: size })
      if (came.ok) restored += came.value
      else if (isStorageError(came.error)) return err(came.error)
      // Not a continuation, or broken off: writing on from here would make two entries of one number.
      else parted = logId
    } else if (size > log.onServer && !(await isSame(client, logs, logId, size - 1))) parted = logId
  }
  client.dispose()
  return ok({ restored, parted })
}

/** One entry names all before it. */
const isSame = async (client: ServerClient, logs: LogStore, logId: LogId, seq: number): Promise<boolean> => {
  const answer = await client.request('GET', `logs/${logId}/entries?from=${seq}&to=${seq + 1}`)
  const batch = answer.ok ? decodeBatch(answer.value) : null
  const [there, here] = [batch?.ok ? batch.value[0] : undefined, (await logs.read(logId, seq, seq + 1))[0]]
  return !there || !here || equal(there.bytes, here.bytes)
}

const isStorageError = (error: { readonly type: string }): error is StorageError => error.type.startsWith('Storage')
