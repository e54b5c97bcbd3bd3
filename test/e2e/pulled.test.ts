// A drive that goes away, comes back, comes back otherwise, or comes back with a changed byte, in the built app.

import { mkdirSync, readdirSync, renameSync, rmdirSync } from 'node:fs'
import { cp, open, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { bodyOf } from '../../src/core/log/entry.ts'
import { openBrowser, removeProfile, type TestBrowser } from '../support/browser.ts'
import { makeClip, makeTempFolder, probePackets } from '../support/makeClips.ts'
import { clipName, digestsOf, makeClipBytes, writeClip, writeLargeClip } from '../support/makeDrive.ts'
import { serveApp, type ServedApp } from '../support/serveApp.ts'
import { storedEntries, storedRows } from '../support/storedRows.ts'
import { addDirectory, chooseSession, pictureShown, rail, register, setUp } from '../support/walk.ts'

let served: ServedApp
let small: Buffer
let folder: Awaited<ReturnType<typeof makeTempFolder>>
let browser: TestBrowser

beforeAll(async () => {
  served = await serveApp()
  small = await makeClipBytes({ seconds: 1, size: '64x48', fps: 5, audio: false })
})
afterAll(() => served.close())
beforeEach(async () => {
  folder = await makeTempFolder('pulled')
  browser = await openBrowser()
  await browser.page.goto(served.url)
  await setUp(browser.page)
})
afterEach(async () => {
  await browser.close()
  await removeProfile(browser.profile)
  folder.remove()
})

const fill = async (root: string, from: number, to: number): Promise<void> => {
  for (let at = from; at < to; at += 1) await writeClip(join(root, 'DCIM', clipName(at)), small, at)
}

const scans = async (): Promise<number> => (await storedEntries(browser.page)).filter(({ kind }) => kind === 'drive-scan').length
const scanned = async (count: number): Promise<void> => expect.poll(scans, { timeout: 60_000 }).toBe(count)
const rescan = async (): Promise<void> => {
  await rail(browser.page, '介质').click()
  await browser.page.getByRole('button', { name: /^重新扫描/ }).first().click()
}

/** As an unmounted mount point looks: there, and empty. */
const empty = (root: string): void => {
  renameSync(root, `${root} away`)
  mkdirSync(root)
}
const fillAgain = (root: string): void => {
  rmdirSync(root)
  renameSync(`${root} away`, root)
}

const nothingMissing = async (): Promise<void> => {
  const { copies, findings } = await storedRows(browser.page, 'copies', 'findings')
  expect(copies.filter(({ state }) => state === 'missing')).toEqual([])
  expect(findings).toEqual([])
}

for (const [how, pull, replug] of [['gone', (root: string) => renameSync(root, `${root} away`), (root: string) => renameSync(`${root} away`, root)], ['an empty mount point', empty, fillAgain]] as const) {
  test(`pulled while it is indexed (${how}): said, nothing believed missing, and it goes on by itself when it is back`, async () => {
    const { page } = browser
    const root = join(folder.path, 'CAM01')
    await fill(root, 0, 60)
    await writeLargeClip(join(root, 'DCIM', clipName(200)), small, 800, 200)
    await addDirectory(page, root)
    await expect.poll(async () => (await storedRows(page, 'progress')).progress.length, { timeout: 30_000, interval: 20 }).toBeGreaterThan(0)
    pull(root)
    await page.getByText('介质“CAM01”不在了').first().waitFor()
    await nothingMissing()
    const entries = await storedEntries(page)
    expect(await scans()).toBe(0)
    await rail(page, '介质').click()
    await page.getByText('未连接').first().waitFor()
    replug(root)
    await page.getByText('从上次停下处继续').first().waitFor()
    await scanned(1)
    await nothingMissing()
    const { copies } = await storedRows(page, 'copies')
    expect(Object.fromEntries(copies.map(({ path, recordingId }) => [path, recordingId]))).toEqual(await digestsOf(root))
    expect((await storedEntries(page)).length).toBeGreaterThan(entries.length)
  })
}

test('pulled between two scans it keeps everything; under another name and with more files it is the same drive, and what did not change is not read', async () => {
  const { page } = browser
  const root = join(folder.path, 'CAM01')
  await fill(root, 0, 20)
  await addDirectory(page, root)
  await scanned(1)
  const before = await storedRows(page, 'drives', 'copies', 'recordings', 'sessions')
  empty(root)
  await rescan()
  await page.getByText('介质“CAM01”不在了').first().waitFor()
  expect((await storedRows(page, 'copies')).copies).toEqual(before.copies)
  await rail(page, '档案').click()
  await page.getByText(/1 ?个执法过程/).first().waitFor()
  fillAgain(root)

  // Were it read, the changed byte would be found.
  const changed = join(root, 'DCIM', clipName(3))
  await changeByte(changed, (await stat(changed)).size - 4)
  const renamed = join(folder.path, 'USB DISK')
  renameSync(root, renamed)
  await fill(renamed, 20, 23)
  await addDirectory(page, renamed)
  await scanned(2)
  const after = await storedRows(page, 'drives', 'copies', 'recordings')
  expect(after.drives.map(({ id }) => id)).toEqual(before.drives.map(({ id }) => id))
  expect(after.drives[0]?.folderNames).toEqual(['USB DISK', 'CAM01'])
  expect(after.copies).toHaveLength(23)
  await nothingMissing()
})

test('the same content on two drives is one recording with two copies', async () => {
  const { page } = browser
  const [first, second] = [join(folder.path, 'CAM01'), join(folder.path, 'BACKUP')]
  await fill(first, 0, 5)
  await cp(first, second, { recursive: true })
  await addDirectory(page, first)
  await scanned(1)
  await addDirectory(page, second)
  await scanned(2)
  const { drives, copies, recordings, sessions } = await storedRows(page, 'drives', 'copies', 'recordings', 'sessions')
  expect([drives.length, copies.length, recordings.length, sessions.length]).toEqual([2, 10, 5, 1])
  expect(sessions[0]?.parts).toHaveLength(5)
  await rail(page, '档案').click()
  await page.locator('[role=option]').first().click()
  await page.locator('details.recording summary').first().click()
  await page.locator('details.recording').first().getByText('BACKUP').waitFor()
  expect(await page.locator('details.recording').first().getByText('CAM01').count()).toBeGreaterThan(0)
})

/** Turns one bit of a byte over and gives the file its time back. */
const changeByte = async (path: string, at: number): Promise<void> => {
  const { atime, mtime } = await stat(path)
  const file = await open(path, 'r+')
  const byte = Buffer.alloc(1)
  await file.read(byte, 0, 1, at)
  await file.write(Buffer.from([byte[0]! ^ 1]), 0, 1, at)
  await file.close()
  await utimes(path, atime, mtime)
}

/** A real clip of some MiB with whole seconds as its time, which survive `utimes`. */
const makeLong = async (path: string): Promise<void> => {
  makeClip(path, { seconds: 40, size: '640x360', extra: ['-b:v', '1500k', '-minrate', '1500k', '-maxrate', '1500k', '-bufsize', '1500k', '-x264-params', 'nal-hrd=cbr'] })
  await utimes(path, 1_774_490_000, 1_774_490_000)
}

test('pulled while it is watched: the picture goes, what was watched is kept, and after plugging in it plays on', async () => {
  const { page } = browser
  const root = join(folder.path, 'CAM01')
  mkdirSync(root)
  await makeLong(join(root, clipName(0)))
  await addDirectory(page, root)
  await scanned(1)
  await chooseSession(page, '012345')
  await register(page, '拔出演练')
  await pictureShown(page)
  await page.keyboard.press('Space')
  await page.waitForFunction(() => document.querySelector('video')!.currentTime > 2)
  renameSync(root, `${root} away`)
  const timeline = page.getByRole('slider', { name: '时间轴' })
  const box = (await timeline.boundingBox())!
  await page.mouse.click(box.x + box.width * 0.8, box.y + box.height * 0.6)
  await page.getByText('介质读不到了').waitFor()
  expect(await page.evaluate(() => document.querySelector('video')!.style.visibility)).toBe('hidden')
  const watched = (await storedEntries(page)).flatMap((entry) => bodyOf(entry, 'view-interval') ?? [])
  expect(Math.max(...watched.flatMap(({ intervals }) => intervals.map(({ toMs }) => toMs)))).toBeGreaterThan(1500)
  expect((await storedEntries(page)).some(({ kind }) => kind === 'view-close')).toBe(false)
  await nothingMissing()
  renameSync(`${root} away`, root)
  await page.getByRole('button', { name: '已插上，继续' }).click()
  await page.waitForFunction(() => document.querySelector('video')!.style.visibility === '' && document.querySelector('video')!.readyState >= 2)
})

test('a changed byte, size and time as before: the picture behind it is never shown, and finding and log say so', async () => {
  const { page } = browser
  const root = join(folder.path, 'CAM01')
  mkdirSync(root)
  const path = join(root, clipName(0))
  await makeLong(path)
  await addDirectory(page, root)
  await scanned(1)
  // A picture in the last third of the file.
  const packets = probePackets(path, 'v:0')
  const altered = packets.find(({ pos, key }) => !key && pos > (packets.at(-1)!.pos * 2) / 3)!
  const unitsPerSecond = ((packets.at(-1)?.pts ?? 0) / (packets.length - 1)) * 25
  await changeByte(path, altered.pos + Math.floor(altered.size / 2))

  await chooseSession(page, '012345')
  await register(page, '校验演练')
  await pictureShown(page)
  await page.evaluate(() => {
    const shown: number[] = []
    Object.assign(window, { shown })
    const video = document.querySelector('video')!
    const look = (_now: number, { mediaTime }: VideoFrameCallbackMetadata): void => {
      shown.push(mediaTime)
      video.requestVideoFrameCallback(look)
    }
    video.requestVideoFrameCallback(look)
  })
  await page.keyboard.press('Space')
  await page.waitForFunction(() => document.querySelector('video')!.currentTime > 1)
  const box = (await page.getByRole('slider', { name: '时间轴' }).boundingBox())!
  await page.mouse.click(box.x + (box.width * altered.pts) / packets.at(-1)!.pts, box.y + box.height * 0.6)
  await page.getByText('校验不符，画面没有显示').waitFor()
  expect(await page.locator('video').count()).toBe(0)
  const shown = await page.evaluate(() => (window as never as { shown: number[] }).shown)
  expect(shown.length).toBeGreaterThan(10)
  expect(Math.max(...shown)).toBeLessThan(altered.pts / unitsPerSecond - 0.01)

  // The background that makes small pictures may have come upon it too; of the viewing there is one.
  const { findings } = await storedRows(page, 'findings')
  const block = Math.floor((altered.pos + altered.size / 2) / 2 ** 20)
  expect(findings.every(({ type, evidence }) => type === 'blockMismatch' && evidence['block'] === block)).toBe(true)
  expect(findings.filter(({ evidence }) => evidence['viewing'] !== undefined)).toHaveLength(1)
  const entries = await storedEntries(page)
  expect(entries.flatMap((entry) => bodyOf(entry, 'finding') ?? []).map(({ type, evidence }) => [type, evidence['viewing'] !== undefined]).filter(([, viewing]) => viewing)).toEqual([['blockMismatch', true]])
  expect(entries.flatMap((entry) => bodyOf(entry, 'view-close') ?? []).map(({ reason }) => reason)).toEqual(['blockMismatch'])
  expect(readdirSync(root)).toEqual([clipName(0)])
})
