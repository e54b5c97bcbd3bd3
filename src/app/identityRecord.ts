// Who works on this device, as kept between starts; the seeds themselves lie wrapped in the key store.

import type { StorageError } from '../core/errors.ts'
import type { Bytes } from '../core/ids.ts'
import type { SettingsStore } from '../core/ports.ts'
import type { Result } from '../core/result.ts'
import type { Person } from './app.ts'

/** Somebody who is to work on this device, too, once the authority has answered. */
export interface WaitingPerson {
  readonly person: Person
  readonly requestId: string
  /** The request file, to be handed over again. */
  readonly file: Bytes
}

export interface IdentityRecord {
  readonly unit: string
  readonly device: string
  readonly people: readonly Person[]
  /** Root public key; null while the certificate file is awaited. */
  readonly root: Bytes | null
  /** Certificates and revocations known here: exact signed bytes. */
  readonly statements: readonly Bytes[]
  /** Of the request file that was made, while its answer is awaited. */
  readonly requestId: string | null
  /** That file, to be handed over again; absent in records of the first version, as is `waiting`. */
  readonly requestFile?: Bytes
  readonly waiting?: readonly WaitingPerson[]
  /** Ids of people whose passkey opens this device, too. */
  readonly passkeys?: readonly string[]
}

const key = 'identity'

export const readIdentity = async (settings: SettingsStore): Promise<IdentityRecord | null> => ((await settings.get(key)) as IdentityRecord | undefined) ?? null

export const forgetIdentity = (settings: SettingsStore): Promise<Result<void, StorageError>> => settings.put(key, null)

export const writeIdentity = (settings: SettingsStore, record: IdentityRecord): Promise<Result<void, StorageError>> => settings.put(key, record)
