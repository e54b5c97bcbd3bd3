// From unlocking to locking: what begins by itself when somebody comes to work, goes on while they are here, and ends with them.

import { decodeEntry } from '../core/log/entry.ts'
import type { Clock, Live, LogStore } from '../core/ports.ts'
import { viewingKinds } from '../core/viewing/projectViewings.ts'
import type { DriveRegister } from './driveRegister.ts'
import type { ExchangeService } from './exchange.ts'
import type { IdentityService } from './identity.ts'
import type { LogProjection } from './logProjection.ts'
import type { LogWriter } from './logWriter.ts'
import type { Viewings } from './openSession.ts'
import type { PolicyInForce } from './policyInForce.ts'
import { recoverViewings } from './recoverViewings.ts'

export interface WorkdayDeps {
  readonly identity: Pick<IdentityService, 'live' | 'unlocked' | 'lock'>
  readonly log: LogWriter
  readonly logs: LogStore
  readonly clock: Clock
  readonly viewings: Viewings
  readonly projection: Pick<LogProjection, 'bookWith' | 'classified'>
  readonly inForce: PolicyInForce
  readonly askPersistence: () => Promise<boolean>
  readonly exchange: Pick<ExchangeService, 'start' | 'stop'>
  /** What other devices found, into the catalogue. */
  readonly takeManifests: () => Promise<unknown>
  readonly drives: Pick<DriveRegister, 'refreshPresence' | 'resumeInterrupted'>
  /** What a killed program had begun. */
  readonly finishPieces: () => Promise<void>
  readonly pageVisible: Live<boolean>
  readonly every: (ms: number, run: () => void) => void
  /** A new page: what this one holds in memory is gone. */
  readonly reload: () => void
}

export interface Workday {
  isOpen(): boolean
  lock(): Promise<void>
}

const presenceEveryMs = 5_000

export const makeWorkday = (deps: WorkdayDeps): Workday => {
  const { identity, logs, viewings, projection, exchange, drives } = deps
  let open = false
  let visible = true
  let hasSecrets = false
  projection.classified.subscribe((all) => (hasSecrets = all.size > 0))

  const begin = async (): Promise<void> => {
    const own = identity.unlocked()?.logId
    if (!own) return
    await recoverViewings({
      appendEntry: deps.log.append,
      clock: deps.clock,
      running: viewings.running,
      ownViewingEntries: async () => {
        const rows = (await Promise.all(viewingKinds.map((kind) => logs.byKind(kind)))).flat().filter((row) => row.logId === own)
        return rows.sort((a, b) => a.seq - b.seq).flatMap(({ bytes }) => {
          const entry = decodeEntry(bytes)
          return entry.ok ? [entry.value] : []
        })
      },
    })
    // Nothing is indexed by days and Sessions of a profile that is only assumed.
    await projection.bookWith('')
    await deps.inForce.begin()
    // Granted without a question where the app is installed or much used; the answer is in the settings.
    void deps.askPersistence()
    await exchange.start()
    await deps.takeManifests()
    await drives.refreshPresence()
    await drives.resumeInterrupted()
    await deps.finishPieces()
  }

  identity.live.subscribe(({ state }) => {
    const now = state === 'open'
    if (now && !open) void begin()
    if (!now && open) exchange.stop()
    open = now
  })
  deps.every(presenceEveryMs, () => {
    if (open && visible) void drives.refreshPresence()
  })
  deps.pageVisible.subscribe((now) => {
    visible = now
    if (open && now) void drives.refreshPresence()
  })

  return {
    isOpen: () => open,
    lock: async () => {
      await viewings.endAll('locked')
      await identity.lock()
      // The next person's page must not hold what this one was cleared for, pictures included.
      if (hasSecrets) deps.reload()
    },
  }
}
