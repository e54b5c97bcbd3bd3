// People in the settings over the fake app: added with both passphrases, renewed, revoked; what is brought is reported; the idle warning.

import { beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { makeLive, type LiveValue } from '../../src/core/live.ts'
import type { FakeApp } from '../support/fakeApp.ts'
import { openUi } from '../support/openUi.ts'

let app: FakeApp
let idle: LiveValue<number | null>
beforeEach(async () => {
  await page.viewport(1280, 800)
  idle = makeLive<number | null>(null)
  app = openUi('/settings', {}, { app: { idleSecondsLeft: idle } })
  await expect.element(page.getByRole('button', { name: '添加人员' })).toBeVisible()
})
const dialog = () => page.getByRole('dialog')

test('a person is added with a fit passphrase typed twice and the own one', async () => {
  await page.getByRole('button', { name: '添加人员' }).click()
  const add = dialog().getByRole('button', { name: '签署并添加' })
  await dialog().getByLabelText('姓名').fill('周敏')
  await dialog().getByLabelText('管理员').click()
  await expect.poll(() => document.querySelector('[role=dialog]')?.textContent).toContain('管理员在本机也可以签发证书')
  await dialog().getByLabelText('新人员自己的口令').fill('长江 三峡 夔门 2026')
  await dialog().getByLabelText('陈立的口令').fill('大熊猫 吃 竹子 2026')
  await dialog().getByLabelText('再输一次').fill('长江 三峡 夔门')
  await expect.element(add).toBeDisabled()
  await dialog().getByLabelText('再输一次').fill('长江 三峡 夔门 2026')
  await add.click()
  await expect.poll(() => app.calls.at(-1)).toEqual(['addPerson', '周敏', ['viewer', 'administrator']])
})

test('a device is revoked with a reason, up to the head that is chosen; this device and the person at work are not', async () => {
  expect(document.querySelectorAll('[aria-label="吊销 陈立"], [aria-label="吊销 一中队 笔记本 2"]')).toHaveLength(0)
  await page.getByRole('button', { name: '吊销 监督科 台式机' }).click()
  const sign = dialog().getByRole('button', { name: '签署吊销' })
  await expect.element(sign).toBeDisabled()
  await dialog().getByLabelText('原因').fill('遗失')
  await dialog().getByLabelText('最后可信的检查点').selectOptions('全部不可信')
  await sign.click()
  await expect.poll(() => app.calls.at(-1)).toMatchObject(['revoke', { kind: 'device', reason: '遗失', head: null }])
})

test('a person gets other roles by a new certificate', async () => {
  await page.getByRole('button', { name: '变更身份 冉小芳' }).click()
  await dialog().getByLabelText('分管领导').click()
  await dialog().getByLabelText('国家秘密').click()
  await dialog().getByRole('button', { name: '签署新证书' }).click()
  await expect.poll(() => app.calls.at(-1)?.slice(2)).toEqual([['approver', 'viewer'], ['state']])
})

test('what was brought and not taken is said in words', async () => {
  const input = document.querySelector<HTMLInputElement>('#roster input[type=file]')!
  const carrier = new DataTransfer()
  carrier.items.add(new File(['x'], 'x.fieldreel-deeds'))
  input.files = carrier.files
  input.dispatchEvent(new Event('change', { bubbles: true }))
  await expect.poll(() => document.querySelector('[role=dialog]')?.textContent).toMatch(/批准签署人的证书已吊销.*新收到1份证书或吊销 · 1份没有接受，已记入日志/s)
  await dialog().getByRole('button', { name: '完成' }).click()
})

test('the last minute before locking is announced, and can be declined', async () => {
  idle.set(42)
  await expect.element(page.getByText('无人操作，42秒后锁定本机')).toBeVisible()
  await page.getByRole('button', { name: '继续工作' }).click()
  await expect.poll(() => app.calls.at(-1)).toEqual(['stayOpen'])
})
