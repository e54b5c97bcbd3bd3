// The draft of a profile: kept while the window is open, gone when it is adopted or discarded; nothing of it is in force.

import { createMemo, createSignal, type Accessor } from 'solid-js'
import type { ProfileError } from '../../../core/errors.ts'
import type { Json } from '../../../core/format/canonicalJson.ts'
import { readProfile, type KnownProfile, type PolicyProfile } from '../../../core/policy/profile.ts'
import type { Result } from '../../../core/result.ts'
import { asJson } from './policyFields.ts'

export interface Draft {
  readonly value: Json
  /** What was in force when it was begun. */
  readonly against: string
}

const [draft, setDraft] = createSignal<Draft | null>(null)
export { draft, setDraft }

/** A copy to edit: the next version. */
export const beginDraft = (profile: PolicyProfile, against: KnownProfile): Draft => ({ value: { ...(asJson(profile) as { readonly [key: string]: Json }), version: profile.version + 1 }, against: against.id })

/** By the same reader that will judge the adopted text. */
export const createChecked = (): Accessor<Result<KnownProfile, ProfileError> | null> =>
  createMemo(() => {
    const now = draft()
    return now && readProfile(JSON.stringify(now.value))
  })
