// One exchange with the server: certificates, entries, heads and manifests, both ways; repeated as often as the app likes.

import { toHex } from '../core/bytes.ts'
import type { LogError, StorageError, SyncError, TrustError } from '../core/errors.ts'
import type { Bytes, LogId } from '../core/ids.ts'
import type { Verify, Witness } from '../core/log/checkpoint.ts'
import { decodeBytesList, decodeDocuments, decodeHeads, planExchange } from '../core/log/exchange.ts'
import type { LogStore, Signer } from '../core/ports.ts'
import { err, ok, type Result } from '../core/result.ts'
import { sortStatements } from '../core/trust/verifyChain.ts'
import { fetchEntries, sendEntries } from './exchangeEntries.ts'
import { offerCheckpoint, offerCosignatures, takeCheckpoint } from './exchangeHeads.ts'
import { exchangeManifests, type ManifestShelf } from './exchangeManifests.ts'
import type { RemarksServer } from './openRemarks.ts'
import { makeServerClient, toSyncError } from './serverClient.ts'

/** Certificates and revocations, exact bytes, root and authority included. */
export interface StatementShelf {
  all(): Promise<readonly Bytes[]>
  /** Only what stands under this agency's root is handed over. */
  put(received: readonly Bytes[]): Promise<Result<void, StorageError | TrustError>>
}

export interface LogExchangeParts {
  /** `http://host:port`, without a slash at its end. */
  readonly url: string
  readonly logs: LogStore
  readonly manifests: ManifestShelf
  readonly statements: StatementShelf
  /** The device's. */
  readonly signer: Signer
  /** Root public key of the agency. */
  readonly agencyRoot: Bytes
  /** The Log this device is writing. */
  readonly own: LogId
  readonly verify: Verify
}

export interface Exchanged {
  /** Who the server says it is; an authority may certify its key as a witness. */
  readonly server: Witness
  /** Entries the server acknowledged as stored, and entries that came. */
  readonly sent: number
  readonly received: number
  readonly serverSizes: ReadonlyMap<LogId, number>
  /** Logs whose head the server cosigned now, and those with a newer witnessed head taken over. */
  readonly cosigned: number
  readonly heads: number
  readonly manifestsSent: number
  readonly manifestsReceived: readonly string[]
  /** Roots of all the server said it has stored. */
  readonly manifestsOnServer: ReadonlySet<string>
  readonly statementsReceived: number
  /** For `catchUp` of the shared remarks. */
  readonly documents: readonly { readonly name: string; readonly version: number }[]
  /** One Log's trouble does not keep the others from being exchanged, and is never hidden. LogBehindWitness and ForkDetected among them. */
  readonly failures: readonly ExchangeError[]
}

export type ExchangeError = SyncError | StorageError | LogError | TrustError

export interface LogExchange {
  /** A call while one is under way gets the same answer. An error means that it could not go on; see `failures` for the rest. */
  exchange(): Promise<Result<Exchanged, ExchangeError>>
  readonly own: LogId
  /** For `connect` of the shared remarks. */
  readonly remarksServer: RemarksServer
  dispose(): void
}

