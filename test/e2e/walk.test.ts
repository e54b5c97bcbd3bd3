// The whole line in the built app with the network cut: from a drive to a proven viewing.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestBrowser } from '../support/browser.ts'
import { openOffline, type OfflineApp } from '../support/openOffline.ts'
import { runVerify } from '../support/runVerify.ts'
import { addSample, chooseSession, clockText, endViewing, exportBundle, pictureShown, rail, register, setUp } from '../support/walk.ts'

let offline: OfflineApp
let browser: TestBrowser
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fieldreel-walk-'))
  offline = await openOffline()
  browser = offline.browser
})

afterAll(async () => {
  await offline.close()
  await rm(folder, { recursive: true, force: true })
})

test('the network is cut after the very first load: names unit and person', async () => {
  await setUp(browser.page)
  expect(await browser.page.getByText('王建国').first().isVisible()).toBe(true)
})

test('indexes the sample drive into sessions by recorder and day', async () => {
  const { page } = browser
  await addSample(page)
  await page.getByText(/^2 ?个执法过程$/).waitFor()
  const rows = await page.locator('[role=option]').allInnerTexts()
  expect(rows).toHaveLength(2)
  expect(rows.join()).toContain('ZF3A001')
  expect(rows.join()).toMatch(/1 ?处中断/)
})

test('finds a session by its officer number, and the search is in the address', async () => {
  const { page } = browser
  await page.getByPlaceholder(/记录仪、警号/).fill('500127')
  await page.getByText(/^1 ?个执法过程$/).waitFor()
  expect(decodeURIComponent(page.url())).toContain('500127')
  await page.getByPlaceholder(/记录仪、警号/).fill('')
  await page.getByText(/^2 ?个执法过程$/).waitFor()
})

test('registers, then plays over split files and a gap in wall-clock time', async () => {
  const { page } = browser
  await chooseSession(page, 'ZF3A001')
  await register(page, '核对投诉举报经过')
  await pictureShown(page)
  expect(await clockText(page)).toContain('09:30:0')
  await page.keyboard.press('Space')
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 2)
  await page.keyboard.press('Space')

  // Seek close before the end of the first file and play over the split.
  const timeline = page.getByRole('slider', { name: '时间轴' })
  const box = (await timeline.boundingBox())!
  await page.keyboard.press('m')
  await page.getByLabel('说明', { exact: true }).fill('当事人到场')
  await page.getByRole('button', { name: '签署并记下' }).click()
  await page.getByText('当事人到场').first().waitFor()
  await page.mouse.click(box.x + box.width * 0.135, box.y + box.height * 0.6)
  await page.keyboard.press('Space')
  await page.waitForFunction(() => /09:30:3[0-9]/.test(document.querySelector('.wallClock')?.textContent ?? ''), undefined, { timeout: 20_000 })

  // A click into the gap goes to what follows it.
  await page.mouse.click(box.x + box.width * 0.6, box.y + box.height * 0.6)
  await page.waitForFunction(() => /09:33:0[5-9]/.test(document.querySelector('.wallClock')?.textContent ?? ''), undefined, { timeout: 20_000 })
  await endViewing(page)
})

test('the log shows who watched what, and verifies on screen', async () => {
  const { page } = browser
  await rail(page, '日志').click()
  await page.getByText('核对投诉举报经过').first().waitFor()
  expect(await page.getByText('王建国').first().isVisible()).toBe(true)
  await page.getByRole('tab', { name: '核验' }).click()
  await page.getByRole('button', { name: '核验全部日志' }).click()
  await page.getByText('没有问题').first().waitFor()
})

test('the bundle verifies in Node, and a changed one does not', async () => {
  const bundle = join(folder, 'walk.bundle')
  await exportBundle(browser.page, bundle)
  const good = await runVerify(bundle)
  expect(good.text).toContain('王建国')
  expect(good.text).toContain('核对投诉举报经过')
  expect(good.code).toBe(0)

  const bytes = await readFile(bundle)
  const at = bytes.indexOf(Buffer.from('核对投诉举报经过'))
  bytes[at + 1]! ^= 1
  const changed = join(folder, 'changed.bundle')
  await writeFile(changed, bytes)
  const bad = await runVerify(changed)
  expect(bad.code).toBe(1)
  expect(bad.text).not.toBe(good.text)
})

test('everything is still there after a restart without network', async () => {
  const { page } = browser
  await page.reload()
  await page.getByLabel('口令', { exact: true }).fill('大熊猫 吃 竹子 2026')
  await page.getByRole('button', { name: '解锁', exact: true }).click()
  await rail(page, '档案').click()
  await page.getByText(/^2 ?个执法过程$/).waitFor()
  await rail(page, '介质').click()
  await page.getByText('示例介质').first().waitFor()
})
