// The interface over the fake app: language, keyboard, filters in the URL, and a name for every control on every screen.

import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { ExchangeState } from '../../src/app/app.ts'
import { makeLive } from '../../src/core/live.ts'
import { setLanguage } from '../../src/ui/i18n/language.ts'
import type { FakeOptions } from '../support/fakeApp.ts'
import { fakeDriveId, makeFakeCatalog } from '../support/fakeCatalog.ts'
import { openUi } from '../support/openUi.ts'

const rows = (): readonly Element[] => [...document.querySelectorAll('[role=option]')]
/** Once a screen stands there, and nothing on it has changed for a while; what never stands still is taken as it is. */
const settled = async (): Promise<void> => {
  await expect.poll(() => document.querySelectorAll('button, a[href]').length, { timeout: 15_000 }).toBeGreaterThan(0)
  await new Promise<void>((resolve) => {
    const done = (): void => {
      observer.disconnect()
      resolve()
    }
    let quiet = setTimeout(done, 100)
    const observer = new MutationObserver(() => {
      clearTimeout(quiet)
      quiet = setTimeout(done, 100)
    })
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
    setTimeout(done, 3000)
  })
}

/** What a screen reader would say of a control, roughly as accname has it. */
const nameOf = (element: Element): string => {
  const ids = element.getAttribute('aria-labelledby')?.split(/\s+/) ?? []
  const labelled = ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ')
  const labels = 'labels' in element && element.labels ? [...(element.labels as NodeListOf<HTMLLabelElement>)].map((label) => label.textContent ?? '').join(' ') : ''
  return (element.getAttribute('aria-label') || labelled || labels || element.textContent || '').trim()
}
const nameless = (): readonly string[] => [...document.querySelectorAll('button, a[href], input, select, textarea, summary, progress, [role=dialog], [role=listbox], [role=tab], [role=img], svg[role]')].filter((element) => nameOf(element) === '').map((element) => element.outerHTML.slice(0, 160))

const session = makeFakeCatalog().sessions.at(-2)?.id ?? ''
const screens: readonly (readonly [name: string, to: string, options: FakeOptions])[] = [
  ['first start', '/', { identity: 'none' }],
  ['waiting for the certificate', '/', { identity: 'requested' }],
  ['unlock', '/', { identity: 'locked' }],
  ['other tab', '/', { identity: 'otherTab' }],
  ['archive', `/archive/${session}`, { work: true }],
  ['archive as grid', '/archive?as=grid', {}],
  ['empty archive', '/archive', { empty: true }],
  ['drives', '/drives', {}],
  ['no drives', '/drives', { empty: true }],
  ['drive', `/drives/${fakeDriveId(0)}?files=failed`, {}],
  ['settings', '/settings', {}],
  ['log', '/log', {}],
  ['duty', '/duty', {}],
  ['elements to mark', '/duty?tab=todo&who=all&kind=elements', {}],
  ['list and coverage', '/duty?tab=list', {}],
  ['recorders', '/duty?tab=recorders&recorder=DSJ3A71', {}],
  ['viewing', `/view/${session}`, {}],
]

for (const language of ['zh-CN', 'en'] as const) {
  for (const width of [1280, 390]) {
    test(`every control has a name and nothing spills sideways: ${language}, ${width} px`, async () => {
      await page.viewport(width, 800)
      for (const [name, to, options] of screens) {
        openUi(to, options)
        setLanguage(language)
        await settled()
        document.querySelectorAll('details').forEach((details) => (details.open = true))
        await settled()
        expect(document.querySelectorAll('button, a[href]').length, name).toBeGreaterThan(0)
        expect(nameless(), name).toEqual([])
        expect(document.documentElement.scrollWidth, name).toBeLessThanOrEqual(width)
      }
    })
  }
}

test('the language changes in place and is kept', async () => {
  await page.viewport(1280, 800)
  openUi('/drives')
  await expect.element(page.getByRole('heading', { name: '介质' })).toBeVisible()
  expect(document.documentElement.lang).toBe('zh-CN')
  setLanguage('en')
  await expect.element(page.getByRole('heading', { name: 'Drives' })).toBeVisible()
  expect(document.documentElement.lang).toBe('en')
  expect(localStorage.getItem('fieldreel.language')).toBe('en')
  expect(document.querySelector('.main')?.textContent).not.toMatch(/连接|扫描/)
})

test('filters and search stand in the URL, and the URL alone brings them back', async () => {
  await page.viewport(1280, 800)
  openUi('/archive')
  await expect.poll(() => rows().length).toBeGreaterThan(5)
  await page.getByRole('combobox', { name: '执法记录仪' }).selectOptions('HKM0093')
  await expect.poll(() => location.search).toBe('?recorder=HKM0093')
  await expect.poll(() => rows().every((row) => row.textContent?.includes('HKM0093'))).toBe(true)
  await page.getByRole('searchbox', { name: '搜索' }).fill('2026年3月31日')
  await expect.poll(() => new URLSearchParams(location.search).get('q')).toBe('2026年3月31日')
  await expect.poll(() => rows().length).toBe(2)
  const address = location.pathname + location.search
  openUi(address)
  await expect.poll(() => rows().length).toBe(2)
  await page.getByRole('button', { name: '清除筛选' }).click()
  await expect.poll(() => location.search).toBe('')
  await expect.poll(() => rows().length).toBeGreaterThan(5)
})

