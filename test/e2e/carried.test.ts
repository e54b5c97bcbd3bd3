// Two laptops and no network at all: enrolled, asked and approved by pictures of QR codes, viewed, and proven to a stranger.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, removeProfile, type TestBrowser } from '../support/browser.ts'
import { runVerify } from '../support/runVerify.ts'
import { serveApp, type ServedApp } from '../support/serveApp.ts'
import { addSample, chooseSession, endViewing, exportBundle, fillForm, li, passphrase, pictureShown, rail, setUp, unlock, waitForShell } from '../support/walk.ts'

let served: ServedApp
let folder: string
let office: TestBrowser
let van: TestBrowser
/** The approval as it was shown, to be read twice. */
let approvalPicture = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fieldreel-carried-'))
  served = await serveApp()
  ;[office, van] = await Promise.all([openBrowser(), openBrowser()])
  await Promise.all([office.page.goto(served.url), van.page.goto(served.url)])
  for (const { page } of [office, van]) await waitForShell(page)
  await served.kill()
  await Promise.all([office, van].map(({ context }) => context.setOffline(true)))
})
afterAll(async () => {
  for (const browser of [office, van]) {
    await browser?.close()
    if (browser) await removeProfile(browser.profile)
  }
  await served?.close()
  await rm(folder, { recursive: true, force: true })
})

/** Shows the codes and saves them as one picture, which is carried by hand. */
const takePicture = async (page: Page, name: string, within = 'main'): Promise<string> => {
  await page.locator(within).getByRole('button', { name: '显示二维码' }).first().click()
  const dialog = page.getByRole('dialog', { name: '二维码' })
  const [picture] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: '保存图片' }).click()])
  const path = join(folder, `${name}.png`)
  await picture.saveAs(path)
  await dialog.getByRole('button', { name: '关闭' }).click()
  return path
}
const readPicture = async (page: Page, path: string, within = 'main'): Promise<void> => {
  await page.locator(within).getByRole('button', { name: '扫描二维码' }).first().click()
  await page.getByLabel('选择图片').setInputFiles(path)
}
/** What the report says, then closes it. */
const report = async (page: Page): Promise<string> => {
  const dialog = page.getByRole('dialog', { name: '带来的文书' })
  const text = await dialog.locator('.dialogBody').innerText()
  await dialog.getByRole('button', { name: '完成' }).click()
  return text
}

test('the van is enrolled by two pictures, as approver', async () => {
  await setUp(office.page)
  await addSample(office.page)
  await van.page.getByText('加入已有单位').click()
  await fillForm(van.page, { ...li, device: '分管领导 笔记本' })
  await van.page.getByRole('button', { name: '生成申请文件' }).click()
  const number = (await van.page.locator('dd code').first().innerText()).trim()
  const request = await takePicture(van.page, 'request')

  await rail(office.page, '设置').click()
  await readPicture(office.page, request, '#enrol')
  const dialog = office.page.getByRole('dialog', { name: '签发证书' })
  await dialog.getByText(number).waitFor()
  await dialog.getByLabel('执法人员').uncheck()
  await dialog.getByLabel('分管领导').check()
  await dialog.getByLabel('工作秘密').check()
  await dialog.getByRole('button', { name: '签署并下载证书' }).click()
  await office.page.getByText('证书已签发', { exact: true }).waitFor()
  const certificate = await takePicture(office.page, 'certificate', '#enrol')

  await readPicture(van.page, certificate)
  await unlock(van.page)
  await van.page.getByRole('button', { name: /李红梅.*分管领导/ }).waitFor()
})

test('a request goes to the van and an approval comes back, each as one picture', async () => {
  const { page } = office
  await chooseSession(page, 'ZF3A001')
  await page.getByLabel('事由').fill('核对现场检查经过')
  await page.getByLabel('案号').fill('黔江文执〔2026〕031 号')
  await page.getByRole('button', { name: '签署申请' }).click()
  await page.getByText('申请已签署，等待审批').first().waitFor()
  const request = await takePicture(page, 'asked')

  await van.page.getByRole('link', { name: '审批', exact: true }).click()
  await readPicture(van.page, request)
  expect(await report(van.page)).toMatch(/申请\s*王建国/)
  await van.page.getByRole('link', { name: /核对现场检查经过/ }).click()
  await van.page.getByRole('form', { name: '审批' }).getByLabel('批语').fill('限核对')
  await van.page.getByRole('form', { name: '审批' }).getByRole('button', { name: '批准', exact: true }).click()
  await van.page.getByText('限核对').first().waitFor()
  approvalPicture = await takePicture(van.page, 'approved', '.approvalsDetail')

  await readPicture(page, approvalPicture)
  expect(await report(page)).toMatch(/批准\s*李红梅/)
})

test('it opens the viewing, and the verifier names request, approver and registration', async () => {
  const { page } = office
  await page.getByRole('button', { name: '签署登记并打开' }).click()
  await pictureShown(page)
  await page.getByRole('link', { name: '李红梅' }).waitFor()
  await endViewing(page)
  const bundle = join(folder, 'carried.bundle')
  await exportBundle(page, bundle)
  const { code, text } = await runVerify(bundle)
  expect(text).toMatch(/王建国.*核对现场检查经过.*批准 approved by 李红梅/)
  expect(code, text).toBe(0)
})

test('a passkey with PRF unlocks the van, after the passphrase was asked once more', async () => {
  const { page } = van
  const session = await van.context.newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true, hasPrf: true } })
  await rail(page, '设置').click()
  await page.getByRole('button', { name: '添加通行密钥' }).click()
  await page.getByRole('dialog').getByLabel('李红梅的口令').fill(passphrase)
  await page.getByRole('dialog').getByRole('button', { name: '继续' }).click()
  await page.getByText('以后可以用通行密钥解锁').waitFor()
  await page.keyboard.press('Control+Shift+L')
  await page.getByRole('button', { name: '用通行密钥' }).click()
  await page.getByRole('button', { name: /李红梅.*分管领导/ }).waitFor()
})

test('brought again it is harmless, and whoever unlocks comes back to the same place', async () => {
  const { page } = office
  await page.getByRole('link', { name: '审批', exact: true }).click()
  await readPicture(page, approvalPicture)
  expect(await report(page)).toContain('2份本机已有，没有重复登记')
  await page.goto(`${page.url()}?show=all`)
  await unlock(page)
  await page.keyboard.press('Control+Shift+L')
  await unlock(page)
  expect(new URL(page.url())).toMatchObject({ pathname: '/approvals', search: '?show=all' })
})
