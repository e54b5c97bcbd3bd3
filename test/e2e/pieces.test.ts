// A still and a range taken out of a recording in the built app: new recordings that say what they came from, and stay inside until somebody approves.

import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestBrowser } from '../support/browser.ts'
import { openSampleUnit, type SampleUnit } from '../support/openOffline.ts'
import { runVerify } from '../support/runVerify.ts'
import { addPerson, bytesOf, chooseSession, clockText, endViewing, exportBundle, passphrase, pictureShown, rail, register, selectSession } from '../support/walk.ts'

let offline: SampleUnit
let browser: TestBrowser
let folder: string

beforeAll(async () => {
  offline = await openSampleUnit('pieces')
  ;({ browser, folder } = offline)
})

afterAll(() => offline.close())

const made = async (count: number): Promise<void> => {
  await browser.page.locator('.viewingSide .pieceRow a').nth(count - 1).waitFor({ timeout: 60_000 })
  await browser.page.getByRole('button', { name: '签署并制作' }).waitFor({ state: 'hidden' })
}

/** A second on, and there. */
const onOne = async (): Promise<void> => {
  const { page } = browser
  const before = await clockText(page)
  await page.keyboard.press('Shift+ArrowRight')
  await page.waitForFunction((text) => document.querySelector('.wallClock')?.textContent?.trim() !== text, before)
}

test('a still and a range become recordings of their own', async () => {
  const { page } = browser
  await chooseSession(page, 'ZF3A001')
  await register(page, '提取证据')
  await pictureShown(page)
  await onOne()
  await page.keyboard.press('s')
  await page.getByLabel('用途').fill('当事人在场')
  await page.getByRole('button', { name: '签署并制作' }).click()
  await made(1)

  await page.keyboard.press('i')
  for (let second = 0; second < 2; second++) await onOne()
  await page.keyboard.press('o')
  await page.keyboard.press('p')
  await page.getByText('精确到帧').click()
  await page.getByLabel('用途').fill('陈述经过')
  await page.getByRole('button', { name: '签署并制作' }).click()
  await made(2)
  await page.keyboard.press('p')
  await page.getByRole('button', { name: '签署并制作' }).click()
  await made(3)
  const rows = await page.locator('.viewingSide .pieceRow').allInnerTexts()
  expect(rows[0]).toContain('照原样片段')
  expect(rows[1]).toContain('精确片段')
  expect(rows[1]).toContain('陈述经过')
  expect(rows[2]).toContain('一帧')
})

test('each says what it was made from, plays, and does not leave without an approval', async () => {
  const { page } = browser
  await page.locator('.viewingSide .pieceRow a', { hasText: '精确片段' }).click()
  const banner = page.locator('.pieceBanner')
  await banner.getByText('原件未改动').waitFor()
  expect(await banner.innerText()).toContain('陈述经过')
  await page.getByRole('heading', { level: 1 }).locator('..').getByText('ZF3A001 · 制作件').waitFor()
  expect(await banner.getByRole('link', { name: 'ZF3A001' }).count()).toBe(1)
  await banner.getByRole('button', { name: '另存' }).click()
  await banner.getByRole('link', { name: '申请调出' }).waitFor()
  await page.getByRole('button', { name: '查阅', exact: true }).click()
  await register(page, '核对制作件')
  await pictureShown(page)
  await page.keyboard.press('Space')
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.3)
  await endViewing(page)
})

test('leaves as a file once that is approved, no more often than that, and on record', async () => {
  const { page } = browser
  await rail(page, '设置').click()
  await addPerson(page, '何志强', '分管领导', passphrase)
  await selectSession(page, '制作件')
  const banner = page.locator('.pieceBanner')
  await banner.getByRole('button', { name: '另存' }).click()
  await banner.getByRole('link', { name: '申请调出' }).click()
  await page.getByLabel('事由').fill('行政诉讼举证')
  await page.getByLabel('次数').fill('1')
  await page.getByRole('button', { name: '签署申请' }).click()
  const answer = page.getByRole('form', { name: '审批' })
  await answer.getByLabel('签署人的口令').fill(passphrase)
  await answer.getByRole('button', { name: '批准', exact: true }).click()
  await page.getByRole('link', { name: '到档案' }).click()
  await banner.getByText('还可另存1次').waitFor()
  const [download] = await Promise.all([page.waitForEvent('download'), banner.getByRole('button', { name: '另存' }).click()])
  expect(download.suggestedFilename()).toMatch(/^piece-.*\.(mp4|png)$/)
  expect((await bytesOf(download)).length).toBeGreaterThan(1000)
  await banner.getByText('还可另存').waitFor({ state: 'detached' })
  await banner.getByRole('button', { name: '另存' }).click()
  await page.getByText('批准另存的1次已经用完').waitFor()
})

test('the verifier accepts the log that has them', async () => {
  const bundle = join(folder, 'pieces.bundle')
  await exportBundle(browser.page, bundle)
  const { text, code } = await runVerify(bundle)
  expect(text).toContain('提取证据')
  expect(code).toBe(0)
})
