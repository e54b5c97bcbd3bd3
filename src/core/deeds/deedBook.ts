// All Deeds of all logs held here, judged: entries in, the book out. What screens show of articles 4 to 20 is read from it.

import { concat, fromUtf8, sha256, toHex } from '../bytes.ts'
import type { Bytes } from '../ids.ts'
import type { Verify } from '../log/checkpoint.ts'
import { bodyOf, type Entry } from '../log/entry.ts'
import { rolesOf, type Role } from '../policy/acts.ts'
import { defaultProfile } from '../policy/defaultProfile.ts'
import { profileKnownAt, profileOn, type Adoption } from '../policy/adoption.ts'
import { readProfile, type KnownProfile } from '../policy/profile.ts'
import { certificateAt, type Trust } from '../trust/verifyChain.ts'
import { deedSigningInput, parseDeed, type Deed } from './deed.ts'
import type { DeedFields, DeedType } from './deedKinds.ts'
import { deedClockToleranceMs, judgeDeed, type DeedFault, type DeedSighting } from './judgeDeed.ts'

export interface DeedRow<T extends DeedType = DeedType> extends Omit<Deed, 'type' | 'fields'> {
  readonly type: T
  readonly fields: DeedFields<T>
  /** By the certificate; the person's id where there is none. */
  readonly name: string
  readonly officerNumber: string
  /** On the day it was made. */
  readonly roles: readonly Role[]
  /** The Entry that has it: of several the earliest. */
  readonly logId: string
  readonly seq: number
  readonly seenMs: number
  /** Null for a Deed that stands. */
  readonly fault: DeedFault | null
  /** From when the signer's certificate is ended, epoch milliseconds; what they signed before stays, but permits nothing new. */
  readonly revokedMs: number | null
}

export interface DeedBook {
  /** Those that stand, oldest first. */
  of<T extends DeedType>(type: T): readonly DeedRow<T>[]
  /** Standing or not. */
  find(id: string): DeedRow | null
  /** Those that do not stand, newest first: an attempt stays on record. */
  readonly faulty: readonly DeedRow[]
  /** What Deeds refer to by hash; null while it is not whole here. */
  attachment(hash: string): Bytes | null
  /** The default, and those that were adopted, oldest adoption first. */
  readonly profiles: readonly Adoption[]
  /** By which people were permitted to act at that moment: what was adopted later does not count. */
  profileAt(ms: number): KnownProfile
  /** The rule of that day as known today: what was adopted late, from a day in the past, counts. */
  profileOn(dayMs: number): KnownProfile
  /** By which a Deed of that type, signed at that moment, is judged. */
  judging(type: string, madeMs: number): KnownProfile
}

export interface DeedProjection {
  /** Takes entries of every kind; of one log in its order, logs in any order. */
  add(entries: readonly Entry[]): Promise<void>
  book(trust: Trust | null): DeedBook
}

type Sighting = DeedSighting & { readonly logId: string; readonly seq: number }

/** A Deed by its exact bytes: the same body with another signature is another. */
const verifiedName = ({ id, signature }: Deed): string => id + toHex(signature)

