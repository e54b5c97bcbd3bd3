// Everybody and every device of the unit, with their certificates and whether they are trusted: what an administrator looks after.

import { toHex } from '../bytes.ts'
import type { Level } from '../deeds/secrecyDeeds.ts'
import { rolesOf, type Role } from '../policy/acts.ts'
import { personId, type Certificate, type Revocation } from './certificate.ts'
import type { Trust } from './verifyChain.ts'

export interface RosterRow {
  readonly kind: 'person' | 'device'
  /** Public key, hex. */
  readonly key: string
  /** `personId`; of a device its key again. */
  readonly id: string
  readonly name: string
  readonly officerNumber: string
  readonly roles: readonly Role[]
  readonly clearances: readonly Level[]
  /** Begin of the first and of the newest certificate that counts: epoch milliseconds by the authority's clock. */
  readonly sinceMs: number
  readonly renewedMs: number
  readonly revocation: Revocation | null
}

/** People before devices, those who are trusted first, then the longest of the unit. */
export const rosterOf = (trust: Trust): readonly RosterRow[] => {
  const row = (kind: RosterRow['kind'], certificate: Certificate): RosterRow => {
    const { subject, name, officerNumber, role, clearances = [], notBefore } = certificate
    const id = kind === 'person' ? personId(subject) : toHex(subject)
    const renewedMs = (kind === 'person' && trust.terms.get(id)?.at(-1)?.notBefore) || notBefore
    return { kind, key: toHex(subject), id, name, officerNumber, roles: rolesOf(role), clearances, sinceMs: notBefore, renewedMs, revocation: trust.revocations.get(certificate.serial) ?? null }
  }
  const sorted = (rows: readonly RosterRow[]): readonly RosterRow[] => rows.toSorted((a, b) => Number(a.revocation !== null) - Number(b.revocation !== null) || a.sinceMs - b.sinceMs)
  return [...sorted([...trust.people.values()].map((one) => row('person', one))), ...sorted([...trust.devices.values()].map((one) => row('device', one)))]
}
