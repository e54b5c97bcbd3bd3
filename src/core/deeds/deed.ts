// One Deed 文书: its exact signed bytes, made and read. See TRUST: approvals, holds and acknowledgements are signed by the person.

import { concat, sha256, toHex, utf8 } from '../bytes.ts'
import { decodeCbor, encodeCbor, isBytes, isCount, isList, isMap, isText, type Cbor, type CborMap } from '../format/cbor.ts'
import type { Bytes } from '../ids.ts'
import { deedPrefix, maxDeedBytes } from '../log/constants.ts'
import type { Signer } from '../ports.ts'
import { err, ok, type Result } from '../result.ts'
import { personId } from '../trust/certificate.ts'
import type { DeedFields, DeedType } from './deedKinds.ts'

export interface Deed {
  /** SHA-256 of the signed body, 64 hex characters: signing the same again is the same Deed. */
  readonly id: string
  /** One of DeedType, or a type of a later version, which is kept and carried. */
  readonly type: string
  /** `agencyId` of the unit it was made in. */
  readonly agency: string
  readonly personKey: Bytes
  /** `personId` of the key. */
  readonly person: string
  /** Epoch milliseconds by the signer's device. */
  readonly madeMs: number
  readonly fields: CborMap
  /** `[body, signature]`, as carried. */
  readonly bytes: Bytes
  readonly body: Bytes
  readonly signature: Bytes
}

export interface NewDeed<T extends DeedType> {
  readonly type: T
  readonly fields: DeedFields<T>
  readonly agency: string
  readonly madeMs: number
  /** 16 random bytes: two equal Deeds are two, and fields cannot be guessed from an id. */
  readonly salt: Bytes
}

/** body = deterministic CBOR {v, type, agency, personKey, madeMs, salt, fields}; signature = Ed25519 over "fieldreel/deed/v1\0" || body. */
export const signDeed = async <T extends DeedType>({ type, fields, agency, madeMs, salt }: NewDeed<T>, person: Signer): Promise<Bytes> => {
  const body = encodeCbor({ v: 1, type, agency, personKey: person.publicKey, madeMs, salt, fields: fields as unknown as Cbor })
  return encodeCbor([body, await person.sign(deedSigningInput(body))])
}

/** Form only; the error is a technical reason in English. The signature is checked by whoever verifies. */
export const parseDeed = (bytes: Uint8Array): Result<Deed, string> => {
  const outer = decodeCbor(bytes, maxDeedBytes)
  if (!outer.ok) return outer
  if (!isList(outer.value) || outer.value.length !== 2) return err('not a body and a signature')
  const [body, signature] = outer.value
  if (!isBytes(body) || !isBytes(signature, 64)) return err('not a body and a signature')
  const inner = decodeCbor(body, maxDeedBytes)
  if (!inner.ok) return inner
  if (!isMap(inner.value)) return err('not a map')
  const { v, type, agency, personKey, madeMs, salt, fields } = inner.value
  if (v !== 1 || Object.keys(inner.value).length !== 7 || !isText(type) || !isText(agency) || !isBytes(personKey, 32) || !isCount(madeMs) || !isBytes(salt, 16) || !isMap(fields)) return err('fields of the deed')
  return ok({ id: toHex(sha256(body)), type, agency, personKey: new Uint8Array(personKey), person: personId(personKey), madeMs, fields, bytes: new Uint8Array(bytes), body: new Uint8Array(body), signature: new Uint8Array(signature) })
}

/** What the person's key signs. */
export const deedSigningInput = (body: Uint8Array): Bytes => concat(utf8(deedPrefix), body)
