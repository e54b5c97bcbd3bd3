// Checks entries one by one, away from the screen: strict form, leaf, signatures.

import { expose } from 'comlink'
import type { VerifyWorker } from '../src/contracts/verify.ts'
import { toHex } from '../src/core/bytes.ts'
import type { Verify } from '../src/core/log/checkpoint.ts'
import { inspectEntry } from '../src/core/log/inspectEntry.ts'
import { err, ok } from '../src/core/result.ts'

/** One log has few keys: its device's, and those of people and issuers. */
const imported = new Map<string, Promise<CryptoKey | null>>()

const importKey = async (raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey | null> => {
  try {
    return await crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify'])
  } catch (error) {
    // No point of the curve, or of a wrong length: nothing is signed by it.
    if (error instanceof DOMException && error.name === 'DataError') return null
    throw error
  }
}

const verify: Verify = async (publicKey, message, signature) => {
  const name = toHex(publicKey)
  const importing = imported.get(name) ?? importKey(publicKey)
  imported.set(name, importing)
  const key = await importing
  return key !== null && crypto.subtle.verify('Ed25519', key, signature, message)
}

const worker: VerifyWorker = {
  inspect: async (publicKey, entries) => {
    try {
      // All at once: WebCrypto checks signatures in threads of its own while this one reads the next entries.
      return ok(await Promise.all(entries.map((entry) => inspectEntry(publicKey, entry, verify))))
    } catch (error) {
      return err({ type: 'CryptoUnavailable', detail: String(error) })
    }
  },
}

expose(worker)
