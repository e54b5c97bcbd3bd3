// What must not reach a device (article 19): decided by the classifications in the logs held here, and by who is at work on it.

import { toHex } from '../src/core/bytes.ts'
import { decodeManifest } from '../src/core/catalog/manifest.ts'
import { withholdRows } from '../src/core/catalog/shownManifest.ts'
import { makeDeedProjection } from '../src/core/deeds/deedBook.ts'
import { bodyOf, decodeEntry } from '../src/core/log/entry.ts'
import type { SignedEntry } from '../src/core/log/exchange.ts'
import { inspectEntry } from '../src/core/log/inspectEntry.ts'
import { isAboutSecrecy } from '../src/core/policy/hideEntries.ts'
import { classificationsOf, hiddenFrom, type Hidden } from '../src/core/policy/secrecy.ts'
import type { Trust } from '../src/core/trust/verifyChain.ts'
import { verifyInPool } from './api/ed25519.ts'
import type { Bytes, HeldLog, Store } from './store/store.ts'

export interface Secrecy {
  /** The manifest as this device may have it: whole, or with the leaves only of rows whose content is hidden from it. */
  shown(manifest: Bytes, devicePublicKey: Uint8Array): Promise<Bytes>
}

const batchBytes = 4 << 20

export const makeSecrecy = (store: Store, trust: () => Trust | null): Secrecy => {
  const fold = makeDeedProjection(verifyInPool)
  const taken = new Map<string, number>()
  /** By the device's public key, hex: who unlocked it last, by its own log. */
  const atWork = new Map<string, string>()
  let turn: Promise<void> = Promise.resolve()

  /** By the person's own signature: a device must not say by itself who is there. */
  const noteWhoWorks = async (publicKey: Bytes, signed: SignedEntry): Promise<void> => {
    const { entry, personSigned } = await inspectEntry(publicKey, signed, verifyInPool)
    const opened = entry && bodyOf(entry, 'session-open')
    if (opened) atWork.set(toHex(publicKey), personSigned ? opened.person : '')
  }

  const takeFrom = async ({ logId, publicKey, size }: HeldLog): Promise<void> => {
    for (let from = taken.get(logId) ?? 0; from < size; from = taken.get(logId) ?? 0) {
      const held = await store.entries(logId, from, size, batchBytes)
      if (held.length === 0) return
      taken.set(logId, from + held.length)
      for (const signed of held) {
        const entry = decodeEntry(signed.bytes)
        if (!entry.ok) continue
        if (isAboutSecrecy(entry.value)) await fold.add([entry.value])
        if (entry.value.kind === 'session-open') await noteWhoWorks(publicKey, signed)
      }
    }
  }

  /** Everything that came since the last time; one reading after another. */
  const refresh = (): Promise<void> =>
    (turn = turn.then(async () => {
      for (const log of await store.logs()) await takeFrom(log)
    }))

  const hiddenOf = async (devicePublicKey: Uint8Array): Promise<Hidden> => {
    await refresh()
    const known = trust()
    const person = known?.people.get(atWork.get(toHex(devicePublicKey)) ?? '')
    const isRevoked = person !== undefined && known?.revocations.has(person.serial) === true
    return hiddenFrom(classificationsOf(fold.book(known)), isRevoked ? [] : (person?.clearances ?? []))
  }

  return {
    shown: async (bytes, devicePublicKey) => {
      const { recordings } = await hiddenOf(devicePublicKey)
      const manifest = recordings.size > 0 ? decodeManifest(bytes) : null
      if (!manifest?.ok) return bytes
      const isHidden = ({ content }: (typeof manifest.value.rows)[number]): boolean => content !== null && recordings.has(content.recordingId)
      return manifest.value.rows.some(isHidden) ? withholdRows(manifest.value, isHidden) : bytes
    },
  }
}
