// Article 11 in the built app without a network: a gap is explained, found again after a restart, and proven by the verifier.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestBrowser } from '../support/browser.ts'
import { openOffline, type OfflineApp } from '../support/openOffline.ts'
import { runVerify } from '../support/runVerify.ts'
import { addSample, exportBundle, rail, selectSession, setUp, unlock } from '../support/walk.ts'

let offline: OfflineApp
let browser: TestBrowser
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fieldreel-gap-'))
  offline = await openOffline()
  browser = offline.browser
})

afterAll(async () => {
  await offline.close()
  await rm(folder, { recursive: true, force: true })
})

const statement = '更换电池，现场由李红梅继续拍照。'
const unexplained = async (): Promise<number> => {
  const { page } = browser
  await rail(page, '档案').click()
  await page.getByLabel('状态', { exact: true }).selectOption('unexplainedGap')
  await page.getByText(/^\d+ ?个执法过程$|没有符合的执法过程/).first().waitFor()
  const count = await page.locator('[role=option].sessionRow').count()
  await page.getByLabel('状态', { exact: true }).selectOption('')
  return count
}

test('a gap that nobody explained is found, and explained by who may', async () => {
  const { page } = browser
  await setUp(page)
  await addSample(page)
  expect(await unexplained()).toBe(1)
  await selectSession(page, 'ZF3A001')
  await page.getByRole('button', { name: /^说明.*的中断$/ }).click()
  await page.getByLabel('中断原因').selectOption('battery')
  await page.getByLabel('书面说明').fill(statement)
  await page.getByRole('button', { name: '签署说明' }).click()
  await page.getByRole('cell', { name: new RegExp(`电量不足.*${statement}.*王建国`) }).waitFor()
  expect(await unexplained()).toBe(0)
})

test('it is still there after a restart, and in the log', async () => {
  const { page } = browser
  await page.reload()
  await unlock(page)
  await selectSession(page, 'ZF3A001')
  await page.getByRole('cell', { name: new RegExp(statement) }).waitFor()
  await rail(page, '日志').click()
  await page.getByRole('tab', { name: '条目' }).click()
  await page.getByText(`电量不足 · ${statement}`).waitFor()
})

test('the verifier on another computer tells who explained what, and finds no fault', async () => {
  const bundle = join(folder, 'gap.bundle')
  await rail(browser.page, '日志').click()
  await browser.page.getByRole('tab', { name: '核验' }).click()
  await exportBundle(browser.page, bundle)
  const { code, text } = await runVerify(bundle)
  expect(text).toMatch(new RegExp(`王建国.*battery.*${statement}`))
  expect(code).toBe(0)
})
