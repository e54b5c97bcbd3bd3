// Places in the built app, without a network: plot, map from a file, satellite time as a clock reading, and what becomes of markers.

import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseDeed } from '../../src/core/deeds/deed.ts'
import type { EntryBodies } from '../../src/core/log/kinds.ts'
import { openBrowser, removeProfile, type TestBrowser } from '../support/browser.ts'
import { makeClip, makeTempFolder } from '../support/makeClips.ts'
import { makeRasterMap, makeVectorMap } from '../support/makeMap.ts'
import { runVerify } from '../support/runVerify.ts'
import { serveApp, type ServedApp } from '../support/serveApp.ts'
import { storedEntries } from '../support/storedRows.ts'
import { addDirectory, bytesOf, chooseSession, clockText, endViewing, exportBundle, pictureShown, register, selectSession, setUp, waitForShell, workDone } from '../support/walk.ts'

const seconds = 40
/** By the satellites the recorder is 17 s behind. */
const behindMs = 17_000
const begin = Date.UTC(2026, 2, 26, 1)
const name = 'ZF3A001_500114_20260326090000_0001'

let served: ServedApp
let browser: TestBrowser
let folder: Awaited<ReturnType<typeof makeTempFolder>>
const asked = new Set<string>()

beforeAll(async () => {
  folder = await makeTempFolder('places')
  makeClip(join(folder.path, `${name}.MP4`), { seconds, size: '160x90', fps: 10 })
  // Due east, a point a second.
  const points = Array.from({ length: seconds + 1 }, (_, i) => `<trkpt lat="29.528" lon="${108.762 + i * 0.0004}"><time>${new Date(begin + behindMs + i * 1000).toISOString()}</time></trkpt>`)
  writeFileSync(join(folder.path, `${name}.gpx`), `<gpx><trk><trkseg>${points.join('\n')}</trkseg></trk></gpx>`)
  served = await serveApp()
  browser = await openBrowser({ args: ['--autoplay-policy=no-user-gesture-required', '--enable-unsafe-swiftshader', '--use-angle=swiftshader'] })
  const { page, context } = browser
  context.on('request', (request) => asked.add(new URL(request.url()).origin))
  page.setDefaultTimeout(60_000)
  // Headless Chromium has no picker: it answers with files of the browser's own, which are real handles.
  await page.addInitScript(() => {
    Object.assign(window, { showOpenFilePicker: async () => [await (await navigator.storage.getDirectory()).getFileHandle(sessionStorage.getItem('picked') ?? '')] })
  })
  await page.goto(served.url)
  await setUp(page)
  for (const [file, bytes] of [['vector.pmtiles', makeVectorMap()], ['raster.pmtiles', makeRasterMap()], ['none.pmtiles', new Uint8Array(200)], ['torn.pmtiles', makeVectorMap().slice(0, 200)]] as const) {
    await page.evaluate(
      async ([path, text]) => {
        const writer = await (await (await navigator.storage.getDirectory()).getFileHandle(path, { create: true })).createWritable()
        await writer.write(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)))
        await writer.close()
      },
      [file, Buffer.from(bytes).toString('base64')] as const,
    )
  }
  await addDirectory(page, folder.path)
  await workDone(page)
  await waitForShell(page)
  await context.setOffline(true)
})

afterAll(async () => {
  await browser.close()
  await removeProfile(browser.profile)
  await served.close()
  folder.remove()
})

const soon = { timeout: 30_000 }

const bodies = async <K extends keyof EntryBodies>(kind: K): Promise<readonly EntryBodies[K][]> =>
  (await storedEntries(browser.page)).filter((entry) => entry.kind === kind).map((entry) => entry.body as unknown as EntryBodies[K])

const pick = async (file: string): Promise<void> => {
  await browser.page.evaluate((path) => sessionStorage.setItem('picked', path), file)
  await browser.page.getByRole('button', { name: /选择地图文件|换地图/ }).click()
}

/** Pixels of the map that are nearly of this colour. */
const pixelsOf = async (red: number, green: number, blue: number): Promise<number> => {
  const picture = await browser.page.locator('.mapPlace').screenshot()
  return browser.page.evaluate(
    async ([text, ...wanted]) => {
      const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))]))
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!
      context.drawImage(bitmap, 0, 0)
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height)
      let found = 0
      for (let at = 0; at < data.length; at += 4) if (wanted.every((value, i) => Math.abs((data[at + i] ?? 0) - value) < 6)) found++
      return found
    },
    [picture.toString('base64'), red, green, blue] as const,
  )
}

