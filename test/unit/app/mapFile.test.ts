// The map file: what is taken, what is kept for the next visit, and when somebody has to click again.

import { expect, test } from 'vitest'
import { makeMapFile } from '../../../src/app/mapFile.ts'
import type { FileAccess, FileRef, SettingsStore } from '../../../src/core/ports.ts'
import { err, ok } from '../../../src/core/result.ts'
import { makeLive } from '../../../src/core/live.ts'
import { memoryFile } from '../../support/makeMedia.ts'
import { makeRasterMap } from '../../support/makeMap.ts'

const handle: FileRef = { kind: 'handle', name: 'county.pmtiles', source: makeRasterMap() }
const plain: FileRef = { ...handle, kind: 'file' }

const visit = async (kept: Map<string, unknown>, permission: 'granted' | 'prompt' | 'denied', allows = true) => {
  const store: SettingsStore = { get: async (key) => kept.get(key), put: async (key, value) => { kept.set(key, value); return ok(undefined) }, live: () => makeLive(undefined) }
  const files: FileAccess = {
    permission: async () => permission,
    requestPermission: async () => allows,
    open: async (ref) => (ref.source instanceof Uint8Array ? ok(memoryFile(ref.source, ref.name)) : err({ type: 'FileGone', path: ref.name })),
  }
  const map = makeMapFile({ files, store })
  await map.load()
  let state = ''
  map.mapFile.subscribe((now) => (state = now.state))
  return { ...map, state: () => state }
}

test('a chosen handle is there at the next visit; where permission is gone, after one click', async () => {
  const kept = new Map<string, unknown>()
  const first = await visit(kept, 'granted')
  expect(first.state()).toBe('none')
  expect((await first.chooseMap(handle)).ok).toBe(true)
  expect(first.state()).toBe('ready')
  expect((await visit(kept, 'granted')).state()).toBe('ready')
  const asking = await visit(kept, 'prompt')
  expect(asking.state()).toBe('permission')
  await asking.openMap()
  expect(asking.state()).toBe('ready')
  const refused = await visit(kept, 'prompt', false)
  expect(await refused.openMap()).toMatchObject({ ok: false, error: { type: 'PermissionDenied' } })
})

test('a file of a plain input lasts until the page is closed, and what is left out is forgotten', async () => {
  const kept = new Map<string, unknown>()
  const first = await visit(kept, 'granted')
  await first.chooseMap(handle)
  await first.chooseMap(plain)
  expect(first.state()).toBe('ready')
  expect((await visit(kept, 'granted')).state()).toBe('none')
  await first.chooseMap(handle)
  await first.forgetMap()
  expect(first.state()).toBe('none')
  expect((await visit(kept, 'granted')).state()).toBe('none')
})

test('what is no map is refused, and the one before stays; a map that is not plugged in says so', async () => {
  const kept = new Map<string, unknown>()
  const first = await visit(kept, 'granted')
  await first.chooseMap(handle)
  expect(await first.chooseMap({ ...handle, source: new Uint8Array(4) })).toMatchObject({ ok: false, error: { type: 'NotAMap' } })
  expect(first.state()).toBe('ready')
  kept.set('mapFile', { ...handle, source: null })
  expect((await visit(kept, 'granted')).state()).toBe('away')
})
