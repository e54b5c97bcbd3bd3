// The built app as a unit in the field has it: loaded once, then server and network are gone.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openBrowser, removeProfile, type TestBrowser } from './browser.ts'
import { serveApp } from './serveApp.ts'
import { addSample, setUp, waitForShell } from './walk.ts'

export interface OfflineApp {
  readonly browser: TestBrowser
  close(): Promise<void>
}

export const openOffline = async (): Promise<OfflineApp> => {
  const served = await serveApp()
  const browser = await openBrowser()
  await browser.page.goto(served.url)
  await waitForShell(browser.page)
  await served.kill()
  await browser.context.setOffline(true)
  await browser.page.reload()
  return {
    browser,
    close: async () => {
      await browser.close()
      await removeProfile(browser.profile)
      await served.close()
    },
  }
}

export interface SampleUnit extends OfflineApp {
  /** For files on disk; removed at the end. */
  readonly folder: string
}

/** A new unit of 王建国 alone, with the sample drive indexed. */
export const openSampleUnit = async (name: string): Promise<SampleUnit> => {
  const folder = await mkdtemp(join(tmpdir(), `fieldreel-${name}-`))
  const { browser, close } = await openOffline()
  await setUp(browser.page)
  await addSample(browser.page)
  return {
    browser,
    folder,
    close: async () => {
      await close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
