// A box drawn in the built app: kept as a draft, signed for, and black in every picture of the new recording.

import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestBrowser } from '../support/browser.ts'
import { openOffline, type OfflineApp } from '../support/openOffline.ts'
import { addSample, chooseSession, pictureShown, register, setUp, unlock } from '../support/walk.ts'

let offline: OfflineApp
let browser: TestBrowser

beforeAll(async () => {
  offline = await openOffline()
  browser = offline.browser
  await setUp(browser.page)
  await addSample(browser.page)
})

afterAll(() => offline.close())

const enter = async (): Promise<void> => {
  const { page } = browser
  await register(page, '提取证据')
  await pictureShown(page)
}

test('a box is drawn on the picture, and is still there after a restart', async () => {
  const { page } = browser
  await chooseSession(page, 'ZF3A001')
  await enter()
  await page.getByRole('button', { name: '遮盖', exact: true }).click()
  await page.locator('.boxPreview').waitFor({ state: 'attached' })
  const surface = (await page.locator('.boxSurface').boundingBox())!
  await page.mouse.move(surface.x + surface.width * 0.25, surface.y + surface.height * 0.25)
  await page.mouse.down()
  await page.mouse.move(surface.x + surface.width * 0.75, surface.y + surface.height * 0.75, { steps: 4 })
  await page.mouse.up()
  await page.getByText('画面遮盖 1').waitFor()
  await page.getByLabel('方式').selectOption('涂黑')
  expect(new URL(page.url()).searchParams.get('redact')).toBe('1')
  await page.waitForTimeout(600)
  await page.reload()
  await unlock(page)
  await enter()
  await page.getByText('画面遮盖 1').waitFor()
})

test('the copy is signed for, and covered from its first picture to its last', async () => {
  const { page } = browser
  await page.keyboard.press('i')
  await page.keyboard.press('Shift+ArrowRight')
  await page.waitForFunction(() => /09:30:01/.test(document.querySelector('.wallClock')?.textContent ?? ''))
  await page.keyboard.press('o')
  await page.getByRole('button', { name: '制作遮盖后的副本' }).click()
  await page.getByText('说话的人听得出来').waitFor()
  await page.getByRole('button', { name: '签署并制作' }).click()
  await page.getByRole('link', { name: '在档案里打开' }).waitFor({ timeout: 60_000 })
  const bytes = await page.evaluate(async () => {
    const find = async (folder: FileSystemDirectoryHandle): Promise<File | null> => {
      for await (const entry of folder.values()) {
        const found = entry.kind === 'directory' ? await find(entry as FileSystemDirectoryHandle) : entry.name.endsWith('redacted.mp4') ? await (entry as FileSystemFileHandle).getFile() : null
        if (found) return found
      }
      return null
    }
    const file = await find(await navigator.storage.getDirectory())
    return file ? [...new Uint8Array(await file.arrayBuffer())] : []
  })
  const [width, height] = [640, 360]
  const pictures = execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-i', 'pipe:0', '-map', '0:v', '-f', 'rawvideo', '-pix_fmt', 'gray', '-'], { input: Buffer.from(bytes), maxBuffer: 1 << 28 })
  const count = pictures.length / (width * height)
  expect(count).toBeGreaterThanOrEqual(14)
  const brightest = Array.from({ length: count }, (_, n) => {
    let most = 0
    for (let y = height * 0.27; y < height * 0.73; y += 1) for (let x = width * 0.27; x < width * 0.73; x += 1) most = Math.max(most, pictures[(n * height + Math.floor(y)) * width + Math.floor(x)]!)
    return most
  })
  expect(Math.max(...brightest)).toBeLessThan(40)
  expect(pictures[20 * width + 20]).toBeGreaterThan(40)
  await page.getByRole('link', { name: '在档案里打开' }).click()
  await page.locator('.pieceBanner').getByText('人脸 · 涂黑 × 1').waitFor()
})
