// Pictures of every screen over the fake app, to be looked at: `node test/support/drawUi.ts FOLDER [part of a name]`.

import { mkdir } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { openBrowser, removeProfile } from './browser.ts'
import { servePages } from './servePages.ts'

interface Picture {
  readonly name: string
  readonly to: string
  readonly query?: string
  readonly act?: (page: Page) => Promise<void>
}

const firstRow = async (page: Page): Promise<void> => {
  await page.locator('.sessionRow').first().click()
  await page.waitForTimeout(500)
}

const pictures: readonly Picture[] = [
  { name: 'start', to: '/', query: 'identity=none' },
  { name: 'requested', to: '/', query: 'identity=requested' },
  { name: 'unlock', to: '/', query: 'identity=locked' },
  { name: 'otherTab', to: '/', query: 'identity=otherTab' },
  { name: 'archive', to: '/archive' },
  { name: 'archiveDetail', to: '/archive', query: 'work=1', act: firstRow },
  { name: 'archiveGrid', to: '/archive?as=grid' },
  { name: 'archiveNothing', to: '/archive?q=没有这个词' },
  { name: 'archiveEmpty', to: '/archive', query: 'empty=1' },
  { name: 'drives', to: '/drives' },
  { name: 'drivesEmpty', to: '/drives', query: 'empty=1' },
  { name: 'drive', to: '/drives/DRIVE0' },
  { name: 'driveFailed', to: '/drives/DRIVE0?files=failed' },
  { name: 'settings', to: '/settings' },
  { name: 'settingsGrammars', to: '/settings', act: (page) => page.locator('#grammars').scrollIntoViewIfNeeded() },
  { name: 'palette', to: '/archive', act: (page) => page.keyboard.press('Control+K') },
  { name: 'recording', to: '/archive?state=finding', act: async (page) => { await firstRow(page); await page.locator('.recording summary').first().click(); await page.locator('.recording').first().scrollIntoViewIfNeeded() } },
  { name: 'remarks', to: '/archive?tag=已告知', act: async (page) => { await firstRow(page); await page.locator('textarea').scrollIntoViewIfNeeded() } },
  { name: 'compare', to: '/settings', act: (page) => page.locator('.hash button').nth(1).click() },
  { name: 'certify', to: '/settings', act: (page) => page.locator('#enrol input[type=file]').setInputFiles({ name: 'request', mimeType: '', buffer: Buffer.from('x') }) },
  { name: 'grammarTest', to: '/settings', act: async (page) => { await page.locator('#grammars input').first().fill('20260326/DSJ3A71_500114_20260326093621_1.MP4'); await page.locator('.grammar summary').first().click(); await page.locator('#grammars').evaluate((element) => element.scrollIntoView()) } },
  { name: 'settingsPeople', to: '/settings', act: (page) => page.locator('#people').evaluate((element) => element.scrollIntoView()) },
  { name: 'settingsRoster', to: '/settings', act: (page) => page.locator('#roster').evaluate((element) => element.scrollIntoView()) },
  { name: 'addPerson', to: '/settings', act: async (page) => { await page.locator('#people .button:has-text("添加人员"), #people .button:has-text("Add a person")').click(); await page.waitForTimeout(300) } },
  { name: 'revokeDevice', to: '/settings', act: async (page) => { await page.locator('#roster li:last-child .button').last().click(); await page.waitForTimeout(300) } },
  { name: 'renewPerson', to: '/settings', act: async (page) => { await page.locator('#roster li:first-child .button').first().click(); await page.waitForTimeout(300) } },
  { name: 'qrCode', to: '/settings', act: async (page) => { await page.locator('#people .button.compact').nth(1).click(); await page.waitForTimeout(800) } },
  { name: 'qrReader', to: '/settings', act: async (page) => { await page.locator('#people .button.compact').nth(3).click(); await page.waitForTimeout(800) } },
  { name: 'brought', to: '/settings', act: async (page) => { await page.locator('#roster input[type=file]').setInputFiles({ name: 'x', mimeType: '', buffer: Buffer.from('x') }); await page.waitForTimeout(300) } },
  { name: 'account', to: '/drives', act: (page) => page.locator('.whoami').click() },
  { name: 'approvals', to: '/approvals' },
  { name: 'approvalsEmpty', to: '/approvals', query: 'empty=1' },
  { name: 'approvalsChosen', to: '/approvals?show=all', act: async (page) => { await page.locator('a.requestRow').nth(1).click(); await page.waitForTimeout(400) } },
  { name: 'approvalsRegister', to: '/approvals?show=todo', act: async (page) => { await page.locator('a.requestRow').first().click(); await page.waitForTimeout(400) } },
  { name: 'approvalsAsk', to: '/approvals/ask?recorder=DSJ3A71' },
  { name: 'approvalsUrgent', to: '/approvals', act: async (page) => { await page.locator('.urgentRow .button').first().click(); await page.waitForTimeout(400) } },
  { name: 'viewWays', to: '/archive', act: async (page) => { await page.locator('.sessionRow').first().dblclick(); await page.waitForTimeout(600) } },
  { name: 'viewCovered', to: '/approvals?show=mine', act: async (page) => { await page.locator('a.requestRow').filter({ hasText: /核实3月26日/ }).click(); await page.locator('.approvalsDetail a.button.accent').click(); await page.waitForTimeout(500) } },
  { name: 'policy', to: '/settings/policy' },
  { name: 'policyDraft', to: '/settings/policy', act: async (page) => { await page.locator('.policyMore .button').click(); await page.locator('.policyBar .button').nth(1).click() } },
  { name: 'policyEdit', to: '/settings/policy', act: async (page) => { await page.locator('.policyMore .button').click(); await page.locator('[id="s.retention"]').scrollIntoViewIfNeeded() } },
  { name: 'policyAdopt', to: '/settings/policy', act: async (page) => { await page.locator('.policyMore .button').click(); await page.locator('.policyBar .button.accent').click() } },
  { name: 'policyTrial', to: '/settings/policy', query: 'later=250', act: async (page) => { await page.locator('.policyMore .button').click(); await page.locator('.policyBar .button').nth(2).click() } },
  { name: 'custody', to: '/custody' },
  { name: 'custodyAll', to: '/custody?show=all' },
  { name: 'custodyRoles', to: '/custody', act: (page) => page.locator('.custodyBar .button').filter({ hasText: /介质用途|Use of drives/ }).click() },
  { name: 'custodyDuty', to: '/custody', act: (page) => page.locator('.custodyBar .button').filter({ hasText: /执勤登记|Declare duty/ }).click() },
  { name: 'custodyDue', to: '/custody?tab=retention', query: 'later=380' },
  { name: 'custodyDispose', to: '/custody?tab=retention&show=all', query: 'later=370', act: async (page) => { for (const at of [0, 1, 2, 3]) await page.locator('.custodyRow input').nth(at).click(); await page.locator('.custodyBar .button.accent').click() } },
  { name: 'custodyRetention', to: '/custody?tab=retention&show=all' },
  { name: 'custodyHolds', to: '/custody?tab=holds&show=all' },
  { name: 'custodyDisposals', to: '/custody?tab=disposals' },
  { name: 'custodyEmpty', to: '/custody', query: 'empty=1' },
  { name: 'custodyPanel', to: '/archive', act: async (page) => { await firstRow(page); await page.locator('section').filter({ has: page.locator('h2', { hasText: /^保管$|^Custody$/ }) }).last().scrollIntoViewIfNeeded() } },
  { name: 'log', to: '/log' },
  { name: 'duty', to: '/duty' },
  { name: 'dutyTodo', to: '/duty?tab=todo&who=all&kind=elements' },
  { name: 'dutyReports', to: '/duty?tab=todo&who=all&kind=reports' },
  { name: 'dutyList', to: '/duty?tab=list', act: (page) => page.locator('.coverCell:not(.hole)').first().click() },
  { name: 'dutyRecorders', to: '/duty?tab=recorders&recorder=DSJ3A71' },
  { name: 'cases', to: '/cases' },
  { name: 'casesEmpty', to: '/cases', query: 'empty=1' },
  { name: 'case', to: `/cases/${encodeURIComponent('青文执〔2026〕031 号')}` },
  { name: 'caseAttach', to: '/archive', act: async (page) => { await firstRow(page); await page.locator('.archiveBar button').filter({ hasText: /归入案卷|Attach/ }).click({ timeout: 3_000 }) } },
  { name: 'receipt', to: `/cases/${encodeURIComponent('青文执〔2026〕031 号')}`, act: async (page) => { await page.locator('a[href^="/receipts/"]').first().click(); await page.waitForTimeout(400) } },
]

