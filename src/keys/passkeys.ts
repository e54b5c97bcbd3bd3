// The second way to seeds: a secret that a passkey gives out (WebAuthn PRF) wraps them, so that a finger or a key replaces typing.

import type { KeyError } from '../core/errors.ts'
import type { Bytes } from '../core/ids.ts'
import { err, ok, type Result } from '../core/result.ts'

export interface PasskeySecret {
  readonly credential: Bytes
  /** Wraps and unwraps; comes from the authenticator each time and is stored nowhere. */
  readonly key: CryptoKey
}

/** Makes a passkey on an authenticator the person chooses, and asks it for its secret over `salt`. */
export const createPasskey = (person: { readonly id: Bytes; readonly name: string }, salt: Bytes): Promise<Result<PasskeySecret, KeyError>> =>
  asked(async () => {
    const made = await navigator.credentials.create({
      publicKey: {
        rp: { name: 'Fieldreel 执影' },
        user: { id: person.id, name: person.name, displayName: person.name },
        challenge: crypto.getRandomValues(new Uint8Array(32)),
        // Ed25519, then P-256 and RSA for those that have nothing else: the signature is not used.
        pubKeyCredParams: [-8, -7, -257].map((alg) => ({ type: 'public-key', alg })),
        authenticatorSelection: { userVerification: 'required', residentKey: 'preferred' },
        extensions: { prf: { eval: { first: salt } } },
      },
    })
    if (!(made instanceof PublicKeyCredential)) return err({ type: 'PasskeyRefused', detail: 'no credential' })
    const credential = new Uint8Array(made.rawId)
    const { prf } = made.getClientExtensionResults()
    if (prf?.results) return ok({ credential, key: await keyOf(prf.results.first) })
    // Some give the secret only when asked with the passkey that is there now.
    return prf?.enabled ? askPasskey(credential, salt) : err({ type: 'PasskeyWithoutPrf' })
  })

/** Asks for the secret again; the authenticator asks the person. */
export const askPasskey = (credential: Bytes, salt: Bytes): Promise<Result<PasskeySecret, KeyError>> =>
  asked(async () => {
    const found = await navigator.credentials.get({
      publicKey: {
        challenge: crypto.getRandomValues(new Uint8Array(32)),
        allowCredentials: [{ type: 'public-key', id: credential }],
        userVerification: 'required',
        extensions: { prf: { eval: { first: salt } } },
      },
    })
    const results = found instanceof PublicKeyCredential ? found.getClientExtensionResults().prf?.results : undefined
    return results ? ok({ credential, key: await keyOf(results.first) }) : err({ type: 'PasskeyWithoutPrf' })
  })

const keyOf = async (secret: BufferSource): Promise<CryptoKey> => {
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
  return crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: new TextEncoder().encode('fieldreel/passkey/v1') }, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

/** The browser tells neither which of them it was: dismissed, timed out, or no such passkey here. */
const asked = async (work: () => Promise<Result<PasskeySecret, KeyError>>): Promise<Result<PasskeySecret, KeyError>> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DOMException) return err({ type: 'PasskeyRefused', detail: error.name })
    throw error
  }
}
