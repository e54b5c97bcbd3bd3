// Which keys an agency's root stands behind: root → authority → device, person, witness, auditor, less what was revoked.

import { equal, toHex } from '../bytes.ts'
import type { TrustError } from '../errors.ts'
import type { Bytes } from '../ids.ts'
import type { Verify } from '../log/checkpoint.ts'
import { err, ok, type Result } from '../result.ts'
import { agencyId, isRevocation, parseStatement, personId, signingInput, type Certificate, type Revocation, type SignedStatement } from './certificate.ts'

/**
 * Of one key several certificates may stand: roles are renewed by a new one. Those that were not revoked count; the newest of
 * them says name, number, roles and clearances of today, the earliest of all since when the key is of this unit. A key is
 * revoked when all of its certificates are, from the last of these revocations on.
 */
export interface Trust {
  /** Root public key. */
  readonly root: Bytes
  readonly agency: string
  readonly unit: string
  readonly authorities: readonly Certificate[]
  /** By the subject's public key, hex. */
  readonly devices: ReadonlyMap<string, Certificate>
  readonly witnesses: ReadonlyMap<string, Certificate>
  readonly auditors: ReadonlyMap<string, Certificate>
  /** By personId. */
  readonly people: ReadonlyMap<string, Certificate>
  /** By personId, oldest first: those that count, for what a person was permitted on a day (`certificateAt`). */
  readonly terms: ReadonlyMap<string, readonly Certificate[]>
  /** By the serial they end. */
  readonly revocations: ReadonlyMap<string, Revocation>
}

/** The certificate that said on that day what the person may: the newest begun by then, else the first. */
export const certificateAt = ({ terms }: Trust, person: string, ms: number): Certificate | null => {
  const all = terms.get(person) ?? []
  return all.findLast(({ notBefore }) => notBefore <= ms) ?? all[0] ?? null
}

/** Every statement must stand: the first that does not is the error. In any order; repetitions are one. */
export const verifyChain = async (root: Uint8Array, statements: readonly Uint8Array[], verify: Verify): Promise<Result<Trust, TrustError>> => {
  const { trust, problems } = await sortStatements(root, statements, verify)
  return problems[0] ? err(problems[0]) : ok(trust)
}

/** As `verifyChain`, but what does not stand is left out and told. */
export const sortStatements = async (root: Uint8Array, statements: readonly Uint8Array[], verify: Verify): Promise<{ readonly trust: Trust; readonly problems: readonly TrustError[] }> => {
  const problems: TrustError[] = []
  const certificates: SignedStatement<Certificate>[] = []
  const revocations: SignedStatement<Revocation>[] = []
  for (const bytes of new Map(statements.map((one) => [toHex(one), one])).values()) {
    const parsed = parseStatement(bytes)
    if (!parsed.ok) problems.push(parsed.error)
    else if (!(await verify(parsed.value.statement.issuer, signingInput(parsed.value.body), parsed.value.signature))) problems.push({ type: 'CertificateInvalid', detail: `signature of ${parsed.value.statement.serial}` })
    else if (isRevocation(parsed.value)) revocations.push(parsed.value)
    else certificates.push(parsed.value as SignedStatement<Certificate>)
  }
  const all = certificates.map(({ statement }) => statement)
  const own = all.find(({ kind, subject, issuer }) => kind === 'root' && equal(subject, root) && equal(issuer, root))
  const authorities = all.filter(({ kind, issuer }) => kind === 'authority' && equal(issuer, root))
  const issuers = [root, ...authorities.map(({ subject }) => subject)]
  const byAuthority = (issuer: Uint8Array): boolean => authorities.some(({ subject }) => equal(subject, issuer))

  const standing: Certificate[] = []
  for (const certificate of all) {
    if (certificate.kind === 'root' ? certificate === own : certificate.kind === 'authority' ? authorities.includes(certificate) : byAuthority(certificate.issuer)) standing.push(certificate)
    else problems.push(certificate.kind === 'root' ? { type: 'ForeignAgency', expected: agencyId(root), found: agencyId(certificate.subject) } : { type: 'CertificateInvalid', detail: `${certificate.kind} ${certificate.name}: its issuer does not stand under this root` })
  }
  const ended = new Map<string, Revocation>()
  for (const { statement } of revocations) {
    if (!issuers.some((issuer) => equal(issuer, statement.issuer))) problems.push({ type: 'CertificateInvalid', detail: `revocation ${statement.serial}: its issuer does not stand under this root` })
    else if ((ended.get(statement.revokes)?.fromMs ?? Infinity) > statement.fromMs) ended.set(statement.revokes, statement)
  }
  const byTime = standing.toSorted((a, b) => a.notBefore - b.notBefore)
  const endOf = ({ serial }: Certificate): number => ended.get(serial)?.fromMs ?? Infinity
  const grouped = (kind: Certificate['kind'], key: (certificate: Certificate) => string): readonly (readonly [string, readonly Certificate[]])[] =>
    [...Map.groupBy(byTime.filter((certificate) => certificate.kind === kind), key)]
  const of = (kind: Certificate['kind'], key: (certificate: Certificate) => string): ReadonlyMap<string, Certificate> =>
    new Map(grouped(kind, key).map(([name, all]) => [name, { ...all.reduce((best, one) => (endOf(one) >= endOf(best) ? one : best)), notBefore: all[0]?.notBefore ?? 0 }]))
  const byKey = ({ subject }: Certificate): string => toHex(subject)
  const byPerson = ({ subject }: Certificate): string => personId(subject)
  const trust = {
    root: new Uint8Array(root),
    agency: agencyId(root),
    unit: own?.unit ?? '',
    authorities,
    devices: of('device', byKey),
    witnesses: of('witness', byKey),
    auditors: of('auditor', byKey),
    people: of('person', byPerson),
    terms: new Map(grouped('person', byPerson).map(([name, all]) => [name, all.some((one) => !ended.has(one.serial)) ? all.filter((one) => !ended.has(one.serial)) : all])),
    revocations: ended,
  }
  return { trust, problems }
}
