// The draft of a policy profile: kept on this device until it is adopted or discarded; nothing of it is in force.

import type { Json } from '../core/format/canonicalJson.ts'
import type { Live, SettingsStore } from '../core/ports.ts'
import type { App } from './app.ts'

export interface ProfileDraft {
  /** As it was typed or read: it need not be a profile yet. */
  readonly value: Json
  /** Id of the profile that was in force when it was begun. */
  readonly against: string
  /** Who changed it last. */
  readonly by: string
  /** When, epoch milliseconds. */
  readonly changedMs: number
}

const key = 'profileDraft'

export const makeProfileDraft = (settings: Pick<SettingsStore, 'live' | 'put'>): Pick<App, 'profileDraft' | 'keepProfileDraft'> => ({
  profileDraft: { subscribe: (next) => (settings.live(key) as Live<ProfileDraft | null | undefined>).subscribe((kept) => next(kept ?? null)) },
  keepProfileDraft: (draft) => settings.put(key, draft),
})
