// The auditor's own cosignature (C2SP cosignature/v1) on the newest head of every log that was checked and holds. Nothing else is changed.

import { toHex } from '../core/bytes.ts'
import { cosign, witnessNames } from '../core/log/checkpoint.ts'
import type { Clock, LogStore, Signer } from '../core/ports.ts'
import { err, ok } from '../core/result.ts'
import type { Trust } from '../core/trust/verifyChain.ts'
import { permit, type KnownProfile } from '../core/policy/profile.ts'
import type { Answer, App, LogHealth, Person } from './app.ts'

export interface CosignedHeads {
  readonly cosigned: readonly { readonly logId: string; readonly size: number }[]
  /** What was not cosigned: it does not hold, or has no head. */
  readonly left: readonly { readonly logId: string; readonly device: string; readonly why: 'problems' | 'noHead' }[]
}

export interface CosignDeps {
  readonly logs: Pick<LogStore, 'putCheckpoint'>
  readonly clock: Pick<Clock, 'now'>
  readonly profile: () => KnownProfile
  readonly trust: () => Trust | null
  readonly unlocked: () => { readonly person: Person; readonly personSigner: Signer } | null
  /** So that the newest entries of this device stand under a head, too. */
  readonly checkpoint: () => Promise<unknown>
  readonly verifyLogs: App['verifyLogs']
}

/** Problems that say the entries before the head are not what the device signed: such a head is not vouched for. */
const breaks: ReadonlySet<string> = new Set(['malformed', 'wrongLog', 'wrongGenesis', 'missing', 'forked', 'outOfOrder', 'chainBroken', 'badSignature', 'badCheckpoint', 'checkpointMismatch', 'truncated'])

export const makeCosignHeads = (deps: CosignDeps): Pick<App, 'cosignHeads'> => ({
  cosignHeads: async (onProgress): Answer<CosignedHeads> => {
    const unlocked = deps.unlocked()
    if (!unlocked) return err({ type: 'KeysLocked' })
    const { person, personSigner } = unlocked
    const { profile } = deps.profile()
    const permitted = permit(profile, person.roles, 'cosignHeads')
    if (!permitted.ok) return permitted
    const certificate = deps.trust()?.auditors.get(toHex(personSigner.publicKey))
    if (!certificate) return err({ type: 'NotEnrolled' })
    await deps.checkpoint()
    const checked = await deps.verifyLogs(onProgress)
    if (!checked.ok) return checked
    const cosigned: { logId: string; size: number }[] = []
    const left: { logId: string; device: string; why: 'problems' | 'noHead' }[] = []
    for (const health of checked.value) {
      const { log, head } = health
      const why = !head ? 'noHead' : holds(health) ? null : 'problems'
      if (why !== null || !head) {
        left.push({ logId: log.logId, device: log.deviceName, why: why ?? 'noHead' })
        continue
      }
      const note = await cosign(head.note, certificate.name, Math.floor(deps.clock.now() / 1_000), personSigner)
      if (!note.ok) throw new Error(note.error)
      const kept = await deps.logs.putCheckpoint({ ...head, note: note.value, witnesses: witnessNames(note.value) })
      if (!kept.ok) return kept
      cosigned.push({ logId: log.logId, size: head.size })
    }
    return ok({ cosigned, left })
  },
})

const holds = ({ problems }: LogHealth): boolean => !problems.some(({ type }) => breaks.has(type))
