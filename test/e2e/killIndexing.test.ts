// SIGKILL of the browser at random moments of an index: it goes on where it was, and nothing acknowledged is lost.

import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, removeProfile, type TestBrowser } from '../support/browser.ts'
import { clipName, digestsOf, makeClipBytes, writeClip, writeLargeClip } from '../support/makeDrive.ts'
import { makeTempFolder } from '../support/makeClips.ts'
import { runVerify } from '../support/runVerify.ts'
import { seededRandom } from '../support/seededRandom.ts'
import { serveApp, type ServedApp } from '../support/serveApp.ts'
import { storedRows } from '../support/storedRows.ts'
import { addDirectory, exportBundle, setUp, unlock } from '../support/walk.ts'

const kills = 20
const large = 'DCIM/A123456_012345_20260326070000.mp4'

let served: ServedApp
let browser: TestBrowser
let folder: Awaited<ReturnType<typeof makeTempFolder>>
let drive: string
let clip: Buffer

beforeAll(async () => {
  folder = await makeTempFolder('kill')
  drive = join(folder.path, 'CAM01')
  clip = await makeClipBytes({ seconds: 1, size: '64x48', fps: 5, audio: false })
  await writeLargeClip(join(drive, large), clip, 3000, 1)
  for (let at = 0; at < 150; at += 1) await writeClip(join(drive, 'DCIM', clipName(at)), clip, at + 2)
  served = await serveApp()
  browser = await openBrowser()
})

afterAll(async () => {
  await browser.close().catch(() => undefined)
  await removeProfile(browser.profile)
  await served.close()
  folder.remove()
})

interface Kept {
  readonly entries: number
  readonly fingerprinted: number
  readonly largeBytes: number
}

const kept = async (): Promise<Kept> => {
  const { copies, progress, entries } = await storedRows(browser.page, 'copies', 'progress', 'entries')
  const done = copies.filter(({ state }) => state === 'fingerprinted')
  const whole = done.find(({ path }) => path === large)
  return { entries: entries.length, fingerprinted: done.length, largeBytes: whole ? whole.size : (progress.find(({ path }) => path === large)?.bytesDone ?? 0) }
}

const isIndexing = async (): Promise<boolean> => {
  const { drives, copies } = await storedRows(browser.page, 'drives', 'copies')
  return drives[0]?.scannedMs == null || copies.some(({ state }) => state === 'pending')
}

test(`killed ${kills} times, the index goes on by itself, inside the large file too`, async () => {
  const random = seededRandom('killIndexing')
  await browser.page.goto(served.url)
  await setUp(browser.page)
  await addDirectory(browser.page, drive)

  let during = 0
  let insideLarge = 0
  const moments: string[] = []
  for (let kill = 1; kill <= kills; kill += 1) {
    await new Promise((done) => setTimeout(done, 100 + random() * 2000))
    const before = await kept()
    if (await isIndexing()) during += 1
    await browser.kill()
    browser = await openBrowser({ profile: browser.profile })
    await browser.page.goto(served.url)
    const after = await kept()
    expect(after.entries, 'log').toBeGreaterThanOrEqual(before.entries)
    expect(after.fingerprinted, 'copies').toBeGreaterThanOrEqual(before.fingerprinted)
    expect(after.largeBytes, 'large file').toBeGreaterThanOrEqual(before.largeBytes)
    moments.push(`${after.fingerprinted}/${Math.round(after.largeBytes / 2 ** 20)}`)
    const registered = (await storedRows(browser.page, 'drives')).drives.length > 0
    const interrupted = await isIndexing()
    await unlock(browser.page)
    if (registered && interrupted) {
      if (after.fingerprinted + after.largeBytes > 0) {
        const said = await browser.page.getByText('从上次停下处继续').first().innerText()
        expect(said).not.toContain('、0 ')
        if (after.largeBytes > 0) insideLarge += 1
      }
      continue
    }
    // A fast machine is through already: it gets more to do.
    if (registered) await writeLargeClip(join(drive, 'DCIM', clipName(200 + kill)), clip, 1000, 200 + kill)
    await addDirectory(browser.page, drive)
  }
  console.log(`files/MiB of the large one kept at each start: ${moments.join(' ')}; ${during} kills during the index, ${insideLarge} starts inside the large file`)
  expect(during).toBeGreaterThan(kills / 2)
  expect(insideLarge).toBeGreaterThan(0)
})

test('then every digest is the one of node:crypto, nothing is there twice, and the log verifies', async () => {
  await expect.poll(isIndexing, { timeout: 90_000 }).toBe(false)
  // The last drop may have been a moment ago: it is over when every file on the disk has its row.
  const digests = await digestsOf(drive)
  await expect.poll(async () => (await kept()).fingerprinted, { timeout: 90_000 }).toBe(Object.keys(digests).length)
  await expect.poll(isIndexing, { timeout: 30_000 }).toBe(false)
  await expect.poll(async () => (await storedRows(browser.page, 'entries')).entries.some(({ kind }) => kind === 'drive-scan'), { timeout: 30_000 }).toBe(true)
  const { drives, copies, recordings, sessions } = await storedRows(browser.page, 'drives', 'copies', 'recordings', 'sessions')
  expect(drives).toHaveLength(1)
  expect(Object.fromEntries(copies.map(({ path, recordingId }) => [path, recordingId]))).toEqual(digests)
  expect(copies.every(({ state }) => state === 'fingerprinted')).toBe(true)
  expect(recordings.map(({ id }) => id).sort()).toEqual([...new Set(Object.values(digests))].sort())
  expect(sessions.flatMap(({ parts }) => parts.map(({ recordingId }) => recordingId)).sort()).toEqual(Object.values(digests).sort())

  const bundle = join(folder.path, 'kill.bundle')
  await exportBundle(browser.page, bundle)
  const verdict = await runVerify(bundle)
  expect(verdict.code, verdict.text).toBe(0)
})
