// From the click that signs the registration to the first picture, strict log commit included, beside a bare <video> of the same file.

import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { openBrowser, removeProfile } from '../support/browser.ts'
import { serveApp } from '../support/serveApp.ts'
import { addDirectory, endViewing, rail, setUp, workDone } from '../support/walk.ts'
import { quantile, round } from './figures.ts'

const rounds = Number(process.env['ROUNDS'] ?? 15)
const name = 'ZF3A001_500114_20260326093000_0001.MP4'

const makeClip = (path: string): unknown =>
  execFileSync(
    'ffmpeg',
    `-v error -f lavfi -i testsrc2=size=1920x1080:rate=30:duration=60,noise=alls=6:allf=t -f lavfi -i sine=frequency=440:sample_rate=48000:duration=60 -c:v libx264 -preset ultrafast -b:v 6M -maxrate 8M -bufsize 8M -pix_fmt yuv420p -g 30 -c:a aac ${path}`.split(' '),
  )

/** Milliseconds from the click on the sending button to the first presented frame. */
const openOnce = async (page: Page): Promise<number> => {
  await rail(page, '档案').click()
  await page.locator('[role=option]').first().click()
  await page.getByRole('button', { name: '查阅', exact: true }).click()
  await page.getByLabel('事由').fill('测量首帧')
  await page.evaluate(() => {
    const found = Promise.withResolvers<number>()
    Object.assign(window, { firstFrame: found.promise })
    let clicked = 0
    addEventListener('click', () => (clicked ||= performance.now()), { capture: true, once: true })
    const observer = new MutationObserver(() => {
      const video = document.querySelector('video')
      if (!video) return
      observer.disconnect()
      video.requestVideoFrameCallback((now) => found.resolve(now - clicked))
    })
    observer.observe(document.body, { childList: true, subtree: true })
  })
  await page.getByRole('button', { name: '紧急查阅' }).click()
  const ms = await page.evaluate(() => (window as unknown as { firstFrame: Promise<number> }).firstFrame)
  await endViewing(page)
  return ms
}

/** The same file, straight from its handle into a <video>. */
const bareOnce = (page: Page): Promise<number> =>
  page.evaluate(async (file) => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open('fieldreel')
      opening.onsuccess = () => resolve(opening.result)
    })
    const rows = await new Promise<{ directory: { source: FileSystemDirectoryHandle } }[]>((resolve) => {
      const asking = database.transaction('directories').objectStore('directories').getAll()
      asking.onsuccess = () => resolve(asking.result as { directory: { source: FileSystemDirectoryHandle } }[])
    })
    database.close()
    const handle = await rows[0]!.directory.source.getFileHandle(file)
    const began = performance.now()
    const video = document.createElement('video')
    video.muted = true
    video.src = URL.createObjectURL(await handle.getFile())
    document.body.append(video)
    const shown = await new Promise<number>((resolve) => video.requestVideoFrameCallback(resolve))
    URL.revokeObjectURL(video.src)
    video.remove()
    return shown - began
  }, name)

export const bench = async (): Promise<Record<string, unknown>> => {
  const folder = await mkdtemp(join(tmpdir(), 'fieldreel-firstframe-'))
  await mkdir(join(folder, 'card'))
  makeClip(join(folder, 'card', name))
  const served = await serveApp()
  const browser = await openBrowser()
  try {
    const { page } = browser
    await page.goto(served.url)
    await setUp(page)
    await addDirectory(page, join(folder, 'card'))
    await workDone(page)
    const opened: number[] = []
    const bare: number[] = []
    for (let i = 0; i < rounds; i++) {
      opened.push(await openOnce(page))
      bare.push(await bareOnce(page))
    }
    const [p50, bareP50] = [quantile(opened, 0.5), quantile(bare, 0.5)]
    return { p50_ms: round(p50), p95_ms: round(quantile(opened, 0.95)), bare_p50_ms: round(bareP50), bare_p95_ms: round(quantile(bare, 0.95)), extra_ms: round(p50 - bareP50), ratio: round(p50 / bareP50, 2), rounds }
  } finally {
    await browser.close()
    await removeProfile(browser.profile)
    await served.close()
    await rm(folder, { recursive: true, force: true })
  }
}
