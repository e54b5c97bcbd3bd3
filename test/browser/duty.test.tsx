// The screens of duty in Chromium: checks, clocks, activities, the list, notes and their readers; what fails stays in its form.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { setLanguage } from '../../src/ui/i18n/language.ts'
import { mount } from '../../src/ui/mount.tsx'
import { makeFakeApp, type FakeApp, type FakeOptions } from '../support/fakeApp.ts'
import { makeFakeShell } from '../support/fakeShell.ts'

let takeOff: (() => void) | undefined
beforeEach(() => setLanguage('zh-CN'))
afterEach(() => {
  takeOff?.()
  document.querySelectorAll('body > *').forEach((element) => element.remove())
  history.replaceState(null, '', '/')
})

const open = (to: string, options: FakeOptions = {}): FakeApp => {
  history.replaceState(null, '', to)
  const root = document.createElement('div')
  root.id = 'root'
  document.body.append(root)
  const app = makeFakeApp(options)
  takeOff = mount(app, root, makeFakeShell({}))
  return app
}
const signedFields = (app: FakeApp): readonly unknown[] => app.calls.filter(([name]) => name === 'sign').map(([, type, fields]) => [type, fields])
const button = (name: string | RegExp) => page.getByRole('button', { name })
const listFile = (text: string | Uint8Array<ArrayBuffer>): File => new File([text], '清单.csv')

test('a check before use is signed once battery, storage and clock are there, and warns of what is low', async () => {
  const app = open('/duty')
  await expect.element(page.getByText('今天还没有检查')).toBeVisible()
  await button('检查 DSJ3A71').click()
  const sign = button('签署检查')
  await page.getByLabelText('电量（%）').fill('101')
  await page.getByLabelText('剩余存储（GiB）').fill('32.5')
  await expect.element(page.getByText('请填数字')).toBeVisible()
  await expect.element(sign).toBeDisabled()
  await page.getByLabelText('电量（%）').fill('38')
  await expect.element(page.getByText('低于50%，不宜出勤')).toBeVisible()
  await expect.element(page.getByText('由陈立（500114）签署，写入日志')).toBeVisible()
  await sign.click()
  await expect.element(page.getByText(/今天已检查/)).toBeVisible()
  expect(signedFields(app)).toEqual([['preUse', { serial: 'DSJ3A71', battery: 38, freeMib: 33_280, clock: 'right', reading: null, words: '' }]])
})

test('a clock that was measured corrects the times of the archive, and says so', async () => {
  open('/archive?recorder=DSJ3A71')
  await page.getByRole('option').first().click()
  await expect.element(page.getByText(/^\+00:01:12 ±2秒，2026-02-21/)).toBeVisible()
  await expect.element(page.getByText(/记录仪原写/)).toBeVisible()
  takeOff?.()
  document.querySelectorAll('body > *').forEach((element) => element.remove())
  const app = open('/duty?tab=recorders&recorder=HKM0091')
  await button('测量时钟…').click()
  await page.getByLabelText('记录仪显示').fill('00:00:00')
  await expect.element(button('签署测量')).toBeDisabled()
  await button('此刻').click()
  await expect.element(page.getByRole('status').getByText(/^[+−±]\d\d:\d\d:\d\d ±2秒$/)).toBeVisible()
  await button('签署测量').click()
  await expect.element(page.getByText('还没有测量过')).not.toBeInTheDocument()
  const [[, fields] = []] = signedFields(app) as [string, { atMs: number; shownMs: number }][]
  expect(fields).toMatchObject({ serial: 'HKM0091', method: 'typed', uncertaintyMs: 2_000, set: false, recording: null })
  expect(Math.abs(fields!.shownMs - fields!.atMs)).toBeLessThan(86_400_000)
})

test('the screen clock can be filmed, and goes away', async () => {
  open('/duty?tab=recorders&recorder=DSJ3A71')
  await button('测量时钟…').click()
  await page.getByLabelText('方法').selectOptions('拍摄屏幕时钟')
  await button('打开屏幕时钟').click()
  const clock = page.getByRole('dialog', { name: '屏幕时钟' })
  await expect.element(clock.getByText(/^\d\d:\d\d:\d\d\.\d$/)).toBeVisible()
  expect(document.querySelector('.screenClockCode canvas')?.getBoundingClientRect().width).toBeGreaterThan(100)
  await userEvent.keyboard('{Escape}')
  await expect.element(clock).not.toBeInTheDocument()
  await expect.element(button('签署测量')).toBeVisible()
})

test('an activity fills the steps it covers, and their figure opens its sessions', async () => {
  const app = open('/duty?tab=todo&who=all&kind=activity')
  await button('登记').first().click()
  await page.getByLabelText('活动类别').selectOptions('日常检查')
  await page.getByLabelText('事项').selectOptions('日常检查 · 歌舞娱乐场所检查')
  await page.getByLabelText('亮证告知').click()
  await button('签署登记').click()
  expect(signedFields(app)).toMatchObject([['activity', { kind: 'inspection', steps: [{ category: '日常检查', matter: '歌舞娱乐场所检查', step: '亮证告知' }] }]])
  await page.getByRole('tab', { name: '清单' }).click()
  const covered = button(/^亮证告知\s*一年\s*1$/)
  await covered.click()
  await expect.element(page.getByRole('region', { name: '“歌舞娱乐场所检查 · 亮证告知”的执法过程' }).getByRole('link')).toHaveAttribute('href', expect.stringMatching(/^\/archive\/[0-9a-f]+/))
  await page.getByLabelText('只看空缺').click()
  await expect.element(covered).not.toBeInTheDocument()
})

