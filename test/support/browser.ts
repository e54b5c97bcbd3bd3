// A real Chromium with a profile of its own, in which real directories can be dropped on a page.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext, type Page } from 'playwright-core'
import { chromiumArgs, chromiumPath } from './chromiumFlags.ts'

/** `prompt` is Chromium's genuine state: reading is granted by the drop, writing asks, a reload asks again. */
export type FilePermission = 'granted' | 'denied' | 'prompt'

export interface TestBrowser {
  readonly context: BrowserContext
  readonly page: Page
  readonly profile: string
  /** Ends the browser; the profile stays on disk for the next start. */
  close(): Promise<void>
  /** SIGKILL to every process of this browser. */
  kill(): Promise<void>
}

export const makeProfile = async (permission: FilePermission = 'granted'): Promise<string> => {
  const profile = await mkdtemp(join(tmpdir(), 'fieldreel-profile-'))
  const setting = permission === 'granted' ? 1 : 2
  const values = permission === 'prompt' ? {} : { file_system_read_guard: setting, file_system_write_guard: setting }
  await mkdir(join(profile, 'Default'), { recursive: true })
  await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify({ profile: { default_content_setting_values: values } }))
  return profile
}

export const removeProfile = (profile: string): Promise<void> => rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })

export interface BrowserOptions {
  readonly profile?: string
  readonly width?: number
  readonly height?: number
  readonly dark?: boolean
  readonly locale?: string
  readonly args?: readonly string[]
}

export const openBrowser = async (options: BrowserOptions = {}): Promise<TestBrowser> => {
  const profile = options.profile ?? (await makeProfile())
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath,
    headless: true,
    args: [...chromiumArgs, ...(options.args ?? [])],
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    colorScheme: options.dark ? 'dark' : 'light',
    locale: options.locale ?? 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: true,
  })
  context.setDefaultTimeout(20_000)
  const page = context.pages()[0] ?? (await context.newPage())
  return {
    context,
    page,
    profile,
    close: () => context.close(),
    kill: async () => {
      const { execFileSync } = await import('node:child_process')
      try {
        execFileSync('pkill', ['-9', '-f', `user-data-dir=${profile}`])
      } catch {
        // pkill exits 1 when nothing was left to kill
      }
      await context.close().catch(() => undefined)
    },
  }
}

/** Drops a real directory on the page's element, as a person would from the file manager. */
export const dropDirectory = async (page: Page, directory: string, selector = 'body'): Promise<void> => {
  const box = await page.locator(selector).first().boundingBox()
  const x = (box?.x ?? 0) + (box?.width ?? 200) / 2
  const y = (box?.y ?? 0) + (box?.height ?? 200) / 2
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [directory], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await session.send('Input.dispatchDragEvent', { type, x, y, data })
  await session.detach()
}
