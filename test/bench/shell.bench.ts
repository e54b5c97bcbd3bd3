// What the first load costs, and how soon a list can be used without network, beside the same page with its server.

import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { openBrowser, removeProfile } from '../support/browser.ts'
import { serveApp } from '../support/serveApp.ts'
import { addSample, setUp, unlock, waitForShell } from '../support/walk.ts'
import { quantile, round } from './figures.ts'

const rounds = Number(process.env['ROUNDS'] ?? 7)

/** gzip KiB of the scripts and styles the page asked for until its first screen stood, by kind. */
const firstLoad = async (url: string): Promise<{ readonly js: number; readonly css: number }> => {
  const browser = await openBrowser()
  const sizes = { js: 0, css: 0 }
  const reading: Promise<void>[] = []
  browser.page.on('response', (response) => {
    const kind = /\.(js|css)$/.exec(new URL(response.url()).pathname)?.[1] as 'js' | 'css' | undefined
    // What the service worker fetches for later is not what the first screen waits for.
    if (!kind || response.request().serviceWorker()) return
    reading.push(response.body().then((body) => void (sizes[kind] += gzipSync(body, { level: 9 }).length / 1024)))
  })
  await browser.page.goto(url)
  await browser.page.getByLabel('单位名称').waitFor()
  await Promise.all(reading)
  await browser.close()
  await removeProfile(browser.profile)
  return sizes
}

/** From asking for the page to the moment a person can type their passphrase, and from unlocking to a usable list. */
const start = async (page: Page, url: string): Promise<{ readonly shown: number; readonly listed: number }> => {
  const began = performance.now()
  await page.goto(url)
  await page.getByLabel('口令', { exact: true }).waitFor()
  const shown = performance.now() - began
  const unlocking = performance.now()
  await unlock(page)
  await page.locator('[role=option]').first().waitFor()
  return { shown, listed: performance.now() - unlocking }
}

export const bench = async (): Promise<Record<string, unknown>> => {
  const served = await serveApp()
  const { js, css } = await firstLoad(served.url)
  const browser = await openBrowser()
  try {
    const { page } = browser
    await page.goto(served.url)
    await waitForShell(page)
    await setUp(page)
    await addSample(page)
    const measure = async (): Promise<{ shown: number; listed: number }> => {
      const starts = []
      for (let i = 0; i < rounds; i++) starts.push(await start(page, `${served.url}/archive`))
      return { shown: quantile(starts.map(({ shown }) => shown), 0.5), listed: quantile(starts.map(({ listed }) => listed), 0.5) }
    }
    const online = await measure()
    await served.kill()
    await browser.context.setOffline(true)
    const offline = await measure()
    return {
      js_css_gz_kb: round(js + css),
      js_gz_kb: round(js),
      css_gz_kb: round(css),
      // Unlocking derives the key with Argon2id on purpose; both parts are told.
      offline_start_ms: round(offline.shown + offline.listed),
      offline_shown_ms: round(offline.shown),
      offline_unlock_to_list_ms: round(offline.listed),
      online_start_ms: round(online.shown + online.listed),
      ratio: round((offline.shown + offline.listed) / (online.shown + online.listed), 2),
      rounds,
    }
  } finally {
    await browser.close()
    await removeProfile(browser.profile)
    await served.close()
  }
}
