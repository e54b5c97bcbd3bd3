// Articles 16 and 17 on one laptop in the built app, the network cut: asked, approved and registered by others, viewed, proven; and an urgent one.

import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import type { TestBrowser } from '../support/browser.ts'
import { openSampleUnit, type SampleUnit } from '../support/openOffline.ts'
import { runVerify } from '../support/runVerify.ts'
import { addPerson, chooseSession, endViewing, exportBundle, passphrase, pictureShown, rail, register, unlock } from '../support/walk.ts'

let offline: SampleUnit
let browser: TestBrowser
let folder: string
const approverPassphrase = '分管 领导 审批 2026'

beforeAll(async () => {
  offline = await openSampleUnit('approvals')
  ;({ browser, folder } = offline)
})

afterAll(() => offline.close())

const unlockAs = async (page: Page, who: string): Promise<void> => {
  await page.keyboard.press('Control+Shift+L')
  await page.getByRole('combobox', { name: '人员', exact: true }).selectOption({ label: who })
  await unlock(page)
}

test('the first person alone looks urgently, and is led to report it', async () => {
  const { page } = browser
  await chooseSession(page, 'ZF3A001')
  await page.getByText('还没有申请查阅').waitFor()
  await page.getByText('本机没有别的审批人').waitFor()
  await register(page, '正在发生的投诉')
  await pictureShown(page)
  await endViewing(page)
  await page.getByRole('heading', { name: '补办申请' }).waitFor()
  await page.getByRole('button', { name: '签署申请' }).click()
  await page.getByText('紧急查阅，待补批').first().waitFor()
})

test('a viewer asks, the approver and the custodian sign on this laptop, and the picture comes', async () => {
  const { page } = browser
  await rail(page, '设置').click()
  await addPerson(page, '何志强', '分管领导', approverPassphrase)
  await addPerson(page, '李红梅', null, passphrase)
  await unlockAs(page, '李红梅 · 查阅人')

  await chooseSession(page, 'ZF3A001')
  await page.getByLabel('事由').fill('核对投诉举报经过')
  await page.getByLabel('次数').fill('1')
  await page.getByRole('button', { name: '在本机批准…' }).click()
  const answer = page.getByRole('form', { name: '审批' })
  await answer.getByLabel('批语').fill('限核对')
  await answer.getByLabel('签署人的口令').fill('不对的 口令 在这里')
  await answer.getByRole('button', { name: '批准', exact: true }).click()
  await page.getByText('口令不对').waitFor()
  await answer.getByLabel('签署人的口令').fill(approverPassphrase)
  await answer.getByRole('button', { name: '批准', exact: true }).click()

  await page.getByText('何志强已批准，保管人还没有登记').waitFor()
  const registration = page.getByRole('form', { name: '登记' })
  await registration.getByLabel('签署人的口令').fill(passphrase)
  await registration.getByRole('button', { name: '签署登记' }).click()

  await page.getByText('可以查阅').first().waitFor()
  await page.getByRole('button', { name: '签署登记并打开' }).click()
  await pictureShown(page)
  await page.getByRole('link', { name: '何志强' }).waitFor()
  await endViewing(page)
  await page.getByRole('button', { name: '查阅', exact: true }).click()
  await page.getByText('批准的1次查阅已经用完').waitFor()
})

test('the approver answers the urgent one, and the verifier prints who approved what', async () => {
  const { page } = browser
  await page.keyboard.press('Control+Shift+L')
  await page.getByRole('combobox', { name: '人员', exact: true }).selectOption({ label: '何志强 · 分管领导' })
  await page.getByLabel('口令', { exact: true }).fill(approverPassphrase)
  await page.getByRole('button', { name: '解锁', exact: true }).click()
  await page.getByRole('link', { name: '审批', exact: true }).click()
  await page.getByRole('link', { name: /正在发生的投诉/ }).click()
  await page.getByRole('form', { name: '审批' }).getByRole('button', { name: '批准', exact: true }).click()
  await page.getByText('紧急查阅，已补批').first().waitFor()

  const bundle = join(folder, 'approvals.bundle')
  await exportBundle(page, bundle)
  const { code, text } = await runVerify(bundle)
  expect(text).toMatch(/王建国.*正在发生的投诉.*紧急 urgent: 何志强 补批 approved afterwards/)
  expect(text).toMatch(/李红梅.*核对投诉举报经过.*批准 approved by 何志强 {2}登记 registered by 王建国/)
  expect(code, text).toBe(0)
})
