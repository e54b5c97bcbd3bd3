// The verifier's own reading of certificates and revocations: whom the agency's root stands behind.

import { hash } from 'node:crypto'
import { certificatePrefix } from '../../src/core/log/constants.ts'
import { isSigned } from './ed25519.ts'
import { CborFault, readCbor } from './readCbor.ts'
import { asBytes, asCount, asList, asMap, asText, hex } from './shape.ts'

export interface Certified {
  readonly kind: string
  readonly serial: string
  readonly subject: Uint8Array
  readonly issuer: Uint8Array
  readonly name: string
  readonly officerNumber: string
  readonly unit: string
  readonly notBefore: number
}

export interface Ended {
  readonly kind: 'revocation'
  readonly serial: string
  readonly revokes: string
  readonly issuer: Uint8Array
  readonly fromMs: number
  readonly lastTrusted: { readonly logId: string; readonly size: number; readonly root: string } | null
  readonly reason: string
}

export interface Standing {
  readonly agency: string
  readonly unit: string
  /** Keys that may issue, hex: the root's and the authorities'. */
  readonly issuers: ReadonlySet<string>
  /** By public key, hex. */
  readonly devices: ReadonlyMap<string, Certified>
  /** By the first 32 hex digits of SHA-256 of the public key. */
  readonly people: ReadonlyMap<string, Certified>
  readonly witnesses: readonly Certified[]
  readonly ended: ReadonlyMap<string, Ended>
  /** Statements that do not stand, with the reason. */
  readonly faults: readonly string[]
}

export const shortHash = (key: Uint8Array, digits: number): string => hash('sha256', key, 'hex').slice(0, digits)

export const sortCertificates = (root: Uint8Array | null, statements: readonly Uint8Array[]): Standing => {
  const faults: string[] = []
  const certified: Certified[] = []
  const revocations: Ended[] = []
  for (const bytes of new Map(statements.map((one) => [hex(one), one])).values()) {
    const statement = readStatement(bytes)
    if (typeof statement === 'string') faults.push(statement)
    else if (statement.kind === 'revocation') revocations.push(statement as Ended)
    else certified.push(statement as Certified)
  }
  const rootKey = root ? hex(root) : ''
  const authorities = certified.filter(({ kind, issuer }) => kind === 'authority' && hex(issuer) === rootKey)
  const authorityKeys = new Set(authorities.map(({ subject }) => hex(subject)))
  const issuers = new Set([rootKey, ...authorityKeys])
  const stands = (one: Certified): boolean =>
    one.kind === 'root' ? hex(one.subject) === rootKey && hex(one.issuer) === rootKey : one.kind === 'authority' ? authorities.includes(one) : authorityKeys.has(hex(one.issuer))
  for (const one of certified) if (!stands(one)) faults.push(`${one.kind} ${one.name} (${one.serial})`)
  const ended = new Map<string, Ended>()
  for (const one of revocations) {
    if (!issuers.has(hex(one.issuer))) faults.push(`revocation ${one.serial}`)
    else if (one.fromMs < (ended.get(one.revokes)?.fromMs ?? Infinity)) ended.set(one.revokes, one)
  }
  // The earliest certificate of a key counts.
  const standing = certified.filter(stands).toSorted((a, b) => b.notBefore - a.notBefore)
  const byKind = (kind: string): readonly Certified[] => standing.filter((one) => one.kind === kind)
  return {
    agency: root ? shortHash(root, 16) : '',
    unit: byKind('root')[0]?.unit ?? '',
    issuers,
    devices: new Map(byKind('device').map((one) => [hex(one.subject), one])),
    people: new Map(byKind('person').map((one) => [shortHash(one.subject, 32), one])),
    witnesses: byKind('witness'),
    ended,
    faults,
  }
}

/** The key that signed a statement, hex; null when it cannot be read or is not signed. */
export const issuerOf = (bytes: Uint8Array): string | null => {
  const statement = readStatement(bytes)
  return typeof statement === 'string' ? null : hex(statement.issuer)
}

/** A text is the reason why it is none. */
const readStatement = (bytes: Uint8Array): Certified | Ended | string => {
  try {
    const pair = asList(readCbor(bytes))
    const body = asBytes(pair?.[0])
    const signature = asBytes(pair?.[1], 64)
    const fields = body && asMap(readCbor(body))
    if (pair?.length !== 2 || !body || !signature || !fields) return 'a statement without body and signature'
    const statement = fields.get('kind') === 'revocation' ? toEnded(fields) : toCertified(fields)
    if (!statement) return 'a statement with other fields'
    return isSigned(statement.issuer, Buffer.concat([Buffer.from(certificatePrefix), body]), signature) ? statement : `the signature of ${statement.serial}`
  } catch (error) {
    if (error instanceof CborFault) return error.message
    throw error
  }
}

type Fields = NonNullable<ReturnType<typeof asMap>>

const toCertified = (fields: Fields): Certified | null => {
  const kind = asText(fields.get('kind')) ?? ''
  const serial = asText(fields.get('serial')) ?? ''
  const [subject, issuer] = [asBytes(fields.get('subject'), 32), asBytes(fields.get('issuer'), 32)]
  const [name, officerNumber, role, unit] = ['name', 'officerNumber', 'role', 'unit'].map((field) => asText(fields.get(field)))
  const notBefore = asCount(fields.get('notBefore'))
  if (fields.get('v') !== 1 || fields.size !== 10 || !/^(root|authority|device|person|witness|auditor)$/.test(kind) || !/^[0-9a-f]{32}$/.test(serial)) return null
  if (!subject || !issuer || name === undefined || officerNumber === undefined || role === undefined || unit === undefined || notBefore === undefined) return null
  return { kind, serial, subject, issuer, name, officerNumber, unit, notBefore }
}

const toEnded = (fields: Fields): Ended | null => {
  const [serial, revokes, reason] = ['serial', 'revokes', 'reason'].map((field) => asText(fields.get(field)))
  const issuer = asBytes(fields.get('issuer'), 32)
  const fromMs = asCount(fields.get('fromMs'))
  if (fields.get('v') !== 1 || fields.size !== 8 || !serial || !/^[0-9a-f]{32}$/.test(serial) || revokes === undefined || reason === undefined || !issuer || fromMs === undefined) return null
  const common = { kind: 'revocation', serial, revokes, issuer, fromMs, reason } as const
  if (fields.get('lastTrusted') === null) return { ...common, lastTrusted: null }
  const last = asMap(fields.get('lastTrusted'))
  const [logId, root] = [asBytes(last?.get('logId'), 32), asBytes(last?.get('root'), 32)]
  const size = asCount(last?.get('size'))
  return logId && root && size !== undefined ? { ...common, lastTrusted: { logId: hex(logId), size, root: hex(root) } } : null
}
