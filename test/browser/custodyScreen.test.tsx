// Custody and the policy profile as people meet them: real components over the in-memory app.

import { describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { utf8 } from '../../src/core/bytes.ts'
import { exampleProfile } from '../../src/core/policy/exampleProfile.ts'
import type { FakeApp } from '../support/fakeApp.ts'
import { openUi } from '../support/openUi.ts'

const signed = (app: FakeApp, type: string) => app.calls.filter(([name, kind]) => name === 'sign' && kind === type).map(([, , fields]) => fields as Record<string, unknown>)

describe('custody', () => {
  test('the custodian takes over what is ready; the overdue get fewer', async () => {
    const app = openUi('/custody?show=overdue')
    await expect.element(page.getByRole('listitem').first().getByText(/逾期未移交/).first()).toBeVisible()
    await page.getByRole('checkbox', { name: /^选择/ }).first().click()
    await page.getByRole('button', { name: '移交1次…' }).click()
    await expect.element(page.getByRole('dialog').getByText(/由陈立.*签署/).first()).toBeVisible()
    await page.getByRole('button', { name: '签署', exact: true }).click()
    await expect.element(page.getByText('已签署，已记入日志')).toBeVisible()
    expect(signed(app, 'handOver')).toMatchObject([{ sessions: 1 }])
  })

  test('an officer sees their own and takes nothing over', async () => {
    openUi('/custody?show=all', { roles: ['officer'] })
    await expect.element(page.getByRole('listitem').first()).toBeVisible()
    for (const row of document.querySelectorAll('.custodyRow')) expect(row.textContent).toContain('500114')
    expect(document.querySelectorAll('.custodyRow input').length).toBe(0)
  })

  test('held Sessions are not due; what is not due is left out of a disposal, and says why', async () => {
    const app = openUi('/custody?tab=retention&show=held', { laterMs: 400 * 86_400_000 })
    await expect.element(page.getByRole('listitem').first().getByText(/留存：当事人对现场检查提出投诉/).first()).toBeVisible()
    await page.getByRole('checkbox', { name: /^选择/ }).first().click()
    await page.getByRole('button', { name: '申请处置0份…' }).click()
    await expect.element(page.getByRole('dialog').getByText(/所选的记录都不能处置。/).first()).toBeVisible()
    await expect.element(page.getByRole('button', { name: '签署', exact: true })).toBeDisabled()
    expect(signed(app, 'request')).toEqual([])
  })

  test('a Hold is lifted with a reason', async () => {
    const app = openUi('/custody?tab=holds')
    await page.getByRole('button', { name: '解除…' }).click()
    await page.getByLabelText('理由').fill('投诉已撤回')
    await page.getByRole('button', { name: '签署', exact: true }).click()
    await expect.element(page.getByText('没有符合筛选的')).toBeVisible()
    expect(signed(app, 'lift')).toMatchObject([{ reason: '投诉已撤回' }])
  })
})

describe('the policy profile', () => {
  test('a draft names the place that is wrong, compares, and is adopted by signature', async () => {
    const app = openUi('/settings/policy')
    await page.getByRole('button', { name: '载入示例制度' }).click()
    const from = page.getByLabelText('生效日期', { exact: true })
    await from.fill('2026-02-30')
    await userEvent.keyboard('{Tab}')
    await expect.element(page.getByRole('alert').getByText(/“生效日期”不能用：没有这一天/).first()).toBeVisible()
    await expect.element(page.getByRole('button', { name: '签署采用…' })).toBeDisabled()
    await from.fill('2024-01-01')
    await userEvent.keyboard('{Tab}')
    await page.getByRole('button', { name: /^差异/ }).click()
    await expect.element(page.getByRole('row', { name: /按类别 › 作为案件证据 › 保存期限.*与案卷相同.*永久/ })).toBeVisible()
    await page.getByRole('button', { name: '签署采用…' }).click()
    await expect.element(page.getByRole('dialog').getByText(/阻碍执法、妨害公务: 永久/).first()).toBeVisible()
    await page.getByRole('button', { name: '签署采用', exact: true }).click()
    await expect.element(page.getByText('已采用，已记入日志')).toBeVisible()
    expect(signed(app, 'profile')).toMatchObject([{ profile: exampleProfile.id }])
    await page.getByRole('button', { name: '完成' }).click()
    await expect.element(page.getByRole('button', { name: /现场执法视音频记录规定（示例） ?现行/ })).toBeVisible()
  })

  test('a draft is there after a restart, with who changed it, until it is discarded', async () => {
    const { profileDraft, keepProfileDraft } = openUi('/settings/policy')
    const app = { profileDraft, keepProfileDraft }
    await page.getByRole('button', { name: '以此为底稿修改' }).click()
    await page.getByLabelText('生效日期', { exact: true }).fill('2027-01-01')
    openUi('/settings/policy?profile=draft', {}, { app })
    await expect.element(page.getByLabelText('生效日期', { exact: true })).toHaveValue('2027-01-01')
    await expect.element(page.getByText(/^陈立 .*改$/)).toBeVisible()
    vi.spyOn(window, 'confirm').mockReturnValueOnce(true)
    await page.getByRole('button', { name: '放弃草稿' }).click()
    openUi('/settings/policy?profile=draft', {}, { app })
    await expect.element(page.getByText(/第1版 · 2020-/).first()).toBeVisible()
    await expect.element(page.getByText('草稿', { exact: true })).not.toBeInTheDocument()
  })

  test('a draft says so when another profile comes into force meanwhile', async () => {
    const app = openUi('/settings/policy')
    await page.getByRole('button', { name: '以此为底稿修改' }).click()
    await expect.element(page.getByText('编辑期间现行制度变了', { exact: false })).not.toBeInTheDocument()
    await app.sign('profile', { profile: exampleProfile.id, words: '' }, { attachments: [utf8(exampleProfile.text)] })
    await expect.element(page.getByText('编辑期间现行制度变了', { exact: false })).toBeVisible()
  })

  test('whoever may not adopt can still read and export', async () => {
    openUi('/settings/policy', { roles: ['viewer'] })
    await expect.element(page.getByText('采用制度由管理员办理；这里可以查看、比较和导出。')).toBeVisible()
    await expect.element(page.getByRole('button', { name: '导出JSON' })).toBeEnabled()
  })
})
