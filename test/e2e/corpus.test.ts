// Real camera files in the built app: each has its row and its true digest; what plays shows a picture, what does not says why.

import { readFileSync } from 'node:fs'
import { chmod, cp, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, removeProfile, type TestBrowser } from '../support/browser.ts'
import { makeTempFolder } from '../support/makeClips.ts'
import { serveApp, type ServedApp } from '../support/serveApp.ts'
import { sharedData } from '../support/sharedData.ts'
import { storedEntries, storedRows } from '../support/storedRows.ts'
import { addDirectory, endViewing, pictureShown, rail, register, setUp, workDone } from '../support/walk.ts'

let served: ServedApp
let browser: TestBrowser
let folder: Awaited<ReturnType<typeof makeTempFolder>>
let root: string

beforeAll(async () => {
  if (!sharedData) return
  folder = await makeTempFolder('corpus')
  root = join(folder.path, 'camera')
  await cp(join(sharedData, 'camera'), root, { recursive: true })
  for (const path of await readdir(root, { recursive: true })) await chmod(join(root, path), 0o755)
  await chmod(root, 0o755)
  served = await serveApp()
  browser = await openBrowser()
  await browser.page.goto(served.url)
  await setUp(browser.page)
})

afterAll(async () => {
  if (!sharedData) return
  await browser.close()
  await removeProfile(browser.profile)
  await served.close()
  folder.remove()
})

/** Path below camera/ → SHA-256, as the corpus itself says. */
const knownDigests = (): ReadonlyMap<string, string> =>
  new Map(
    readFileSync(join(sharedData!, 'HASHES.tsv'), 'utf8').split('\n').flatMap((line): [string, string][] => {
      const [path = '', , sha256 = ''] = line.split('\t')
      return path.startsWith('camera/') ? [[path.slice('camera/'.length), sha256]] : []
    }),
  )

/** To a screen of the app without leaving it, as a link would. */
const goTo = (page: Page, path: string): Promise<void> =>
  page.evaluate((to) => {
    history.pushState(null, '', to)
    dispatchEvent(new PopStateEvent('popstate'))
  }, path)

test.skipIf(!sharedData)('every real camera file has a row and its true digest (skipped without the shared corpus)', async () => {
  const { page } = browser
  await addDirectory(page, root)
  await workDone(page)
  const { copies } = await storedRows(page, 'copies')
  const known = knownDigests()
  expect(copies.map(({ path }) => path).sort()).toEqual([...known.keys()].sort())
  console.log(copies.map(({ path, state, error }) => `${path}: ${state}${error ? ` ${error.type}` : ''}`).join('\n'))
  for (const { path, state, recordingId } of copies) {
    expect(['fingerprinted', 'other', 'failed']).toContain(state)
    if (recordingId) expect([path, recordingId]).toEqual([path, known.get(path)])
  }
  expect(copies.filter(({ state }) => state === 'fingerprinted').length).toBeGreaterThanOrEqual(17)
})

test.skipIf(!sharedData)('what Chromium decodes shows its first picture, the rest says why not (skipped without the shared corpus)', async () => {
  const { page } = browser
  const { recordings, sessions, copies } = await storedRows(page, 'recordings', 'sessions', 'copies')
  const nameOf = (id: string): string => copies.find(({ recordingId }) => recordingId === id)?.path ?? id
  const shown: string[] = []
  const told: string[] = []
  for (const session of sessions) {
    const own = recordings.filter(({ id }) => session.parts.some(({ recordingId }) => recordingId === id))
    const names = own.map(({ id, playMode }) => `${nameOf(id)} (${playMode})`).join(' + ')
    if (own.some(({ playMode }) => playMode === 'timeline' || playMode === 'decoded')) {
      await goTo(page, `/view/${encodeURIComponent(session.id)}`)
      await register(page, '试看真实文件')
      const answer = await Promise.race([pictureShown(page).then(() => 'picture'), page.locator('.problem .problemTitle').first().innerText()])
      if (answer === 'picture') {
        shown.push(names)
        await endViewing(page)
      } else told.push(`${names}: ${answer}`)
      await rail(page, '档案').click()
    } else {
      await goTo(page, `/archive/${encodeURIComponent(session.id)}`)
      for (const { id } of own) {
        const one = page.locator('details.recording').filter({ has: page.getByText(id.slice(0, 4), { exact: true }) }).first()
        await one.locator('summary').click()
        await one.getByText(/不能播放|内容损坏|看不懂|分析这个文件时出错/).first().waitFor()
      }
      told.push(names)
    }
  }
  console.log(`shown:\n  ${shown.join('\n  ')}\ntold why not:\n  ${told.join('\n  ')}`)
  for (const name of ['sample-5s.mp4', 'with-gps.mp4', 'android-meta.mp4']) expect(shown.join()).toContain(name)
  const { length } = (await storedEntries(page)).filter(({ kind }) => kind === 'view-open')
  expect(length).toBeGreaterThanOrEqual(shown.length)
})
