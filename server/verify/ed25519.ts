// Ed25519 by OpenSSL through node:crypto.

import { createPublicKey, verify, type KeyObject } from 'node:crypto'

const keys = new Map<string, KeyObject | null>()
/** RFC 8410: the head of a SubjectPublicKeyInfo. */
const spkiHead = Buffer.from('302a300506032b6570032100', 'hex')

/** False also for a key that is no point of the curve. */
export const isSigned = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean => {
  const name = Buffer.from(publicKey).toString('latin1')
  let key = keys.get(name)
  if (key === undefined) {
    key = toKey(publicKey)
    keys.set(name, key)
  }
  try {
    return key !== null && signature.length === 64 && verify(null, message, key, signature)
  } catch {
    return false
  }
}

const toKey = (publicKey: Uint8Array): KeyObject | null => {
  try {
    return createPublicKey({ key: Buffer.concat([spkiHead, publicKey]), format: 'der', type: 'spki' })
  } catch {
    return null
  }
}
