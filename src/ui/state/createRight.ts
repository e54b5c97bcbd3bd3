// Whether whoever works here may do something by the profile in force, and who could instead.

import type { Person } from '../../app/app.ts'
import type { Act } from '../../core/policy/acts.ts'
import { mayDo, rolesFor } from '../../core/policy/profile.ts'
import { rolesText } from '../i18n/rolesText.ts'
import { useApp } from './appContext.ts'
import { createLive } from './createLive.ts'

export interface Right {
  readonly may: () => boolean
  /** The roles that may, in words. */
  readonly needed: () => string
}

/** null while nobody has unlocked this device. */
export const createPerson = (): (() => Person | null) => {
  const identity = createLive(() => useApp().identity)
  return () => {
    const now = identity()
    return now?.state === 'open' ? now.person : null
  }
}

/** Of several acts one is enough. */
export const createRight = (...acts: readonly Act[]): Right => {
  const policy = createLive(() => useApp().policy)
  const person = createPerson()
  return {
    may: () => {
      const [known, who] = [policy(), person()]
      return known !== undefined && who !== null && acts.some((act) => mayDo(known.profile, who.roles, act))
    },
    needed: () => rolesText([...new Set(acts.flatMap((act) => rolesFor(policy()?.profile ?? { roles: [] }, act)))]),
  }
}
