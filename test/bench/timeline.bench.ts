// The continuous player over many files in real Chromium, beside one <video> on the same content in one file, in the same run.

import { execFileSync } from 'node:child_process'
import { copyFileSync, linkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dropDirectory, openBrowser, removeProfile } from '../support/browser.ts'
import { makeTempFolder } from '../support/makeClips.ts'
import { serveBuiltPage } from '../support/servePages.ts'

const SECONDS = Number(process.env['SECONDS'] ?? 20)
const SEEKS = Number(process.env['SEEKS'] ?? 40)
const OPENS = Number(process.env['OPENS'] ?? 5)
/** Files that lie on the disk for themselves; more are links to them. */
const OWN_FILES = 12

const round = (value: number): number => Number(value.toFixed(1))
const quantile = (values: readonly number[], q: number): number => round(values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))]!)

/** The same places every run, spread evenly but in no order: multiples of the golden ratio. */
const targets = (seconds: number): readonly number[] =>
  Array.from({ length: SEEKS }, (_, i) => Math.floor((((i + 1) * 0.618_033_988_75) % 1) * (seconds - 4) * 30) / 30 + 1)

const makeFiles = (folder: string, counts: readonly number[]): void => {
  const first = join(folder, 'clip000.mp4')
  const ffmpeg = (...args: readonly string[]): unknown => execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...args])
  // About 6 Mbit/s, a key frame a second, `moov` last: as a body camera writes.
  ffmpeg('-f', 'lavfi', '-i', `testsrc2=size=1920x1080:rate=30:duration=${SECONDS},noise=alls=6:allf=t`, '-f', 'lavfi', '-i', `sine=frequency=440:sample_rate=48000:duration=${SECONDS}`, '-c:v', 'libx264', '-preset', 'ultrafast', '-b:v', '6M', '-maxrate', '8M', '-bufsize', '8M', '-pix_fmt', 'yuv420p', '-g', '30', '-c:a', 'aac', '-ac', '1', '-shortest', first)
  for (let i = 1; i < Math.max(...counts); i++) {
    const path = join(folder, `clip${String(i).padStart(3, '0')}.mp4`)
    if (i < OWN_FILES) copyFileSync(first, path)
    else linkSync(join(folder, `clip${String(i % OWN_FILES).padStart(3, '0')}.mp4`), path)
  }
  for (const count of counts) {
    const list = join(folder, `list${count}.txt`)
    writeFileSync(list, Array.from({ length: count }, (_, i) => `file 'clip${String(i).padStart(3, '0')}.mp4'\n`).join(''))
    ffmpeg('-f', 'concat', '-safe', '0', '-i', list, '-c', 'copy', join(folder, `all${count}.mp4`))
  }
}

export const bench = async (): Promise<Record<string, unknown>> => {
  const counts = (process.env['COUNTS'] ?? '12,300').split(',').map(Number)
  const folder = await makeTempFolder('timeline')
  const pages = await serveBuiltPage('test/bench/timeline.html')
  const browser = await openBrowser({ args: ['--autoplay-policy=no-user-gesture-required'] })
  try {
    makeFiles(folder.path, counts)
    const { page } = browser
    page.on('console', (message) => console.log(`page: ${message.text()}`))
    await page.goto(pages.url)
    await page.waitForFunction(() => 'timelineBench' in window)
    await dropDirectory(page, folder.path)
    await page.waitForFunction((count) => window.timelineBench.names().length >= count, Math.max(...counts) + 2 * counts.length)
    const figures: Record<string, unknown> = {}
    for (const count of counts) {
      await page.evaluate(([files, seconds]) => window.timelineBench.prepare(files!, seconds!), [count, SECONDS])
      const unknown = await page.evaluate(() => window.timelineBench.open())
      await page.evaluate(() => window.timelineBench.close())
      await page.evaluate(() => window.timelineBench.learn())
      const opens: number[] = []
      for (let i = 0; i < OPENS; i++) {
        if (i > 0) await page.evaluate(() => window.timelineBench.close())
        opens.push(await page.evaluate(() => window.timelineBench.open()))
      }
      const boundaries = Array.from({ length: Math.min(count - 1, 11) }, (_, i) => Math.round(((i + 1) * count) / Math.min(count, 12)) * SECONDS)
      const plays: { readonly waits: number; readonly longestMs: number }[] = []
      for (const boundary of boundaries) plays.push(await page.evaluate((media) => window.timelineBench.play(media, 4), boundary - 2))
      const places = targets(count * SECONDS)
      const seeks = [...(await page.evaluate((media) => window.timelineBench.seek(media), places))]
      await page.evaluate(() => window.timelineBench.close())
      const failures = await page.evaluate(() => window.timelineBench.failures())
      if (failures.length > 0) throw new Error(failures.join(' '))
      const videoSeeks = await page.evaluate(([name, media]) => window.timelineBench.videoSeek(name as string, media as number[]), [`all${count}.mp4`, [...places]] as const)
      const [own, video] = [quantile(seeks, 0.5), quantile(videoSeeks, 0.5)]
      figures[`n${count}`] = {
        open_ms: quantile(opens, 0.5),
        // Of files that were never laid out before.
        open_unknown_ms: round(unknown),
        stalls: plays.reduce((sum, { waits }) => sum + waits, 0),
        longest_frame_ms: round(Math.max(...plays.map(({ longestMs }) => longestMs))),
        seek_p50_ms: own,
        seek_p95_ms: quantile(seeks, 0.95),
        video_seek_p50_ms: video,
        video_seek_p95_ms: quantile(videoSeeks, 0.95),
        ratio: Number((own / video).toFixed(2)),
      }
      console.log(`n${count}: ${JSON.stringify(figures[`n${count}`])}`)
    }
    return figures
  } finally {
    await browser.close()
    await removeProfile(browser.profile)
    await pages.close()
    folder.remove()
  }
}
