// Two recorders of one shift in the built app: side by side on one clock, each on record by itself, aligned, marked, watermarked, and proven.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EntryBodies } from '../../src/core/log/kinds.ts'
import { openBrowser, removeProfile, type TestBrowser } from '../support/browser.ts'
import { makeClip, makeTempFolder } from '../support/makeClips.ts'
import { runVerify } from '../support/runVerify.ts'
import { serveApp, type ServedApp } from '../support/serveApp.ts'
import { storedEntries } from '../support/storedRows.ts'
import { addDirectory, chooseSession, endViewing, exportBundle, pictureShown, rail, register, setUp, workDone } from '../support/walk.ts'

let served: ServedApp
let browser: TestBrowser
let folder: Awaited<ReturnType<typeof makeTempFolder>>

/** A from 09:00:00, gap at :30, again from 09:00:50; B from 09:00:10 without a gap. */
beforeAll(async () => {
  folder = await makeTempFolder('side')
  const clip = (name: string, seconds: number): string => makeClip(join(folder.path, name), { seconds, size: '160x90', fps: 10, extra: ['-metadata', `comment=${name}`] })
  clip('ZF3A001_500114_20260326090000_0001.MP4', 30)
  clip('ZF3A001_500114_20260326090050_0002.MP4', 20)
  clip('ZF3B007_500127_20260326090010_0001.MP4', 60)
  served = await serveApp()
  browser = await openBrowser({ args: ['--autoplay-policy=no-user-gesture-required'] })
  browser.page.setDefaultTimeout(60_000)
  await browser.page.goto(served.url)
  await setUp(browser.page)
  await addDirectory(browser.page, folder.path)
  await workDone(browser.page)
})

afterAll(async () => {
  await browser.close()
  await removeProfile(browser.profile)
  await served.close()
  folder.remove()
})

const bodies = async <K extends keyof EntryBodies>(kind: K): Promise<readonly EntryBodies[K][]> =>
  (await storedEntries(browser.page)).filter((entry) => entry.kind === kind).map((entry) => entry.body as unknown as EntryBodies[K])

const goTo = async (time: string): Promise<void> => {
  await browser.page.keyboard.press('g')
  await browser.page.getByLabel(/输入时刻/).fill(time)
  await browser.page.keyboard.press('Enter')
}

const soon = { timeout: 30_000 }

/** What each picture says of its recorder's own time. */
const heads = async (): Promise<readonly string[]> => (await browser.page.locator('.cellName').allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' '))

test('a second recorder opens beside the first as a viewing of its own, at the same moment', async () => {
  const { page } = browser
  await chooseSession(page, 'ZF3A001')
  await register(page, '核对两台记录仪')
  await pictureShown(page)
  await goTo('09:00:20')
  await page.getByRole('button', { name: /并看另一段录像/ }).click()
  await page.getByRole('menuitem', { name: /ZF3B007/ }).click()
  await page.waitForFunction(() => document.querySelectorAll('.watermark').length === 2)
  await expect.poll(heads, soon).toEqual(['1 ZF3A001 500114 09:00:20.0', '2 ZF3B007 500127 09:00:20.0'])
  const opened = await bodies('view-open')
  expect(opened.map(({ reason }) => reason)).toEqual(['核对两台记录仪', '核对两台记录仪'])
  expect(new Set(opened.map(({ session }) => session)).size).toBe(2)
})

test('where the first has a gap the other goes on, and the first waits hidden', async () => {
  const { page } = browser
  await goTo('09:00:28')
  await page.keyboard.press('Space')
  await page.getByText('此刻没有录像').waitFor()
  await expect.poll(async () => (await page.locator('.wallClock output').innerText()) > '09:00:32', soon).toBe(true)
  expect(await page.locator('.stagePicture').first().isVisible()).toBe(false)
  await goTo('09:00:52')
  await page.keyboard.press('k')
  await expect.poll(() => page.getByText('此刻没有录像').count(), soon).toBe(0)
})

test('the other recorder is moved and that is signed', async () => {
  const { page } = browser
  await page.keyboard.press('2')
  for (let i = 0; i < 4; i++) await page.keyboard.press('>')
  await expect.poll(async () => (await page.locator('.laneAlign').innerText()).includes('+0.4 s'), soon).toBe(true)
  await page.getByRole('button', { name: '签署记下' }).click()
  await expect.poll(async () => (await bodies('clock-aligned')).map(({ offsetMs }) => offsetMs), soon).toEqual([400])
})

