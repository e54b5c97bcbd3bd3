// Ed25519 in plain code: the page opens from file://, where a browser may have no WebCrypto.

import { ed25519 } from '@noble/curves/ed25519.js'
import type { Verify } from '../core/log/checkpoint.ts'

/** RFC 8032 as signers of this program and OpenSSL see it: no ZIP 215 leniency. */
export const verifyEd25519: Verify = async (publicKey, message, signature) => {
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false })
  } catch {
    return false
  }
}
