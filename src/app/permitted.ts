// Commands that not every role may give: refused with the roles that may, before anything is done.

import type { Act } from '../core/policy/acts.ts'
import { permit, type KnownProfile } from '../core/policy/profile.ts'
import { err } from '../core/result.ts'
import type { Answer, Person } from './app.ts'

export interface PermitDeps {
  /** null while nobody has unlocked this device. */
  readonly person: () => Person | null
  readonly profile: () => KnownProfile
}

/** The command for whoever holds one of the acts. */
export const makePermitted =
  ({ person, profile }: PermitDeps) =>
  <A extends readonly unknown[], T>(acts: readonly Act[], command: (...args: A) => Answer<T>): ((...args: A) => Answer<T>) =>
  async (...args) => {
    const who = person()
    if (!who) return err({ type: 'KeysLocked' })
    const permitted = permit(profile().profile, who.roles, ...acts)
    return permitted.ok ? command(...args) : permitted
  }
