// Manifests both ways: which ones exist is said by the Logs, each is named by the SHA-256 of its bytes, or proven by the root of its rows.

import { fromHex, sha256, toHex } from '../core/bytes.ts'
import { readShownManifest } from '../core/catalog/shownManifest.ts'
import type { StorageError, SyncError, TrustError } from '../core/errors.ts'
import type { Bytes } from '../core/ids.ts'
import { bodyOf, decodeEntry } from '../core/log/entry.ts'
import { decodeBytesList, encodeBytesList } from '../core/log/exchange.ts'
import type { LogStore } from '../core/ports.ts'
import { err, ok, type Result } from '../core/result.ts'
import { toSyncError, type ServerClient } from './serverClient.ts'

/** The part of CatalogStore that is used. */
export interface ManifestShelf {
  manifest(root: string): Promise<Bytes | null>
  putManifest(root: string, bytes: Bytes): Promise<Result<void, StorageError>>
}

export interface ManifestsParts {
  readonly client: ServerClient
  readonly logs: LogStore
  readonly manifests: ManifestShelf
  /** Roots known to be here; grows. */
  readonly present: Set<string>
}

export interface ManifestsMoved {
  readonly sent: number
  /** Roots of all the server said it has stored. */
  readonly onServer: ReadonlySet<string>
  /** Roots, for the catalogue to take up. */
  readonly received: readonly string[]
}

export const exchangeManifests = async ({ client, logs, manifests, present }: ManifestsParts): Promise<Result<ManifestsMoved, SyncError | StorageError | TrustError>> => {
  const named = namedManifests((await logs.byKind('drive-scan')).map(({ bytes }) => bytes))
  if (named.size === 0) return ok({ sent: 0, onServer: new Set(), received: [] })
  const answer = await client.request('POST', 'manifests/missing', encodeBytesList([...named.keys()].map(fromHex)))
  if (!answer.ok) return err(toSyncError(answer.error))
  const list = decodeBytesList(answer.value)
  if (!list.ok) return err({ type: 'ServerRefused', status: 200, reason: list.error })
  const missing = new Set(list.value.map(toHex))

  const onServer = new Set([...named.keys()].filter((root) => !missing.has(root)))
  let sent = 0
  const received: string[] = []
  for (const [root, rows] of named) {
    if (!missing.has(root) && present.has(root)) continue
    const bytes = await manifests.manifest(root)
    if (bytes) present.add(root)
    if (bytes && missing.has(root)) {
      const put = await client.request('PUT', `manifests/${root}`, bytes)
      if (!put.ok) return err(toSyncError(put.error))
      onServer.add(root)
      sent += 1
    } else if (!bytes && !missing.has(root)) {
      const got = await client.request('GET', `manifests/${root}`)
      if (!got.ok) return err(toSyncError(got.error))
      const isWhole = toHex(sha256(got.value)) === root
      // Of classified rows a device that is not cleared gets the leaves only.
      if (!isWhole && !(rows && readShownManifest(got.value, rows).ok)) return err({ type: 'ServerRefused', status: 200, reason: `manifest ${root} has another content` })
      const kept = await manifests.putManifest(root, got.value)
      if (!kept.ok) return kept
      present.add(root)
      received.push(root)
    }
  }
  return ok({ sent, onServer, received })
}

/** Roots of manifests, each with the root of its rows where a Log names it. */
const namedManifests = (entries: readonly Bytes[]): ReadonlyMap<string, Uint8Array | null> => {
  const named = new Map<string, Uint8Array | null>()
  for (const bytes of entries) {
    const entry = decodeEntry(bytes)
    const { manifest, rows = null } = (entry.ok ? bodyOf(entry.value, 'drive-scan') : null) ?? {}
    if (!(manifest instanceof Uint8Array) || manifest.length !== 32) continue
    named.set(toHex(manifest), rows ?? named.get(toHex(manifest)) ?? null)
  }
  return named
}
