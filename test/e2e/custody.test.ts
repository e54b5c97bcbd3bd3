// Articles 13, 14 and 21 in the built app without a network: take over, hold, see what is due, adopt another profile; all of it is there after a restart and proven by the verifier.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestBrowser } from '../support/browser.ts'
import { makeClipBytes, writeClip } from '../support/makeDrive.ts'
import { openOffline, type OfflineApp } from '../support/openOffline.ts'
import { runVerify } from '../support/runVerify.ts'
import { addDirectory, exportBundle, rail, setUp, unlock, workDone } from '../support/walk.ts'

let offline: OfflineApp
let browser: TestBrowser
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fieldreel-custody-'))
  const clip = await makeClipBytes({ seconds: 1 })
  await writeClip(join(folder, '归档盘', 'DSJ3A71_500114_20240110093000_1.MP4'), clip, 1)
  await writeClip(join(folder, '归档盘', 'DSJ3A72_500121_20240315140000_1.MP4'), clip, 2)
  offline = await openOffline()
  browser = offline.browser
})

afterAll(async () => {
  await offline.close()
  await rm(folder, { recursive: true, force: true })
})

const custody = (tab: string) => browser.page.getByRole('tab', { name: tab, exact: true })
const filter = () => browser.page.getByLabel('筛选', { exact: true })
const sign = async (): Promise<void> => {
  await browser.page.getByRole('button', { name: '签署', exact: true }).click()
  await browser.page.getByRole('dialog').waitFor({ state: 'detached' })
}

test('an archive drive is registered, and what lies on it is taken over', async () => {
  const { page } = browser
  await setUp(page)
  await addDirectory(page, join(folder, '归档盘'))
  await workDone(page)
  await page.getByRole('link', { name: '保管', exact: true }).click()
  await filter().selectOption('all')
  // From before the unit was set up: nothing is overdue.
  await page.getByText('建档以前').first().waitFor()
  await page.getByRole('button', { name: '介质用途…' }).click()
  await page.getByLabel('“归档盘”的用途').selectOption('archive')
  await page.getByText(/^王建国 20/).first().waitFor()
  await page.getByRole('dialog').getByRole('button', { name: '完成' }).click()
  await page.getByRole('button', { name: '移交2次…' }).click()
  await page.getByRole('button', { name: '移交2次…' }).click()
  await sign()
  await filter().selectOption('done')
  expect(await page.getByText('按时移交', { exact: true }).count()).toBe(2)
})

test('what is due may be asked to be disposed of; what is held may not', async () => {
  const { page } = browser
  await custody('期限').click()
  await page.getByRole('checkbox', { name: /选择2024-01-10/ }).check()
  await page.getByRole('button', { name: '留存…' }).click()
  await page.getByLabel('理由').fill('当事人申请复议')
  await sign()
  await page.getByText('1次执法过程').waitFor()
  await page.getByRole('checkbox', { name: /选择2024-03-15/ }).check()
  await page.getByRole('button', { name: '申请处置1份…' }).click()
  await page.getByLabel('理由').fill('已过保存期限')
  await sign()
  await custody('处置').click()
  await page.getByText('等待批准', { exact: true }).first().waitFor()
})

test('another profile is tried, adopted, and in force after a restart', async () => {
  const { page } = browser
  await rail(page, '设置').click()
  await page.getByRole('link', { name: '查看制度配置' }).click()
  await page.getByRole('button', { name: '载入示例制度' }).click()
  await page.getByLabel('至少保存 月').fill('60')
  await page.getByLabel('版本').fill('2')
  // A draft outlasts the window.
  await rail(page, '设置').click()
  await page.reload()
  await unlock(page)
  await page.getByRole('link', { name: '查看制度配置' }).click()
  await page.getByRole('button', { name: /^草稿/ }).click()
  await page.getByRole('button', { name: '试算' }).click()
  await page.getByText('不再到期').first().waitFor()
  await page.getByRole('button', { name: '签署采用…' }).click()
  await page.getByRole('button', { name: '签署采用', exact: true }).click()
  await page.getByText('已采用，已记入日志').waitFor()
  await page.reload()
  await unlock(page)
  await page.getByRole('button', { name: /现场执法视音频记录规定（示例） ?现行/ }).waitFor()
  await page.getByRole('link', { name: '保管', exact: true }).click()
  await custody('期限').click()
  await page.getByText('没有到期的记录').waitFor()
  await custody('留存').click()
  await page.getByText('当事人申请复议').waitFor()
})

test('the verifier on another computer finds no fault with what was signed', async () => {
  const bundle = join(folder, 'custody.bundle')
  await exportBundle(browser.page, bundle)
  const { code, text } = await runVerify(bundle)
  expect(text).not.toMatch(/malformed|roleNotAllowed/)
  expect(code).toBe(0)
})
