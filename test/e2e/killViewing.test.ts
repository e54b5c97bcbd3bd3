// SIGKILL of the browser at random moments of a viewing: the next start says so, and no more than the last 10 s are missing.

import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bodyOf } from '../../src/core/log/entry.ts'
import { openBrowser, removeProfile, type TestBrowser } from '../support/browser.ts'
import { makeTempFolder } from '../support/makeClips.ts'
import { runVerify } from '../support/runVerify.ts'
import { seededRandom } from '../support/seededRandom.ts'
import { serveApp, type ServedApp } from '../support/serveApp.ts'
import { storedEntries } from '../support/storedRows.ts'
import { addSample, chooseSession, exportBundle, pictureShown, rail, register, setUp, unlock } from '../support/walk.ts'

/** Four profiles side by side: most of the time is spent watching. */
const profiles = 4
const killsEach = 5
/** Within the first file of the sample, which is 30 s long. */
const longestMs = 22_000
/** TRUST: intervals reach the log at most 10 s apart. */
const mostLostMs = 10_000

let served: ServedApp
let folder: Awaited<ReturnType<typeof makeTempFolder>>
const open = new Map<number, TestBrowser>()

beforeAll(async () => {
  folder = await makeTempFolder('killViewing')
  served = await serveApp()
})

afterAll(async () => {
  for (const browser of open.values()) {
    await browser.close().catch(() => undefined)
    await removeProfile(browser.profile)
  }
  await served.close()
  folder.remove()
})

declare global {
  interface Window {
    shownTo?: number
  }
}

/** Where in the file the last picture lies that was presented, by the picture's own clock. */
const lastShownMs = (browser: TestBrowser): Promise<number> => browser.page.evaluate(() => Math.round((window.shownTo ?? 0) * 1000))

const watchAndKill = async (browser: TestBrowser, forMs: number): Promise<number> => {
  const { page } = browser
  await chooseSession(page, 'ZF3A001')
  await register(page, '断电演练')
  await pictureShown(page)
  await page.evaluate(() => {
    const video = document.querySelector('video')!
    const look = (_now: number, { mediaTime }: VideoFrameCallbackMetadata): void => {
      window.shownTo = mediaTime
      video.requestVideoFrameCallback(look)
    }
    window.shownTo = 0
    video.requestVideoFrameCallback(look)
  })
  await page.keyboard.press('Space')
  await new Promise((done) => setTimeout(done, forMs))
  const shown = await lastShownMs(browser)
  await browser.kill()
  return shown
}

interface Outcome {
  readonly shownMs: number
  readonly lostMs: number
}

const runProfile = async (lane: number, moments: readonly number[]): Promise<readonly Outcome[]> => {
  let browser = await openBrowser()
  open.set(lane, browser)
  await browser.page.goto(served.url)
  await setUp(browser.page)
  await addSample(browser.page)
  const outcomes: Outcome[] = []
  let entriesBefore = 0
  for (const forMs of moments) {
    const shownMs = await watchAndKill(browser, forMs)
    browser = await openBrowser({ profile: browser.profile })
    open.set(lane, browser)
    await browser.page.goto(served.url)
    const entries = await storedEntries(browser.page)
    expect(entries.length).toBeGreaterThan(entriesBefore)
    entriesBefore = entries.length
    const viewing = entries.flatMap((entry) => bodyOf(entry, 'view-open') ?? []).at(-1)!
    const intervals = entries.flatMap((entry) => bodyOf(entry, 'view-interval') ?? []).filter((body) => body.viewing === viewing.viewing)
    const knownTo = Math.max(0, ...intervals.flatMap((body) => body.intervals.map(({ toMs }) => toMs)))
    outcomes.push({ shownMs, lostMs: shownMs - knownTo })
    await unlock(browser.page)
    await expect.poll(async () => (await storedEntries(browser.page)).some((entry) => bodyOf(entry, 'view-recovered')?.viewing === viewing.viewing), { timeout: 10_000 }).toBe(true)
  }
  return outcomes
}

test(`killed ${profiles * killsEach} times while watching: each viewing is recovered, and loses at most its last ${mostLostMs / 1000} s`, async () => {
  const random = seededRandom('killViewing')
  const moments = Array.from({ length: profiles }, () => Array.from({ length: killsEach }, () => 300 + random() ** 3 * longestMs))
  const outcomes = (await Promise.all(moments.map((each, lane) => runProfile(lane, each)))).flat()
  console.log(`shown/lost seconds: ${outcomes.map(({ shownMs, lostMs }) => `${(shownMs / 1000).toFixed(1)}/${(lostMs / 1000).toFixed(1)}`).join(' ')}`)
  expect(Math.max(...outcomes.map(({ shownMs }) => shownMs))).toBeGreaterThan(mostLostMs)
  for (const { lostMs } of outcomes) expect(lostMs).toBeLessThanOrEqual(mostLostMs)
}, 300_000)

test('the log says so on screen, and verifies', async () => {
  for (const [lane, { page }] of open) {
    const entries = await storedEntries(page)
    expect(entries.filter(({ kind }) => kind === 'view-recovered')).toHaveLength(killsEach)
    await rail(page, '日志').click()
    await page.getByText('断电演练').first().waitFor()
    await page.getByLabel('程序中断，结束时间不明').first().waitFor()
    const bundle = join(folder.path, `${lane}.bundle`)
    await exportBundle(page, bundle)
    const verdict = await runVerify(bundle)
    expect(verdict.code, verdict.text).toBe(0)
  }
})
