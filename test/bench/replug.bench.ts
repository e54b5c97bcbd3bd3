// Plugging an unchanged drive of 10,000 files in again: how long it takes, and how much content is read (none).

import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { dropDirectory, openBrowser, removeProfile, type TestBrowser } from '../support/browser.ts'
import { servePages } from '../support/servePages.ts'
import type { IndexOutcome } from '../support/indexPage.ts'

const run = promisify(execFile)
const FILES = Number(process.env['FILES'] ?? 10_000)
const ROUNDS = Number(process.env['ROUNDS'] ?? 3)
const FILES_A_FOLDER = 250

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
const round = (value: number, digits = 2): number => Number(value.toFixed(digits))

/** One tiny clip with a `free` box of its own in each file, named as a GA/T 947 recorder names them. */
const fillDrive = async (directory: string): Promise<void> => {
  const clip = join(directory, 'clip.mp4')
  await run('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc=size=64x48:rate=5:duration=1', '-c:v', 'libx264', '-pix_fmt', 'yuv420p', clip])
  const bytes = await readFile(clip)
  await rm(clip)
  const box = Buffer.alloc(16)
  box.writeUInt32BE(16, 0)
  box.write('free', 4)
  const begin = Date.UTC(2026, 2, 1)
  for (let at = 0; at < FILES; at += 1) {
    const folder = join(directory, 'DCIM', String(Math.floor(at / FILES_A_FOLDER)).padStart(3, '0'))
    if (at % FILES_A_FOLDER === 0) await mkdir(folder, { recursive: true })
    box.writeUInt32BE(at, 8)
    const time = new Date(begin + at * 60_000).toISOString().replace(/[-:T]|\..*/g, '')
    await writeFile(join(folder, `A12345${at % 4}_012345_${time}.mp4`), Buffer.concat([bytes, box]))
  }
}

/** The kernel's own witness: with an access time before the last write, any read moves it (relatime). */
const backdateAccess = (directory: string): Promise<unknown> => run('find', [directory, '-type', 'f', '-exec', 'touch', '-a', '-d', '2001-01-01', '{}', '+'])
const bytesAccessed = async (directory: string): Promise<number> => {
  const { stdout } = await run('find', [directory, '-type', 'f', '-newerat', '2002-01-01', '-printf', '%s\n'], { maxBuffer: 1 << 26 })
  return stdout.split('\n').reduce((sum, line) => sum + Number(line), 0)
}

const visit = async (browser: TestBrowser, url: string, directory: string): Promise<IndexOutcome> => {
  const { page } = browser
  await page.goto(url)
  await page.waitForFunction(() => 'indexPage' in window)
  await dropDirectory(page, directory)
  await page.waitForFunction(() => window.indexPage.dropped())
  await page.evaluate(() => window.indexPage.start())
  return page.evaluate(() => window.indexPage.outcome())
}

export const bench = async (): Promise<Record<string, unknown>> => {
  const directory = await mkdtemp(join(tmpdir(), 'fieldreel-replug-'))
  const pages = await servePages()
  const browser = await openBrowser()
  try {
    await fillDrive(directory)
    const url = `${pages.url}/test/support/indexPage.html`
    const first = await visit(browser, url, directory)
    console.log(`first visit: ${round(first.seconds)} s, ${first.recordings} recordings, ${first.openedBytes} bytes`)
    if (first.recordings !== FILES) throw new Error(`${first.recordings} recordings of ${FILES} files`)
    await backdateAccess(directory)
    const seconds: number[] = []
    const find: number[] = []
    let opened = 0
    for (let at = 0; at < ROUNDS; at += 1) {
      const again = await visit(browser, url, directory)
      if (again.drive !== first.drive) throw new Error('not recognised')
      opened += again.openedBytes
      seconds.push(again.seconds)
      const start = performance.now()
      await run('find', [directory, '-type', 'f', '-printf', '%p %s %T@\n'], { maxBuffer: 1 << 26 })
      find.push((performance.now() - start) / 1000)
      console.log(`visit ${at + 2}: ${round(again.seconds)} s of which the walk ${round(again.walkSeconds)} s, ${again.openedBytes} bytes opened, find ${round(find.at(-1)!, 3)} s`)
    }
    const accessed = await bytesAccessed(directory)
    // Shows that the witness works: reading one file must be seen.
    await run('sh', ['-c', `cat "$(find '${directory}' -type f | head -1)" > /dev/null`])
    const witnessed = (await bytesAccessed(directory)) > accessed
    return {
      seconds: round(median(seconds)),
      bytes_read: Math.max(opened, accessed),
      find_seconds: round(median(find), 3),
      ratio: round(median(seconds) / median(find), 1),
      first_seconds: round(first.seconds),
      files: FILES,
      access_times_witnessed: witnessed,
    }
  } finally {
    await browser.close()
    await removeProfile(browser.profile)
    await pages.close()
    await rm(directory, { recursive: true, force: true })
  }
}
