// Deeds signed in memory, all of them standing: what the fake app shows of articles 4 to 20.

import { concat, fromUtf8, sha256, toHex, utf8 } from '../../src/core/bytes.ts'
import { emptyBook, type DeedBook, type DeedRow } from '../../src/core/deeds/deedBook.ts'
import { deedKinds, fieldsProblem, type DeedFields, type DeedType } from '../../src/core/deeds/deedKinds.ts'
import type { CborMap } from '../../src/core/format/cbor.ts'
import type { Bytes } from '../../src/core/ids.ts'
import { makeLive, type LiveValue } from '../../src/core/live.ts'
import { defaultProfile } from '../../src/core/policy/defaultProfile.ts'
import { profileKnownAt, profileOn, type Adoption } from '../../src/core/policy/adoption.ts'
import { mayDo, readProfile, rolesFor } from '../../src/core/policy/profile.ts'
import type { PolicyError } from '../../src/core/errors.ts'
import { err, ok, type Result } from '../../src/core/result.ts'
import type { Person } from '../../src/app/app.ts'

export interface FakeDeeds {
  readonly live: LiveValue<DeedBook>
  /** Refuses as the real one does when the role may not. */
  sign<T extends DeedType>(type: T, fields: DeedFields<T>, person: Person, madeMs: number, attachments?: readonly Bytes[]): Result<DeedRow<T>, PolicyError>
}

/** Adopted profiles as the real book has them. */
const profilesOf = (rows: readonly DeedRow[], attachments: ReadonlyMap<string, Bytes>): Pick<DeedBook, 'profiles' | 'profileAt' | 'profileOn'> => {
  const profiles: readonly Adoption[] = [
    ...emptyBook.profiles,
    ...rows.flatMap((row): Adoption[] => {
      if (row.type !== 'profile') return []
      const deed = row as DeedRow<'profile'>
      const read = readProfile(fromUtf8(attachments.get(deed.fields.profile) ?? new Uint8Array(0)))
      return read.ok ? [{ ...read.value, deed, adoptedMs: deed.madeMs }] : []
    }),
  ]
  return { profiles, profileAt: (ms) => profileKnownAt(profiles, ms) ?? defaultProfile, profileOn: (ms) => profileOn(profiles, ms) ?? defaultProfile }
}

export const makeFakeDeeds = (): FakeDeeds => {
  const rows: DeedRow[] = []
  const attachments = new Map<string, Bytes>()
  const book = (): DeedBook => ({
    ...emptyBook,
    of: <T extends DeedType>(type: T) => rows.filter((row) => row.type === type).toSorted((a, b) => a.madeMs - b.madeMs) as unknown as readonly DeedRow<T>[],
    find: (id) => rows.find((row) => row.id === id) ?? null,
    attachment: (hash) => attachments.get(hash) ?? null,
    ...profilesOf(rows, attachments),
  })
  const live = makeLive<DeedBook>(book())
  return {
    live,
    sign: (type, fields, person, madeMs, attached = []) => {
      const { acts } = deedKinds[type]
      if (!acts.some((act) => mayDo(defaultProfile.profile, person.roles, act))) return err({ type: 'RoleNotAllowed', role: person.roles.join(' '), needed: [...new Set(acts.flatMap((act) => rolesFor(defaultProfile.profile, act)))] })
      const problem = fieldsProblem(type, fields as unknown as CborMap)
      if (problem !== null) throw new Error(`deed ${problem}`)
      for (const bytes of attached) attachments.set(toHex(sha256(bytes)), bytes)
      const none = new Uint8Array(0)
      const id = toHex(sha256(concat(utf8(`${type} ${rows.length}`), utf8(JSON.stringify(fields)))))
      const row = { id, type, agency: '', personKey: none, person: person.id, madeMs, fields, bytes: none, body: none, signature: none, name: person.name, officerNumber: person.officerNumber, roles: person.roles, logId: 'f'.repeat(64), seq: rows.length, seenMs: madeMs, fault: null, revokedMs: null }
      rows.push(row as unknown as DeedRow)
      live.set(book())
      return ok(row as unknown as DeedRow<typeof type>)
    },
  }
}
