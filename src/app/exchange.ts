// Meets the server whenever it can be reached: logs, certificates, manifests and shared remarks, and says how that went.

import type { SyncError, FieldreelError } from '../core/errors.ts'
import { combineLive, makeLive } from '../core/live.ts'
import type { Witness } from '../core/log/checkpoint.ts'
import type { Live, LogQueries, SettingsStore } from '../core/ports.ts'
import { err, ok, type Result } from '../core/result.ts'
import type { Answer, App, ExchangeState } from './app.ts'

/** One server, reached with the keys of whoever is at work. `S` is what the remarks need to reach it too. */
export interface ServerLink<S> {
  /** The Log this device is writing. */
  readonly own: string
  /** An error means that it could not go on; `failures` are the troubles of single Logs. */
  exchange(): Promise<Result<Met, FieldreelError>>
  readonly remarksServer: S
  dispose(): void
}

/** What the use case needs of one exchange's answer. */
export interface Met {
  readonly server: Witness
  readonly documents: readonly { readonly name: string; readonly version: number }[]
  readonly manifestsOnServer: ReadonlySet<string>
  readonly failures: readonly FieldreelError[]
}

export interface ExchangeDeps<S> {
  readonly server: Live<string>
  /** null while locked, or when `url` is empty. */
  readonly link: (url: string) => Promise<ServerLink<S> | null>
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
  /** Into the catalogue, what other devices found. */
  readonly takeManifests: () => Promise<unknown>
  /** The server holds other entries of this device's own Log: true when a new Log was opened in its place. */
  readonly replaceLog: () => Promise<boolean>
}

export interface ExchangeService extends Pick<App, 'exchange' | 'exchangeNow'> {
  /** Roots of the manifests the server is known to hold. */
  readonly manifestsOnServer: Live<ReadonlySet<string>>
  /** From unlocking until `stop`. */
  start(): Promise<void>
  stop(): void
}

const everyMs = 30_000
/** After the last new entry: what belongs together goes together. */
const quietMs = 3_000

type Outcome = Pick<ExchangeState, 'server' | 'lastMs' | 'error'>

export const makeExchange = <S>(deps: ExchangeDeps<S>): ExchangeService => {
  const outcome = makeLive<Outcome>({ server: 'off', lastMs: null, error: null })
  const manifestsOnServer = makeLive<ReadonlySet<string>>(new Set())
  let link: ServerLink<S> | null = null
  /** Grows with every change of server or person: what was begun for an earlier one ends. */
  let generation = 0
  let url = ''
  let meeting: Promise<Result<void, FieldreelError>> | null = null
  let stops: (() => void)[] = []
  let ownSize = 0
  let metSize = 0
  let quiet: ReturnType<typeof setTimeout> | undefined

  const meetOnce = async (): Answer<void> => {
    const current = link
    if (!current) return err({ type: 'KeysLocked' })
    // A head newer than the last checkpoint cannot be witnessed.
    await deps.checkpoint()
    metSize = ownSize
    const met = await current.exchange()
    if (link !== current) return ok(undefined)
    if (!met.ok) {
      outcome.set({ ...outcome.get(), server: stateOf(met.error), error: met.error })
      return met
    }
    const { server, documents, failures } = met.value
    const lastMs = deps.now()
    await deps.settings.put('exchange', { lastMs, manifests: [...met.value.manifestsOnServer] })
    manifestsOnServer.set(met.value.manifestsOnServer)
    await deps.certifyWitness(server)
    await deps.takeManifests()
    outcome.set({ server: 'connected', lastMs, error: failures[0] ?? null })
    await deps.remarks.catchUp(documents)
    if (link !== current) return ok(undefined)
    if (failures.some((failure) => isParted(failure, current.own)) && (await deps.replaceLog())) void connect(url)
    return failures[0] ? err(failures[0]) : ok(undefined)
  }

  /** One at a time; a call meanwhile gets the same answer. */
  const meet = (): Answer<void> =>
    (meeting ??= meetOnce().finally(() => {
      meeting = null
      meetSoon()
    }))

  /** Something new of our own goes to the server soon; while it cannot be reached, only as often as the others try. */
  const meetSoon = (): void => {
    clearTimeout(quiet)
    if (link && ownSize > metSize && outcome.get().server !== 'unreachable') quiet = setTimeout(() => void meet(), quietMs)
  }

  const unlink = (): void => {
    generation += 1
    clearTimeout(quiet)
    link?.dispose()
    link = null
    deps.remarks.disconnect()
  }

  const connect = async (to: string): Promise<void> => {
    unlink()
    url = to
    const begun = generation
    const made = await deps.link(to)
    if (begun !== generation) return made?.dispose()
    link = made
    outcome.set({ ...outcome.get(), server: link ? 'connecting' : 'off', error: null })
    if (!link) return
    deps.remarks.connect(link.remarksServer)
    // One for the server before may still be ending.
    await meeting?.catch(() => undefined)
    if (begun === generation) await meet()
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
      const timer = setInterval(() => void (link ? meet() : connect(url)), everyMs)
      const online = (): void => void meet()
      addEventListener('online', online)
      stops = [
        () => clearInterval(timer),
        () => removeEventListener('online', online),
        deps.server.subscribe((url) => void connect(url)),
        deps.queries.logs.subscribe((logs) => {
          const size = logs.reduce((sum, log) => sum + (log.own ? log.size : 0), 0)
          if (size === ownSize) return
          ownSize = size
          meetSoon()
        }),
      ]
    },
    stop: () => {
      for (const stop of stops) stop()
      stops = []
      unlink()
      outcome.set({ ...outcome.get(), server: 'off', error: null })
    },
  }
}

const stateOf = (error: FieldreelError | SyncError): ExchangeState['server'] => (error.type === 'ServerUnreachable' ? 'unreachable' : 'refused')

/** What the server holds of this device's own Log is not what the device wrote: it was rolled back or copied. */
const isParted = (failure: FieldreelError, own: string): boolean => failure.type === 'LogBehindWitness' || (failure.type === 'ForkDetected' && failure.logId === own)