test('arrows move the selection in the URL, Enter watches, back returns', async () => {
  await page.viewport(1280, 800)
  openUi('/archive')
  await expect.poll(() => rows().length).toBeGreaterThan(5)
  await userEvent.keyboard('{ArrowDown}')
  await expect.poll(() => document.querySelectorAll('[role=option][aria-selected=true]').length).toBe(1)
  const first = location.pathname
  await userEvent.keyboard('{ArrowDown}')
  await expect.poll(() => location.pathname).not.toBe(first)
  const second = location.pathname
  expect(document.querySelector('[role=option][aria-selected=true]')?.id).toContain(second.split('/').at(-1))
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => location.pathname).toBe(second.replace('/archive/', '/view/'))
  history.back()
  await expect.poll(() => location.pathname).toBe(second)
})

test('letters typed in a field are no shortcuts', async () => {
  await page.viewport(1280, 800)
  openUi('/archive')
  await expect.poll(() => rows().length).toBeGreaterThan(5)
  await userEvent.click(page.getByRole('searchbox', { name: '搜索' }))
  await userEvent.keyboard('jj?')
  await settled()
  expect(location.pathname).toBe('/archive')
  expect(document.querySelector('[role=dialog]')).toBeNull()
})

test('the palette runs commands and searches the archive', async () => {
  await page.viewport(1280, 800)
  openUi('/drives')
  await settled()
  await userEvent.keyboard('{Control>}k{/Control}')
  await userEvent.keyboard('设置{Enter}')
  await expect.poll(() => location.pathname).toBe('/settings')
  await userEvent.keyboard('{Control>}k{/Control}')
  await userEvent.keyboard('HKM0091 中队')
  await expect.element(page.getByRole('option', { name: /在档案中搜索/ })).toBeVisible()
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => decodeURIComponent(location.pathname + location.search)).toBe('/archive?q=HKM0091 中队')
})

test('a unit is created only with a fit passphrase typed twice, and says what is signed', async () => {
  await page.viewport(1280, 900)
  const app = openUi('/', { identity: 'none' })
  const create = page.getByRole('button', { name: '签署并建立' })
  await page.getByLabelText('单位名称').fill('青岚县文化市场综合执法大队')
  await page.getByLabelText('本机名称').fill('笔记本 2')
  await page.getByLabelText('姓名').fill('陈立')
  await page.getByLabelText('口令', { exact: true }).fill('1111111111')
  await page.getByLabelText('再输一次口令').fill('1111111111')
  await expect.element(create).toBeDisabled()
  await page.getByLabelText('口令', { exact: true }).fill('青山 铁船 七月')
  await page.getByLabelText('再输一次口令').fill('青山 铁船 八月')
  await expect.element(page.getByText('两次输入不同')).toBeVisible()
  await expect.element(create).toBeDisabled()
  await page.getByLabelText('再输一次口令').fill('青山 铁船 七月')
  await expect.element(create).toBeDisabled()
  for (const label of ['口令', '再输一次口令']) await page.getByLabelText(label, { exact: true }).fill('青山 铁船 七月 晾衣')
  await expect.element(page.getByText('“青岚县文化市场综合执法大队”的根密钥与签发密钥')).toBeVisible()
  await create.click()
  await expect.poll(() => location.pathname).toBe('/archive')
  expect(app.calls[0]?.[0]).toBe('setUp')
})

test('a wrong passphrase says what happened, what was kept and what to do', async () => {
  openUi('/', { identity: 'locked' })
  await page.getByLabelText('口令').fill('abc')
  await page.getByRole('button', { name: '解锁' }).click()
  const alert = page.getByRole('alert')
  await expect.poll(() => alert.element().textContent).toMatch(/口令不对.*已保留.*没有任何改动.*接下来/s)
})

test('the update waits while work runs and while a viewing is open', async () => {
  await page.viewport(1280, 800)
  const shell = { update: makeLive({ available: true }) }
  const app = openUi('/archive', { work: true }, { shell })
  await settled()
  expect(document.querySelector('.banner')).toBeNull()
  app.cancelWork('w1')
  await expect.element(page.getByRole('button', { name: '现在换用' })).toBeVisible()
  openUi(`/view/${session}`, {}, { shell })
  await settled()
  expect(document.querySelector('.banner')).toBeNull()
})

test('work can be paused, continued, cancelled and put away, and says what was taken over', async () => {
  const app = openUi('/drives', { work: true })
  const strip = page.getByRole('region', { name: '正在进行' })
  await expect.poll(() => strip.element().textContent).toMatch(/从上次停下处继续：918个文件/)
  await page.getByRole('button', { name: /^暂停/ }).click()
  await page.getByRole('button', { name: /^继续/ }).click()
  await page.getByRole('button', { name: /^取消/ }).click()
  await page.getByRole('button', { name: /^收起/ }).click()
  expect(app.calls.map(([name]) => name)).toEqual(['pauseWork', 'resumeWork', 'cancelWork', 'dismissWork'])
  await expect.poll(() => document.querySelector('.workStrip')).toBeNull()
})

