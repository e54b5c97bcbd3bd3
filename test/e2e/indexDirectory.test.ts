// Indexing real directories in real Chromium: renamed, grown, killed in the middle, and with no room left.

import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { dropDirectory, makeProfile, openBrowser, removeProfile, type TestBrowser } from '../support/browser.ts'
import type { IndexOutcome } from '../support/indexPage.ts'
import { servePages } from '../support/servePages.ts'

let pages: Awaited<ReturnType<typeof servePages>>
let folder: string
let profile: string
let browser: TestBrowser

beforeAll(async () => {
  pages = await servePages()
})
afterAll(() => pages.close())
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fieldreel-drive-'))
  profile = await makeProfile()
  browser = await openBrowser({ profile })
})
afterEach(async () => {
  await browser.close().catch(() => undefined)
  await removeProfile(profile)
  await rm(folder, { recursive: true, force: true })
})

/** A minute apart, so one session; a real clip with bytes of its own at its end. */
const fill = async (root: string, from: number, to: number, padding = 0): Promise<void> => {
  await mkdir(join(root, 'DCIM'), { recursive: true })
  const clip = execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc=size=64x48:rate=5:duration=1', '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-f', 'mp4', '-movflags', 'frag_keyframe+empty_moov', 'pipe:1'])
  for (let at = from; at < to; at += 1) {
    const box = Buffer.alloc(16 + padding)
    box.writeUInt32BE(box.length, 0)
    box.write('free', 4)
    box.writeUInt32BE(at, 8)
    await writeFile(join(root, 'DCIM', `A123456_012345_202603260${String(900 + at).padStart(3, '0')}00.mp4`), Buffer.concat([clip, box]))
  }
}

const drop = async (directory: string): Promise<void> => {
  await browser.page.goto(`${pages.url}/test/support/indexPage.html`)
  await browser.page.waitForFunction(() => 'indexPage' in window)
  await dropDirectory(browser.page, directory)
  await browser.page.waitForFunction(() => window.indexPage.dropped())
}
const index = async (directory: string): Promise<IndexOutcome> => {
  await drop(directory)
  await browser.page.evaluate(() => window.indexPage.start())
  return browser.page.evaluate(() => window.indexPage.outcome())
}

test('renamed and with files added it is the same drive, and only what was added is read', async () => {
  const root = join(folder, 'CAM01')
  await fill(root, 0, 20)
  await writeFile(join(root, 'notes.txt'), 'not media')
  const first = await index(root)
  expect(first).toMatchObject({ error: null, recordings: 20, sessions: 1 })
  expect(first.paths['notes.txt']).toBe('other')
  await rename(root, join(folder, 'USB DISK'))
  await fill(join(folder, 'USB DISK'), 20, 23)
  const again = await index(join(folder, 'USB DISK'))
  expect(again).toMatchObject({ drive: first.drive, error: null, recordings: 23, sessions: 1 })
  expect(again.openedBytes).toBeLessThan(first.openedBytes / 4)
})

test('a root moved one folder up or down is the same drive, and nothing is read', async () => {
  await fill(join(folder, 'CAM01'), 0, 5)
  const first = await index(join(folder, 'CAM01'))
  // Its folder still answers, and this one lies inside of it.
  const inner = await index(join(folder, 'CAM01', 'DCIM'))
  expect(inner).toMatchObject({ drive: first.drive, openedBytes: 0, recordings: 5, sessions: 1 })
  expect(Object.keys(inner.paths).every((path) => !path.includes('/'))).toBe(true)
  await rename(join(folder, 'CAM01'), join(folder, 'E'))
  expect(await index(join(folder, 'E'))).toMatchObject({ drive: first.drive, openedBytes: 0, recordings: 5 })
})

test('killed in the middle of a drive it goes on where it was', async () => {
  await fill(join(folder, 'CAM01'), 0, 150, 2 << 20)
  await drop(join(folder, 'CAM01'))
  await browser.page.evaluate(() => window.indexPage.start())
  await expect.poll(() => browser.page.evaluate(() => window.indexPage.stored()), { timeout: 60_000, interval: 50 }).toBeGreaterThan(0)
  await browser.kill()
  browser = await openBrowser({ profile })
  const again = await index(join(folder, 'CAM01'))
  expect(again).toMatchObject({ error: null, recordings: 150 })
  const reading = again.works.find((work) => work.phase === 'reading')
  expect(reading?.resumedFiles).toBeGreaterThan(0)
  expect(reading?.resumedFiles).toBeLessThan(150)
  expect(again.openedBytes).toBeLessThan(150 * (2 << 20))
})

test('no room left: it pauses and says so, and with room again it ends with everything', async () => {
  await fill(join(folder, 'CAM01'), 0, 60)
  await drop(join(folder, 'CAM01'))
  const session = await browser.page.context().newCDPSession(browser.page)
  await session.send('Storage.overrideQuotaForOrigin', { origin: pages.url, quotaSize: 60_000 })
  await browser.page.evaluate(() => window.indexPage.start())
  await browser.page.waitForFunction(() => ['paused', 'failed'].includes(window.indexPage.latest()?.phase ?? ''))
  expect(await browser.page.evaluate(() => window.indexPage.latest())).toMatchObject({ phase: 'paused', error: { type: 'StorageFull' } })
  await session.send('Storage.overrideQuotaForOrigin', { origin: pages.url })
  await browser.page.evaluate(() => setInterval(() => window.indexPage.resume(), 1000))
  expect(await browser.page.evaluate(() => window.indexPage.outcome())).toMatchObject({ error: null, recordings: 60 })
})

test('two different empty directories are two drives', async () => {
  await mkdir(join(folder, 'a'))
  await mkdir(join(folder, 'b'))
  expect((await index(join(folder, 'a'))).drive).not.toBe((await index(join(folder, 'b'))).drive)
})