test('six elements at once, on the recorder that is heard, and as a WebVTT file', async () => {
  const { page } = browser
  await page.keyboard.press('m')
  await page.getByText('六要素').click()
  await page.getByRole('textbox', { name: '地点' }).fill('城东街道')
  await page.getByRole('button', { name: /签署并记下2项/ }).click()
  await expect.poll(async () => (await bodies('marker')).map(({ kind }) => kind), soon).toEqual(['place', 'time'])
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'WebVTT' }).click()])
  expect(readFileSync((await download.path())!, 'utf8')).toContain('[地点] 城东街道')
})

test('a watermark that is taken off, hidden or got round stops the picture, is put back, and is on record', async () => {
  const { page } = browser
  const intact = () => page.evaluate(() => [...document.querySelectorAll('.stageCell')].every((cell) => cell.querySelector('video')?.parentElement?.className.includes('stagePicture') && !cell.querySelector('video')?.controls && cell.lastElementChild?.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && /王建国 500114 \d{4}-.*\n紧急查阅 · 查阅[0-9a-f]{8}/.test(cell.querySelector('.watermark')?.firstElementChild?.textContent ?? '')))
  expect(await intact()).toBe(true)
  await page.keyboard.press('Space')
  await page.waitForFunction(() => !document.querySelector('video')?.paused)
  const attacks: readonly (readonly [string, () => unknown])[] = [
    ['removed', () => document.querySelector('.watermark')?.remove()],
    ['changed', () => document.querySelector('.watermark span')?.replaceChildren()],
    ['controls', () => Object.assign(document.querySelector('video')!, { controls: true })],
    ['controls', () => Object.assign(document.querySelector('video')!, { disablePictureInPicture: false })],
    ['hidden', () => document.querySelector<HTMLElement>('.watermark')?.style.setProperty('opacity', '0.01', 'important')],
    ['hidden', () => document.querySelector('video')!.style.setProperty('z-index', '9', 'important')],
    ['moved', () => document.body.append(document.querySelector('video')!)],
    ['fullScreen', () => document.querySelector('video')!.requestFullscreen()],
  ]
  for (const [, attack] of attacks) {
    const before = (await bodies('watermark-lost')).length
    await page.evaluate(attack)
    await expect.poll(async () => [(await bodies('watermark-lost')).length, await intact()], soon).toEqual([before + 1, true])
  }
  expect((await bodies('watermark-lost')).map(({ what }) => what)).toEqual(attacks.map(([what]) => what))
  expect(await page.evaluate(() => [...document.querySelectorAll('video')].map(({ paused }) => paused))).toEqual([true, true])
  // No style sheet gets over it.
  await page.addStyleTag({ content: '.watermark, .watermark * { display: none !important; opacity: 0 !important }' })
  expect(await intact()).toBe(true)
})

test('on the full screen it lies over both, and that view is on record', async () => {
  const { page } = browser
  await page.keyboard.press('f')
  await page.waitForFunction(() => document.fullscreenElement?.querySelectorAll('.watermark').length === 2)
  await page.keyboard.press('Space')
  await expect.poll(async () => (await bodies('view-interval')).some(({ full }) => full === true), soon).toBe(true)
  await page.keyboard.press('k')
  await page.keyboard.press('f')
  const views = (await bodies('view-interval')).map(({ pictures, full }) => `${pictures} ${full}`)
  expect([...new Set(views)].toSorted()).toEqual(['1 false', '2 false', '2 true'])
})

test('what was seen of each is on record, and the whole log holds', async () => {
  const { page } = browser
  await endViewing(page)
  await expect.poll(async () => (await bodies('view-close')).length, soon).toBe(2)
  const opened = await bodies('view-open')
  for (const { viewing, recordings } of opened) {
    const watched = (await bodies('view-interval')).filter((one) => one.viewing === viewing).flatMap(({ intervals }) => intervals)
    expect(watched.some(({ fromMs, toMs }) => toMs - fromMs > 500)).toBe(true)
    expect(watched.every(({ recordingId }) => recordings.includes(recordingId))).toBe(true)
  }
  const path = join(folder.path, 'bundle')
  await exportBundle(page, path)
  const verdict = await runVerify(path)
  expect(verdict.text).toMatch(/水印丢失8次 watermark lost: removed, changed, controls/)
  expect(verdict.code).toBe(0)
})

test('the whole day opens from the archive: a row for each recorder, each Session registered when the clock comes to it', async () => {
  const { page } = browser
  await rail(page, '档案').click()
  await page.getByRole('link', { name: '看整天' }).click()
  await register(page, '核对整天')
  await pictureShown(page)
  await expect.poll(() => page.locator('.laneRow').count(), soon).toBe(2)
  const opened = async () => (await bodies('view-open')).filter(({ reason }) => reason === '核对整天').length
  expect(await opened()).toBe(1)
  await goTo('09:00:20')
  await expect.poll(opened, soon).toBe(2)
  expect(page.url()).toContain('with=')
  await endViewing(page)
})