/** `verified`: whose signature was found right before; grows, and may be kept from one start to the next. */
export const makeDeedProjection = (verify: Verify, verified = new Set<string>()): DeedProjection => {
  const sightings = new Map<string, Sighting>()
  const pieces = new Map<string, Map<number, Uint8Array>>()
  const attachments = new Map<string, Bytes>()

  const isSigned = async (deed: Deed): Promise<boolean> => {
    const name = verifiedName(deed)
    if (sightings.get(deed.id)?.signed || verified.has(name)) return true
    const signed = await verify(deed.personKey, deedSigningInput(deed.body), deed.signature)
    if (signed) verified.add(name)
    return signed
  }

  const addDeed = (deed: Deed, { logId, seq, timeMs }: Entry, isRight: boolean): void => {
    const known = sightings.get(deed.id)
    const signed = known?.signed || isRight
    if (!known || (signed && !known.signed)) sightings.set(deed.id, { deed, signed, seenMs: timeMs, logId, seq })
    else if (timeMs < known.seenMs) sightings.set(deed.id, { ...known, seenMs: timeMs, logId, seq })
  }

  const addPiece = (hash: string, index: number, of: number, bytes: Uint8Array): void => {
    if (attachments.has(hash)) return
    const had = pieces.get(hash) ?? new Map<number, Uint8Array>()
    had.set(index, bytes)
    pieces.set(hash, had)
    if (had.size < of) return
    const whole = concat(...[...had].toSorted(([a], [b]) => a - b).map(([, piece]) => piece))
    if (toHex(sha256(whole)) !== hash) return
    attachments.set(hash, whole)
    pieces.delete(hash)
  }

  const rowOf = (sighting: Sighting, trust: Trust | null, profile: KnownProfile): DeedRow => {
    const { deed, seenMs, logId, seq } = sighting
    const certificate = trust?.people.get(deed.person)
    const { name = deed.person, officerNumber = '' } = certificate ?? {}
    const role = (trust && certificateAt(trust, deed.person, deed.madeMs + deedClockToleranceMs)?.role) ?? ''
    const revokedMs = (certificate && trust?.revocations.get(certificate.serial)?.fromMs) ?? null
    return { ...(deed as unknown as Omit<DeedRow, 'name' | 'officerNumber'>), name, officerNumber, roles: rolesOf(role), logId, seq, seenMs, fault: judgeDeed(sighting, trust, profile), revokedMs }
  }

  const known = new Map<string, KnownProfile | null>()
  const profileOf = (hash: string): KnownProfile | null => {
    const text = attachments.get(hash)
    if (!text) return null
    const read = known.has(hash) ? null : readProfile(fromUtf8(text))
    // Another spelling of the same profile is not what was signed.
    if (read) known.set(hash, read.ok && read.value.id === hash ? read.value : null)
    return known.get(hash) ?? null
  }

  const adopted = (rows: readonly DeedRow[]): readonly Adoption[] =>
    rows
      .flatMap((row): Adoption[] => {
        if (row.type !== 'profile' || row.fault) return []
        const deed = row as DeedRow<'profile'>
        const profile = profileOf(deed.fields.profile)
        return profile ? [{ ...profile, deed, adoptedMs: Math.max(deed.madeMs, deed.seenMs) }] : []
      })
      .toSorted((a, b) => a.adoptedMs - b.adoptedMs)

  return {
    add: async (entries) => {
      const read = entries.map((entry) => {
        const body = bodyOf(entry, 'deed')
        const parsed = body && parseDeed(body.deed)
        // Bytes that are no Deed are the verifier's to report.
        return { entry, deed: parsed?.ok ? parsed.value : null }
      })
      // All at once: the checks run in threads of the browser or of Node.
      const signed = await Promise.all(read.map(({ deed }) => deed !== null && isSigned(deed)))
      for (const [index, { entry, deed }] of read.entries()) {
        if (deed) addDeed(deed, entry, signed[index] ?? false)
        const piece = bodyOf(entry, 'attachment')
        if (piece) addPiece(toHex(piece.sha256), piece.index, piece.of, piece.bytes)
      }
    },
    book: (trust) => {
      const all = [...sightings.values()].toSorted((a, b) => a.deed.madeMs - b.deed.madeMs || (a.deed.id < b.deed.id ? -1 : 1))
      const profiles: readonly Adoption[] = [{ ...defaultProfile, deed: null, adoptedMs: 0 }, ...adopted(all.filter(({ deed }) => deed.type === 'profile').map((one) => rowOf(one, trust, defaultProfile)))]
      const profileAt = (ms: number): KnownProfile => profileKnownAt(profiles, ms) ?? defaultProfile
      // Who may choose a profile is not the chosen profile's to say: nobody can lock the unit out.
      const judging = (type: string, madeMs: number): KnownProfile => (type === 'profile' ? defaultProfile : profileAt(madeMs))
      const rows = new Map(all.map((one) => [one.deed.id, rowOf(one, trust, judging(one.deed.type, one.deed.madeMs))]))
      const byType = Map.groupBy([...rows.values()].filter(({ fault }) => fault === null), ({ type }) => type)
      return {
        of: <T extends DeedType>(type: T) => (byType.get(type) ?? []) as unknown as readonly DeedRow<T>[],
        find: (id) => rows.get(id) ?? null,
        faulty: [...rows.values()].filter(({ fault }) => fault !== null).reverse(),
        attachment: (hash) => attachments.get(hash) ?? null,
        profiles,
        profileAt,
        profileOn: (dayMs) => profileOn(profiles, dayMs) ?? defaultProfile,
        judging,
      }
    },
  }
}

/** Before any log was read. */
export const emptyBook: DeedBook = makeDeedProjection(async () => false).book(null)
