// The viewing screen in Chromium, over an App without media: no picture before the form, keys, watermark, failures, leaving.

import { afterEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { makeFakeApp, type FakeOptions } from '../support/fakeApp.ts'
import { makeFakeCatalog } from '../support/fakeCatalog.ts'
import { makeFakeShell } from '../support/fakeShell.ts'
import { mount } from '../../src/ui/mount.tsx'
import { setLanguage } from '../../src/ui/i18n/language.ts'

const catalog = makeFakeCatalog(14)
const session = catalog.sessions.find(({ gaps, parts }) => gaps.length > 0 && parts.length > 2)!
let leave: (() => void) | null = null

const open = (options: FakeOptions = {}, id: string = session.id) => {
  setLanguage('zh-CN')
  history.replaceState(null, '', `/view/${encodeURIComponent(id)}`)
  const root = document.createElement('div')
  document.body.append(root)
  const app = makeFakeApp({ days: 14, ...options })
  const unmount = mount(app, root, makeFakeShell())
  leave = () => {
    unmount()
    root.remove()
    leave = null
  }
  return { app, named: (name: string) => app.calls.filter(([called]) => called === name) }
}
const register = async (): Promise<void> => {
  await userEvent.fill(page.getByLabelText('事由'), '核对告知环节')
  await userEvent.click(page.getByRole('button', { name: '紧急查阅' }))
}
const clock = (): string => document.querySelector('.wallClock output')?.textContent ?? ''

afterEach(() => leave?.())

test('nothing is opened without a reason; with one the registration is what was written', async () => {
  const { named } = open()
  await userEvent.click(page.getByRole('button', { name: '紧急查阅' }))
  expect([named('openSession').length, document.querySelector('.stage')]).toEqual([0, null])
  await register()
  await expect.element(page.getByRole('slider')).toBeVisible()
  expect(named('openSession')).toEqual([['openSession', { sessionId: session.id, atMs: null, purpose: 'casework', reason: '核对告知环节', caseNumber: '', urgent: true, visit: null }]])
})

test('asked and approved by a colleague on this laptop, it opens with what was asked', async () => {
  const { named } = open()
  await userEvent.fill(page.getByLabelText('事由'), '核对告知环节')
  await userEvent.click(page.getByRole('button', { name: '在本机批准…' }))
  const answer = page.getByRole('form', { name: '审批' })
  await expect.element(answer.getByRole('button', { name: '批准', exact: true })).toBeDisabled()
  await userEvent.fill(answer.getByLabelText('签署人的口令'), '分管 领导 审批 2026')
  await userEvent.click(answer.getByRole('button', { name: '不予批准' }))
  await expect.element(answer.getByText('请写明不予批准的理由')).toBeVisible()
  expect(named('sign').map(([, type]) => type)).toEqual(['request'])
  await userEvent.click(answer.getByRole('button', { name: '批准', exact: true }))
  await expect.element(page.getByRole('heading', { name: '可以查阅' })).toBeVisible()
  await expect.element(page.getByText('何志强', { exact: false }).first()).toBeVisible()
  await userEvent.click(page.getByRole('button', { name: '签署登记并打开' }))
  await expect.element(page.getByRole('slider')).toBeVisible()
  expect(named('openSession')).toEqual([['openSession', { sessionId: session.id, atMs: null, purpose: 'casework', reason: '核对告知环节', caseNumber: '', urgent: false, visit: null }]])
  await expect.poll(() => document.querySelector('.stage .watermark')?.textContent).toMatch(/批准[0-9a-f]{8} · 查阅[0-9a-f]{8}/)
})

test('the watermark names the viewer, and keys play, pause and mark', async () => {
  const { named } = open()
  await register()
  await expect.element(page.getByRole('slider')).toBeVisible()
  expect(document.querySelector('.stage .watermark')?.textContent).toContain('陈立 500114')
  const begin = clock()
  await userEvent.keyboard(' ')
  await expect.poll(clock).not.toBe(begin)
  await userEvent.keyboard('k')
  const paused = clock()
  await userEvent.keyboard('m')
  await userEvent.fill(page.getByLabelText('说明'), '出示证件')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => named('addMarker').length).toBe(1)
  expect([clock(), named('addMarker')[0]?.[1]]).toEqual([paused, expect.objectContaining({ kind: 'notice', text: '出示证件', toWallMs: null })])
})

test('gaps are on the timeline with their length, a click seeks, and a key goes to what is loud', async () => {
  open()
  await register()
  await expect.element(page.getByRole('slider')).toBeVisible()
  expect(document.querySelectorAll('.timeline .gap').length).toBe(session.gaps.length)
  const before = clock()
  await userEvent.click(page.getByRole('slider'))
  await expect.poll(clock).not.toBe(before)
  const clicked = clock()
  await userEvent.click(page.getByText('跳转列表'))
  await expect.element(page.getByText(/^响声 \+\d+ dB/).first()).toBeVisible()
  await userEvent.keyboard('h')
  await expect.poll(clock).not.toBe(clicked)
})

test('a block that fails its check: the page that says so, and no picture', async () => {
  const bad = session.parts[0]!.recordingId
  const copy = catalog.copies.find(({ recordingId }) => recordingId === bad)!
  open({ failing: { type: 'BlockMismatch', recordingId: bad, block: 217, driveId: copy.driveId, path: copy.path } })
  await register()
  await expect.poll(() => document.body.textContent).toContain('校验不符，画面没有显示')
  expect(document.querySelector('.stage')).toBe(null)
  expect(document.body.textContent).toContain('第218块')
  expect(document.body.textContent).toContain(copy.path)
})

test('a copy that is not here: the form stays as it was filled in, and says which drive', async () => {
  open({ failing: { type: 'CopyUnavailable', recordingId: session.parts[0]!.recordingId, drives: ['归档盘 9'] } })
  await register()
  await expect.poll(() => document.querySelector('[role=alert]')?.textContent).toContain('归档盘 9')
  await expect.element(page.getByLabelText('事由')).toHaveValue('核对告知环节')
})

test('leaving the screen closes the viewing', async () => {
  const { named } = open()
  await register()
  await expect.element(page.getByRole('slider')).toBeVisible()
  leave?.()
  expect(named('close')).toHaveLength(1)
})
