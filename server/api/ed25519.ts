// Ed25519 on Node's own crypto, for raw keys; an order faster than checking in JavaScript.

import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'

const spki = Buffer.from('302a300506032b6570032100', 'hex')
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** Raw 32 bytes in. Throws on another length. */
export const publicKeyOf = (raw: Uint8Array): KeyObject => createPublicKey({ key: Buffer.concat([spki, raw]), format: 'der', type: 'spki' })

export const verifyEd25519 = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean => {
  try {
    return signature.length === 64 && verify(null, message, publicKeyOf(publicKey), signature)
  } catch {
    return false
  }
}

/** As `verifyEd25519`, in a thread of Node's pool: a batch does not keep everybody else waiting. */
export const verifyInPool = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean> =>
  new Promise((resolve) => {
    try {
      verify(null, message, publicKeyOf(publicKey), signature, (error, good) => resolve(!error && good))
    } catch {
      resolve(false)
    }
  })

/** From a raw 32-byte seed. */
export const signerOf = (seed: Uint8Array): { readonly publicKey: Uint8Array<ArrayBuffer>; sign(message: Uint8Array): Uint8Array<ArrayBuffer> } => {
  const key = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(spki.length))
  return { publicKey, sign: (message) => new Uint8Array(sign(null, message, key)) }
}
