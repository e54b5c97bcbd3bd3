// What every tab of custody asks first: who is at work, what they may do, by which profile, and what time it is.

import { createSignal, type Accessor } from 'solid-js'
import type { Person } from '../../../app/app.ts'
import { emptyBook, type DeedBook } from '../../../core/deeds/deedBook.ts'
import type { Act } from '../../../core/policy/acts.ts'
import { defaultProfile } from '../../../core/policy/defaultProfile.ts'
import { mayDo, rolesFor, type KnownProfile } from '../../../core/policy/profile.ts'
import { common } from '../../i18n/common.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'

export interface CustodyDesk {
  readonly person: Accessor<Person | null>
  readonly policy: Accessor<KnownProfile>
  readonly book: Accessor<DeedBook>
  may(act: Act): boolean
  /** The roles that may, in words. */
  needed(act: Act): string
  /** Epoch milliseconds; every few seconds. */
  readonly now: Accessor<number>
  holdReason(hold: string): string
}

export const createCustody = (): CustodyDesk => {
  const app = useApp()
  const identity = createLive(() => app.identity)
  const policy = createLive(() => app.policy, defaultProfile)
  const book = createLive(() => app.deeds, emptyBook)
  const now = createLive(() => app.custody.now, 0)
  const person = (): Person | null => {
    const who = identity()
    return who?.state === 'open' ? who.person : null
  }
  return {
    person,
    policy,
    book,
    may: (act) => mayDo(policy().profile, person()?.roles ?? [], act),
    needed: (act) => rolesFor(policy().profile, act).map((role) => common(`role.${role}`)).join(' · '),
    now,
    holdReason: (hold) => {
      const deed = book().find(hold)
      return deed?.type === 'hold' ? (deed.fields as { readonly reason: string }).reason : hold.slice(0, 8)
    },
  }
}

/** Chosen Sessions of one list; what is no longer listed is no longer chosen. */
export const createChosen = (listed: Accessor<ReadonlySet<string>>) => {
  const [chosen, setChosen] = createSignal<ReadonlySet<string>>(new Set())
  return {
    ids: (): readonly string[] => [...chosen()].filter((id) => listed().has(id)),
    has: (id: string): boolean => chosen().has(id),
    toggle: (id: string): unknown => setChosen((all) => new Set(all.has(id) ? [...all].filter((one) => one !== id) : [...all, id])),
    choose: (ids: readonly string[]): unknown => setChosen(new Set(ids)),
    clear: (): unknown => setChosen(new Set<string>()),
  }
}
