// An auditor in a made-up unit of three months: takes over its logs, then, with the network cut, audits, answers, cosigns, exports.

import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseCheckpoint } from '../../src/core/log/checkpoint.ts'
import { openBrowser, removeProfile, type TestBrowser } from '../support/browser.ts'
import { joinUnit } from '../support/joinUnit.ts'
import type { MadeUpUnit } from '../support/madeUp/makeUnit.ts'
import { makeDatabase, planOf, yesterday } from '../support/madeUpUnits.ts'
import { runVerify } from '../support/runVerify.ts'
import { serveApp, type ServedApp } from '../support/serveApp.ts'
import { bytesOf, exportBundle, waitForShell } from '../support/walk.ts'

let served: ServedApp
let browser: TestBrowser
let unit: MadeUpUnit
const bundle = join(tmpdir(), `fieldreel-audit-${process.pid}.bundle`)

beforeAll(async () => {
  served = await serveApp(async (database) => {
    unit = await makeDatabase(database, 'remote', yesterday())
  })
  browser = await openBrowser()
})

afterAll(async () => {
  await browser.close()
  await removeProfile(browser.profile)
  await served.close()
  await rm(bundle, { force: true })
})

const audit = async (tab: string): Promise<void> => {
  await browser.page.getByRole('link', { name: '监督', exact: true }).click()
  await browser.page.getByRole('tab', { name: tab }).click()
}

const download = async (button: string): Promise<string> => {
  const [file] = await Promise.all([browser.page.waitForEvent('download'), browser.page.getByRole('button', { name: button, exact: true }).click()])
  return (await bytesOf(file)).toString('utf8')
}

test('the board counts what the logs of the unit tell', async () => {
  const { page } = browser
  await joinUnit(page, served.url, planOf('remote'), ['auditor'])
  await waitForShell(page)
  const days = unit.visits.map(({ day }) => day).toSorted()
  const expected = unit.catalog.sessions.length.toLocaleString('en-US')
  await page.getByRole('link', { name: '监督', exact: true }).click()
  await page.evaluate((period) => {
    history.pushState(null, '', `/audit?period=${period}`)
    dispatchEvent(new PopStateEvent('popstate'))
  }, `${days[0]}_${days.at(-1)}`)
  await page.getByRole('link', { name: '打开：执法过程' }).getByText(expected, { exact: true }).waitFor({ timeout: 90_000 })
  // Nothing more is needed from outside.
  await served.kill()
  await browser.context.setOffline(true)
})

test('a planted viewing without approval is a finding with its proof, and is answered with a signature', async () => {
  const { page } = browser
  await audit('问题')
  await page.getByLabel('类别').selectOption({ value: 'other' })
  await page.getByText('未经批准查阅').first().click()
  const detail = page.getByRole('complementary', { name: '未经批准查阅' })
  await detail.getByText('日志里的查阅登记没有引用批准').waitFor()
  await detail.getByLabel('状态').selectOption({ label: '已查实' })
  await detail.getByLabel('说明').fill('查阅人承认未经申请，已批评教育。')
  await detail.getByRole('button', { name: '签署答复' }).click()
  await detail.getByText('查阅人承认未经申请，已批评教育。', { exact: true }).waitFor()
  await page.getByLabel('状态', { exact: true }).first().selectOption({ label: '已查实' })
  await expect.poll(() => page.locator('.findingRow').count()).toBe(1)
})

test('the auditor cosigns what holds, and the independent verifier counts it', async () => {
  const { page } = browser
  await audit('日志健康')
  await page.getByRole('button', { name: '联署检查点' }).click()
  await page.getByText('已联署3本日志的检查点').waitFor({ timeout: 60_000 })
  await page.locator('.oneLog').filter({ hasText: '雪岭 笔记本' }).getByText(/田监察/).waitFor()
  await exportBundle(page, bundle)
  const { text } = await runVerify(bundle)
  expect(text).toContain('田监察')
  expect(text).not.toMatch(/badCosignature|checkpointMismatch|chainBroken|badSignature/)
})

test('what is exported can be checked: entries under the cosigned heads, rows for a spreadsheet', async () => {
  await audit('查阅核查')
  const csv = await download('CSV')
  expect(csv.split('\r\n').length).toBeGreaterThan(20)
  expect(csv).toContain('卓玛')
  await audit('问题')
  const all = JSON.parse(await download('JSON')) as { readonly findings: readonly { readonly rule: string }[]; readonly proofs: { readonly heads: readonly { readonly logId: string; readonly note: string | null }[]; readonly entries: readonly { readonly logId: string; readonly seq: number; readonly entry: string; readonly proof: readonly string[] | null }[] } }
  expect(all.findings.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['gone', 'noApproval', 'urgentLate', 'software']))
  const proven = all.proofs.entries.filter(({ proof, entry }) => proof !== null && entry !== '')
  expect(proven.length).toBeGreaterThan(3)
  for (const { logId, seq, entry, proof } of proven) {
    const head = parseCheckpoint(all.proofs.heads.find((one) => one.logId === logId)?.note ?? '')
    if (!head.ok) throw new Error(head.error)
    expect(rootOf(Buffer.from(entry, 'base64'), seq, head.value.size, proof ?? [])).toBe(Buffer.from(head.value.root).toString('hex'))
  }
})

test('the report is on paper what is on screen', async () => {
  const { page } = browser
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  const report = page.locator('.auditReport')
  await report.getByText('执法音像记录监督报告').waitFor({ state: 'attached' })
  expect(await report.locator('.reportFindings tbody tr').count()).toBeGreaterThan(8)
  expect(await report.innerText().catch(() => report.textContent())).toContain(unit.plan.unit)
  await page.evaluate(() => dispatchEvent(new Event('afterprint')))
})

/** RFC 9162 section 2.1.3.2, by another hand than the program's. */
const rootOf = (entry: Buffer, index: number, size: number, proof: readonly string[]): string => {
  const hash = (...parts: readonly Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest()
  let node = hash(Buffer.of(0), entry)
  let [fn, sn] = [index, size - 1]
  for (const sibling of proof.map((hex) => Buffer.from(hex, 'hex'))) {
    if (fn % 2 === 1 || fn === sn) {
      node = hash(Buffer.of(1), sibling, node)
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)]
    } else node = hash(Buffer.of(1), node, sibling)
    ;[fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)]
  }
  return sn === 0 ? node.toString('hex') : ''
}
