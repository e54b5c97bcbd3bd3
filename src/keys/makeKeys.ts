// Ed25519 seeds wrapped under a passphrase at rest, and signers whose keys live unwrapped in memory only.

import { toHex } from '../core/bytes.ts'
import type { KeyError } from '../core/errors.ts'
import type { Bytes } from '../core/ids.ts'
import type { Keys, NewSeed, Signer, WrappedSeed } from '../core/ports.ts'
import { err, ok, type Result } from '../core/result.ts'
import { askPasskey, createPasskey } from './passkeys.ts'

const minLength = 10
/** RFC 9106 section 4, second recommended option (64 MiB, 3 passes), with one lane: WebAssembly has one thread. */
const kdf = { memoryKib: 65_536, passes: 3, lanes: 1 } as const

export const makeKeys = (): Keys => ({
  create: (passphrase, count) => create(passphrase, count, []),
  createBeside: async (passphrase, count, shared, own) => {
    if (isWeak(passphrase)) return err({ type: 'WeakPassphrase', minLength })
    const opened = await guarded(() => openSeeds(shared, own))
    return opened.ok ? create(passphrase, count, opened.value) : opened
  },
  unwrap: (wrapped, passphrase) =>
    guarded(async () => {
      const opened = await openSeeds(wrapped, passphrase)
      return opened.ok ? ok(await signersOf(opened.value)) : opened
    }),
  wrapForPasskey: (wrapped, passphrase, person) =>
    guarded(async () => {
      const opened = await openSeeds(wrapped, passphrase)
      if (!opened.ok) return opened
      try {
        const salt = crypto.getRandomValues(new Uint8Array(32))
        const passkey = await createPasskey({ id: new TextEncoder().encode(person.id), name: person.name }, salt)
        if (!passkey.ok) return passkey
        const { key, credential } = passkey.value
        return ok(await Promise.all(opened.value.map(async (one) => ({ publicKey: one.publicKey, salt, kdf: { credential }, ...(await seal(key, one)) }))))
      } finally {
        for (const { seed } of opened.value) seed.fill(0)
      }
    }),
  unwrapByPasskey: (wrapped) =>
    guarded(async () => {
      const [first] = wrapped
      if (!first || !('credential' in first.kdf)) throw new Error('not wrapped for a passkey')
      const passkey = await askPasskey(first.kdf.credential, first.salt)
      if (!passkey.ok) return passkey
      const seeds = await Promise.all(wrapped.map((one) => unseal(passkey.value.key, one)))
      const opened = seeds.flatMap((seed, index) => (seed && wrapped[index] ? [{ seed, publicKey: wrapped[index].publicKey }] : []))
      const signers = await signersOf(opened)
      return signers.length === wrapped.length ? ok(signers) : err({ type: 'PasskeyRefused', detail: 'another secret' })
    }),
  verify: async (publicKey, message, signature) => {
    try {
      return await crypto.subtle.verify('Ed25519', await verifyingKey(publicKey), signature, message)
    } catch (error) {
      // A key that is no point of the curve, or of a wrong length, signs nothing.
      if (error instanceof DOMException && (error.name === 'DataError' || error.name === 'OperationError')) return false
      throw error
    }
  },
})

/** Of a log or a unit the same few, thousands of times; whoever sends many gets no memory for them. */
const verifyingKeys = new Map<string, Promise<CryptoKey>>()
const MAX_KEYS = 500

const verifyingKey = (publicKey: Bytes): Promise<CryptoKey> => {
  const name = toHex(publicKey)
  const known = verifyingKeys.get(name)
  if (known) return known
  if (verifyingKeys.size >= MAX_KEYS) verifyingKeys.clear()
  const made = crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify'])
  verifyingKeys.set(name, made)
  return made
}

const isWeak = (passphrase: string): boolean => [...passphrase.normalize('NFKC')].length < minLength

interface OpenSeed {
  readonly seed: Bytes
  readonly publicKey: Bytes
}