test('a request that was never answered is dropped only after asking', async () => {
  const app = openUi('/', { identity: 'requested' })
  await page.getByRole('button', { name: '重新填写申请' }).click()
  await page.getByRole('button', { name: '保留申请' }).click()
  expect(app.calls).toEqual([])
  await page.getByRole('button', { name: '重新填写申请' }).click()
  await page.getByRole('button', { name: '放弃并重新填写' }).click()
  expect(app.calls.map(([name]) => name)).toEqual(['startOver'])
  await expect.element(page.getByLabelText('单位名称')).toBeVisible()
})

test('a date is typed as it is written everywhere; what is no date changes nothing', async () => {
  openUi('/archive')
  const from = page.getByLabelText('起始日期')
  await from.fill('2026年3月5日')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => location.search).toContain('from=2026-03-05')
  await expect.element(from).toHaveValue('2026-03-05')
  await from.fill('3月')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => from.element().getAttribute('aria-invalid')).toBe('true')
  expect(location.search).toContain('from=2026-03-05')
})

test('without a folder picker the folder input is offered', async () => {
  openUi('/drives', { empty: true }, { shell: { canPick: false } })
  await expect.poll(() => document.querySelectorAll('input[type=file]').length).toBeGreaterThan(0)
  expect(document.body.textContent).toContain('没有文件夹选择器')
})

test('a grammar is tried before it is saved, and a broken one is not saved', async () => {
  await page.viewport(1280, 900)
  const app = openUi('/settings')
  await page.getByLabelText('用一个路径试试').fill('20260326/DSJ3A71_500114_20260326093621_1.MP4')
  const grammars = page.getByRole('region', { name: '文件名规则' })
  await expect.poll(() => grammars.element().textContent).toMatch(/DSJ3A71.*500114.*2026-03-26 09:36:21/s)
  document.querySelector<HTMLElement>('.grammar summary')?.click()
  await grammars.getByLabelText('正则表达式（命名组）').first().fill('(?<recorder>[a-z')
  await expect.element(page.getByRole('button', { name: '保存规则' })).toBeDisabled()
  await page.getByRole('button', { name: '恢复内置规则' }).click()
  await page.getByRole('button', { name: '保存规则' }).click()
  await expect.poll(() => app.calls.some(([name]) => name === 'setGrammars')).toBe(true)
})

test('a certificate is issued only after the request is shown', async () => {
  const app = openUi('/settings')
  await expect.poll(() => document.querySelector('#enrol input[type=file]'), { timeout: 10_000 }).not.toBe(null)
  const input = document.querySelector<HTMLInputElement>('#enrol input[type=file]')
  const transfer = new DataTransfer()
  transfer.items.add(new File(['x'], 'a.request'))
  if (!input) throw new Error('no input')
  input.files = transfer.files
  input.dispatchEvent(new Event('change', { bubbles: true }))
  const dialog = page.getByRole('dialog', { name: '签发证书' })
  await expect.poll(() => dialog.element().textContent, { timeout: 10_000 }).toMatch(/K7QM-22VD-9XTA.*田野.*签发密钥签署一份证书/s)
  await dialog.getByLabelText('执法人员').click()
  await expect.element(dialog.getByRole('button', { name: '签署并下载证书' })).toBeDisabled()
  for (const chosen of ['监督人员', '查阅人', '商业秘密']) await dialog.getByLabelText(chosen).click()
  await dialog.getByRole('button', { name: '签署并下载证书' }).click()
  await expect.poll(() => app.calls.at(-1)).toEqual(['certify', ['viewer', 'auditor'], ['commercial']])
})

test('whoever may not bring in a drive is told who may, and gets no button', async () => {
  openUi('/drives', { roles: ['auditor'] })
  await expect.element(page.getByText(/^这一步由.*保管人.*办理$/)).toBeVisible()
  for (const name of ['添加介质', '试用示例介质']) expect(page.getByRole('button', { name }).elements()).toEqual([])
  for (const again of page.getByRole('button', { name: /^(重新扫描|允许读取并扫描)/ }).elements()) expect(again).toHaveProperty('disabled', true)
  openUi('/archive', { empty: true, roles: ['auditor'] })
  await expect.element(page.getByText(/^这一步由.*办理$/)).toBeVisible()
  expect(page.getByRole('button', { name: '先用示例介质试试' }).elements()).toEqual([])
})

test('until the first exchange is over, what rests on the catalogue says that it is not complete', async () => {
  const exchange = makeLive<ExchangeState>({ server: 'connecting', lastMs: null, waiting: 0, error: null })
  for (const place of ['/custody', '/duty', '/audit']) {
    openUi(place, {}, { app: { exchange } })
    await expect.element(page.getByText(/目录还不全/).first()).toBeVisible()
  }
  exchange.set({ server: 'connected', lastMs: 1, waiting: 0, error: null })
  await expect.element(page.getByText(/目录还不全/)).not.toBeInTheDocument()
})
