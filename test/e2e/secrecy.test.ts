// Article 19 in the built app without a network: hidden means hidden, down to the page's memory.

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestBrowser } from '../support/browser.ts'
import { openOffline, type OfflineApp } from '../support/openOffline.ts'
import { addSample, passphrase, rail, selectSession, setUp, unlock } from '../support/walk.ts'

let offline: OfflineApp
let browser: TestBrowser

beforeAll(async () => {
  offline = await openOffline()
  browser = offline.browser
})

afterAll(async () => {
  await offline.close()
})

/** The recorder of one sample session: it is in its file names, and in nothing else of the sample. */
const secret = 'ZF3B007'
const other = 'ZF3A001'
const reason = '执法对象的客户名单属于商业秘密'

/** For each text whether it is anywhere in the page's memory. */
const areInMemory = async (...texts: readonly string[]): Promise<readonly boolean[]> => {
  const client = await browser.context.newCDPSession(browser.page)
  await client.send('HeapProfiler.collectGarbage')
  let snapshot = ''
  client.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => (snapshot += chunk))
  await client.send('HeapProfiler.takeHeapSnapshot')
  await client.detach()
  return texts.map((text) => snapshot.includes(text))
}

const sessions = async (): Promise<number> => {
  await rail(browser.page, '档案').click()
  await browser.page.locator('[role=option].sessionRow').first().waitFor()
  return browser.page.locator('[role=option].sessionRow').count()
}

const unlockAsLi = async (): Promise<void> => {
  await browser.page.getByLabel('人员', { exact: true }).selectOption({ label: '李红梅 · 查阅人' })
  await unlock(browser.page)
}

let before = 0
let address = ''

test('a session is classified by whoever may, and stays in sight of whoever is cleared', async () => {
  const { page } = browser
  await setUp(page)
  await addSample(page)
  before = await sessions()
  await selectSession(page, secret)
  address = page.url()
  await page.getByRole('button', { name: '定密', exact: true }).click()
  await page.getByLabel('密级').selectOption('commercial')
  await page.getByLabel('理由').fill(reason)
  await page.getByRole('button', { name: '签署定密' }).click()
  await page.getByRole('img', { name: '商业秘密' }).first().waitFor()
  expect(await sessions()).toBe(before)
  expect(await areInMemory(secret)).toEqual([true])
})

test('another person of the same laptop learns nothing of it', async () => {
  const { page } = browser
  await rail(page, '设置').click()
  await page.getByRole('button', { name: '添加人员' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('姓名').fill('李红梅')
  await dialog.getByLabel('新人员自己的口令').fill(passphrase)
  await dialog.getByLabel('再输一次').fill(passphrase)
  await dialog.getByLabel('王建国的口令').fill(passphrase)
  await dialog.getByRole('button', { name: '签署并添加' }).click()
  await dialog.waitFor({ state: 'hidden' })
  // Locking ends with a new page: what the one before held in memory is gone.
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Control+Shift+L')])
  await unlockAsLi()

  expect(await sessions()).toBe(before - 1)
  expect(await page.getByText(secret).count()).toBe(0)
  await page.getByRole('searchbox').first().fill(secret)
  await page.getByText('没有符合的执法过程').waitFor()
  await page.getByRole('searchbox').first().fill('')
  await page.goto(address)
  await unlockAsLi()
  await page.getByText('目录里没有这个执法过程').waitFor()
  expect(await page.getByText(secret).count()).toBe(0)
})

test('not in the log on screen, not in an export, not in memory', async () => {
  const { page } = browser
  await rail(page, '日志').click()
  await page.getByRole('tab', { name: '条目' }).click()
  await page.getByText('内容不在您的知悉范围内').first().waitFor()
  await page.getByRole('tab', { name: '核验' }).click()
  await page.getByRole('button', { name: '导出核验包' }).click()
  await page.getByText('其中有您无权知悉的涉密内容').waitFor()
  await rail(page, '档案').click()
  await page.locator('[role=option].sessionRow').filter({ hasText: other }).first().waitFor()
  expect(await areInMemory(other, secret, reason), 'shown, hidden, reason').toEqual([true, false, false])
})
