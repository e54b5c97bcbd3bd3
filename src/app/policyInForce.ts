// Takes up the profile in force: when one is adopted, and at the midnight at which one comes into force; reads the catalogue anew where days or Sessions are then counted otherwise.

import type { DeedBook } from '../core/deeds/deedBook.ts'
import type { LiveValue } from '../core/live.ts'
import { nextChange } from '../core/policy/adoption.ts'
import type { KnownProfile } from '../core/policy/profile.ts'
import type { Clock, Live, SettingsStore } from '../core/ports.ts'

export interface PolicyDeps {
  /** What everybody reads; set here only. */
  readonly policy: LiveValue<KnownProfile>
  readonly deeds: Live<DeedBook>
  readonly clock: Pick<Clock, 'now'>
  /** Returns the way to call it off. */
  readonly after: (ms: number, run: () => void) => () => void
  readonly settings: Pick<SettingsStore, 'get' | 'put'>
  /** What the catalogue was read by before anything was kept of it. */
  readonly first: KnownProfile
  /** Names and Sessions by the profile in force. */
  readonly reread: () => Promise<unknown>
}

export interface PolicyInForce {
  /** Once all logs held here were read: before that the profile is only assumed. */
  begin(): Promise<void>
  dispose(): void
}

/** Clocks are set, and computers sleep through a midnight: it is looked again at least this often. */
const longestWaitMs = 10 * 60_000

export const makePolicyInForce = ({ policy, deeds, clock, after, settings, first, reread }: PolicyDeps): PolicyInForce => {
  let book: DeedBook | null = null
  let settled = false
  let callOff = (): void => undefined
  let turn: Promise<unknown> = Promise.resolve()

  /** The parts of a profile that the catalogue depends on. */
  const countsBy = ({ profile }: KnownProfile): string => JSON.stringify([profile.zone, profile.session.gapMinutes])

  const followCatalogue = async (): Promise<void> => {
    const wanted = countsBy(policy.get())
    const read = (await settings.get('catalogueCountsBy')) ?? countsBy(first)
    if (read === wanted) return
    await reread()
    await settings.put('catalogueCountsBy', wanted)
  }

  const look = (): void => {
    callOff()
    if (!book) return
    const nowMs = clock.now()
    const known = book.profileAt(nowMs)
    if (known.id !== policy.get().id) policy.set(known)
    if (settled) turn = turn.then(followCatalogue)
    callOff = after(Math.min(longestWaitMs, (nextChange(book.profiles, nowMs) ?? Infinity) - nowMs), look)
  }

  const stop = deeds.subscribe((now) => {
    book = now
    look()
  })
  return {
    begin: async () => {
      settled = true
      look()
      await turn
    },
    dispose: () => {
      stop()
      callOff()
    },
  }
}
