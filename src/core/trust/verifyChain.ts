// Which keys an agency's root stands behind: root → authority → device, person, witness, auditor, less what was revoked.

import { equal, toHex } from '../bytes.ts'
import type { TrustError } from '../errors.ts'
import type { Bytes } from '../ids.ts'
import type { Verify } from '../log/checkpoint.ts'
import { err, ok, type Result } from '../result.ts'
import { agencyId, isRevocation, parseStatement, personId, signingInput, type Certificate, type Revocation, type SignedStatement } from './certificate.ts'

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
  /** By the serial they end. */
  readonly revocations: ReadonlyMap<string, Revocation>
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
  const of = (kind: Certificate['kind'], key: (certificate: Certificate) => string) =>
    new Map(standing.filter((certificate) => certificate.kind === kind).toSorted((a, b) => b.notBefore - a.notBefore).map((certificate) => [key(certificate), certificate]))
  const byKey = ({ subject }: Certificate): string => toHex(subject)
  const trust = {
    root: new Uint8Array(root),
    agency: agencyId(root),
    unit: own?.unit ?? '',
    authorities,
    devices: of('device', byKey),
    witnesses: of('witness', byKey),
    auditors: of('auditor', byKey),
    people: of('person', ({ subject }) => personId(subject)),
    revocations: ended,
  }
  return { trust, problems }
}
