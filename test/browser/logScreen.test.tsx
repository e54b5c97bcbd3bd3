// The log screen in Chromium: viewings with their seconds, filters, entries with their bodies, verification, the printed register.

import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { FakeOptions } from '../support/fakeApp.ts'
import { openUi } from '../support/openUi.ts'
import type { LogProblem } from '../../src/core/log/problems.ts'
import { setLanguage } from '../../src/ui/i18n/language.ts'
import { problemDetail } from '../../src/ui/screens/log/problemDetail.ts'
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

const id = 'a1b2'.repeat(8)
const told: readonly LogProblem[] = [
  ['malformed', 'not a list of ten'], ['wrongLog', id], ['wrongGenesis', 'log-open'], ['wrongGenesis', 'another key or incarnation'], ['missing', '7'], ['missing', '7 to 9'], ['repeated', id], ['forked', id], ['outOfOrder', 'stands after 8'],
  ['chainBroken', `prev is ${id}, the entry before has ${id}`], ['badSignature', 'not signed by the device'], ['clockJump', '-90000 ms on the clock, 30000 ms passed'], ['viewingNotOpen', `view-interval of ${id}`], ['recordingNotRegistered', id],
  ['noSession', `registered by ${id}, unlocked by nobody`], ['badPersonSignature', id], ['unenrolled', 'no certificate for this device'], ['unenrolled', `no certificate for 陈立 ${id}`], ['badCertificate', 'its issuer does not stand under the root'],
  ['badCheckpoint', 'of another log'], ['checkpointMismatch', 'the checkpoint of size 12 has another root'], ['truncated', 'a checkpoint is of size 12'], ['badDeed', `approval ${id}: badSignature`], ['approvalMissing', `${id}: none named`], ['approvalMissing', `${id}: no approval ${id} before it`],
  ['approvalInvalid', `${id}: visit 3 of 2`], ['approvalInvalid', `${id}: ran out at 1774490000000`], ['approvalInvalid', `${id} was watched after it ran out`], ['registrationMissing', 'none, and the viewer may not register'], ['registrationMissing', `${id} does not stand before it`],
].map(([type, detail]) => ({ type: type as LogProblem['type'], seq: 1, detail: detail as string }))

test('what a problem says is said in the words of the reader, with short names', () => {
  setLanguage('zh-CN')
  const own = new Set(['malformed', 'wrongGenesis'])
  for (const problem of told) expect([problem.detail, problemDetail(problem)]).toEqual([problem.detail, expect.stringMatching(own.has(problem.type) ? /[\u4e00-\u9fff]/ : /^(?!.*[a-z]{5})/)])
  expect(problemDetail(told[5]!)).toBe('缺第7至9条')
  expect(problemDetail({ type: 'badDeed', detail: `approval ${id}: badSignature` })).toBe('批准a1b2…a1b2：签名不符，内容被改动过')
  setLanguage('en')
  expect(problemDetail({ type: 'approvalInvalid', detail: `${id}: visit 3 of 2` })).toBe('approval a1b2…a1b2: visit 3 of 2')
})
