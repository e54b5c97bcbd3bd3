// The gap table of a session in Chromium: what is open, saying why, who may not, and finding what nobody explained.

import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { SessionId } from '../../src/core/ids.ts'
import { setLanguage } from '../../src/ui/i18n/language.ts'
import { makeFakeCatalog } from '../support/fakeCatalog.ts'
import { openUi } from '../support/openUi.ts'

const session = makeFakeCatalog().sessions.find(({ gaps }) => gaps.length > 0)?.id as SessionId

test('a gap is explained in writing, once cause and words are there', async () => {
  const app = openUi(`/archive/${session}`)
  await expect.element(page.getByRole('cell', { name: /^未说明/ }).first()).toBeVisible()
  await page.getByRole('button', { name: /^说明.*的中断$/ }).first().click()
  const sign = page.getByRole('button', { name: '签署说明' })
  await expect.element(sign).toBeDisabled()
  await page.getByLabelText('中断原因').selectOptions('电量不足')
  await expect.element(sign).toBeDisabled()
  await page.getByLabelText('书面说明').fill('更换电池，约两分钟。')
  await sign.click()
  await expect.element(page.getByText('更换电池，约两分钟。')).toBeVisible()
  await expect.element(page.getByRole('cell', { name: /电量不足.*陈立/ })).toBeVisible()
  expect(app.calls.at(-1)).toMatchObject(['explainGap', { cause: 'battery', statement: '更换电池，约两分钟。', marker: null }])
})

test('what cannot be written stays in the form', async () => {
  openUi(`/archive/${session}`, { failing: { type: 'GapGone', session } })
  await page.getByRole('button', { name: /^说明.*的中断$/ }).first().click()
  await page.getByLabelText('中断原因').selectOptions('天气恶劣')
  await page.getByLabelText('书面说明').fill('暴雨')
  await page.getByRole('button', { name: '签署说明' }).click()
  await expect.element(page.getByText(/这处中断已经不在了/)).toBeVisible()
  await expect.element(page.getByLabelText('书面说明')).toHaveValue('暴雨')
})

test('the filter finds sessions with a gap that nobody explained', async () => {
  openUi('/archive?state=unexplainedGap')
  await expect.element(page.getByRole('option').first()).toBeVisible()
  expect([...document.querySelectorAll('select')].map(({ value }) => value)).toContain('unexplainedGap')
  const found = document.querySelectorAll('.sessionRow').length
  expect(found).toBeGreaterThan(0)
  expect(found).toBeLessThan(makeFakeCatalog().sessions.length)
})

test('in English', async () => {
  openUi(`/archive/${session}`)
  setLanguage('en')
  await expect.element(page.getByRole('cell', { name: /^Not explained/ }).first()).toBeVisible()
  await page.getByRole('button', { name: /^Explain the gap/ }).first().click()
  await page.getByLabelText('Cause').selectOptions('Battery')
})
