// Remarks on real IndexedDB: kept over a closed tab, and still there when their editing cache is broken.

import { afterEach, expect, test, vi } from 'vitest'
import { IndexeddbPersistence } from 'y-indexeddb'
import * as Y from 'yjs'
import { sessionId } from '../../src/core/ids.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { makeLive } from '../../src/core/live.ts'
import { nothingHidden } from '../../src/core/policy/secrecy.ts'
import { makeRemarksStore } from '../../src/storage/remarksStore.ts'
import { makeRemarks, type SharedRemarks } from '../../src/sync/remarks.ts'
import { openRemarksCache } from '../../src/sync/remarksCache.ts'

const limitMs = 400
const cacheName = (session: string) => `test-remarks-${session}`
const database = openDatabase('test-sync-remarks')
const make = () => makeRemarks({ store: makeRemarksStore(database, makeLive(nothingHidden)), cacheOf: (session) => openRemarksCache(cacheName(session), limitMs) })

afterEach(async () => {
  await database.remarks.clear()
  for (const { name } of await indexedDB.databases()) if (name?.startsWith('test-remarks-')) indexedDB.deleteDatabase(name)
})

const seenBy = (remarks: ReturnType<typeof make>, session: ReturnType<typeof sessionId>) => {
  let value: SharedRemarks | undefined
  const stop = remarks.remarks(session).subscribe((next) => (value = next))
  return { value: () => value, stop }
}

test('what was written is there after the tab was closed', async () => {
  const session = sessionId('a/1')
  const first = make()
  await first.setTags(session, ['夜间'])
  await first.setText(session, '甲乙丙 👮')
  await first.dispose()
  const second = make()
  const seen = seenBy(second, session)
  await vi.waitFor(() => expect(seen.value()).toEqual({ tags: ['夜间'], text: '甲乙丙 👮', where: 'device' }))
  seen.stop()
  await second.dispose()
})

const cached = async (): Promise<readonly (string | undefined)[]> => (await indexedDB.databases()).map(({ name }) => name).filter((name) => name?.startsWith('test-remarks-'))

test('an edit that only the cache still knows comes back and is written down', async () => {
  const session = sessionId('a/2')
  const first = make()
  await first.setText(session, '缓存里')
  await first.dispose()
  const document = new Y.Doc()
  const cache = new IndexeddbPersistence(cacheName(session), document)
  await cache.whenSynced
  document.getText('text').insert(0, '只在')
  await new Promise((resolve) => setTimeout(resolve, 100))
  await cache.destroy()
  const remarks = make()
  const seen = seenBy(remarks, session)
  await vi.waitFor(() => expect(seen.value()?.text).toBe('只在缓存里'))
  await vi.waitFor(async () => expect((await database.remarks.get(session))?.text).toBe('只在缓存里'))
  seen.stop()
  await remarks.dispose()
})

test('a bad row in the cache: thrown away after the limit and rebuilt from the strict copy', async () => {
  const session = sessionId('a/3')
  const first = make()
  await first.setText(session, '严格保存的')
  await first.dispose()
  const bad = new IndexeddbPersistence(cacheName(session), new Y.Doc())
  await bad.whenSynced
  await new Promise<void>((resolve, reject) => {
    const write = bad.db?.transaction(['updates'], 'readwrite')
    write?.objectStore('updates').add(new Uint8Array([1, 2, 3, 255, 255, 255]))
    if (write) [write.oncomplete, write.onerror] = [() => resolve(), () => reject(write.error ?? new Error('write'))]
  })
  await bad.destroy()

  const rejected = (event: PromiseRejectionEvent) => event.preventDefault()
  addEventListener('unhandledrejection', rejected)
  const second = make()
  const seen = seenBy(second, session)
  await vi.waitFor(() => expect(seen.value()?.text).toBe('严格保存的'), { timeout: 4 * limitMs })
  await second.setText(session, '严格保存的,又改了')
  await second.dispose()
  seen.stop()
  removeEventListener('unhandledrejection', rejected)

  const healed = new Y.Doc()
  const cache = new IndexeddbPersistence(cacheName(session), healed)
  await cache.whenSynced
  expect(healed.getText('text').toString()).toBe('严格保存的,又改了')
  await cache.destroy()
})

test('what is only looked at, or safe on the server, has no cache', async () => {
  const [looked, safe] = [sessionId('c/1'), sessionId('c/2')]
  const first = make()
  await first.setTags(safe, ['在服务器'])
  await first.dispose()
  expect(await cached()).toEqual([cacheName(safe)])
  const row = await database.remarks.get(safe)
  if (!row) throw new Error('row')
  await database.remarks.put({ ...row, serverVersion: 3 })
  const before = await cached()
  const second = make()
  const seen = [seenBy(second, looked), seenBy(second, safe)]
  await vi.waitFor(() => expect(seen.map((one) => one.value()?.where)).toEqual(['device', 'server']))
  expect(await cached()).toEqual(before)
  for (const one of seen) one.stop()
  await second.dispose()
})

test('many Sessions one after another: at most 30 stay open, every remark is kept', async () => {
  const remarks = make()
  const sessions = Array.from({ length: 45 }, (_, n) => sessionId(`b/${n}`))
  for (const session of sessions) await remarks.setTags(session, [`标签${session}`])
  expect((await makeRemarksStore(database, makeLive(nothingHidden)).all()).map(({ tags }) => tags[0]).sort()).toEqual(sessions.map((session) => `标签${session}`).sort())
  await remarks.dispose()
})
