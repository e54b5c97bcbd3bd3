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
  /** One role or several with spaces between. */
  readonly role: string
  readonly clearances: readonly string[]
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
  /** As `people`: every certificate that counts, oldest first; roles change with time. */
  readonly terms: ReadonlyMap<string, readonly Certified[]>
  readonly auditors: readonly Certified[]
  readonly witnesses: readonly Certified[]
  readonly ended: ReadonlyMap<string, Ended>
  /** Statements that do not stand, with the reason. */
  readonly faults: readonly string[]
}

/** What the certificates of that day say of a person: the newest begun by then, else the first. */
export const termAt = ({ terms }: Standing, person: string, ms: number): Certified | null => {
  const all = terms.get(person) ?? []
  return all.findLast((one) => one.notBefore <= ms) ?? all[0] ?? null
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
  // Of one key: those that were not revoked count, the newest of them for what it says; the earliest of all tells since when.
  // A key ends when all its certificates have, with the last of these revocations.
  const standing = certified.filter(stands).toSorted((a, b) => a.notBefore - b.notBefore)
  const endMs = (one: Certified): number => ended.get(one.serial)?.fromMs ?? Infinity
  const byKind = (kind: string): ReadonlyMap<string, readonly Certified[]> => Map.groupBy(standing.filter((one) => one.kind === kind), ({ subject }) => hex(subject))
  const current = (all: readonly Certified[]): Certified => {
    let best = all[0] as Certified
    for (const one of all) if (endMs(one) >= endMs(best)) best = one
    return { ...best, notBefore: (all[0] as Certified).notBefore }
  }
  const currentOf = (kind: string): readonly Certified[] => [...byKind(kind).values()].map(current)
  const counting = (all: readonly Certified[]): readonly Certified[] => {
    const left = all.filter((one) => endMs(one) === Infinity)
    return left.length > 0 ? left : all
  }
  return {
    agency: root ? shortHash(root, 16) : '',
    unit: currentOf('root')[0]?.unit ?? '',
    issuers,
    devices: new Map(currentOf('device').map((one) => [hex(one.subject), one])),
    people: new Map(currentOf('person').map((one) => [personName(one), one])),
    terms: new Map([...byKind('person').values()].flatMap((all) => (all[0] ? [[personName(all[0]), counting(all)] as const] : []))),
    auditors: currentOf('auditor'),
    witnesses: currentOf('witness'),
    ended,
    faults,
  }
}

const personName = ({ subject }: Certified): string => shortHash(subject, 32)

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
  const clearances = fields.has('clearances') ? asClearances(fields.get('clearances')) : []
  if (!clearances || (clearances.length > 0 && kind !== 'person')) return null
  if (fields.get('v') !== 1 || fields.size !== (clearances.length > 0 ? 11 : 10) || !/^(root|authority|device|person|witness|auditor)$/.test(kind) || !/^[0-9a-f]{32}$/.test(serial)) return null
  if (!subject || !issuer || name === undefined || officerNumber === undefined || role === undefined || unit === undefined || notBefore === undefined) return null
  return { kind, serial, subject, issuer, name, officerNumber, role, clearances, unit, notBefore }
}

/** Each once, in this order, at least one: a set has one spelling. */
const asClearances = (value: Parameters<typeof asList>[0]): readonly string[] | null => {
  const list = asList(value) ?? []
  const words = list.map((one) => asText(one) ?? '').join(' ')
  return words.split(' ').length === list.length && /^(internal( commercial)?( state)?|commercial( state)?|state)$/.test(words) ? words.split(' ') : null
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
