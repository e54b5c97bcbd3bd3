// What a unit sets on this device: zone, file-name grammars, the server's address; and how safe the storage is.

import { combineLive, makeLive, type LiveValue } from '../core/live.ts'
import type { SettingsStore } from '../core/ports.ts'
import type { KnownProfile } from '../core/policy/profile.ts'
import { ok } from '../core/result.ts'
import { builtInGrammars } from '../core/session/builtInGrammars.ts'
import { compileGrammar, compileGrammars, type GrammarSetting } from '../core/session/grammar.ts'
import type { NamingRules } from '../core/catalog/describeRecording.ts'
import type { App, SettingsState } from './app.ts'

export interface StorageReport {
  readonly persisted: boolean | null
  readonly usedBytes: number | null
  readonly quotaBytes: number | null
}

export interface SettingsDeps {
  readonly store: SettingsStore
  readonly readStorage: () => Promise<StorageReport>
  readonly askPersistence: () => Promise<boolean>
  /** Says the zone. */
  readonly policy: LiveValue<KnownProfile>
  /** Where the page itself came from: the embedded server. */
  readonly ownServer: string
  /** After grammars changed: names are read again. */
  readonly onGrammars: () => Promise<unknown>
}

export interface SettingsService extends Pick<App, 'settings' | 'setServer' | 'setGrammars' | 'askPersistence'> {
  readonly rules: () => NamingRules
  readonly zone: () => string
  readonly server: LiveValue<string>
  /** Before anything is indexed: the rules above are right from then on. */
  load(): Promise<void>
}

export const makeSettings = ({ store, readStorage, askPersistence, policy, ownServer, onGrammars }: SettingsDeps): SettingsService => {
  const grammars = makeLive<readonly GrammarSetting[]>(builtInGrammars)
  const server = makeLive(ownServer)
  const storage = makeLive<StorageReport>({ persisted: null, usedBytes: null, quotaBytes: null })
  const zone = (): string => policy.get().profile.zone
  let compiled = compileGrammars(builtInGrammars)

  const take = (settings: readonly GrammarSetting[]): void => {
    compiled = compileGrammars(settings)
    grammars.set(settings)
  }
  const refreshStorage = async (): Promise<void> => storage.set(await readStorage())

  return {
    rules: () => ({ grammars: compiled, zone: zone() }),
    zone,
    server,
    settings: combineLive<[readonly GrammarSetting[], string, StorageReport, KnownProfile], SettingsState>([grammars, server, storage, policy], (list, url, report, { profile }) => ({ zone: profile.zone, grammars: list, server: url, ...report })),
    load: async () => {
      const kept = (await store.get('grammars')) as readonly GrammarSetting[] | undefined
      if (kept) take(kept)
      server.set(((await store.get('server')) as string | undefined) ?? ownServer)
      void refreshStorage()
    },
    setServer: async (url) => {
      const address = url.trim().replace(/\/+$/, '')
      const put = await store.put('server', address)
      if (put.ok) server.set(address)
      return put
    },
    setGrammars: async (list) => {
      for (const setting of list) {
        const fits = compileGrammar(setting)
        if (!fits.ok) return fits
      }
      const put = await store.put('grammars', list)
      if (!put.ok) return put
      take(list)
      await onGrammars()
      return ok(undefined)
    },
    askPersistence: async () => {
      const granted = await askPersistence()
      await refreshStorage()
      return granted
    },
  }
}
