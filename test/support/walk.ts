// The steps of a person at the screen, in Chinese, for end-to-end tests and benches.

import { readFile } from 'node:fs/promises'
import type { Download, Page } from 'playwright-core'
import { dropDirectory } from './browser.ts'

export const passphrase = '大熊猫 吃 竹子 2026'

export interface Who {
  readonly unit: string
  readonly person: string
  readonly officerNumber: string
  readonly device: string
}

export const wang: Who = { unit: '黔江区文化市场综合行政执法支队', person: '王建国', officerNumber: '500114', device: '一中队 笔记本 1' }
export const li: Who = { unit: '黔江区文化市场综合行政执法支队', person: '李红梅', officerNumber: '500127', device: '二中队 笔记本 2' }

export const fillForm = async (page: Page, who: Who): Promise<void> => {
  await page.getByLabel('单位名称').fill(who.unit)
  await page.getByLabel('本机名称').fill(who.device)
  await page.getByLabel('姓名').fill(who.person)
  await page.getByLabel('警号或执法证号').fill(who.officerNumber)
  await page.getByLabel('口令', { exact: true }).fill(passphrase)
  await page.getByLabel('再输一次口令').fill(passphrase)
}

/** The page is kept for work without network: every later load comes from the service worker. */
export const waitForShell = async (page: Page): Promise<void> => {
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready
    if (active?.state !== 'activated') await new Promise((done) => active?.addEventListener('statechange', done, { once: true }))
    if (!navigator.serviceWorker.controller) await new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }))
  })
}

export const setUp = async (page: Page, who: Who = wang): Promise<void> => {
  await fillForm(page, who)
  await page.getByRole('button', { name: '签署并建立' }).click()
  await rail(page, '档案').waitFor()
}

export const unlock = async (page: Page): Promise<void> => {
  await page.getByLabel('口令', { exact: true }).fill(passphrase)
  await page.getByRole('button', { name: '解锁', exact: true }).click()
  await rail(page, '档案').waitFor()
}

export const rail = (page: Page, name: '档案' | '介质' | '日志' | '设置') => page.getByRole('link', { name, exact: true })

export const addSample = async (page: Page): Promise<void> => {
  await rail(page, '档案').click()
  await page.getByRole('button', { name: '先用示例介质试试' }).click()
  await workDone(page)
  await rail(page, '档案').click()
}

/** Until the strip of running work says that the newest run is over. */
export const workDone = async (page: Page, timeout = 120_000): Promise<void> => {
  await page.getByText('完成', { exact: true }).last().waitFor({ timeout })
}

export const addDirectory = async (page: Page, directory: string): Promise<void> => {
  await dropDirectory(page, directory)
}

/** Selects a session of the archive by its text. */
export const selectSession = async (page: Page, text: string): Promise<void> => {
  await rail(page, '档案').click()
  await page.locator('[role=option]').filter({ hasText: text }).first().click()
}

/** Adds it, and waits until it is shown. */
export const addTag = async (page: Page, tag: string): Promise<void> => {
  await page.getByLabel('添加标签').first().fill(tag)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: `去掉标签“${tag}”` }).waitFor()
}

/** Types the shared remark of the selected session, and leaves the field so that it is kept. */
export const writeRemark = async (page: Page, text: string): Promise<void> => {
  const field = page.getByRole('textbox', { name: /^备注/ })
  await field.fill(text)
  await field.blur()
}

/** Selects a session of the archive by its text, and opens the registration. */
export const chooseSession = async (page: Page, text: string): Promise<void> => {
  await selectSession(page, text)
  await page.getByRole('button', { name: '查阅', exact: true }).click()
}

/** The lone first person has no approver yet: an urgent viewing, to be approved afterwards. */
export const register = async (page: Page, reason: string, caseNumber = '黔江文执〔2026〕031 号'): Promise<void> => {
  await page.getByLabel('事由').fill(reason)
  await page.getByLabel('案号').fill(caseNumber)
  await page.getByRole('button', { name: '紧急查阅' }).click()
}

/** Resolves once the player shows a picture and takes commands: from then on the watermark lies over it. */
export const pictureShown = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2 && document.querySelector('.watermark') !== null)
}

export const clockText = async (page: Page): Promise<string> => (await page.locator('.wallClock').first().innerText()).trim()

export const endViewing = (page: Page): Promise<void> => page.getByRole('link', { name: '结束查阅' }).click()

export const bytesOf = async (download: Download): Promise<Buffer> => readFile((await download.path())!)

/** The bundle as a file on disk. */
export const exportBundle = async (page: Page, path: string): Promise<void> => {
  await rail(page, '日志').click()
  await page.getByRole('tab', { name: '核验' }).click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出核验包' }).click()])
  await download.saveAs(path)
}

/** In the settings; `role` instead of a viewer. */
export const addPerson = async (page: Page, name: string, role: string | null, secret: string): Promise<void> => {
  await page.getByRole('button', { name: '添加人员' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('姓名').fill(name)
  if (role) {
    await dialog.getByLabel('查阅人').uncheck()
    await dialog.getByLabel(role).check()
  }
  await dialog.getByLabel('新人员自己的口令').fill(secret)
  await dialog.getByLabel('再输一次').fill(secret)
  await dialog.getByLabel('王建国的口令').fill(passphrase)
  await dialog.getByRole('button', { name: '签署并添加' }).click()
  await dialog.waitFor({ state: 'hidden' })
}
