// Drafts of redactions: kept on this device for whoever draws them, until they are signed for; never in a log, never of what is classified (article 19).

import type { Session } from '../core/session/session.ts'
import type { SettingsStore } from '../core/ports.ts'
import type { SessionId } from '../core/ids.ts'
import { readRedactions, writeRedactions } from '../core/redaction/redactionFile.ts'
import type { Redactions } from '../core/redaction/redactions.ts'
import { err, ok } from '../core/result.ts'
import type { App, Person } from './app.ts'

export interface RedactionDraftDeps {
  readonly settings: Pick<SettingsStore, 'get' | 'put'>
  /** Those that whoever is at work may know of. */
  readonly sessions: () => Promise<readonly Session[]>
  readonly person: () => Person | null
  /** Ids of classified Recordings. */
  readonly classified: () => ReadonlySet<string>
}

interface Draft {
  readonly person: string
  readonly session: string
  readonly bytes: Uint8Array
}

const KEY = 'redactionDrafts'

export const makeRedactionDrafts = ({ settings, sessions, person, classified }: RedactionDraftDeps): Pick<App, 'redactionDraft' | 'keepRedactionDraft'> & { readonly sweep: () => Promise<void> } => {
  let last: Promise<unknown> = Promise.resolve()
  /** One after the other: all drafts are one value. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work)
    last = done.catch(() => undefined)
    return done
  }
  const isOpen = ({ boxes, sounds }: Redactions): boolean => [...boxes, ...sounds].every(({ recordingId }) => !classified().has(recordingId))
  const read = async (): Promise<readonly Draft[]> => ((await settings.get(KEY)) as readonly Draft[] | undefined) ?? []
  const parsed = ({ bytes }: Draft): Redactions | null => readRedactions(bytes)
  /** What has become classified since is not kept. */
  const allowed = (drafts: readonly Draft[]): readonly Draft[] =>
    drafts.filter((draft) => {
      const redactions = parsed(draft)
      return redactions !== null && isOpen(redactions)
    })

  return {
    redactionDraft: (session: SessionId) =>
      inTurn(async () => {
        const [me, shown] = [person(), await sessions()]
        if (!me || shown.every(({ id }) => id !== session)) return null
        const mine = allowed(await read()).find((draft) => draft.person === me.id && draft.session === session)
        return mine ? parsed(mine) : null
      }),
    keepRedactionDraft: (session, redactions) =>
      inTurn(async () => {
        const me = person()
        if (!me) return err({ type: 'KeysLocked' })
        const others = allowed(await read()).filter((draft) => draft.person !== me.id || draft.session !== session)
        const isKept = redactions.boxes.length + redactions.sounds.length > 0 && isOpen(redactions)
        return settings.put(KEY, isKept ? [...others, { person: me.id, session, bytes: writeRedactions(redactions) } satisfies Draft] : others)
      }),
    sweep: () =>
      inTurn(async () => {
        const drafts = await read()
        const rest = allowed(drafts)
        if (rest.length < drafts.length) await settings.put(KEY, rest)
        return ok(undefined)
      }).then(() => undefined),
  }
}