const [out = '', only = ''] = process.argv.slice(2)
if (!out) throw new Error('which folder?')
await mkdir(out, { recursive: true })
const { fakeDriveId } = await import('./fakeCatalog.ts')
const server = await servePages()
try {
  for (const dark of [false, true]) {
    for (const width of [1280, 390]) {
      for (const language of ['zh-CN', 'en']) {
        const wanted = pictures.filter(({ name }) => `${name}-${language}-${width}-${dark ? 'dark' : 'light'}`.includes(only) || new RegExp(only).test(`${name}-${language}-${width}-${dark ? 'dark' : 'light'}`))
        if (wanted.length === 0) continue
        const browser = await openBrowser({ width, height: width === 390 ? 844 : 800, dark, locale: language })
        browser.page.on('console', (message) => message.type() === 'error' && console.error(message.text()))
        browser.page.on('pageerror', (error) => console.error(error.message))
        for (const { name, to, query, act } of wanted) {
          await browser.page.goto(`${server.url}/test/support/uiPage.html?to=${encodeURIComponent(to.replace('DRIVE0', fakeDriveId(0)))}&${query ?? ''}`)
          await browser.page.waitForTimeout(700)
          await act?.(browser.page)
          await browser.page.waitForTimeout(200)
          await browser.page.screenshot({ path: `${out}/${name}-${language}-${width}-${dark ? 'dark' : 'light'}.png` })
        }
        await browser.close()
        await removeProfile(browser.profile)
      }
    }
  }
} finally {
  await server.close()
}
