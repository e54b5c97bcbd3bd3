// The built app as a unit in the field has it: loaded once, then server and network are gone.

import { openBrowser, removeProfile, type TestBrowser } from './browser.ts'
import { serveApp } from './serveApp.ts'
import { waitForShell } from './walk.ts'

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
