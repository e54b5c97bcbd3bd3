// Who may read and write: a device of the agency proves its key on a one-time nonce and gets a token for an hour.
// Clocks in the field are wrong, so nothing here compares times of two machines. Tokens live in memory: after a restart
// every device proves itself again, which is one request.

import { randomBytes } from 'node:crypto'
import { admissionInput, type Admission } from '../../src/core/log/exchange.ts'
import { toHex } from '../../src/core/bytes.ts'
import type { Bytes } from '../store/store.ts'
import { verifyEd25519 } from './ed25519.ts'

const nonceMs = 5 * 60_000
const tokenMs = 60 * 60_000
/** Nonces are given to anybody, so their number is bounded; the oldest go first. */
const maxNonces = 10_000

export interface Admissions {
  challenge(): Bytes
  /** A token, or null when the nonce is unknown or used or the signature is wrong. The key itself is judged by the caller. */
  admit(admission: Admission, agencyRoot: Uint8Array): string | null
  isAdmitted(token: string): boolean
  /** Whose token it is; null for one that is not valid. */
  deviceOf(token: string): Uint8Array | null
}

export const makeAdmissions = (now: () => number = () => performance.now()): Admissions => {
  const nonces = new Map<string, { readonly until: number }>()
  const tokens = new Map<string, { readonly until: number; readonly publicKey: Uint8Array }>()
  const dropOld = (from: Map<string, { readonly until: number }>) => {
    for (const [key, { until }] of from) {
      if (until > now()) break
      from.delete(key)
    }
  }
  const deviceOf = (token: string): Uint8Array | null => {
    const known = tokens.get(token)
    return known && known.until > now() ? known.publicKey : null
  }
  return {
    challenge: () => {
      dropOld(nonces)
      const oldest = nonces.size >= maxNonces ? nonces.keys().next().value : undefined
      if (oldest !== undefined) nonces.delete(oldest)
      const nonce = new Uint8Array(randomBytes(32))
      nonces.set(toHex(nonce), { until: now() + nonceMs })
      return nonce
    },
    admit: ({ publicKey, nonce, signature }, agencyRoot) => {
      dropOld(nonces)
      if (!nonces.delete(toHex(nonce))) return null
      if (!verifyEd25519(publicKey, admissionInput(agencyRoot, nonce), signature)) return null
      dropOld(tokens)
      const token = randomBytes(32).toString('base64url')
      tokens.set(token, { until: now() + tokenMs, publicKey })
      return token
    },
    isAdmitted: (token) => deviceOf(token) !== null,
    deviceOf,
  }
}