export const makeLogExchange = (parts: LogExchangeParts): LogExchange => {
  const { url, logs, manifests, statements, signer, agencyRoot, own, verify } = parts
  const client = makeServerClient({ url, signer, agencyRoot })
  const present = new Set<string>()

  const exchangeStatements = async (): Promise<Result<number, ExchangeError>> => {
    const mine = await statements.all()
    const offered = await client.offerCertificates(mine)
    if (!offered.ok) return err(toSyncError(offered.error))
    const answer = await client.request('GET', 'certificates')
    if (!answer.ok) return err(toSyncError(answer.error))
    const list = decodeBytesList(answer.value)
    if (!list.ok) return err({ type: 'ServerRefused', status: 200, reason: list.error })
    const known = new Set(mine.map(toHex))
    const received = list.value.filter((bytes) => !known.has(toHex(bytes)))
    if (received.length === 0) return ok(0)
    const [problem] = (await sortStatements(agencyRoot, [...mine, ...received], verify)).problems
    if (problem) return err(problem)
    const kept = await statements.put(received)
    return kept.ok ? ok(received.length) : kept
  }

  const run = async (): Promise<Result<Exchanged, ExchangeError>> => {
    const server = await client.greet()
    if (!server.ok) return err(toSyncError(server.error))
    const statementsReceived = await exchangeStatements()
    if (!statementsReceived.ok) return statementsReceived

    const answer = await client.request('GET', 'heads')
    if (!answer.ok) return err(toSyncError(answer.error))
    const remote = decodeHeads(answer.value)
    if (!remote.ok) return err({ type: 'ServerRefused', status: 200, reason: remote.error })
    // Read after the server's, so that what another tab sent meanwhile does not look like a rollback.
    const local = (await logs.logs()).map(({ logId, size, onServer }) => ({ logId, size, acknowledged: onServer }))
    const plan = planExchange(local, remote.value, own)

    const entries = { client, logs, verify }
    const failures: ExchangeError[] = plan.behind ? [{ type: 'LogBehindWitness', localSize: plan.behind.localSize, witnessedSize: plan.behind.witnessedSize }] : []
    const serverSizes = new Map(remote.value.map((head) => [head.logId, head.size]))
    let [sent, received] = [0, 0]
    for (const span of plan.send) {
      const acknowledged = await sendEntries(entries, span)
      if (!acknowledged.ok && isFinal(acknowledged.error)) return acknowledged
      if (!acknowledged.ok) failures.push(acknowledged.error)
      else {
        sent += acknowledged.value - span.from
        serverSizes.set(span.logId, Math.max(acknowledged.value, serverSizes.get(span.logId) ?? 0))
      }
    }
    for (const span of plan.fetch) {
      const came = await fetchEntries(entries, span)
      if (!came.ok && isFinal(came.error)) return came
      if (!came.ok) failures.push(came.error)
      else received += came.value
    }

    const heads = { client, logs, verify, server: server.value }
    let [cosigned, taken] = [0, 0]
    for (const log of await logs.logs()) {
      if (log.logId === plan.behind?.logId) continue
      const head = remote.value.find((one) => one.logId === log.logId)
      const took = head ? await takeCheckpoint(heads, log, head) : ok(false)
      if (!took.ok && isFinal(took.error)) return took
      if (!took.ok) failures.push(took.error)
      else taken += Number(took.value)
      const offered = log.own ? await offerCheckpoint(heads, log, head) : ok(false)
      if (!offered.ok && isFinal(offered.error)) return offered
      if (!offered.ok) failures.push(offered.error)
      else cosigned += Number(offered.value)
      const carried = await offerCosignatures(heads, log, head)
      if (!carried.ok && isFinal(carried.error)) return carried
      if (!carried.ok) failures.push(carried.error)
    }

    const moved = await exchangeManifests({ client, logs, manifests, present })
    if (!moved.ok) return moved
    const listed = await client.request('GET', 'documents')
    if (!listed.ok) return err(toSyncError(listed.error))
    const documents = decodeDocuments(listed.value)
    if (!documents.ok) return err({ type: 'ServerRefused', status: 200, reason: documents.error })

    return ok({ server: server.value, sent, received, serverSizes, cosigned, heads: taken, manifestsSent: moved.value.sent, manifestsReceived: moved.value.received, manifestsOnServer: moved.value.onServer, statementsReceived: statementsReceived.value, documents: documents.value, failures })
  }

  let running: Promise<Result<Exchanged, ExchangeError>> | null = null
  return {
    own,
    exchange: () => (running ??= run().finally(() => (running = null))),
    remarksServer: {
      url: `${url.replace(/^http/, 'ws')}/sync`,
      token: async (refresh) => {
        const token = await client.token(refresh)
        return token.ok ? token.value : ''
      },
    },
    dispose: client.dispose,
  }
}

/** Going on would fail the same way. */
const isFinal = (error: ExchangeError): boolean => error.type === 'ServerUnreachable' || error.type === 'StorageFull' || error.type === 'StorageBlocked' || error.type === 'StorageFailed'
