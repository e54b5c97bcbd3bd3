// Whether a Deed stands: signed by somebody of this unit, permitted to their role by the profile of that day, and not revoked.

import { equal } from '../bytes.ts'
import { mayDo, type KnownProfile } from '../policy/profile.ts'
import { rolesOf } from '../policy/acts.ts'
import { certificateAt, type Trust } from '../trust/verifyChain.ts'
import type { Deed } from './deed.ts'
import { deedKinds, fieldsProblem, isDeedType } from './deedKinds.ts'

export type DeedFault =
  /** Cannot be read, or is of another shape than its type asks. */
  | 'malformed'
  /** A type of a later version: kept and carried, not judged. */
  | 'unknownType'
  | 'badSignature'
  | 'otherAgency'
  /** No certificate, or one that begins later. */
  | 'unenrolled'
  | 'revoked'
  | 'roleNotAllowed'
  /** Dated later than the log that first has it. */
  | 'futureDated'

/** Clocks of two devices may differ by this. */
export const deedClockToleranceMs = 5 * 60_000

export interface DeedSighting {
  readonly deed: Deed
  /** Whether the person's signature matches. */
  readonly signed: boolean
  /** When it was first seen, by the clock of the log that has it. */
  readonly seenMs: number
}

/** A revoked person's Deed must have been seen before the revocation: a date alone can be written by anybody. */
export const judgeDeed = ({ deed, signed, seenMs }: DeedSighting, trust: Trust | null, profile: KnownProfile): DeedFault | null => {
  const { type, fields, person, personKey, madeMs, agency } = deed
  if (!signed) return 'badSignature'
  if (agency !== trust?.agency) return 'otherAgency'
  const certificate = trust.people.get(person)
  if (!certificate || !equal(certificate.subject, personKey) || certificate.notBefore > madeMs + deedClockToleranceMs) return 'unenrolled'
  const revocation = trust.revocations.get(certificate.serial)
  if (revocation && Math.max(madeMs, seenMs) >= revocation.fromMs) return 'revoked'
  if (madeMs > seenMs + deedClockToleranceMs) return 'futureDated'
  if (!isDeedType(type)) return 'unknownType'
  if (fieldsProblem(type, fields) !== null) return 'malformed'
  // As with a revocation, a date alone proves nothing: who lost a role must have signed, and been seen to, while holding it.
  const permitted = [madeMs + deedClockToleranceMs, seenMs].every((ms) => deedKinds[type].acts.some((act) => mayDo(profile.profile, rolesOf(certificateAt(trust, person, ms)?.role ?? ''), act)))
  return permitted ? null : 'roleNotAllowed'
}
