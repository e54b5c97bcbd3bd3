// Two devices of one unit and their server, in the built app: enrolled, cut off, met again, and the server killed while both write.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { applyUpdate, Doc } from 'yjs'
import { makeSqliteStore } from '../../server/store/sqlite.ts'
import { toHex } from '../../src/core/bytes.ts'
import { openBrowser, removeProfile, type TestBrowser } from '../support/browser.ts'
import { runVerify } from '../support/runVerify.ts'
import { serveApp, type ServedApp } from '../support/serveApp.ts'
import { storedExchange } from '../support/storedExchange.ts'
import { addSample, addTag, chooseSession, endViewing, exportBundle, fillForm, li, pictureShown, rail, register, selectSession, setUp, unlock, wang, writeRemark } from '../support/walk.ts'

let served: ServedApp
let folder: string
let a: TestBrowser
let b: TestBrowser

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fieldreel-two-'))
  served = await serveApp()
  ;[a, b] = await Promise.all([openBrowser(), openBrowser()])
})
afterAll(async () => {
  for (const browser of [a, b]) {
    await browser?.close()
    if (browser) await removeProfile(browser.profile)
  }
  await served?.close()
  await rm(folder, { recursive: true, force: true })
})

/** What a new network connection makes the app do at once. */
const meet = (page: Page): Promise<unknown> => page.evaluate(() => dispatchEvent(new Event('online')))
const remarkIn = (page: Page) => page.getByRole('textbox', { name: /^备注/ })
const inServer = async <T>(work: (store: ReturnType<typeof makeSqliteStore>) => Promise<T>): Promise<T> => {
  const store = makeSqliteStore(served.database)
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

/** Everything the server has told this device it stored is in the database file, byte for byte. */
const acknowledgedIsThere = async (page: Page): Promise<number> => {
  const { logs, remarks } = await storedExchange(page)
  return inServer(async (store) => {
    let count = 0
    for (const log of logs) {
      const there = (await store.entries(log.logId, 0, log.onServer, Number.MAX_SAFE_INTEGER)).map(({ leaf }) => leaf)
      expect(there).toEqual(log.leaves.slice(0, log.onServer))
      count += there.length
    }
    for (const remark of remarks.filter(({ serverVersion }) => serverVersion !== null)) {
      const document = new Doc()
      applyUpdate(document, (await store.document(`session/${remark.sessionId}`))!.state)
      expect([...document.getMap('tags').keys()]).toEqual(expect.arrayContaining([...remark.tags]))
    }
    return count
  })
}
/** All of this device's entries are acknowledged. */
const sentAll = (page: Page): Promise<void> =>
  vi.waitFor(
    async () => {
      await meet(page)
      for (const log of (await storedExchange(page)).logs) expect(log.onServer).toBe(log.leaves.length)
    },
    { timeout: 20_000, interval: 500 },
  )

test('one creates the unit and indexes; the other asks, is enrolled by files, and unlocks', async () => {
  await Promise.all([a.page.goto(served.url), b.page.goto(served.url)])
  await setUp(a.page, wang)
  await addSample(a.page)

  await b.page.getByText('加入已有单位').click()
  await fillForm(b.page, li)
  const [request] = await Promise.all([b.page.waitForEvent('download'), b.page.getByRole('button', { name: '生成申请文件' }).click()])
  const requestFile = join(folder, request.suggestedFilename())
  await request.saveAs(requestFile)
  const asked = (await b.page.locator('dd code').first().innerText()).trim()

  await rail(a.page, '设置').click()
  await a.page.getByLabel('打开申请文件').setInputFiles(requestFile)
  const dialog = a.page.getByRole('dialog')
  await dialog.getByText('李红梅').waitFor()
  expect(await dialog.innerText()).toContain(li.device)
  expect(await dialog.innerText()).toContain('黔江区文化市场综合行政执法支队')
  expect((await dialog.locator('code').innerText()).trim()).toBe(asked)
  const [certificate] = await Promise.all([a.page.waitForEvent('download'), dialog.getByRole('button', { name: '签署并下载证书' }).click()])
  const certificateFile = join(folder, certificate.suggestedFilename())
  await certificate.saveAs(certificateFile)

  await b.page.getByLabel('打开证书文件').setInputFiles(certificateFile)
  await unlock(b.page)
})

test("the other's drive appears: searchable, away, on the server", async () => {
  await sentAll(a.page)
  await sentAll(b.page)
  const { page } = b
  await rail(page, '档案').click()
  const shown = (count: number) => vi.waitFor(async () => expect(await page.locator('[role=option]').count()).toBe(count), { timeout: 10_000 })
  await shown(2)
  await page.getByPlaceholder(/记录仪、警号/).fill('500127')
  await shown(1)
  await page.getByPlaceholder(/记录仪、警号/).fill('')
  await shown(2)
  await selectSession(page, 'ZF3A001')
  await page.getByText(/在“示例介质.*”上.?现在没有连接/).first().waitFor()
  await page.locator('.whereList').getByText('服务器', { exact: false }).first().waitFor()
  expect(await page.locator('.whereList').innerText()).not.toContain('尚未到服务器')
  expect(await page.getByRole('button', { name: '查阅', exact: true }).isDisabled()).toBe(true)
})

test('cut off, both edit the same remark and one watches; met again, both hold everything', async () => {
  await served.kill()
  await selectSession(a.page, 'ZF3A001')
  await addTag(a.page, '投诉')
  await writeRemark(a.page, '甲:当事人到场。')
  await addTag(b.page, '复核')
  await writeRemark(b.page, '乙:请补录音。')
  await chooseSession(a.page, 'ZF3A001')
  await register(a.page, '离线核对经过')
  await pictureShown(a.page)
  await a.page.keyboard.press('Space')
  await a.page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 1)
  await endViewing(a.page)

  await served.restart()
  await sentAll(a.page)
  await sentAll(b.page)
  await sentAll(a.page)
  for (const { page } of [a, b]) {
    await selectSession(page, 'ZF3A001')
    await vi.waitFor(async () => expect(await remarkIn(page).inputValue()).toMatch(/^(?=.*甲:当事人到场。)(?=.*乙:请补录音。)/), { timeout: 20_000 })
    const detail = await page.locator('article').innerText()
    expect(detail).toContain('投诉')
    expect(detail).toContain('复核')
    await page.getByText('服务器已存').waitFor()
    expect(await page.locator('.whereList').innerText()).not.toContain('尚未到服务器')
  }
  await rail(b.page, '日志').click()
  await b.page.getByText('离线核对经过').first().waitFor()
  for (const { page } of [a, b]) {
    await rail(page, '日志').click()
    await page.getByRole('tab', { name: '核验' }).click()
    await page.getByRole('button', { name: '核验全部日志' }).click()
    await vi.waitFor(async () => expect(await page.getByText('没有问题').count()).toBe(2), { timeout: 20_000 })
  }
  const [sizesA, sizesB] = [await acknowledgedIsThere(a.page), await acknowledgedIsThere(b.page)]
  expect(sizesA).toBeGreaterThan(20)
  expect(sizesB).toBe(sizesA)
})