test('a list with problems names their lines and is not taken over; GB 18030 is read', async () => {
  const app = open('/duty?tab=list', { empty: true })
  await page.elementLocator(document.querySelector('input[type=file][accept*=csv]') ?? document.body).upload(listFile('类别,事项,环节,记录开始,记录结束\n检查,网吧,告知,到场,离场'))
  await expect.element(page.getByText(/缺少“存储期限”列/)).toBeVisible()
  await expect.element(button('签署并采用')).toBeDisabled()
  await button('取消').click()
  const rows = Array.from({ length: 10_000 }, (_, n) => `检查,事项${Math.floor(n / 5)},环节${n % 5},到场,离场,一年`)
  await page.elementLocator(document.querySelector('input[type=file][accept*=csv]') ?? document.body).upload(listFile(['\ufeff类别,事项,环节,记录开始,记录结束,存储期限', ...rows].join('\r\n')))
  await expect.element(page.getByText('读出10,000个环节（UTF-8），没有问题。')).toBeVisible()
  await button('签署并采用').click()
  await expect.element(page.getByText('10,000个环节中10,000个没有音像记录')).toBeVisible()
  expect(document.querySelectorAll('.coverCell').length).toBeLessThan(200)
  // 类别,事项,环节,记录开始,记录结束,存储期限 / 检查,网吧,告知,到场,离场,一年
  const gb = Uint8Array.from('c0e0b1f02ccac2cfee2cbbb7bdda2cbcc7c2bcbfaacabc2cbcc7c2bcbde1caf82cb4e6b4a2c6dacfde0abcecb2e92ccdf8b0c92cb8e6d6aa2cb5bdb3a12cc0ebb3a12cd2bbc4ea'.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  await page.elementLocator(document.querySelector('input[type=file][accept*=csv]') ?? document.body).upload(listFile(gb))
  await expect.element(page.getByText('读出1个环节（GB18030），没有问题。')).toBeVisible()
  expect(signedFields(app)).toMatchObject([['activityList', { name: '清单.csv', rows: 10_000 }]])
})

test('a session is flagged as unrelated to work, stays where it is, and the flag is lifted again', async () => {
  const app = open('/archive?recorder=HKM0091')
  await page.getByRole('option').first().click()
  await button('与工作无关').click()
  await page.getByLabelText('理由').fill('车内误触开机')
  await button('签署').click()
  await expect.element(page.getByText(/车内误触开机/)).toBeVisible()
  await button('取消“与工作无关”').click()
  await page.getByLabelText('理由').fill('查明是路检')
  await button('签署').click()
  await expect.element(page.getByText(/车内误触开机/)).not.toBeInTheDocument()
  expect(signedFields(app)).toMatchObject([['workFlag', { unrelated: true }], ['workFlag', { unrelated: false }]])
})

test('an exemption is written of a time, not of one that ends before it begins', async () => {
  const app = open('/duty?tab=todo&kind=exemptions')
  await button('写不记录说明').click()
  await page.getByLabelText('情况紧急').click()
  await page.getByLabelText('日期').fill('2026-03-30')
  await page.getByLabelText('从', { exact: true }).fill('15:00')
  await page.getByLabelText('到', { exact: true }).fill('14:30')
  await page.getByLabelText('理由').fill('接报即出动')
  await page.getByLabelText('法律依据或规定').fill('第七条第二项')
  await expect.element(page.getByText('结束在开始之前')).toBeVisible()
  await expect.element(button('签署说明并报负责人')).toBeDisabled()
  await page.getByLabelText('到', { exact: true }).fill('16:10')
  await button('签署说明并报负责人').click()
  await expect.element(page.getByText('接报即出动')).toBeVisible()
  expect(signedFields(app)).toMatchObject([['exemption', { ground: 'emergency', officerNumber: '500114', fromMs: Date.parse('2026-03-30T15:00:00+08:00'), toMs: Date.parse('2026-03-30T16:10:00+08:00'), gap: null }]])
})

test('a head reads what is reported and signs; somebody else is told whose it is', async () => {
  open('/duty?tab=todo&kind=reports')
  await expect.element(page.getByText('这一步由部门负责人办理')).toBeVisible()
  await expect.element(button('签阅')).not.toBeInTheDocument()
  takeOff?.()
  document.querySelectorAll('body > *').forEach((element) => element.remove())
  const app = open('/duty?tab=todo&kind=reports', { roles: ['head'] })
  await button('签阅').last().click()
  await page.getByLabelText('意见').fill('已知悉')
  await button('签署已阅').click()
  await expect.element(page.getByText(/已阅，.*已知悉/)).toBeVisible()
  expect(signedFields(app)).toMatchObject([['acknowledgement', { kind: 'exemption', words: '已知悉' }]])
})

test('what cannot be written stays in its form', async () => {
  open('/duty?tab=todo&who=all&kind=notice', { failing: { type: 'StorageFull', usedBytes: null, quotaBytes: null } })
  await button('说明原因').first().click()
  await page.getByLabelText('理由').fill('当事人不在场')
  await button('签署说明').click()
  await expect.element(page.getByRole('status').or(page.getByRole('alert')).first()).toBeInTheDocument()
  await expect.element(page.getByLabelText('理由')).toHaveValue('当事人不在场')
})
