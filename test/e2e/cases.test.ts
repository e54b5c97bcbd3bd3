// A case and the receipt of article 1 in the built app, then on a stranger's side: the exported page from file://, no network, good and tampered.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Download, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openBrowser, removeProfile, type TestBrowser } from '../support/browser.ts'
import { serveApp, type ServedApp } from '../support/serveApp.ts'
import { addSample, selectSession, setUp, waitForShell } from '../support/walk.ts'

const caseNumber = '黔江文执〔2026〕031 号'
const media = 'public/sample/2026-03-26/ZF3A001_500114_20260326093000_0001.MP4'

let served: ServedApp
let browser: TestBrowser
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fieldreel-cases-'))
  served = await serveApp()
  browser = await openBrowser()
  const { page } = browser
  page.setDefaultTimeout(15_000)
  await page.goto(served.url)
  await waitForShell(page)
  await setUp(page)
  await addSample(page)
  // The server has cosigned a head that has the scan; from here on nothing can be reached.
  await vi.waitFor(async () => expect(await witnessed(page)).toBe(true), { timeout: 30_000, interval: 500 })
  await served.kill()
  await browser.context.setOffline(true)
})

afterAll(async () => {
  await browser.close()
  await removeProfile(browser.profile)
  await served.close()
  await rm(folder, { recursive: true, force: true })
})

const witnessed = (page: Page): Promise<boolean> =>
  page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open('fieldreel')
      opening.onsuccess = () => resolve(opening.result)
    })
    const rows = (name: string) =>
      new Promise<{ kind: string; seq: number; size: number; witnesses: readonly string[] }[]>((resolve) => {
        const asking = database.transaction(name).objectStore(name).getAll()
        asking.onsuccess = () => resolve(asking.result)
      })
    const [entries, checkpoints] = [await rows('entries'), await rows('checkpoints')]
    database.close()
    const scan = entries.find(({ kind }) => kind === 'drive-scan')
    return scan !== undefined && checkpoints.some(({ size, witnesses }) => size > scan.seq && witnesses.length > 0)
  })

const saved = async (name: string, press: () => Promise<unknown>): Promise<string> => {
  const [download]: readonly [Download, unknown] = await Promise.all([browser.page.waitForEvent('download'), press()])
  const path = join(folder, name)
  await download.saveAs(path)
  return path
}

test('a case is made while a session is attached to it', async () => {
  const { page } = browser
  await selectSession(page, 'ZF3A001')
  await page.locator('aside.detail').getByRole('button', { name: '归入案卷' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('归入哪个案卷').fill(caseNumber)
  await dialog.getByRole('button', { name: `立新卷“${caseNumber}”` }).click()
  await dialog.getByLabel('案由或名称').fill('某网吧接纳未成年人案')
  await dialog.getByRole('button', { name: '签署立卷' }).click()
  await dialog.getByRole('radio', { name: /031 号/ }).check()
  await dialog.getByRole('button', { name: '签署归入' }).click()
  await page.getByRole('link', { name: caseNumber }).click()
  await page.getByRole('heading', { name: /某网吧接纳未成年人案/ }).waitFor()
  await page.getByText('5份记录，1次执法过程').waitFor()
  await page.getByText('全部5份记录').waitFor()
  expect(await page.locator('.casePart').count()).toBeGreaterThan(1)
  await page.getByLabel('共同笔记').fill('还缺营业执照复印件。')
  await page.getByLabel('共同笔记').blur()
  await page.getByText('仅在本机').waitFor()
})

test('the receipt goes out as a page and two files', async () => {
  const { page } = browser
  await page.getByRole('button', { name: '出具回执' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('出具给').fill('当事人 李某')
  await dialog.getByLabel('事由').fill('当事人申请留存凭证')
  await dialog.getByRole('button', { name: '签署回执' }).click()
  await page.getByRole('heading', { name: '音像记录回执' }).first().waitFor()
  expect(await page.locator('.sheetPaper').innerText()).toMatch(/ZF3A001_500114_20260326093000_0001\.MP4[\s\S]*[0-9a-f]{64}[\s\S]*不晚于 ?20/)
  await saved('a.fieldreel-receipt', () => page.getByRole('button', { name: '回执文件' }).click())
  await saved('receipt.html', () => page.getByRole('button', { name: '核验页' }).click())
})

test('a stranger checks it from a file, without a network: good, changed, and forged', async () => {
  const receipt = await readFile(join(folder, 'a.fieldreel-receipt'))
  const changed = await readFile(media)
  changed[1000] = (changed[1000] ?? 0) ^ 1
  await writeFile(join(folder, 'changed.MP4'), changed)
  const forged = Buffer.from(receipt)
  forged.write('王', forged.indexOf('李某'))
  await writeFile(join(folder, 'forged.fieldreel-receipt'), forged)

  const page = await browser.context.newPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(pathToFileURL(join(folder, 'receipt.html')).href)
  const hand = (...files: readonly string[]): Promise<void> => page.locator('input[type=file]').setInputFiles([...files])
  await hand(join(folder, 'a.fieldreel-receipt'), media)
  await page.getByText('回执完整：签名、证书、日志证明全部相符。').waitFor()
  await page.getByText(/0001\.MP4”与回执逐字节相同/).waitFor()
  expect(await page.getByText(/不晚于 20.*按见证方的时钟/).count()).toBeGreaterThan(0)

  await hand(join(folder, 'changed.MP4'))
  await page.getByText('“changed.MP4”不是回执中的任何一件').waitFor()
  await hand(join(folder, 'forged.fieldreel-receipt'))
  await page.getByText('回执不能采信').waitFor()
  await page.getByText('回执文书签署之后被改动过').waitFor()
  expect(asked.filter((url) => !url.startsWith('file:'))).toEqual([])
})
