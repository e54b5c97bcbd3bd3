// Which wrapped seeds of the key store open this device for one person: each person has their own wrapping of what they share.

import type { KeyStore, WrappedSeed } from '../core/ports.ts'

export interface SeedsOf {
  readonly person: WrappedSeed
  readonly device: WrappedSeed
  /** Only of administrators on a device that may certify. */
  readonly authority: WrappedSeed | null
}

/** Names in the key store. `root` is the first person's alone. */
export const seedNames = (person: string, by: 'passphrase' | 'passkey' = 'passphrase') => {
  const prefix = by === 'passkey' ? 'passkey:' : ''
  return { person: `${prefix}${person}`, device: `${prefix}device:${person}`, authority: `${prefix}authority:${person}` } as const
}

/** `first`: who set this device up. Stores of the first version have one wrapping of `device` and `authority`, and it is theirs. */
export const seedsOf = async (keyStore: Pick<KeyStore, 'get'>, person: string, first: string | undefined, by: 'passphrase' | 'passkey' = 'passphrase'): Promise<SeedsOf | null> => {
  const names = seedNames(person, by)
  const shared = (name: 'device' | 'authority'): Promise<WrappedSeed | null> => keyStore.get(names[name]).then((own) => own ?? (by === 'passphrase' && person === first ? keyStore.get(name) : null))
  const [own, device, authority] = await Promise.all([keyStore.get(names.person), shared('device'), shared('authority')])
  return own && device && { person: own, device, authority }
}

/** As key-store rows, in the order of `seedsOf`. */
export const seedRows = (person: string, { person: own, device, authority }: SeedsOf, by: 'passphrase' | 'passkey' = 'passphrase'): readonly { readonly id: string; readonly wrapped: WrappedSeed }[] => {
  const names = seedNames(person, by)
  return [{ id: names.person, wrapped: own }, { id: names.device, wrapped: device }, ...(authority ? [{ id: names.authority, wrapped: authority }] : [])]
}