test('without a map the track is a plot that says how to get one; what is no map is refused', async () => {
  const { page } = browser
  await chooseSession(page, 'ZF3A001')
  await register(page, '看位置')
  await pictureShown(page)
  await page.locator('.trackPlot').waitFor()
  await page.getByText('没有底图').waitFor()
  await pick('none.pmtiles')
  await page.getByText('不是PMTiles第3版地图文件').waitFor()
  await pick('torn.pmtiles')
  await page.getByText('地图画不出来').waitFor()
  expect(await page.locator('.trackPlot').count()).toBe(1)
})

test('a vector map: land, buildings, the track in its colour; a click on the track seeks', async () => {
  const { page } = browser
  await pick('vector.pmtiles')
  await expect.poll(() => pixelsOf(31, 78, 140), soon).toBeGreaterThan(300)
  await expect.poll(() => pixelsOf(0xe0, 0xdf, 0xda), soon).toBeGreaterThan(500)
  await page.getByText('虚构地图', { exact: true }).waitFor()
  const box = (await page.locator('.mapPlace').boundingBox())!
  await page.mouse.click(box.x + 28 + (box.width - 56) * 0.75, box.y + box.height / 2)
  await expect.poll(() => clockText(page), soon).toMatch(/09:00:30/)
  await page.getByText('29.52800, 108.77400').waitFor()
})

test('a raster map; and coordinates read as GCJ-02 for the drawing only', async () => {
  const { page } = browser
  await pick('raster.pmtiles')
  await expect.poll(async () => (await pixelsOf(222, 200, 170)) + (await pixelsOf(206, 214, 190)), soon).toBeGreaterThan(20_000)
  await page.getByLabel('记录仪坐标').selectOption('gcj02')
  await page.getByText('按 GCJ-02 换算后画在地图上').waitFor()
  expect(page.url()).toContain('datum=gcj02')
  await page.getByText('29.52800, 108.77400').waitFor()
})

test('satellite time stands beside the others and becomes a clock reading when it is signed', async () => {
  const { page } = browser
  await page.getByText('按卫星时间，记录仪时钟偏差 −00:00:17 ±1秒').waitFor()
  await page.getByRole('button', { name: '采用为时钟测量' }).click()
  await page.getByRole('button', { name: '签署时钟测量' }).click()
  await expect.poll(async () => (await bodies('deed')).flatMap(({ deed }) => { const parsed = parseDeed(deed); return parsed.ok && parsed.value.type === 'clockReading' ? [parsed.value.fields] : [] }), soon).toMatchObject([
    { serial: 'ZF3A001', method: 'gps', atMs: begin + behindMs, shownMs: begin, uncertaintyMs: 1_000, set: false },
  ])
  // Before that the dialog takes the keys.
  await page.getByRole('button', { name: '签署时钟测量' }).waitFor({ state: 'hidden' })
  // What plays stays on the clock on which it was opened.
  expect(await clockText(page)).toMatch(/09:00:30/)
})

test('a marker is withdrawn by a later entry, and what is taken out is on record before it is saved', async () => {
  const { page } = browser
  for (const words of ['记错了', '门口张贴']) {
    await page.keyboard.press('m')
    await page.getByRole('textbox', { name: '说明' }).fill(words)
    await page.getByRole('button', { name: '签署并记下' }).click()
    await page.getByRole('button', { name: new RegExp(`告知 ${words}`) }).waitFor()
    await page.getByRole('textbox', { name: '说明' }).waitFor({ state: 'hidden' })
  }
  await page.locator('.markerList li').filter({ hasText: '记错了' }).getByRole('button', { name: '撤回这个标记' }).click()
  await page.getByLabel('撤回原因').fill('那是另一家')
  await page.getByRole('button', { name: '签署撤回' }).click()
  await page.getByText('已撤回的标记').waitFor()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'WebVTT' }).click()])
  const saved = await bytesOf(download)
  expect(String(saved)).toContain('门口张贴')
  expect(String(saved)).not.toContain('记错了')
  const [written, [withdrawn], [exported]] = [await bodies('marker'), await bodies('marker-withdrawn'), await bodies('marker-export')]
  expect(withdrawn).toMatchObject({ marker: written[0]?.marker, reason: '那是另一家' })
  expect({ ...exported, sha256: Buffer.from(exported!.sha256).toString('hex') }).toMatchObject({ format: 'vtt', markers: 1, sha256: createHash('sha256').update(saved).digest('hex') })
})

test('nothing was asked of anybody but the app’s own server, and the bundle holds', async () => {
  const { page } = browser
  expect([...asked].filter((origin) => origin !== served.url && origin !== 'null')).toEqual([])
  await endViewing(page)
  // From now on the archive shows this session by the reading.
  await selectSession(page, 'ZF3A001')
  await page.getByText('09:00:17').first().waitFor()
  const bundle = join(folder.path, 'places.bundle')
  await exportBundle(page, bundle)
  const verdict = await runVerify(bundle)
  expect(verdict).toMatchObject({ code: 0 })
})
