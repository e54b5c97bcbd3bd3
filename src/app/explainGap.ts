// Writes down why a Gap is there (article 11), by whoever the profile permits it to.

import { toHex } from '../core/bytes.ts'
import type { RecordingId, SessionId } from '../core/ids.ts'
import type { Role } from '../core/policy/acts.ts'
import { placedGaps } from '../core/policy/explainedGaps.ts'
import { permit, type KnownProfile } from '../core/policy/profile.ts'
import type { CatalogStore, Random } from '../core/ports.ts'
import { err, ok } from '../core/result.ts'
import type { Answer } from './app.ts'
import type { AppendEntry } from './logWriter.ts'

/** Needs a statement or a Marker; `cause` is one of the profile's. */
export interface NewExplanation {
  readonly sessionId: SessionId
  readonly before: RecordingId
  readonly after: RecordingId
  readonly cause: string
  readonly statement: string
  readonly marker: string | null
}

export interface ExplainDeps {
  readonly store: Pick<CatalogStore, 'sessions'>
  readonly random: Random
  readonly appendEntry: AppendEntry
  readonly person: () => { readonly id: string; readonly roles: readonly Role[] } | null
  readonly profile: () => KnownProfile
}

/** UTF-16 units: an entry stays small. */
export const maxStatementLength = 2_000

/** KeysLocked, RoleNotAllowed, GapGone; beyond them what the log says. */
export const explainGap = async ({ store, random, appendEntry, person, profile }: ExplainDeps, explanation: NewExplanation): Answer<void> => {
  const who = person()
  if (!who) return err({ type: 'KeysLocked' })
  const known = profile()
  const permitted = permit(known.profile, who.roles, 'explainGap')
  if (!permitted.ok) return permitted
  const { sessionId, before, after, cause, marker } = explanation
  const statement = explanation.statement.trim().slice(0, maxStatementLength)
  if (!known.profile.gapCauses.some(({ id }) => id === cause)) throw new Error(`no cause ${cause}`)
  if (statement === '' && marker === null) throw new Error('an explanation needs a statement or a marker')
  const session = (await store.sessions()).find(({ id }) => id === sessionId)
  const gap = session && placedGaps(session).find((one) => one.before === before && one.after === after)
  if (!gap) return err({ type: 'GapGone', session: sessionId })
  const { startMs, endMs } = gap
  const written = await appendEntry('gap-explained', { explanation: toHex(random.bytes(16)), person: who.id, session: sessionId, before, after, startMs, endMs, cause, statement, marker, profile: known.id })
  return written.ok ? ok(undefined) : written
}
