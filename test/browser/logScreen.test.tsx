// The log screen in Chromium: viewings with their seconds, filters, entries with their bodies, verification, the printed register.

import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { FakeOptions } from '../support/fakeApp.ts'
import { openUi } from '../support/openUi.ts'
import type { ViewingRow } from '../../src/app/app.ts'

const open = (to: string, options: FakeOptions = {}) => {
  const app = openUi(to, { days: 14, ...options })
  let rows: readonly ViewingRow[] = []
  app.viewings.subscribe((next) => (rows = next))()
  return { app, rows }
}

test('viewings say who, why and which seconds; filtering by person leaves only theirs', async () => {
  const { rows } = open('/log')
  const first = rows[0]!
  await expect.poll(() => document.querySelector('.viewingCard')?.textContent).toContain(first.reason)
  expect(document.querySelector('.viewingCard')?.textContent).toContain('0:00.0–0:42.0')
  await userEvent.selectOptions(page.getByLabelText('查阅人'), '周敏')
  await expect.poll(() => new Set([...document.querySelectorAll('.viewingWho')].map((cell) => cell.firstElementChild?.textContent))).toEqual(new Set(['周敏']))
  expect(location.search).toContain('person=')
})

test('the printed register holds every row that is listed, also those that are not drawn', async () => {
  const { rows } = open('/log')
  await expect.poll(() => document.querySelectorAll('.viewingCard').length).toBeGreaterThan(0)
  window.dispatchEvent(new Event('beforeprint'))
  expect(document.querySelectorAll('.printed tbody tr').length).toBe(rows.length)
  expect(document.querySelector('.printed style')?.textContent).toContain('counter(pages)')
  window.dispatchEvent(new Event('afterprint'))
  expect(document.querySelector('.printed')).toBe(null)
})

test('an entry shows its decoded body and its leaf', async () => {
  open('/log?tab=entries')
  await expect.poll(() => document.querySelectorAll('.entryRow').length).toBeGreaterThan(5)
  await userEvent.click(page.getByRole('button', { name: /查阅登记/ }).first())
  await expect.poll(() => document.querySelector('.entryDetail')?.textContent).toContain('叶子')
  expect(document.querySelector('.bodyView')?.textContent).toContain('reason')
})

test('verification names each problem and its entry', async () => {
  open('/log?tab=verification')
  await userEvent.click(page.getByRole('button', { name: '核验全部日志' }))
  await expect.poll(() => document.querySelector('.verify')?.textContent).toContain('没有问题')
  await expect.poll(() => document.querySelector('.problemList')?.textContent).toContain('电脑时钟被往回调过')
})

test('without any viewing it teaches the next step', async () => {
  open('/log', { empty: true })
  await expect.poll(() => document.querySelector('.empty')?.textContent).toContain('还没有查阅记录')
})
