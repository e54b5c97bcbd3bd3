// Signs a Deed with a person's own key, and writes it into this device's Log: what it refers to first, then the Deed.

import { sha256 } from '../core/bytes.ts'
import { parseDeed, signDeed } from '../core/deeds/deed.ts'
import type { DeedBook, DeedRow } from '../core/deeds/deedBook.ts'
import { deedKinds, fieldsProblem, type DeedFields, type DeedType } from '../core/deeds/deedKinds.ts'
import type { CborMap } from '../core/format/cbor.ts'
import type { Bytes } from '../core/ids.ts'
import { maxPieceBytes, saltBytes } from '../core/log/constants.ts'
import { permit } from '../core/policy/profile.ts'
import type { Clock, Keys, KeyStore, Random, Signer } from '../core/ports.ts'
import { err, ok } from '../core/result.ts'
import type { Answer, Person, SignOptions } from './app.ts'
import type { AppendEntry } from './logWriter.ts'

export interface SignDeps {
  readonly keys: Pick<Keys, 'unwrap'>
  readonly keyStore: Pick<KeyStore, 'get'>
  readonly clock: Pick<Clock, 'now'>
  readonly random: Random
  readonly appendEntry: AppendEntry
  /** Who unlocked this device; null while it is locked. */
  readonly unlocked: () => { readonly person: Person; readonly personSigner: Signer } | null
  /** Those who may work on this device. */
  readonly people: () => readonly Person[]
  /** `agencyId`; null before enrolment. */
  readonly agency: () => string | null
  readonly book: () => DeedBook
  /** Resolves with the book once it holds the Deed. */
  readonly bookWith: (id: string) => Promise<DeedBook>
}

export const makeSign = (deps: SignDeps) => {
  const signerOf = async (options: SignOptions): Answer<{ readonly person: Person; readonly signer: Signer }> => {
    const open = deps.unlocked()
    if (!open) return err({ type: 'KeysLocked' })
    if (!options.as || options.as.person === open.person.id) return ok({ person: open.person, signer: open.personSigner })
    const person = deps.people().find(({ id }) => id === options.as?.person)
    const seed = person && (await deps.keyStore.get(person.id))
    if (!person || !seed) return err({ type: 'NotEnrolled' })
    const unwrapped = await deps.keys.unwrap([seed], options.as.passphrase)
    const signer = unwrapped.ok ? unwrapped.value[0] : undefined
    return unwrapped.ok ? (signer ? ok({ person, signer }) : err({ type: 'NotEnrolled' })) : unwrapped
  }

  return async <T extends DeedType>(type: T, fields: DeedFields<T>, options: SignOptions = {}): Answer<DeedRow<T>> => {
    const agency = deps.agency()
    if (agency === null) return err({ type: 'NotEnrolled' })
    const signing = await signerOf(options)
    if (!signing.ok) return signing
    const { person, signer } = signing.value
    const madeMs = deps.clock.now()
    const { profile } = deps.book().judging(type, madeMs)
    const permitted = permit(profile, person.roles, ...deedKinds[type].acts)
    if (!permitted.ok) return permitted
    const problem = fieldsProblem(type, fields as unknown as CborMap)
    if (problem !== null) throw new Error(`deed ${problem}`)
    for (const attachment of options.attachments ?? []) {
      const attached = await attach(deps.appendEntry, attachment)
      if (!attached.ok) return attached
    }
    const bytes = await signDeed({ type, fields, agency, madeMs, salt: deps.random.bytes(saltBytes) }, signer)
    const entered = await enterDeed(deps, bytes)
    return entered.ok ? ok(entered.value as unknown as DeedRow<T>) : entered
  }
}

/** A Deed made here or brought here, into the Log; the row that stands for it. */
export const enterDeed = async ({ appendEntry, bookWith }: Pick<SignDeps, 'appendEntry' | 'bookWith'>, deed: Bytes): Answer<DeedRow> => {
  const parsed = parseDeed(deed)
  if (!parsed.ok) throw new Error(parsed.error)
  const { id } = parsed.value
  const written = await appendEntry('deed', { deed })
  if (!written.ok) return written
  const row = (await bookWith(id)).find(id)
  if (!row) throw new Error(`deed ${id} is not in the book`)
  return ok(row)
}

/** In pieces that fit an Entry. */
export const attach = async (appendEntry: AppendEntry, whole: Bytes): Answer<void> => {
  const hash = sha256(whole)
  const of = Math.max(1, Math.ceil(whole.length / maxPieceBytes))
  for (let index = 0; index < of; index += 1) {
    const written = await appendEntry('attachment', { sha256: hash, index, of, bytes: whole.slice(index * maxPieceBytes, (index + 1) * maxPieceBytes) })
    if (!written.ok) return written
  }
  return ok(undefined)
}
