// The map file places are drawn on: chosen by whoever works here, its handle kept on this device, asked for again when needed. No network.

import type { DriveError } from '../core/errors.ts'
import { makeLive } from '../core/live.ts'
import type { FileAccess, FileLike, FileRef, SettingsStore } from '../core/ports.ts'
import { err, ok } from '../core/result.ts'
import type { App } from './app.ts'

export type MapFile =
  | { readonly state: 'none' }
  /** It was chosen at an earlier visit; one click is needed. */
  | { readonly state: 'permission'; readonly name: string }
  | { readonly state: 'away'; readonly name: string; readonly error: DriveError }
  | { readonly state: 'ready'; readonly name: string; readonly file: FileLike }

export interface MapFileService extends Pick<App, 'mapFile' | 'chooseMap' | 'openMap' | 'forgetMap'> {
  /** What was kept at the last visit. */
  load(): Promise<void>
}

const key = 'mapFile'
/** PMTiles, version 3 (github.com/protomaps/PMTiles, spec v3 §3). */
const magic = [...'PMTiles'].map((letter) => letter.charCodeAt(0)).concat(3)

export const makeMapFile = ({ files, store }: { readonly files: FileAccess; readonly store: SettingsStore }): MapFileService => {
  const live = makeLive<MapFile>({ state: 'none' })
  let chosen: FileRef | null = null

  const open = async (ref: FileRef): Promise<void> => {
    const opened = await files.open(ref)
    live.set(opened.ok ? { state: 'ready', name: ref.name, file: opened.value } : { state: 'away', name: ref.name, error: opened.error })
  }

  return {
    mapFile: live,
    load: async () => {
      chosen = ((await store.get(key)) as FileRef | null | undefined) ?? null
      if (!chosen) return
      if ((await files.permission(chosen)) === 'granted') await open(chosen)
      else live.set({ state: 'permission', name: chosen.name })
    },
    chooseMap: async (ref) => {
      const opened = await files.open(ref)
      if (!opened.ok) return opened
      const head = await opened.value.slice(0, magic.length).arrayBuffer().catch(() => new ArrayBuffer(0))
      const bytes = new Uint8Array(head)
      if (!magic.every((byte, index) => bytes[index] === byte)) return err({ type: 'NotAMap', name: ref.name })
      const put = await store.put(key, ref.kind === 'handle' ? ref : null)
      if (!put.ok) return put
      chosen = ref
      live.set({ state: 'ready', name: ref.name, file: opened.value })
      return ok(undefined)
    },
    openMap: async () => {
      if (!chosen) return ok(undefined)
      if (!(await files.requestPermission(chosen))) return err({ type: 'PermissionDenied', name: chosen.name })
      await open(chosen)
      return ok(undefined)
    },
    forgetMap: async () => {
      const put = await store.put(key, null)
      if (!put.ok) return put
      chosen = null
      live.set({ state: 'none' })
      return ok(undefined)
    },
  }
}
