// A drive pulled while it is watched and plugged in again: the player says so, and goes on where it was.

import { mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { dropDirectory, openBrowser, removeProfile } from '../support/browser.ts'
import { makeClip, makeTempFolder } from '../support/makeClips.ts'
import { servePages } from '../support/servePages.ts'
import type {} from '../bench/timelinePage.ts'

test('after replugging, resume plays on', async () => {
  const folder = await makeTempFolder('replug')
  const drive = join(folder.path, 'drive')
  mkdirSync(drive)
  makeClip(join(drive, 'clip000.mp4'), { seconds: 120, size: '640x360' })
  const pages = await servePages()
  const browser = await openBrowser()
  try {
    const { page } = browser
    await page.goto(`${pages.url}/test/bench/timeline.html`)
    await page.waitForFunction(() => 'timelineBench' in window)
    await dropDirectory(page, drive)
    await page.waitForFunction(() => window.timelineBench.names().length === 1)
    await page.evaluate(() => window.timelineBench.prepare(1, 120))
    await page.evaluate(() => window.timelineBench.open())
    // Reading ahead is over: otherwise that finds the drive gone before the seek, which is then not carried out.
    await page.waitForFunction(() => document.querySelector('video')!.buffered.end(0) > 20)
    renameSync(drive, `${drive}-pulled`)
    // Media and wall clock differ by the gap the page puts before its only clip.
    await page.evaluate(() => window.timelineBench.player().seek(Date.UTC(2026, 2, 26) + 180_000))
    await page.waitForFunction(() => window.timelineBench.failures().length === 1)
    expect(await page.evaluate(() => [...window.timelineBench.failures(), document.querySelector('video')!.style.visibility])).toEqual(['FileGone', 'hidden'])
    renameSync(`${drive}-pulled`, drive)
    await page.evaluate(() => {
      window.timelineBench.player().resume()
      window.timelineBench.player().play()
    })
    await page.waitForFunction(() => document.querySelector('video')!.currentTime > 91, undefined, { timeout: 20_000 })
    expect(await page.evaluate(() => [...window.timelineBench.failures(), document.querySelector('video')!.style.visibility])).toEqual(['FileGone', ''])
  } finally {
    await browser.close()
    await removeProfile(browser.profile)
    await pages.close()
    folder.remove()
  }
})
