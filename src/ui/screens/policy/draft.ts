// The draft of a profile as it is edited: what is typed is kept with a little delay, and when the screen is left.

import { createMemo, createSignal, onCleanup, type Accessor } from 'solid-js'
import type { ProfileDraft } from '../../../app/profileDraft.ts'
import type { ProfileError } from '../../../core/errors.ts'
import type { Json } from '../../../core/format/canonicalJson.ts'
import { readProfile, type KnownProfile, type PolicyProfile } from '../../../core/policy/profile.ts'
import type { Result } from '../../../core/result.ts'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { createPerson } from '../../state/createRight.ts'
import { asJson } from './policyFields.ts'

export interface DraftDesk {
  readonly draft: Accessor<ProfileDraft | null>
  /** By the same reader that will judge the adopted text. */
  readonly checked: Accessor<Result<KnownProfile, ProfileError> | null>
  readonly begin: (value: Json, against: KnownProfile) => void
  readonly change: (value: Json) => void
  /** Adopted or discarded. */
  readonly drop: () => void
}

/** Milliseconds of quiet before what was typed is kept. */
const typingPause = 500

export const createDraft = (): DraftDesk => {
  const app = useApp()
  const person = createPerson()
  const kept = createLive(() => app.profileDraft)
  /** Null: as it is kept. */
  const [edited, setEdited] = createSignal<{ readonly draft: ProfileDraft | null } | null>(null)
  const draft = createMemo(() => { const now = edited(); return now ? now.draft : (kept() ?? null) })
  let timer: ReturnType<typeof setTimeout> | undefined
  const keep = async (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    const now = edited()
    if (now) await act(app.keepProfileDraft(now.draft))
  }
  onCleanup(() => timer !== undefined && void keep())
  const put = (value: Json, against: string): void => {
    setEdited({ draft: { value, against, by: person()?.name ?? '', changedMs: Date.now() } })
    clearTimeout(timer)
    timer = setTimeout(() => void keep(), typingPause)
  }
  return {
    draft,
    checked: createMemo(() => {
      const now = draft()
      return now && readProfile(JSON.stringify(now.value))
    }),
    begin: (value, against) => put(value, against.id),
    change: (value) => put(value, draft()?.against ?? ''),
    drop: () => {
      setEdited({ draft: null })
      void keep()
    },
  }
}

/** A copy to edit: the next version. */
export const nextVersion = (profile: PolicyProfile): Json => ({ ...(asJson(profile) as { readonly [key: string]: Json }), version: profile.version + 1 })
