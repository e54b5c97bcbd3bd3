// Certificates and revocations of an agency: deterministic CBOR, signed by their issuer.

import { concat, sha256, toHex, utf8 } from '../bytes.ts'
import { levels, type Level } from '../deeds/secrecyDeeds.ts'
import type { TrustError } from '../errors.ts'
import { decodeCbor, encodeCbor, isBytes, isCount, isList, isMap, isText, type Cbor, type CborMap } from '../format/cbor.ts'
import type { Bytes } from '../ids.ts'
import { certificatePrefix } from '../log/constants.ts'
import type { Signer } from '../ports.ts'
import { err, ok, type Result } from '../result.ts'

export type CertificateKind = 'root' | 'authority' | 'device' | 'person' | 'witness' | 'auditor'

export interface Certificate {
  readonly kind: CertificateKind
  /** 16 random bytes, hex. */
  readonly serial: string
  /** Whose key this is: 32 bytes. */
  readonly subject: Bytes
  /** The key that signed this: 32 bytes; of a root its own. */
  readonly issuer: Bytes
  /** Of the person, device or witness. */
  readonly name: string
  /** 警号; empty where there is none. */
  readonly officerNumber: string
  /** One role or several with spaces between (`rolesOf`) for a person, else empty. */
  readonly role: string
  /** Article 19, of a person: in the order of `levels`, at least one; absent where there is none. */
  readonly clearances?: readonly Level[]
  /** Name of the unit. */
  readonly unit: string
  /** Epoch milliseconds by the issuer's clock. */
  readonly notBefore: number
}

export interface Revocation {
  readonly kind: 'revocation'
  readonly serial: string
  /** Serial of the certificate that ends. */
  readonly revokes: string
  readonly issuer: Bytes
  /** Epoch milliseconds by the issuer's clock: a person's sessions from then on are not trusted. */
  readonly fromMs: number
  /** Of a device: the last head of its Log that is trusted; null for none. */
  readonly lastTrusted: { readonly logId: Bytes; readonly size: number; readonly root: Bytes } | null
  readonly reason: string
}

export type Statement = Certificate | Revocation

/** A Statement with the exact bytes it came in. */
export interface SignedStatement<S extends Statement = Statement> {
  readonly bytes: Bytes
  readonly body: Bytes
  readonly signature: Bytes
  readonly statement: S
}

/** 16 hex characters of SHA-256(root public key): the agency's short name in checkpoints and files. */
export const agencyId = (rootPublicKey: Uint8Array): string => toHex(sha256(rootPublicKey)).slice(0, 16)

/** 32 hex characters of SHA-256(person's public key): `person` in entries. */
export const personId = (publicKey: Uint8Array): string => toHex(sha256(publicKey)).slice(0, 32)

/** What people compare by voice: eight groups of four hex digits of SHA-256(key). */
export const keyFingerprint = (publicKey: Uint8Array): string => (toHex(sha256(publicKey)).slice(0, 32).match(/.{4}/g) ?? []).join(' ')

/** `[body, signature]`, where the signature is by `signer` over prefix || body; the signer is the issuer. */
export const issue = async (statement: Omit<Certificate, 'issuer'> | Omit<Revocation, 'issuer'>, signer: Signer): Promise<Bytes> => {
  const body = encodeCbor(toMap({ ...statement, issuer: signer.publicKey } as Statement))
  return encodeCbor([body, await signer.sign(signingInput(body))])
}

/** Form only: signatures are checked by core/trust/verifyChain. */
export const parseStatement = (bytes: Uint8Array): Result<SignedStatement, TrustError> => {
  const outer = decodeCbor(bytes, maxStatementBytes)
  if (!outer.ok) return invalid(outer.error)
  if (!isList(outer.value) || outer.value.length !== 2) return invalid('not a body and a signature')
  const [body, signature] = outer.value
  if (!isBytes(body) || !isBytes(signature, 64)) return invalid('not a body and a signature')
  const inner = decodeCbor(body, maxStatementBytes)
  if (!inner.ok) return invalid(inner.error)
  const statement = isMap(inner.value) ? fromMap(inner.value) : null
  return statement ? ok({ bytes: new Uint8Array(bytes), body: new Uint8Array(body), signature: new Uint8Array(signature), statement }) : invalid('fields')
}

export const signingInput = (body: Uint8Array): Bytes => concat(utf8(certificatePrefix), body)

export const isRevocation = (signed: SignedStatement): signed is SignedStatement<Revocation> => signed.statement.kind === 'revocation'

const toMap = (statement: Statement): CborMap => {
  if (statement.kind !== 'revocation') return { v: 1, ...statement }
  const { lastTrusted, ...rest } = statement
  return { v: 1, ...rest, lastTrusted: lastTrusted && { ...lastTrusted } }
}

const fromMap = (map: CborMap): Statement | null => {
  const { v, kind, serial, issuer } = map
  if (v !== 1 || !isText(serial) || !/^[0-9a-f]{32}$/.test(serial) || !isBytes(issuer, 32)) return null
  const common = { serial, issuer: new Uint8Array(issuer) }
  if (kind === 'revocation') {
    const { revokes, fromMs, lastTrusted = null, reason } = map
    if (Object.keys(map).length !== 8 || !isText(revokes) || !isCount(fromMs) || !isText(reason)) return null
    if (lastTrusted === null) return { kind, ...common, revokes, fromMs, lastTrusted, reason }
    if (!isMap(lastTrusted)) return null
    const { logId, size, root } = lastTrusted
    return isBytes(logId, 32) && isCount(size) && isBytes(root, 32) ? { kind, ...common, revokes, fromMs, lastTrusted: { logId: new Uint8Array(logId), size, root: new Uint8Array(root) }, reason } : null
  }
  const { subject, name, officerNumber, role, unit, notBefore } = map
  const known = kinds.find((one) => one === kind)
  const clearances = map['clearances'] === undefined ? null : readClearances(map['clearances'])
  if (map['clearances'] !== undefined && (!clearances || known !== 'person')) return null
  if (!known || Object.keys(map).length !== (clearances ? 11 : 10) || !isBytes(subject, 32) || !isText(name) || !isText(officerNumber) || !isText(role) || !isText(unit) || !isCount(notBefore)) return null
  return { kind: known, ...common, subject: new Uint8Array(subject), name, officerNumber, role, ...(clearances && { clearances }), unit, notBefore }
}

/** One spelling for every set: distinct, in the order of `levels`, never empty. */
const readClearances = (value: Cbor): readonly Level[] | null => {
  const held = levels.filter((level) => isList(value) && value.includes(level))
  return isList(value) && held.length > 0 && held.length === value.length && held.every((level, index) => value[index] === level) ? held : null
}

const kinds: readonly CertificateKind[] = ['root', 'authority', 'device', 'person', 'witness', 'auditor']
const maxStatementBytes = 8_192
const invalid = (detail: string): Result<never, TrustError> => err({ type: 'CertificateInvalid', detail })