/** New seeds, then those that are already open: all wrapped under one derived key, and forgotten in the clear. */
const create = async (passphrase: string, count: number, open: readonly OpenSeed[]): Promise<Result<readonly NewSeed[], KeyError>> => {
  try {
    if (isWeak(passphrase)) return err({ type: 'WeakPassphrase', minLength })
    return await guarded(async () => {
      const salt = crypto.getRandomValues(new Uint8Array(16))
      const key = await wrappingKey(passphrase, salt, kdf)
      const fresh = await Promise.all(Array.from({ length: count }, makeSeed))
      const made = await Promise.all([...fresh, ...open].map(async (one) => ({ wrapped: { publicKey: one.publicKey, salt, kdf, ...(await seal(key, one)) }, signer: await makeSigner(one.seed, one.publicKey) })))
      for (const { seed } of fresh) seed.fill(0)
      return ok(made)
    })
  } finally {
    for (const { seed } of open) seed.fill(0)
  }
}

/** In the order given; WrongPassphrase unless all of them open. */
const openSeeds = async (wrapped: readonly WrappedSeed[], passphrase: string): Promise<Result<readonly OpenSeed[], KeyError>> => {
  const keys = new Map<string, Promise<CryptoKey>>()
  const opened: OpenSeed[] = []
  for (const one of wrapped) {
    if ('credential' in one.kdf) throw new Error('wrapped for a passkey')
    const derivation = JSON.stringify([...one.salt, one.kdf])
    const key = keys.get(derivation) ?? wrappingKey(passphrase, one.salt, one.kdf)
    keys.set(derivation, key)
    const seed = await unseal(await key, one)
    if (!seed) {
      for (const other of opened) other.seed.fill(0)
      return err({ type: 'WrongPassphrase' })
    }
    opened.push({ seed, publicKey: one.publicKey })
  }
  return ok(opened)
}

/** The seeds are forgotten in the clear. */
const signersOf = (opened: readonly OpenSeed[]): Promise<readonly Signer[]> => Promise.all(opened.map(({ seed, publicKey }) => makeSigner(seed, publicKey).finally(() => seed.fill(0))))

const makeSeed = async (): Promise<OpenSeed> => {
  const seed = crypto.getRandomValues(new Uint8Array(32))
  return { seed, publicKey: await publicKeyOf(seed) }
}

const seal = async (key: CryptoKey, { seed, publicKey }: OpenSeed): Promise<Pick<WrappedSeed, 'iv' | 'sealed'>> => {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  return { iv, sealed: new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: publicKey }, key, seed)) }
}

/** AES-GCM refuses with OperationError when the key, so the passphrase, is another one. */
const unseal = async (key: CryptoKey, { iv, sealed, publicKey }: WrappedSeed): Promise<Bytes | null> => {
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: publicKey }, key, sealed))
  } catch (error) {
    if (error instanceof DOMException && error.name === 'OperationError') return null
    throw error
  }
}

/** NFKC: the same passphrase typed with another input method is the same passphrase. */
const wrappingKey = async (passphrase: string, salt: Bytes, { memoryKib, passes, lanes }: { readonly memoryKib: number; readonly passes: number; readonly lanes: number }): Promise<CryptoKey> => {
  // Loaded when first needed: the screens come up without it.
  const { argon2id } = await import('hash-wasm')
  const raw = new Uint8Array(await argon2id({ password: passphrase.normalize('NFKC'), salt, iterations: passes, memorySize: memoryKib, parallelism: lanes, hashLength: 32, outputType: 'binary' }))
  try {
    return await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])
  } finally {
    raw.fill(0)
  }
}

const makeSigner = async (seed: Bytes, publicKey: Bytes): Promise<Signer> => {
  const key = await importSeed(seed, false)
  return { publicKey, sign: async (message) => new Uint8Array(await crypto.subtle.sign('Ed25519', key, message)) }
}

/** WebCrypto tells the public key of a seed only in a JWK of an extractable key; that key is dropped at once. */
const publicKeyOf = async (seed: Bytes): Promise<Bytes> => {
  const { x = '' } = await crypto.subtle.exportKey('jwk', await importSeed(seed, true))
  return Uint8Array.from(atob(x.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0))
}

const importSeed = async (seed: Bytes, extractable: boolean): Promise<CryptoKey> => {
  const pkcs8 = new Uint8Array([...pkcs8Head, ...seed])
  try {
    return await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', extractable, ['sign'])
  } finally {
    pkcs8.fill(0)
  }
}

const guarded = async <T, E>(work: () => Promise<Result<T, E>>): Promise<Result<T, E | KeyError>> => {
  try {
    return await work()
  } catch (error) {
    return err({ type: 'CryptoUnavailable', detail: error instanceof Error ? error.message : String(error) })
  }
}

/** RFC 8410 section 7: version 0, id-Ed25519, then the seed as an octet string. */
const pkcs8Head = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20]
