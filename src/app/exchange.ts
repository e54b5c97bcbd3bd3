// Meets the server whenever it can be reached: logs, certificates, manifests and shared remarks, and says how that went.

import type { SyncError, FieldreelError } from '../core/errors.ts'
import { combineLive, makeLive } from '../core/live.ts'
import type { Witness } from '../core/log/checkpoint.ts'
import type { Live, LogQueries, SettingsStore } from '../core/ports.ts'
import { err, ok, type Result } from '../core/result.ts'
import type { Answer, App, ExchangeState } from './app.ts'

/** One server, reached with the keys of whoever is at work. `S` is what the remarks need to reach it too. */
export interface ServerLink<S> {
  exchange(): Promise<Result<Met, FieldreelError>>
  readonly remarksServer: S
  dispose(): void
}

/** What the use case needs of one exchange's answer. */
export interface Met {
  readonly server: Witness
  readonly documents: readonly { readonly name: string; readonly version: number }[]
  readonly manifestsReceived: readonly string[]
  readonly manifestsOnServer: ReadonlySet<string>
}

export interface ExchangeDeps<S> {
  readonly server: Live<string>
  /** null while locked, or when `url` is empty. */
  readonly link: (url: string) => ServerLink<S> | null
  readonly remarks: {
    connect(server: S): void
    disconnect(): void
    catchUp(documents: readonly { readonly name: string; readonly version: number }[]): Promise<unknown>
  }
  readonly checkpoint: () => Promise<unknown>
  readonly queries: LogQueries
  readonly settings: SettingsStore
  readonly now: () => number
  /** Makes the server's cosignatures count, where this device may say so. */
  readonly certifyWitness: (witness: Witness) => Promise<unknown>
  readonly onManifests: (roots: readonly string[]) => Promise<unknown>
}

export interface ExchangeService extends Pick<App, 'exchange' | 'exchangeNow'> {
  /** Roots of the manifests the server is known to hold. */
  readonly manifestsOnServer: Live<ReadonlySet<string>>
  /** From unlocking until `stop`. */
  start(): Promise<void>
  stop(): void
}

const everyMs = 30_000

type Outcome = Pick<ExchangeState, 'server' | 'lastMs' | 'error'>

export const makeExchange = <S>(deps: ExchangeDeps<S>): ExchangeService => {
  const outcome = makeLive<Outcome>({ server: 'off', lastMs: null, error: null })
  const manifestsOnServer = makeLive<ReadonlySet<string>>(new Set())
  let link: ServerLink<S> | null = null
  let stops: (() => void)[] = []

  const meet = async (): Answer<void> => {
    const current = link
    if (!current) return err({ type: 'KeysLocked' })
    // A head newer than the last checkpoint cannot be witnessed.
    await deps.checkpoint()
    const met = await current.exchange()
    if (link !== current) return ok(undefined)
    if (!met.ok) {
      outcome.set({ ...outcome.get(), server: stateOf(met.error), error: met.error })
      return met
    }
    await deps.remarks.catchUp(met.value.documents)
    await deps.certifyWitness(met.value.server)
    if (met.value.manifestsReceived.length > 0) await deps.onManifests(met.value.manifestsReceived)
    const lastMs = deps.now()
    await deps.settings.put('exchange', { lastMs, manifests: [...met.value.manifestsOnServer] })
    manifestsOnServer.set(met.value.manifestsOnServer)
    outcome.set({ server: 'connected', lastMs, error: null })
    return ok(undefined)
  }

  const connect = (url: string): void => {
    link?.dispose()
    deps.remarks.disconnect()
    link = deps.link(url)
    outcome.set({ ...outcome.get(), server: link ? 'connecting' : 'off', error: null })
    if (!link) return
    deps.remarks.connect(link.remarksServer)
    void meet()
  }

  return {
    exchange: combineLive<[Outcome, Parameters<Parameters<LogQueries['logs']['subscribe']>[0]>[0]], ExchangeState>([outcome, deps.queries.logs], (state, logs) => ({
      ...state,
      waiting: logs.reduce((sum, log) => sum + (log.own ? log.size - log.onServer : 0), 0),
    })),
    manifestsOnServer,
    exchangeNow: meet,
    start: async () => {
      const kept = (await deps.settings.get('exchange')) as { readonly lastMs: number; readonly manifests: readonly string[] } | undefined
      if (kept) {
        manifestsOnServer.set(new Set(kept.manifests))
        outcome.set({ ...outcome.get(), lastMs: kept.lastMs })
      }
      const timer = setInterval(() => void meet(), everyMs)
      const online = (): void => void meet()
      addEventListener('online', online)
      stops = [() => clearInterval(timer), () => removeEventListener('online', online), deps.server.subscribe(connect)]
    },
    stop: () => {
      for (const stop of stops) stop()
      stops = []
      link?.dispose()
      link = null
      deps.remarks.disconnect()
      outcome.set({ ...outcome.get(), server: 'off', error: null })
    },
  }
}

const stateOf = (error: FieldreelError | SyncError): ExchangeState['server'] => (error.type === 'ServerUnreachable' ? 'unreachable' : 'refused')