test('a bundle of the other device verifies: both logs, witnessed by the server', async () => {
  const bundle = join(folder, 'b.bundle')
  await exportBundle(b.page, bundle)
  const { code, text } = await runVerify(bundle)
  expect(text).toContain(wang.device)
  expect(text).toContain(li.device)
  expect(text).toContain('离线核对经过')
  const witness = ((await (await fetch(`${served.url}/api/health`)).json()) as { witness: { name: string } }).witness.name
  expect(text.split(witness).length).toBeGreaterThan(2)
  expect(code).toBe(0)
})

test('the server is killed again and again while both write: nothing it acknowledged is lost', async () => {
  await selectSession(b.page, 'ZF3B007')
  await rail(a.page, '日志').click()
  await a.page.getByRole('tab', { name: '核验' }).click()
  for (let round = 0; round < 5; round += 1) {
    const writing = [
      (async () => {
        for (let n = 0; n < 3; n += 1) {
          await Promise.all([a.page.waitForEvent('download'), a.page.getByRole('button', { name: '导出核验包' }).click()])
          await meet(a.page)
        }
      })(),
      addTag(b.page, `第${round}轮`).then(() => meet(b.page)),
    ]
    await new Promise((done) => setTimeout(done, 60 + 170 * round))
    await served.kill()
    await Promise.all(writing)
    await acknowledgedIsThere(a.page)
    await acknowledgedIsThere(b.page)
    await served.restart()
  }
  await sentAll(a.page)
  await sentAll(b.page)
  await b.page.getByText('服务器已存').waitFor()
  await acknowledgedIsThere(b.page)
  const held = (await storedExchange(b.page)).remarks.find(({ tags }) => tags.includes('第0轮'))
  expect(held?.tags).toEqual(expect.arrayContaining(['第0轮', '第1轮', '第2轮', '第3轮', '第4轮']))
  expect(held?.serverVersion).not.toBeNull()
  const here = await storedExchange(a.page)
  await inServer(async (store) => {
    for (const log of here.logs) expect((await store.leaves(log.logId, Number.MAX_SAFE_INTEGER)).length).toBeGreaterThanOrEqual(log.leaves.length)
    expect(await store.forks()).toEqual([])
    expect((await store.logs()).map(({ publicKey }) => toHex(publicKey)).length).toBe(2)
  })
})
